package ca.omkn

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withContext
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/**
 * A [KnowledgeBase] for coroutines: every call suspends and runs on [Dispatchers.IO]. Use it with `use {}`, or call
 * [close] when done.
 *
 * Long work ends with [OmknException.Cancelled] when its coroutine is cancelled.
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
        ): AsyncKnowledgeBase =
            withContext(dispatcher) { AsyncKnowledgeBase(KnowledgeBase.open(folder, options), dispatcher) }

        /** Make an empty knowledge base that lives in memory only. */
        suspend fun inMemory(dispatcher: CoroutineDispatcher = Dispatchers.IO): AsyncKnowledgeBase =
            withContext(dispatcher) { AsyncKnowledgeBase(KnowledgeBase.inMemory(), dispatcher) }
    }

    /** Any call of the library. */
    suspend fun <T> call(work: KnowledgeBase.() -> T): T = withContext(dispatcher) { blocking.work() }

    /** Long work that can be cancelled: [work] is given an [Interrupter] that the coroutine's cancellation sets off. */
    suspend fun <T> long(work: KnowledgeBase.(Interrupter) -> T): T {
        val interrupter = Interrupter()
        return runInterruptible(dispatcher) {
            InterruptWatch(Thread.currentThread(), interrupter).use { blocking.work(interrupter) }
        }
    }

    /** Find records: one page of hits, the exact total and the facet counts. */
    suspend fun search(request: SearchRequest): SearchHits = call { search(request) }

    /** Find records by what a person typed. */
    suspend fun search(query: String): SearchHits = search(SearchRequest(query = query))

    /** Suggest, while someone types. */
    suspend fun suggest(text: String, limit: UInt = 5u): List<Suggestion> =
        call { suggest(SuggestRequest(text = text, limit = limit)) }

    /** The record with this id, at its latest version. */
    suspend fun get(id: RecordId): Record = call { get(id) }

    /** Make a record of a draft and publish it. */
    suspend fun capture(draft: RecordDraft): Record = call { capture(draft) }

    /** Replace what a record says. */
    suspend fun revise(id: RecordId, expected: UInt, draft: RecordDraft): Record = call { revise(id, expected, draft) }

    /** Changes after [seq] and all that follow, looked for every [every]; ends when its collector does. */
    fun changes(seq: ULong = 0u, every: Duration = 1.seconds): Flow<Change> = flow {
        var last = seq
        while (true) {
            val found = blocking.changesSince(last, BATCH)
            found.forEach { change ->
                emit(change)
                last = change.seq
            }
            if (found.isEmpty()) delay(every)
        }
    }.flowOn(dispatcher)

    /** Finish and let go of all files. */
    override fun close() {
        blocking.shutdown()
        blocking.close()
    }
}

private const val BATCH = 100u

/** Sets an interrupter off when its thread is interrupted, which is how cancellation reaches blocking code. */
private class InterruptWatch(private val worker: Thread, private val interrupter: Interrupter) : AutoCloseable {
    @Volatile private var done = false
    private val watcher = Thread {
        while (!done) {
            if (worker.isInterrupted) {
                interrupter.interrupt()
                return@Thread
            }
            try {
                Thread.sleep(10)
            } catch (_: InterruptedException) {
                return@Thread
            }
        }
    }.apply {
        isDaemon = true
        start()
    }

    override fun close() {
        done = true
        watcher.interrupt()
    }
}
