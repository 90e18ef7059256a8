package ca.omkn.example

import ca.omkn.*
import java.awt.BorderLayout
import java.awt.Component
import java.awt.Dimension
import javax.swing.BorderFactory
import javax.swing.JButton
import javax.swing.JCheckBox
import javax.swing.JComponent
import javax.swing.JLabel
import javax.swing.JPanel

/** What the hits can be narrowed by, each value with how many hits have it. */
class FacetPanel(private val session: Session, private val searching: Searching) {
    private val column = Column(gap = 2, padding = 14)

    /** The panel itself. */
    val component: JComponent = column.scrolling().named("facets").apply { preferredSize = Dimension(262, 0) }

    init {
        session.follow(searching.answer) { answer -> answer?.let(::show) }
        session.follow(session.words) { searching.answer.value?.let(::show) }
    }

    private fun show(answer: Answer) {
        val focused = column.components.firstOrNull { (it as? Container)?.hasFocusInside() == true }?.name
        component.named("facets", session.words.value["facets"])
        column.show(listOfNotNull(clear(answer)) + answer.latest.facets.filter { it.counts.isNotEmpty() }.flatMap(::section))
        // Whoever narrows with the keyboard goes on where they were.
        column.components.firstOrNull { it.name == focused && focused != null }
            ?.let { (it as Container).components.filterIsInstance<JCheckBox>().firstOrNull()?.requestFocusInWindow() }
    }

    private fun clear(answer: Answer): Component? = answer.question.selected.takeIf { it.isNotEmpty() }?.let {
        JButton(session.words.value["facets.clear"]).named("clear facets", session.words.value["facets.clear"]).apply {
            addActionListener { searching.ask { copy(selected = emptyMap()) } }
        }
    }

    private fun section(facet: FacetCounts): List<Component> {
        val heading = JLabel(facet.facet.label(session.words.value.language)).typeset("semibold").apply {
            border = BorderFactory.createEmptyBorder(12, 2, 4, 2)
        }
        return listOf(heading) + inOrder(facet).map { (count, depth) -> line(facet.facet, count, depth) }
    }

    private fun line(facet: Facet, count: FacetCount, depth: Int): Component {
        val box = JCheckBox(count.label, count.selected)
        box.named("$facet ${count.value}", session.words.value["facet.spoken", count.label, count.count])
        box.toolTipText = count.label
        box.isOpaque = false
        box.addActionListener { searching.toggle(facet, count.value) }
        val number = JLabel(count.count.toString()).apply { foreground = Palette.quiet }
        return JPanel(BorderLayout(6, 0)).apply {
            name = box.name
            isOpaque = false
            border = BorderFactory.createEmptyBorder(0, 14 * depth, 0, 2)
            add(box, BorderLayout.CENTER)
            add(number, BorderLayout.EAST)
        }
    }
}

private typealias Container = java.awt.Container

private fun Container.hasFocusInside(): Boolean = components.any { it.isFocusOwner }

/** Narrower values stand under what they are narrower than; sizes from small to large; the rest by count. */
private fun inOrder(facet: FacetCounts): List<Pair<FacetCount, Int>> {
    if (facet.facet == Facet.POPULATION_BAND) {
        return facet.counts.sortedBy { it.value.takeWhile(Char::isDigit).toInt() }.map { it to 0 }
    }
    val shown = facet.counts.map { it.value }.toSet()
    fun under(broader: String?, depth: Int): List<Pair<FacetCount, Int>> = facet.counts
        .filter { count -> if (broader == null) count.broader.none { it in shown } else broader in count.broader }
        .flatMap { listOf(it to depth) + under(it.value, depth + 1) }
    return under(null, 0)
}
