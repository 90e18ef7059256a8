package ca.omkn.example

import ca.omkn.*
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import java.awt.BorderLayout
import java.awt.Component
import java.awt.event.MouseAdapter
import java.awt.event.MouseEvent
import javax.swing.BorderFactory
import javax.swing.DefaultListModel
import javax.swing.JLabel
import javax.swing.JList
import javax.swing.JPanel
import javax.swing.JPopupMenu
import javax.swing.JTextField
import javax.swing.ListCellRenderer

/** The list under the search field: what may be meant, while someone types. */
class Suggesting(private val session: Session, private val field: JTextField, private val choose: (Suggestion) -> Unit) {
    private val found = DefaultListModel<Suggestion>()
    private val list = JList(found).named("suggestions").apply {
        cellRenderer = SuggestionLine(session)
        isFocusable = false
        border = BorderFactory.createEmptyBorder(4, 4, 4, 4)
        styled("selectionBackground: #E3F1EF; selectionForeground: #1C2733; selectionArc: 6")
        addMouseListener(object : MouseAdapter() {
            override fun mouseClicked(event: MouseEvent) {
                pick()
            }
        })
    }
    private val popup = JPopupMenu().apply {
        isFocusable = false
        layout = BorderLayout()
        add(list)
    }
    private var asked: Job? = null

    /** Whether the list is shown. */
    val isOpen: Boolean get() = popup.isVisible

    /** Asks for what may be meant by what was typed. */
    fun ask(text: String) {
        asked?.cancel()
        asked = session.launch {
            delay(PAUSE_MILLIS)
            val request = SuggestRequest(text = text, limit = 3, languages = listOf(session.words.value.language))
            show(if (text.isBlank()) emptyList() else session.kb.call { suggest(request) })
        }
    }

    private fun show(suggestions: List<Suggestion>) {
        found.clear()
        suggestions.forEach(found::addElement)
        if (suggestions.isEmpty() || !field.isShowing) return close()
        list.accessibleContext.accessibleName = session.words.value["suggestions"]
        popup.setPopupSize(field.width, list.preferredSize.height + popup.insets.top + popup.insets.bottom)
        popup.show(field, 0, field.height + 2)
    }

    /** Goes up or down in the list; above the first nothing is chosen. */
    fun move(step: Int) {
        val next = (list.selectedIndex + step).coerceIn(-1, found.size() - 1)
        if (next < 0) list.clearSelection() else list.selectedIndex = next
    }

    /** Takes the chosen suggestion; false where none is. */
    fun pick(): Boolean {
        val suggestion = list.selectedValue?.takeIf { isOpen } ?: return false
        close()
        choose(suggestion)
        return true
    }

    /** Closes the list and asks no more. */
    fun close() {
        asked?.cancel()
        popup.isVisible = false
    }
}

/** One suggestion: its text with what was typed marked, and what it is. */
private class SuggestionLine(private val session: Session) : ListCellRenderer<Suggestion> {
    private val text = JLabel()
    private val kind = JLabel().typeset("small").apply { foreground = Palette.quiet }
    private val line = JPanel(BorderLayout(12, 0)).apply {
        border = BorderFactory.createEmptyBorder(5, 8, 5, 8)
        add(text, BorderLayout.CENTER)
        add(kind, BorderLayout.EAST)
    }

    override fun getListCellRendererComponent(
        list: JList<out Suggestion>, value: Suggestion, index: Int, selected: Boolean, focused: Boolean,
    ): Component {
        text.text = html(value.text, value.highlights)
        kind.text = session.words.value[value.kind]
        line.background = if (selected) Palette.chosen else Palette.paper
        line.accessibleContext.accessibleName = value.text
        return line
    }
}

/** A text as HTML, escaped, its highlights bold. */
fun html(text: String, highlights: List<TextRange>): String = buildString {
    append("<html>")
    var at = 0
    for (range in highlights) {
        append(escaped(text.substring(at, range.start)))
        append("<b>").append(escaped(text.substring(range.indices))).append("</b>")
        at = range.end
    }
    append(escaped(text.substring(at)))
}

private fun escaped(text: String) = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

private const val PAUSE_MILLIS = 80L
