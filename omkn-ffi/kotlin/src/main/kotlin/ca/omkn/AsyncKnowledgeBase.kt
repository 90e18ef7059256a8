package ca.omkn

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.transform
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import java.util.concurrent.ConcurrentHashMap
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource

/**
 * A [KnowledgeBase] for coroutines: every call suspends and runs on a dispatcher, [Dispatchers.IO] if you give no other. Use
 * it with [use], or call [shutdown] when done.
 *
 * Long work stops at its next step when its coroutine is cancelled, and keeps nothing; [OmknException.Cancelled] is thrown
 * where its own interrupter, a listener or [shutdown] stopped it.
 *
 * Get one by [open] or [inMemory]. The constructor is for tests: it takes any [KnowledgeBaseInterface], such as
 * `object : KnowledgeBaseInterface by kb { override fun capture(draft: RecordDraft) = throw OmknException.LowSpace("full") }`.
 */
class AsyncKnowledgeBase(
    /** The same knowledge base for code that may block. */
    val blocking: KnowledgeBaseInterface,
    private val dispatcher: CoroutineDispatcher = Dispatchers.IO,
) : AutoCloseable {
    /** What [long] works on now. */
    private val working = ConcurrentHashMap.newKeySet<Interrupter>()

    @Volatile
    private var isClosing = false

    /** Goes up with every write and whenever the knowledge base opens or closes: flows look again then. */
    private val stirs = MutableStateFlow(0)

    /** One listener for all flows; it ends with the knowledge base. */
    private val listening by lazy { blocking.subscribe { stir() } }

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
    suspend fun <T> call(work: KnowledgeBaseInterface.() -> T): T = withContext(dispatcher) { blocking.work() }

    /**
     * Long work that can be cancelled: [work] is given an [Interrupter] that the coroutine's cancellation and [shutdown] set
     * off. Pass it on to the call.
     */
    suspend fun <T> long(work: KnowledgeBaseInterface.(Interrupter) -> T): T = Interrupter().use { interrupter ->
        working.add(interrupter)
        if (isClosing) interrupter.interrupt()
        try {
            interruptible(interrupter) { work(interrupter) }
        } finally {
            working.remove(interrupter)
        }
    }

    private suspend fun <T> interruptible(interrupter: Interrupter, work: KnowledgeBaseInterface.() -> T): T =
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
                call(work)
            } catch (cancelled: OmknException.Cancelled) {
                currentCoroutineContext().ensureActive()
                throw cancelled
            } finally {
                watch.cancel()
            }
        }

    /**
     * The knowledge base as it is now, to be read as often as wanted. Use it with `use {}`: it keeps the log of changes from
     * being shortened.
     */
    suspend fun view(): AsyncKnowledgeBaseView =
        AsyncKnowledgeBaseView(made(dispatcher, { blocking.view() }, KnowledgeBaseView::close), dispatcher)

    /** Ask a view. Cancelled, it ends also where it has to index first what was written since. */
    private suspend fun <T> ask(question: KnowledgeBaseView.() -> T): T =
        long { interrupter -> view(null, interrupter).use { it.question() } }

    /** Find records: one page of hits, the exact total and the facet counts. */
    suspend fun search(request: SearchRequest): SearchHits = ask { search(request) }

    /** Find records by what a person typed. */
    suspend fun search(query: String): SearchHits = search(SearchRequest(query = query))

    /** Suggest, while someone types: at most [limit] of each kind, best first. */
    suspend fun suggest(text: String, limit: Int = 5): List<Suggestion> =
        ask { suggest(SuggestRequest(text = text, limit = limit)) }

    /** The record with this id, at its latest version; [OmknException.NotFound] where there is none. */
    suspend fun get(id: RecordId): Record = call { get(id) }

    /** How many records each cell has, such as winter control × 1,000 to 4,999 people × Simcoe. */
    suspend fun coverage(request: CoverageRequest = CoverageRequest()): CoverageTable = ask { coverage(request) }

    /** Where nothing is shared yet: the cells of [coverage] with few records, those of most municipalities first. */
    suspend fun gaps(request: GapsRequest = GapsRequest()): CoverageTable = ask { gaps(request) }

    /** Compare a claimed saving with what the service cost before and after, there and in comparable municipalities. */
    suspend fun evidence(request: EvidenceRequest, costs: List<ServiceCost>): Evidence = ask { evidence(request, costs) }

    /** Make a record of a draft and publish it; [OmknException.Validation] with every problem where it breaks rules. */
    suspend fun capture(draft: RecordDraft, reason: String? = null): Record = call { capture(draft, reason) }

    /** Replace what a record says; [OmknException.Conflict] where it has moved on since the version [expected]. */
    suspend fun revise(id: RecordId, expected: Int, draft: RecordDraft, reason: String? = null): Record =
        call { revise(id, expected, draft, reason) }

    /**
     * Changes from now on, or after the change [from]: those made through this handle at once, those of other processes looked
     * for every [every], which must be longer than 0 ([OmknException.Validation]). The flow goes on after [suspend] and
     * [resume], with what was written meanwhile, and ends when the knowledge base is shut down. To begin where an earlier
     * collector stopped, give the [Change.seq] of its last change as [from]; 0 begins with the first change of all.
     */
    fun changes(from: Long? = null, every: Duration = 1.seconds): Flow<Change> = flow {
        if (!every.isPositive()) throw invalid("every", "give a time longer than 0 to look for changes of other processes")
        // Listens before it looks, so that nothing is written in between unseen.
        var last = resumed {
            listening
            from ?: blocking.seq()
        }
        while (true) {
            val seen = stirs.value
            val found = orEnded { blocking.changesSince(last, BATCH) } ?: return@flow
            found.forEach { change ->
                emit(change)
                last = change.seq
            }
            if (found.isEmpty()) awaitStir(seen, every)
        }
    }.flowOn(dispatcher)

    /**
     * What [search] finds, and what it finds after each change of the records, as long as it is collected: for a list that
     * stays up to date. Changes in quick succession are answered together. Ends when the knowledge base is shut down.
     */
    fun results(request: SearchRequest): Flow<SearchHits> = flow {
        val seq = resumed { blocking.seq() }
        emit(Unit)
        emitAll(changes(from = seq).map {})
    }.conflate().transform {
        orEnded { search(request) }?.let { hits ->
            emit(hits)
            delay(PAUSE)
        }
    }.flowOn(dispatcher).conflate()

    /**
     * Let go of all files and locks while the app is in the background: mobile systems end apps that hold locks there. Calls
     * give [OmknException.Closed] until [resume]; flows wait. It waits for running calls: cancel long work first.
     */
    suspend fun suspend() = call { suspend() }

    /** Take up again after [suspend]. [OmknException.Busy] while another process writes: try again later. */
    suspend fun resume() {
        call { resume() }
        stir()
    }

    /**
     * Stop the work of [long], wait until running calls are done, and let go of all files; calls give [OmknException.Closed]
     * from then on, and flows end. It blocks no thread of the caller, and works in a coroutine that was cancelled. Shutting
     * down twice is fine.
     */
    suspend fun shutdown() {
        interruptWork()
        withContext(NonCancellable + dispatcher) { blocking.shutdown() }
        stir()
    }

    /** The same for code that is no coroutine. It blocks its thread: never call it on the thread of the user interface. */
    override fun close() {
        interruptWork()
        blocking.shutdown()
        stir()
    }

    /** Runs [work], and shuts down after it, whatever happens in it; the same as for other resources, but it suspends. */
    suspend inline fun <T> use(work: (AsyncKnowledgeBase) -> T): T = try {
        work(this)
    } finally {
        shutdown()
    }

    private fun interruptWork() {
        isClosing = true
        // Work that ends just now has closed its interrupter.
        working.forEach { runCatching(it::interrupt) }
    }

    private fun stir() = stirs.update(Int::inc)

    /** Waits for a write or a change of state; for what is not reported here, a while. */
    private suspend fun awaitStir(seen: Int, atMost: Duration) {
        val end = TimeSource.Monotonic.markNow() + atMost
        while (stirs.value == seen && end.hasNotPassedNow() && !isShutDown()) {
            withTimeoutOrNull(minOf(-end.elapsedNow(), LOOK_AGAIN)) { stirs.first { it != seen } }
        }
    }

    private fun isShutDown() = try {
        blocking.isShutDown()
    } catch (closed: OmknException.Closed) {
        true
    }

    private fun isSuspended() = !isShutDown() && blocking.isSuspended()

    /** While the knowledge base is suspended, the call waits. */
    private suspend fun <T> resumed(work: suspend () -> T): T {
        while (true) {
            val seen = stirs.value
            try {
                return work()
            } catch (closed: OmknException.Closed) {
                if (!isSuspended()) throw closed
            }
            awaitStir(seen, LOOK_AGAIN)
        }
    }

    /** The same for what a flow does next; `null` where it ends, because the knowledge base was shut down. */
    private suspend fun <T> orEnded(work: suspend () -> T): T? = try {
        resumed(work)
    } catch (closed: OmknException.Closed) {
        if (isShutDown()) null else throw closed
    }
}

private fun invalid(path: String, reason: String) =
    OmknException.Validation("$path: $reason", listOf(Problem(path, ProblemCode.OUT_OF_RANGE, reason)))

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

private const val BATCH = 100

/** Between answers of [AsyncKnowledgeBase.results]. */
private val PAUSE = 100.milliseconds

/** How soon a flow sees what is done to the blocking object. */
private val LOOK_AGAIN = 1.seconds
