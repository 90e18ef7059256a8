package ca.omkn.example

import ca.omkn.*
import java.awt.BorderLayout
import java.awt.Dimension
import java.awt.event.ActionEvent
import javax.swing.AbstractAction
import javax.swing.BorderFactory
import javax.swing.ButtonGroup
import javax.swing.JButton
import javax.swing.JComponent
import javax.swing.JFrame
import javax.swing.JLabel
import javax.swing.JPanel
import javax.swing.JSplitPane
import javax.swing.JToggleButton
import javax.swing.KeyStroke

/** All views in one window. */
class MainWindow(private val frame: JFrame, private val session: Session) {
    private val searching = Searching(session)
    private val results = ResultsView(session, searching)
    private val facets = FacetPanel(session, searching)
    private val record = RecordView(session)
    private val search = SearchBar(session, searching, results::enter)
    private val status = JLabel().named("status").typeset("small").apply { border = BorderFactory.createEmptyBorder(5, 14, 5, 14) }
    private val capture = JButton().named("capture a practice")
    private var capturing: CaptureDialog? = null

    /** Everything below the title bar. */
    val component: JComponent = JPanel(BorderLayout()).apply {
        add(top(), BorderLayout.NORTH)
        add(facets.component, BorderLayout.WEST)
        add(halves(), BorderLayout.CENTER)
        add(status, BorderLayout.SOUTH)
    }

    init {
        capture.styled("background: #0B6B62; foreground: #FFF; hoverBackground: #095A52; pressedBackground: #084F48; margin: 6,14,6,14; borderWidth: 0")
        capture.addActionListener { capture() }
        session.follow(session.words) { words ->
            frame.title = words["title"]
            capture.text = words["capture"]
            capture.accessibleContext.accessibleName = words["capture"]
            capturing = capturing?.takeIf { it.window.isVisible }
            searching.ask { copy(language = words.language) }
        }
        session.follow(session.message) { tellStatus() }
        session.follow(searching.answer) { tellStatus() }
        session.launch { followChanges() }
        listOf("control PLUS" to 1, "control EQUALS" to 1, "control MINUS" to -1, "control 0" to 0).forEach { (key, steps) -> key(key) { zoom(steps) } }
        key("control F") { search.field.requestFocusInWindow() }
        key("control N") { capture() }
    }

    private fun top() = JPanel(BorderLayout(12, 0)).apply {
        border = BorderFactory.createCompoundBorder(
            BorderFactory.createMatteBorder(0, 0, 1, 0, Palette.line), BorderFactory.createEmptyBorder(8, 14, 10, 14),
        )
        add(search.field, BorderLayout.CENTER)
        add(JPanel(java.awt.FlowLayout(java.awt.FlowLayout.TRAILING, 6, 0)).apply {
            languages().forEach(::add)
            add(capture)
        }, BorderLayout.EAST)
    }

    private fun languages(): List<JToggleButton> {
        val group = ButtonGroup()
        return listOf("en" to "English", "fr" to "Français").map { (language, name) ->
            JToggleButton(language.uppercase(), language == session.words.value.language).named("language $language", name).apply {
                styled("arc: 999; margin: 4,10,4,10; selectedBackground: #E3F1EF")
                toolTipText = name
                group.add(this)
                addActionListener { session.words.value = Words(language) }
            }
        }
    }

    private fun halves() = JSplitPane(JSplitPane.HORIZONTAL_SPLIT, results.component, record.component).apply {
        resizeWeight = 0.45
        dividerSize = 6
        border = BorderFactory.createEmptyBorder()
        results.component.minimumSize = Dimension(320, 200)
        record.component.minimumSize = Dimension(320, 200)
        setDividerLocation(470)
    }

    private fun key(key: String, work: () -> Unit) {
        component.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(key), key)
        component.actionMap.put(key, object : AbstractAction() {
            override fun actionPerformed(event: ActionEvent) = work()
        })
    }

    private fun capture() {
        val dialog = capturing?.takeUnless { it.isDone } ?: CaptureDialog(frame, session)
        capturing = dialog
        dialog.window.isVisible = true
    }

    private suspend fun tellStatus() {
        val message = session.message.value
        status.foreground = if (message == null) Palette.quiet else Palette.alarm
        status.text = message ?: session.words.value["status", session.kb.call { count() }]
    }

    /** What anyone captures or revises shows at once. */
    private suspend fun followChanges() {
        session.kb.changes().collect { change ->
            searching.ask { copy(turn = turn + 1) }
            if (change.record == session.opened.value) record.refresh()
        }
    }
}
