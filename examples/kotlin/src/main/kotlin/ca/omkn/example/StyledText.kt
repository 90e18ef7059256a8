package ca.omkn.example

import ca.omkn.HitText
import ca.omkn.TextRange
import java.awt.Color
import javax.swing.BorderFactory
import javax.swing.JButton
import javax.swing.JTextPane
import javax.swing.text.DefaultCaret
import javax.swing.text.SimpleAttributeSet
import javax.swing.text.StyleConstants

/** Text to read, wrapped at the width it is given. It is never taken for HTML. */
class StyledText(text: String = "", color: Color = Palette.text) : JTextPane() {
    init {
        isEditable = false
        isOpaque = false
        border = BorderFactory.createEmptyBorder()
        margin = null
        caret = DefaultCaret().apply { updatePolicy = DefaultCaret.NEVER_UPDATE }
        foreground = color
        // Tab passes over text that is only read; it can still be selected and copied with the mouse.
        isFocusable = false
        add(text)
    }

    /** Adds a text; ranges are those of the library, UTF-16 code units as everywhere on the JVM. */
    fun add(text: String, highlights: List<TextRange> = emptyList(), bold: Boolean = false): StyledText = apply {
        val start = styledDocument.length
        val style = SimpleAttributeSet().also { StyleConstants.setBold(it, bold) }
        styledDocument.insertString(start, text, style)
        for (range in highlights) {
            styledDocument.setCharacterAttributes(start + range.start, range.end - range.start, MARK, false)
        }
    }

    /** The marked parts, for tests and for those who listen. */
    fun markedWords(): List<String> = (0 until styledDocument.length)
        .groupConsecutive { StyleConstants.getBackground(styledDocument.getCharacterElement(it).attributes) == Palette.marked }
        .map { styledDocument.getText(it.first, it.last - it.first + 1) }

    /** Lets the mouse through to the card or button it stands in. */
    fun unheeded(): StyledText = apply { putClientProperty(UNHEEDED, true) }

    override fun contains(x: Int, y: Int) = getClientProperty(UNHEEDED) != true && super.contains(x, y)
}

private const val UNHEEDED = "unheeded"

private val MARK = SimpleAttributeSet().apply {
    StyleConstants.setBackground(this, Palette.marked)
    StyleConstants.setBold(this, true)
}

private fun IntRange.groupConsecutive(belongs: (Int) -> Boolean): List<IntRange> {
    val found = mutableListOf<IntRange>()
    for (at in this) {
        if (!belongs(at)) continue
        val last = found.lastOrNull()
        if (last != null && last.last == at - 1) found[found.size - 1] = last.first..at else found.add(at..at)
    }
    return found
}

/** A text of a hit, with its highlights. */
fun StyledText.add(text: HitText): StyledText = add(text.text.asLines(), text.highlights)

/** Markdown's list signs as people write them. As long as the original, so that ranges still fit. */
private fun String.asLines(): String = replace(Regex("(?m)^- "), "• ")

/** Markdown as far as records use it: lists and bold words. */
fun markdown(source: String): StyledText = StyledText().apply {
    source.asLines().split("**").forEachIndexed { at, part -> add(part, bold = at % 2 == 1) }
}

/** Something to click that reads like text and wraps like text. */
class TextButton(text: String, color: Color = Palette.accent, onClick: () -> Unit) : JButton() {
    init {
        layout = Stacked(0)
        add(StyledText(text, color).unheeded())
        styled("background: null; borderWidth: 0; focusWidth: 0; innerFocusWidth: 1; arc: 6; margin: 2,4,2,4; minimumWidth: 0")
        putClientProperty("JButton.buttonType", "borderless")
        getAccessibleContext().accessibleName = text
        addActionListener { onClick() }
    }
}
