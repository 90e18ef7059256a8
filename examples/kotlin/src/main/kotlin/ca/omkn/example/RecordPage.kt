package ca.omkn.example

import ca.omkn.*
import java.awt.Component
import java.awt.Desktop
import java.net.URI
import javax.swing.BorderFactory
import javax.swing.JComponent
import javax.swing.JSeparator

/** What a record says, as components. */
class RecordPage(private val shown: Shown, private val session: Session) {
    private val words = session.words.value
    private val content = shown.record.content

    /** Kind, date, level, whose practice it is. */
    fun about(): JComponent {
        val parts = listOfNotNull(content.kind.label(words.language), (content.date ?: content.issued)?.let(words::date), content.level?.label(words.language))
        val places = content.coverage?.organizations.orEmpty().map { session.names.organization(it, words) }
        val text = (listOf(parts.joinToString("  ·  ")) + places.joinToString().ifEmpty { content.coverage?.region.orEmpty() })
            .filter { it.isNotEmpty() }.joinToString("\n")
        return StyledText(text, Palette.quiet).named("about", text)
    }

    /** Title, summary and sections in one language; where a text is only in another, that one, and said so. */
    fun text(language: LanguageTag): Column = Column(gap = 8).apply {
        named("text $language", words.languageName(language))
        val title = content.title.inLanguage(language)
        add(StyledText(title?.text.orEmpty()).typeset("h2").named("title $language", title?.text.orEmpty()))
        note(language, title)?.let { add(it) }
        content.summary.inLanguage(language)?.let { add(StyledText(it.text).typeset("large")) }
        SectionKind.entries.forEach { kind ->
            val reading = content.sections[kind]?.inLanguage(language) ?: return@forEach
            add(heading(kind.label(words.language)))
            add(markdown(reading.text))
        }
    }

    /** How the text in this language came about, where that should be known. */
    private fun note(language: LanguageTag, title: LocalizedText?): Component? {
        val told = when {
            title != null && title.language != words.language && title.language == language && content.title.size == 1 ->
                words.onlyIn(title.language)
            content.translations[language] in listOf(TranslationStatus.MACHINE, TranslationStatus.OUTDATED) ->
                words[content.translations.getValue(language)]
            else -> return null
        }
        return StyledText(told, Palette.accent).typeset("small").named("note", told)
    }

    /** Everything else. */
    fun facts(): List<Component> = listOf(
        part("areas", content.concepts.map { StyledText(session.names.concept(it, words)) } + subjects()),
        part("measures", content.measures.map(::measure)),
        part("costs", content.costs.map { StyledText(money(it)) }),
        part("savings", content.savings.map { StyledText(money(it)) }),
        part("funding", content.funding.map { StyledText(listOfNotNull(it.from, it.money?.let(::money)).joinToString(" – ")) }),
        part("awards", content.awards.map { StyledText(listOfNotNull(it.name, it.awardedBy, it.year?.toString()).joinToString(", ")) }),
        part("links", content.resources.mapNotNull { link(it.title.inLanguage(words.language)?.text ?: it.url, it.url) }),
        part("sources", content.sources.mapNotNull { link(it.citation ?: it.url, it.url) }),
        part("similar", shown.similar.map(::similar)),
        part("history", shown.history.asReversed().map(::revision)),
    ).flatten()

    private fun part(name: String, lines: List<Component>): List<Component> =
        if (lines.isEmpty()) emptyList()
        else listOf(JSeparator(), Column(gap = 3).named("part $name", words["record.$name"]).apply {
            add(heading(words["record.$name"]))
            lines.forEach(::add)
        })

    private fun subjects() = listOfNotNull(
        content.subjects.joinToString(", ").takeIf { it.isNotEmpty() }?.let { StyledText(it, Palette.quiet).typeset("small") },
    )

    private fun measure(measure: Measure): Component {
        fun value(value: MeasuredValue?) = value?.let { words.number(it.value) + it.period?.let { " (${words.date(it)})" }.orEmpty() }
        val values = listOfNotNull(value(measure.before), value(measure.after)).joinToString(" → ")
        return Row(16, StyledText(measure.name.inLanguage(words.language)?.text ?: measure.id), StyledText().add("$values ", bold = true).add(measure.unit))
    }

    private fun money(money: Money) =
        listOfNotNull(words.money(money), money.purpose.inLanguage(words.language)?.text).joinToString(" – ")

    private fun link(text: String?, address: String?): Component? = when {
        text == null -> null
        address == null -> StyledText(text)
        else -> TextButton(text) { browse(address) }.apply { toolTipText = address }
    }

    private fun browse(address: String) = session.launch {
        val desktop = if (Desktop.isDesktopSupported()) Desktop.getDesktop() else null
        if (desktop?.isSupported(Desktop.Action.BROWSE) == true) desktop.browse(URI(address))
        else session.message.value = address
    }

    private fun similar(other: SimilarRecord): Component =
        TextButton(other.title.inLanguage(words.language)?.text ?: other.id) { session.opened.value = other.id }

    private fun revision(revision: Revision): Component {
        val what = listOfNotNull(revision.action.label(words.language), words.time(revision.time), revision.author, revision.reason)
        return StyledText(words["record.version", revision.version, what.joinToString(", ")], Palette.quiet)
    }

    private fun heading(text: String) = StyledText(text, Palette.accent).typeset("semibold").apply {
        border = BorderFactory.createEmptyBorder(6, 0, 0, 0)
    }
}
