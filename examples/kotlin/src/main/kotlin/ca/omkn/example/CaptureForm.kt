package ca.omkn.example

import ca.omkn.*
import java.awt.BorderLayout
import javax.swing.JComboBox
import javax.swing.JComponent
import javax.swing.JLabel
import javax.swing.JScrollPane
import javax.swing.JTextArea
import javax.swing.JTextField
import javax.swing.KeyStroke

/** One field of the form, with its name above it and what is wrong with it below. */
class Entry<T : JComponent>(val words: Words, val key: String, val field: T, shown: JComponent = field) : Column(gap = 3) {
    private val problem = StyledText("", Palette.alarm).typeset("small").apply { isVisible = false }

    init {
        add(JLabel(words["capture.$key"]).typeset("semibold").apply { labelFor = field })
        add(shown)
        add(problem)
        field.named("capture $key", words["capture.$key"])
    }

    /** Tells what is wrong, or that nothing is. */
    fun tell(reason: String?) {
        problem.text = reason.orEmpty()
        problem.isVisible = reason != null
        problem.named("problem $key", reason.orEmpty())
        field.putClientProperty("JComponent.outline", if (reason == null) null else "error")
        field.accessibleContext.accessibleDescription = reason
        revalidate()
        repaint()
    }
}

/** The fields of a new record. */
class CaptureForm(private val words: Words, changed: () -> Unit) {
    private val language = Entry(words, "language", JComboBox(arrayOf("en", "fr").map { Choice(it, words.languageName(it)) }.toTypedArray()))
    private val kind = Entry(words, "kind", JComboBox(RecordKind.entries.map { Choice(it, it.label(words.language)) }.toTypedArray()))
    private val title = Entry(words, "title", JTextField())
    private val summary = text("summary", rows = 3)
    private val results = text("results", rows = 3)
    private val place = Entry(words, "place", JTextField())
    private val date = Entry(words, "date", JTextField().apply { putClientProperty("JTextField.placeholderText", words["capture.date.hint"]) })
    private val entries = listOf(title, summary, results, place, date, language, kind)

    /** The service areas proposed. */
    val areas = AreaChoice(words)

    /** All of it, to be shown. */
    val component: Column = Column(gap = 12).apply {
        add(title)
        add(Row(16, language, kind))
        add(summary)
        add(results)
        add(Row(16, place, date))
        add(areas.component)
    }

    init {
        language.field.selectedIndex = if (words.language == "fr") 1 else 0
        listOf(title.field, summary.field, results.field, place.field, date.field).forEach { it.onChange(changed) }
        language.field.addActionListener { changed() }
    }

    /** What the reader chose as the language of the text. */
    val languageTag: LanguageTag get() = language.field.chosen

    /** The municipality as it was typed. */
    val placeName: String get() = place.field.text.trim()

    /** The text that service areas are proposed for. */
    val text: String get() = listOf(title.field.text, summary.field.text, results.field.text).joinToString("\n")

    /** The form as a draft. */
    fun draft(organization: OrganizationId? = null): RecordDraft {
        fun said(text: String) = if (text.isBlank()) emptyMap() else mapOf(languageTag to text.trim())
        return RecordDraft(
            kind = kind.field.chosen,
            title = mapOf(languageTag to title.field.text.trim()),
            summary = said(summary.field.text),
            sections = said(results.field.text).let { if (it.isEmpty()) emptyMap() else mapOf(SectionKind.RESULTS to it) },
            originalLanguage = languageTag,
            concepts = areas.chosen(),
            coverage = Coverage(organizations = listOfNotNull(organization), country = "CA"),
            date = date.field.text.trim().ifEmpty { null },
        )
    }

    /** Puts each problem at its field; gives those that have none here. */
    fun tell(problems: List<Problem>): List<Problem> {
        val places = mapOf<String, Entry<*>>("title" to title, "summary" to summary, "sections" to results, "coverage" to place, "date" to date)
        val byEntry: Map<Entry<*>?, List<Problem>> = problems.groupBy { places[it.path.takeWhile(Char::isLetter)] }
        entries.forEach { entry -> entry.tell(byEntry[entry]?.joinToString("\n", transform = words::problem)) }
        return byEntry[null].orEmpty()
    }

    /** Tells what is wrong with the municipality. */
    fun tellPlace(reason: String) = place.tell(reason)

    private fun text(name: String, rows: Int): Entry<JTextArea> {
        val area = JTextArea(rows, 20).apply {
            lineWrap = true
            wrapStyleWord = true
            // Tab goes on to the next field.
            setFocusTraversalKeys(java.awt.KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null)
            setFocusTraversalKeys(java.awt.KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null)
        }
        return Entry(words, name, area, JScrollPane(area))
    }
}

/** A choice with what people call it. */
class Choice<T>(val value: T, private val label: String) {
    override fun toString() = label
}

private val <T> JComboBox<Choice<T>>.chosen: T get() = getItemAt(selectedIndex).value
