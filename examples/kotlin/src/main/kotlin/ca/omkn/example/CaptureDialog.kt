package ca.omkn.example

import ca.omkn.*
import java.awt.BorderLayout
import java.awt.Dimension
import java.awt.FlowLayout
import javax.swing.BorderFactory
import javax.swing.JButton
import javax.swing.JDialog
import javax.swing.JFrame
import javax.swing.JPanel
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay

/** The window in which a practice is written down. What was typed stays until it was saved or discarded. */
class CaptureDialog(owner: JFrame, private val session: Session) {
    private val words = session.words.value
    private val form = CaptureForm(words, ::changed)
    private val duplicates = Column(gap = 2).named("duplicates", words["capture.duplicates"])
    private val remark = StyledText("", Palette.alarm).named("capture remark")
    private val save = JButton(words["capture.save"]).named("save", words["capture.save"])
    private val discard = JButton(words["capture.discard"]).named("discard", words["capture.discard"])
    private var looking: Job? = null
    private var refused = false

    /** The window. */
    val window = JDialog(owner, words["capture"]).apply {
        name = "capture"
        contentPane = content()
        rootPane.defaultButton = save
        size = Dimension(680, 720)
        setLocationRelativeTo(owner)
        // Closing only hides it: the draft is still there when it is opened again.
        defaultCloseOperation = JDialog.HIDE_ON_CLOSE
    }

    /** Whether it was saved or discarded; a new one is needed then. */
    var isDone = false
        private set

    init {
        save.styled("background: #0B6B62; foreground: #FFF; hoverBackground: #095A52; default.background: #0B6B62; default.foreground: #FFF")
        save.addActionListener { save() }
        discard.addActionListener { done() }
    }

    private fun content() = JPanel(BorderLayout()).apply {
        val column = Column(gap = 12, padding = 20)
        listOf(form.component, duplicates, remark).forEach(column::add)
        val buttons = JPanel(FlowLayout(FlowLayout.TRAILING, 8, 8)).apply {
            border = BorderFactory.createMatteBorder(1, 0, 0, 0, Palette.line)
            add(discard)
            add(save)
        }
        add(column.scrolling(), BorderLayout.CENTER)
        add(buttons, BorderLayout.SOUTH)
    }

    private fun done() {
        isDone = true
        looking?.cancel()
        window.dispose()
    }

    /** After a pause in typing: which service areas the text is about, and whether it was written down before. */
    private fun changed() {
        looking?.cancel()
        looking = session.launch {
            delay(PAUSE_MILLIS)
            form.areas.propose(session.kb.call { classify(form.text, 4) }) { session.names.concept(it, words) }
            val draft = form.draft()
            show(if (draft.title.getValue(form.languageTag).isBlank()) emptyList() else session.kb.call { likelyDuplicates(draft, 3) })
            if (refused) unplaced(session.kb.call { validate(draft) })
        }
    }

    private fun show(similar: List<SimilarRecord>) {
        val head = StyledText(words["capture.duplicates"], Palette.quiet).typeset("semibold")
        duplicates.show(if (similar.isEmpty()) emptyList() else listOf(head) + similar.map(::link))
    }

    private fun link(record: SimilarRecord): TextButton {
        val title = record.title.inLanguage(words.language)?.text ?: record.id
        return TextButton(title) { session.opened.value = record.id }.named("duplicate ${record.id}", title)
    }

    /** Problems of fields stand at their fields; the rest below. */
    private fun unplaced(problems: List<Problem>) {
        remark.text = form.tell(problems).joinToString("\n", transform = words::problem)
    }

    private fun save() = session.launch {
        // A second click must not capture a second record.
        save.isEnabled = false
        try {
            unplaced(emptyList())
            val place = organization() ?: return@launch
            val record = session.kb.capture(form.draft(place.id))
            done()
            session.opened.value = record.id
        } catch (error: OmknException.Validation) {
            refused = true
            unplaced(error.problems)
        } catch (error: OmknException) {
            remark.text = words.error(error)
        } finally {
            save.isEnabled = true
        }
    }

    /** The municipality typed, or none; `null` where it is not known, which is told at its field. */
    private suspend fun organization(): Place? {
        if (form.placeName.isEmpty()) return Place(null)
        return try {
            Place(session.kb.call { organization(form.placeName) }.id)
        } catch (error: OmknException.NotFound) {
            refuse(error, error.candidates)
        } catch (error: OmknException.Ambiguous) {
            refuse(error, error.candidates)
        }
    }

    private suspend fun refuse(error: OmknException, candidates: List<String>): Place? {
        refused = true
        unplaced(session.kb.call { validate(form.draft()) })
        form.tellPlace(if (words.language == "en") words.error(error) else words["capture.place.unclear", candidates.joinToString()])
        return null
    }
}

/** A municipality, or that none was named. */
private class Place(val id: OrganizationId?)

private const val PAUSE_MILLIS = 250L
