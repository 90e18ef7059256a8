package ca.omkn.example

import ca.omkn.*
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.launch

/** What all views share: the knowledge base, the reader's language, and the one calm line for messages. */
class Session(val kb: AsyncKnowledgeBase, val scope: CoroutineScope, val names: Names) {
    /** The interface in the language chosen. */
    val words = MutableStateFlow(Words("en"))

    /** What went wrong last, if anything. */
    val message = MutableStateFlow<String?>(null)

    /** The record shown. */
    val opened = MutableStateFlow<RecordId?>(null)

    /** Work for a view; what fails is told in the calm line. */
    fun launch(work: suspend CoroutineScope.() -> Unit): Job = scope.launch {
        try {
            work()
        } catch (error: OmknException) {
            message.value = words.value.error(error)
        }
    }

    /** Does [work] now, and again for each new value. */
    fun <T> follow(values: StateFlow<T>, work: suspend (T) -> Unit): Job = launch { values.collect { work(it) } }
}

/** What ids stand for, read once: organizations and service areas. */
class Names private constructor(private val organizations: Map<OrganizationId, Organization>, private val concepts: Map<ConceptId, Concept>) {
    /** The name of an organization, such as `City of Peterborough`. */
    fun organization(id: OrganizationId, words: Words): String {
        val known = organizations[id] ?: return id
        return (known.officialName.inLanguage(words.language) ?: known.name.inLanguage(words.language))?.text ?: id
    }

    /** The name of a service area, with those above it: `Waste › Collection`. */
    fun concept(id: ConceptId, words: Words): String =
        generateSequence(id) { concepts[it]?.broader?.firstOrNull() }.toList().reversed()
            .joinToString(" › ") { concepts[it]?.prefLabel?.inLanguage(words.language)?.text ?: it }

    companion object {
        /** Reads them; the knowledge base does not need to be asked for each hit then. */
        suspend fun read(kb: AsyncKnowledgeBase): Names = kb.call {
            val concepts = taxonomy().use { it.concepts() }
            Names(organizations().associateBy { it.id }, concepts.associateBy { it.id })
        }
    }
}
