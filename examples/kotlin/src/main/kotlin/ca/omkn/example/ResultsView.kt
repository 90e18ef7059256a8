package ca.omkn.example

import ca.omkn.*
import java.awt.BorderLayout
import java.awt.Component
import java.awt.event.ActionEvent
import javax.swing.AbstractAction
import javax.swing.BorderFactory
import javax.swing.ButtonGroup
import javax.swing.JButton
import javax.swing.JComponent
import javax.swing.JLabel
import javax.swing.JPanel
import javax.swing.KeyStroke

/** The hits, how many there are, and how the question was understood. */
class ResultsView(private val session: Session, private val searching: Searching) {
    private val total = JLabel().named("total").typeset("h4")
    private val understood = Column(gap = 2).named("understood")
    private val column = Column(gap = 8, padding = 1)
    private val scroll = column.scrolling()
    private var shown: Question? = null

    /** The view itself. */
    val component: JComponent = JPanel(BorderLayout(0, 10)).apply {
        isOpaque = false
        border = BorderFactory.createEmptyBorder(14, 6, 0, 6)
        add(Column(gap = 4).apply { add(total); add(understood) }, BorderLayout.NORTH)
        add(scroll, BorderLayout.CENTER)
    }

    init {
        session.follow(searching.answer) { answer -> answer?.let(::show) }
        session.follow(session.opened) { opened -> cards().forEach { it.isSelected = it.hit.id == opened } }
        key("DOWN") { step(1) }
        key("UP") { step(-1) }
    }

    /** The hits as shown. */
    fun cards(): List<HitCard> = column.components.filterIsInstance<HitCard>()

    /** Moves the keyboard to the first hit. */
    fun enter() {
        cards().firstOrNull()?.requestFocusInWindow()
    }

    private fun step(by: Int) {
        val cards = cards()
        val now = cards.indexOfFirst { it.isFocusOwner }
        cards.getOrNull(now + by)?.requestFocusInWindow()
    }

    private fun key(key: String, work: () -> Unit) {
        column.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(key), key)
        column.actionMap.put(key, object : AbstractAction() {
            override fun actionPerformed(event: ActionEvent) = work()
        })
    }

    private fun show(answer: Answer) {
        val words = Words(answer.question.language)
        total.text = words["total", answer.latest.total]
        understood.show(interpretation(answer, words))
        val group = ButtonGroup()
        val cards = answer.hits.map { hit ->
            HitCard(hit, session).also { card ->
                group.add(card)
                card.isSelected = hit.id == session.opened.value
                card.addActionListener { session.opened.value = hit.id }
            }
        }
        column.show(cards + listOfNotNull(end(answer, words)))
        if (shown != answer.question) scroll.viewport.viewPosition = java.awt.Point(0, 0)
        shown = answer.question
    }

    /** The way to the next page, or what to do where nothing was found. */
    private fun end(answer: Answer, words: Words): Component? = when {
        answer.latest.next != null -> JButton(words["more"]).named("more", words["more"]).apply {
            addActionListener { searching.more() }
        }
        answer.hits.isEmpty() -> StyledText(words["nothing"], Palette.quiet).named("nothing", words["nothing"])
        else -> null
    }

    private fun interpretation(answer: Answer, words: Words): List<Component> {
        val understood = answer.latest.interpretation
        val corrected = understood.corrections.map { correction ->
            val typed = words["instead", correction.typed]
            flow(4, listOf(
                JLabel(html(words["corrected", correction.corrected], boldIn(words["corrected", correction.corrected], correction.corrected))),
                TextButton(typed) { searching.ask { copy(correct = false) } }.named("instead", typed),
            )).named("correction")
        }
        // The library tells corrections, too; here they come with a way back.
        val notices = understood.notices.filter { it.code != "corrected" }
            .map { StyledText(it.reason.asSentence(), Palette.quiet).typeset("small").named("notice", it.reason) }
        return corrected + notices
    }
}

private fun boldIn(sentence: String, word: String): List<TextRange> {
    val start = sentence.indexOf(word)
    return if (start < 0) emptyList() else listOf(TextRange(start, start + word.length))
}
