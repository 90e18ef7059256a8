package ca.omkn

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.withContext

/**
 * A [KnowledgeBaseView] for coroutines: every call suspends and runs on the dispatcher of its knowledge base. Every read of
 * one view agrees with every other, whatever is written meanwhile. Use it with `use {}`, or call [close] when done.
 */
class AsyncKnowledgeBaseView internal constructor(
    /** The same view for code that may block. */
    val blocking: KnowledgeBaseView,
    private val dispatcher: CoroutineDispatcher,
) : AutoCloseable {
    /** The last change it shows. */
    val seq: Long get() = blocking.seq()

    /** Any call that reads. */
    suspend fun <T> call(work: KnowledgeBaseView.() -> T): T = withContext(dispatcher) { blocking.work() }

    /** Find records: one page of hits, the exact total and the facet counts. */
    suspend fun search(request: SearchRequest): SearchHits = call { search(request) }

    /** Find records by what a person typed. */
    suspend fun search(query: String): SearchHits = search(SearchRequest(query = query))

    /** Suggest, while someone types: at most [limit] of each kind, best first. */
    suspend fun suggest(text: String, limit: Int = 5): List<Suggestion> =
        call { suggest(SuggestRequest(text = text, limit = limit)) }

    /** The record with this id, at its latest version; [OmknException.NotFound] where there is none. */
    suspend fun get(id: RecordId): Record = call { get(id) }

    /** How many records each cell has, such as winter control × 1,000 to 4,999 people × Simcoe. */
    suspend fun coverage(request: CoverageRequest = CoverageRequest()): CoverageTable = call { coverage(request) }

    /** Where nothing is shared yet: the cells of [coverage] with few records, those of most municipalities first. */
    suspend fun gaps(request: GapsRequest = GapsRequest()): CoverageTable = call { gaps(request) }

    /** Compare a claimed saving with what the service cost before and after, there and in comparable municipalities. */
    suspend fun evidence(request: EvidenceRequest, costs: List<ServiceCost>): Evidence = call { evidence(request, costs) }

    /** Let go of the view; later reads throw [OmknException.Closed]. Closing twice is fine. */
    override fun close() = blocking.close()
}
