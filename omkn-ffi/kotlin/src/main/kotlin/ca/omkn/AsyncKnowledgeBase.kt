package ca.omkn

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/**
 * A [KnowledgeBase] for coroutines: every call suspends and runs on [Dispatchers.IO]. Use it with `use {}`, or call
 * [close] when done.
 *
 * Long work stops at its next step when its coroutine is cancelled, and keeps nothing; [OmknException.Cancelled] is thrown
 * where its own interrupter or a listener stopped it.
 */
class AsyncKnowledgeBase private constructor(
    /** The same knowledge base for code that may block. */
    val blocking: KnowledgeBase,
    private val dispatcher: CoroutineDispatcher,
) : AutoCloseable {
    companion object {
        /** Open the knowledge base in this folder. */
        suspend fun open(
            folder: String,
            options: OpenOptions = OpenOptions(),
            dispatcher: CoroutineDispatcher = Dispatchers.IO,
        ): AsyncKnowledgeBase = opened(dispatcher) { KnowledgeBase.open(folder, options) }

        /** Make an empty knowledge base that lives in memory only. */
        suspend fun inMemory(dispatcher: CoroutineDispatcher = Dispatchers.IO): AsyncKnowledgeBase =
            opened(dispatcher) { KnowledgeBase.inMemory() }

        private suspend fun opened(dispatcher: CoroutineDispatcher, open: () -> KnowledgeBase): AsyncKnowledgeBase =
            // What was opened for a coroutine that is gone would keep its lock.
            AsyncKnowledgeBase(made(dispatcher, open, KnowledgeBase::shutdown), dispatcher)
    }

    /** Any call of the library. */
    suspend fun <T> call(work: KnowledgeBase.() -> T): T = withContext(dispatcher) { blocking.work() }

    /** Long work that can be cancelled: [work] is given an [Interrupter] that the coroutine's cancellation sets off. */
    suspend fun <T> long(work: KnowledgeBase.(Interrupter) -> T): T = Interrupter().use { interrupter ->
        coroutineScope {
            // Not on the dispatcher of the work, which may have no thread free.
            val watch = launch(Dispatchers.Unconfined) {
                try {
                    awaitCancellation()
                } finally {
                    interrupter.interrupt()
                }
            }
            try {
                withContext(dispatcher) { blocking.work(interrupter) }
            } catch (cancelled: OmknException.Cancelled) {
                currentCoroutineContext().ensureActive()
                throw cancelled
            } finally {
                watch.cancel()
            }
        }
    }

    /**
     * The knowledge base as it is now, to be read as often as wanted. Use it with `use {}`: it keeps the log of changes from
     * being shortened.
     */
    suspend fun view(): AsyncKnowledgeBaseView =
        AsyncKnowledgeBaseView(made(dispatcher, blocking::view, KnowledgeBaseView::close), dispatcher)

    /** Find records: one page of hits, the exact total and the facet counts. */
    suspend fun search(request: SearchRequest): SearchHits = call { search(request) }

    /** Find records by what a person typed. */
    suspend fun search(query: String): SearchHits = search(SearchRequest(query = query))

    /** Suggest, while someone types: at most [limit] of each kind, best first. */
    suspend fun suggest(text: String, limit: UInt = 5u): List<Suggestion> =
        call { suggest(SuggestRequest(text = text, limit = limit)) }

    /** The record with this id, at its latest version; [OmknException.NotFound] where there is none. */
    suspend fun get(id: RecordId): Record = call { get(id) }

    /** How many records each cell has, such as winter control × 1,000 to 4,999 people × Simcoe. */
    suspend fun coverage(request: CoverageRequest = CoverageRequest()): CoverageTable = call { coverage(request) }

    /** Where nothing is shared yet: the cells of [coverage] with few records, those of most municipalities first. */
    suspend fun gaps(request: GapsRequest = GapsRequest()): CoverageTable = call { gaps(request) }

    /** Compare a claimed saving with what the service cost before and after, there and in comparable municipalities. */
    suspend fun evidence(request: EvidenceRequest, costs: List<ServiceCost>): Evidence = call { evidence(request, costs) }

    /** Make a record of a draft and publish it; [OmknException.Validation] with every problem where it breaks rules. */
    suspend fun capture(draft: RecordDraft): Record = call { capture(draft) }

    /** Replace what a record says; [OmknException.Conflict] where it has moved on since the version [expected]. */
    suspend fun revise(id: RecordId, expected: UInt, draft: RecordDraft): Record = call { revise(id, expected, draft) }

    /**
     * Changes after [seq] and all that follow: those made through this handle at once, those of other processes looked for
     * every [every], which must be more than nothing. It goes on until its collector does not. When the knowledge base is
     * suspended or closed it ends with [OmknException.Closed], after [every] at the latest: collect anew after `resume`.
     */
    fun changes(seq: ULong = 0u, every: Duration = 1.seconds): Flow<Change> = flow {
        require(every.isPositive()) { "give a time longer than 0 to look for changes of other processes" }
        val written = Channel<Unit>(Channel.CONFLATED)
        blocking.subscribe { written.trySend(Unit) }.use {
            var last = seq
            while (true) {
                val found = blocking.changesSince(last, BATCH)
                found.forEach { change ->
                    emit(change)
                    last = change.seq
                }
                if (found.isEmpty()) withTimeoutOrNull(every) { written.receive() }
            }
        }
    }.flowOn(dispatcher)

    /**
     * Let go of all files; calls give [OmknException.Closed] from then on. It waits, blocking its thread, until running calls
     * are done: on the thread of the user interface, use `call { shutdown() }`. Closing twice is fine.
     */
    override fun close() = blocking.shutdown()
}

/** What [make] makes on this dispatcher; let go of by [discard] where its coroutine is cancelled meanwhile. */
private suspend fun <T : Any> made(dispatcher: CoroutineDispatcher, make: () -> T, discard: (T) -> Unit): T {
    var made: T? = null
    try {
        return withContext(dispatcher) { make().also { made = it } }
    } catch (cancelled: CancellationException) {
        made?.let(discard)
        throw cancelled
    }
}

private const val BATCH = 100u
