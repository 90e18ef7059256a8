package ca.omkn.example

import java.awt.Component
import java.awt.Container
import java.awt.Dimension
import java.awt.LayoutManager
import java.awt.Rectangle
import javax.swing.BorderFactory
import javax.swing.JPanel
import javax.swing.JScrollPane
import javax.swing.Scrollable

/** A column of components, each as wide as the column and as high as its text then needs; scrolls up and down only. */
open class Column(gap: Int = 6, padding: Int = 0) : JPanel(Stacked(gap)), Scrollable {
    init {
        isOpaque = false
        border = BorderFactory.createEmptyBorder(padding, padding, padding, padding)
    }

    /** Shows these in place of what was there. */
    fun show(components: List<Component>) {
        removeAll()
        components.forEach(::add)
        revalidate()
        repaint()
    }

    override fun getPreferredScrollableViewportSize(): Dimension = preferredSize
    override fun getScrollableUnitIncrement(visible: Rectangle, orientation: Int, direction: Int) = 24
    override fun getScrollableBlockIncrement(visible: Rectangle, orientation: Int, direction: Int) = visible.height - 24
    override fun getScrollableTracksViewportWidth() = true
    override fun getScrollableTracksViewportHeight() = false

    /** This column in a pane that scrolls it. */
    fun scrolling(): JScrollPane = JScrollPane(this).apply {
        border = BorderFactory.createEmptyBorder()
        horizontalScrollBarPolicy = JScrollPane.HORIZONTAL_SCROLLBAR_NEVER
        isOpaque = false
        viewport.isOpaque = false
    }
}

/** Components side by side, equally wide. */
class Row(gap: Int = 16, vararg components: Component) : JPanel(SideBySide(gap)) {
    init {
        isOpaque = false
        components.forEach(::add)
    }
}

/** A layout whose height follows from its width, as that of text does. */
abstract class HeightByWidth : LayoutManager {
    /** How high [parent] must be at this width, and, with [place], puts its components there. */
    protected abstract fun arrange(parent: Container, width: Int, place: Boolean): Int

    protected fun heightAt(child: Component, width: Int): Int {
        if (child.width != width) child.setSize(width, child.height.coerceAtLeast(1))
        return child.preferredSize.height
    }

    override fun preferredLayoutSize(parent: Container): Dimension {
        val width = if (parent.width > 0) parent.width else 320
        return Dimension(width, arrange(parent, width, place = false))
    }

    override fun layoutContainer(parent: Container) {
        arrange(parent, parent.width, place = true)
    }

    override fun minimumLayoutSize(parent: Container) = Dimension(80, 20)
    override fun addLayoutComponent(name: String?, component: Component?) = Unit
    override fun removeLayoutComponent(component: Component?) = Unit
}

/** One below the other. */
class Stacked(private val gap: Int) : HeightByWidth() {
    override fun arrange(parent: Container, width: Int, place: Boolean): Int {
        val edge = parent.insets
        var y = edge.top
        parent.components.filter(Component::isVisible).forEachIndexed { at, child ->
            if (at > 0) y += gap
            val inner = (width - edge.left - edge.right).coerceAtLeast(1)
            val height = heightAt(child, inner)
            if (place) child.setBounds(edge.left, y, inner, height)
            y += height
        }
        return y + edge.bottom
    }
}

/** One beside the other. */
class SideBySide(private val gap: Int) : HeightByWidth() {
    override fun arrange(parent: Container, width: Int, place: Boolean): Int {
        val edge = parent.insets
        val children = parent.components.filter(Component::isVisible)
        val each = ((width - edge.left - edge.right - gap * (children.size - 1)) / children.size.coerceAtLeast(1)).coerceAtLeast(1)
        val height = children.maxOfOrNull { heightAt(it, each) } ?: 0
        if (place) children.forEachIndexed { at, it -> it.setBounds(edge.left + at * (each + gap), edge.top, each, height) }
        return edge.top + height + edge.bottom
    }
}

/** As many in a line as fit, then the next line. */
class Flowing(private val gap: Int) : HeightByWidth() {
    override fun arrange(parent: Container, width: Int, place: Boolean): Int {
        val edge = parent.insets
        val right = width - edge.right
        var x = edge.left
        var y = edge.top
        var line = 0
        parent.components.filter(Component::isVisible).forEach { child ->
            val size = child.preferredSize
            if (x > edge.left && x + size.width > right) {
                x = edge.left
                y += line + gap
                line = 0
            }
            if (place) child.setBounds(x, y, minOf(size.width, right - x), size.height)
            x += size.width + gap
            line = maxOf(line, size.height)
        }
        return y + line + edge.bottom
    }
}

/** Small things in lines, such as the values a reader chose. */
fun flow(gap: Int = 6, components: List<Component> = emptyList()): JPanel = JPanel(Flowing(gap)).apply {
    isOpaque = false
    components.forEach(::add)
}
