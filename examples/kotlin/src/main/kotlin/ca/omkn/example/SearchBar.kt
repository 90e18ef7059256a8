package ca.omkn.example

import ca.omkn.*
import com.formdev.flatlaf.icons.FlatSearchIcon
import java.awt.event.ActionEvent
import javax.swing.AbstractAction
import javax.swing.JTextField
import javax.swing.KeyStroke

/** The search field. [down] moves on to the hits. */
class SearchBar(private val session: Session, private val searching: Searching, private val down: () -> Unit) {
    /** The field itself. */
    val field = JTextField().named("query").apply {
        putClientProperty("JTextField.leadingIcon", FlatSearchIcon())
        putClientProperty("JTextField.showClearButton", true)
        styled("font: 110%; margin: 6,8,6,8; arc: 12")
    }
    private val suggesting = Suggesting(session, field, ::chosen)

    /** Off while the program itself changes the text. */
    private var listening = true

    init {
        field.onChange(::typed)
        on("DOWN") { if (suggesting.isOpen) suggesting.move(1) else down() }
        on("UP") { suggesting.move(-1) }
        on("ENTER") { if (!suggesting.pick()) suggesting.close() }
        on("ESCAPE") { if (suggesting.isOpen) suggesting.close() else field.text = "" }
        session.follow(session.words) { words ->
            field.putClientProperty("JTextField.placeholderText", words["search.placeholder"])
            field.named("query", words["search"])
            field.repaint()
        }
    }

    private fun on(key: String, work: () -> Unit) {
        field.inputMap.put(KeyStroke.getKeyStroke(key), key)
        field.actionMap.put(key, object : AbstractAction() {
            override fun actionPerformed(event: ActionEvent) = work()
        })
    }

    private fun typed() {
        if (!listening) return
        searching.type(field.text)
        suggesting.ask(field.text)
    }

    private fun say(text: String) {
        listening = false
        field.text = text
        listening = true
        searching.type(text)
    }

    /** A record is opened, words are searched for, a place or service area narrows. */
    private fun chosen(suggestion: Suggestion) {
        val id = suggestion.id
        when (suggestion.kind) {
            SuggestionKind.QUERY -> say(suggestion.text)
            SuggestionKind.RECORD -> session.opened.value = id
            SuggestionKind.CONCEPT -> narrow(Facet.AREA, id)
            SuggestionKind.ORGANIZATION -> narrow(Facet.MUNICIPALITY, id)
        }
    }

    private fun narrow(facet: Facet, id: String?) {
        say("")
        searching.ask { copy(selected = mapOf(facet to listOfNotNull(id))) }
    }
}
