package ca.omkn.example

import ca.omkn.*
import java.awt.event.ActionEvent
import java.awt.event.FocusAdapter
import java.awt.event.FocusEvent
import javax.swing.AbstractAction
import javax.swing.JComponent
import javax.swing.JToggleButton
import javax.swing.KeyStroke

/** One hit: what it is, its title and what answers in its text, with the words that were searched for marked. */
class HitCard(val hit: SearchHit, session: Session) : JToggleButton() {
    private val words = session.words.value

    /** The title, for tests. */
    val title = StyledText().add(hit.title).typeset("semibold").styled("font: +1").unheeded()

    /** The text under it, where there is one. */
    val snippet = hit.snippet?.let { StyledText().add(it.text).unheeded() }

    init {
        layout = Stacked(5)
        val about = about(session)
        listOfNotNull(StyledText(about, Palette.quiet).typeset("small").unheeded(), title, snippet, note(), matchedBy())
            .forEach(::add)
        styled(
            "arc: 12; margin: 10,14,11,14; background: #FFF; selectedBackground: #E3F1EF; hoverBackground: #FBFDFD;" +
                "borderColor: #DCE2E8; minimumWidth: 0",
        )
        named("hit ${hit.id}", "${hit.title.text}. $about")
        inputMap.put(KeyStroke.getKeyStroke("ENTER"), "open")
        actionMap.put("open", object : AbstractAction() {
            override fun actionPerformed(event: ActionEvent) = doClick()
        })
        addFocusListener(object : FocusAdapter() {
            override fun focusGained(event: FocusEvent) = scrollRectToVisible(bounds.apply { setLocation(0, 0) })
        })
    }

    /** Kind, date, whose practice it is, how well it is proven. */
    private fun about(session: Session): String = listOfNotNull(
        hit.kind.label(words.language),
        hit.date?.let(words::date),
        hit.organizations.take(2).joinToString { session.names.organization(it, words) }.ifEmpty { null },
        hit.organizations.size.minus(2).takeIf { it > 0 }?.let { words["hit.others", it] },
        hit.level?.label(words.language),
    ).joinToString("  ·  ")

    private fun note(): JComponent? = hit.title.takeIf { it.isFallback }?.let { title ->
        StyledText(words.onlyIn(title.language), Palette.quiet).typeset("small").unheeded()
    }

    /** Why it was found although it does not have the words. */
    private fun matchedBy(): JComponent? = hit.matchedBy.firstOrNull()?.let { match ->
        StyledText(words["hit.matchedBy", match.typed, match.label], Palette.accent).typeset("small").unheeded()
    }
}
