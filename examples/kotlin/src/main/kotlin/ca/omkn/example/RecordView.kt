package ca.omkn.example

import ca.omkn.*
import java.awt.BorderLayout
import javax.swing.BorderFactory
import javax.swing.ButtonGroup
import javax.swing.JComponent
import javax.swing.JPanel
import javax.swing.JToggleButton
import kotlinx.coroutines.Job

/** A record with what the knowledge base knows around it. */
class Shown(val record: Record, val history: List<Revision>, val similar: List<SimilarRecord>)

/** The record that was opened, in the reader's language, in the other one, or in both. */
class RecordView(private val session: Session) {
    private val column = Column(gap = 8, padding = 20)
    private val scroll = column.scrolling()
    private var shown: Shown? = null
    private var reading: Job? = null

    /** The languages shown; empty means the reader's. */
    private var languages: List<LanguageTag> = emptyList()

    /** The view itself. */
    val component: JComponent = JPanel(BorderLayout()).named("record").apply {
        background = Palette.paper
        border = BorderFactory.createMatteBorder(0, 1, 0, 0, Palette.line)
        add(scroll)
    }

    init {
        session.follow(session.opened, ::open)
        session.follow(session.words) {
            languages = emptyList()
            draw()
        }
    }

    /** Reads the record again, after a change. */
    fun refresh() = open(session.opened.value)

    private fun open(id: RecordId?) {
        reading?.cancel()
        reading = session.launch {
            val next = id?.let { session.kb.call { Shown(get(it), history(it), similar(it, 4)) } }
            if (next?.record?.id != shown?.record?.id) languages = emptyList()
            shown = next
            draw()
        }
    }

    private fun draw() {
        val words = session.words.value
        component.named("record", words["record"])
        val shown = shown
        if (shown == null) {
            column.show(listOf(StyledText(words["record.none"], Palette.quiet)))
            return
        }
        val content = shown.record.content
        val chosen = languages.ifEmpty { listOf(content.title.inLanguage(words.language)?.language ?: words.language) }
        val page = RecordPage(shown, session)
        val texts = chosen.map { page.text(it) }
        val body = if (texts.size == 1) texts.single() else Row(24, *texts.toTypedArray())
        column.show(listOfNotNull(page.about(), switch(content, chosen, words), body) + page.facts())
        scroll.viewport.viewPosition = java.awt.Point(0, 0)
    }

    /** One language, the other, or both side by side; nothing where there is one only. */
    private fun switch(content: RecordDraft, chosen: List<LanguageTag>, words: Words): JComponent? {
        val all = content.title.keys.sorted()
        if (all.size < 2) return null
        val choices = all.map { listOf(it) to words.languageName(it) } + listOf(all to words["record.both"])
        val group = ButtonGroup()
        return flow(4, choices.map { (choice, label) ->
            JToggleButton(label, choice == chosen).named("read ${choice.joinToString("+")}", label).apply {
                styled("arc: 999; margin: 3,12,3,12; selectedBackground: #0B6B62; selectedForeground: #FFF")
                group.add(this)
                addActionListener {
                    languages = choice
                    draw()
                }
            }
        })
    }
}
