package ca.omkn.example

import ca.omkn.*
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update

/** What is asked. */
data class Question(
    val query: String = "",
    val language: String = "en",
    val selected: Map<Facet, List<String>> = emptyMap(),
    val correct: Boolean = true,
    /** Goes up with each change of the knowledge base, to ask the same again. */
    val turn: Int = 0,
) {
    fun request(after: String? = null) = SearchRequest(
        query = query,
        languages = listOf(language),
        facets = FACETS.map { (facet, limit) -> FacetRequest(facet, limit) },
        selected = selected,
        correct = correct,
        after = after,
        snippetChars = 200,
    )
}

/** What was found: the pages shown so far, and what is true of all. */
data class Answer(val question: Question, val hits: List<SearchHit>, val latest: SearchHits)

/** The sides a reader can narrow by, and how many values of each are shown. */
val FACETS: List<Pair<Facet, Int>> = listOf(
    Facet.AREA to 10, Facet.KIND to 6, Facet.POPULATION_BAND to 7, Facet.LEVEL to 5, Facet.LANGUAGE to 2,
    Facet.MUNICIPALITY to 5,
)

/** Search as you type: waits for a pause, and lets go of a question when the next one comes. */
class Searching(private val session: Session) {
    private val question = MutableStateFlow(Question())
    private val answered = MutableStateFlow<Answer?>(null)

    /** The latest answer. */
    val answer: StateFlow<Answer?> get() = answered

    init {
        session.launch {
            question.collectLatest { asked ->
                if (asked.query != answered.value?.question?.query) delay(PAUSE_MILLIS)
                answer(asked)
            }
        }
    }

    private suspend fun answer(asked: Question) = try {
        val found = session.kb.search(asked.request())
        session.message.value = null
        answered.value = Answer(asked, found.hits, found)
    } catch (error: OmknException) {
        session.message.value = session.words.value.error(error)
    }

    /** Asks something else. */
    fun ask(change: Question.() -> Question) = question.update(change)

    /** Asks for other words; what was narrowed stays. */
    fun type(query: String) = ask { if (query == this.query) this else copy(query = query, correct = true) }

    /** Chooses a value of a facet, or lets it go. */
    fun toggle(facet: Facet, value: String) = ask {
        val values = selected[facet].orEmpty()
        val next = if (value in values) values - value else values + value
        copy(selected = if (next.isEmpty()) selected - facet else selected + (facet to next))
    }

    /** Adds the next page to what is shown. */
    fun more() = session.launch {
        val shown = answered.value ?: return@launch
        val next = session.kb.search(shown.question.request(after = shown.latest.next))
        // Another question may have been answered meanwhile.
        if (answered.value === shown) answered.value = shown.copy(hits = shown.hits + next.hits, latest = next)
    }
}

private const val PAUSE_MILLIS = 150L
