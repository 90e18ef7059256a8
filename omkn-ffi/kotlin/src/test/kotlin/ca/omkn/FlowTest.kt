package ca.omkn

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.onStart
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.util.concurrent.Executors
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

private val PATIENCE = 30.seconds

/** Flows follow the knowledge base; closing it stops what goes on and blocks nobody. */
@Timeout(60)
class FlowTest {
    @TempDir
    lateinit var folder: Path

    private suspend fun opened() = AsyncKnowledgeBase.open(folder.resolve("kb").toString())

    @Test
    fun `changes are those from now on or those after a change`() = runBlocking<Unit> {
        AsyncKnowledgeBase.inMemory().use { kb ->
            val first = kb.capture(draft("Brine before the storm"))
            assertEquals(first.id, kb.changes(from = 0).first().record)
            // They look by themselves once in ten minutes only: what comes sooner was reported.
            val collected = async(Dispatchers.IO) { kb.changes(from = 1, every = 10.minutes).take(2).toList() }
            val later = Channel<Change>()
            val following = launch { kb.changes(every = 10.minutes).collect(later::send) }
            // Written again until it follows.
            var written = kb.capture(draft("Sand"))
            var seen = later.tryReceive().getOrNull()
            while (seen == null) {
                written = kb.capture(draft("Salt ${written.id}"))
                kotlinx.coroutines.delay(20)
                seen = later.tryReceive().getOrNull()
            }
            assertTrue(seen.seq > 1, "nothing from before")
            assertEquals(listOf(2L, 3L), withTimeout(PATIENCE) { collected.await() }.map { it.seq })
            following.cancelAndJoin()
        }
    }

    @Test
    fun `changes go on after a suspension with what was written meanwhile`() = runBlocking<Unit> {
        opened().use { kb ->
            val seen = Channel<Long>(Channel.UNLIMITED)
            val following = launch(Dispatchers.IO) { kb.changes(from = 0, every = 10.minutes).collect { seen.send(it.seq) } }
            kb.capture(draft("Salt"))
            assertEquals(1L, withTimeout(PATIENCE) { seen.receive() })
            kb.suspend()
            opened().use { it.capture(draft("Sand")) }
            kb.resume()
            assertEquals(2L, withTimeout(PATIENCE) { seen.receive() })
            kb.capture(draft("Brine"))
            assertEquals(3L, withTimeout(PATIENCE) { seen.receive() })
            following.cancelAndJoin()
        }
    }

    @Test
    fun `flows end when the knowledge base is shut down however it is`() = runBlocking<Unit> {
        val shutdowns = listOf<suspend (AsyncKnowledgeBase) -> Unit>({ it.shutdown() }, { it.close() }, { it.blocking.shutdown() })
        for (shutdown in shutdowns) {
            val kb = AsyncKnowledgeBase.inMemory()
            kb.capture(draft("Salt"))
            val met = CompletableDeferred<Unit>()
            val changes = launch(Dispatchers.IO) { kb.changes(from = 0, every = 10.minutes).collect { met.complete(Unit) } }
            val answered = CompletableDeferred<Unit>()
            val results = launch(Dispatchers.IO) { kb.results(SearchRequest("salt")).collect { answered.complete(Unit) } }
            met.await()
            answered.await()
            shutdown(kb)
            withTimeout(PATIENCE) { listOf(changes, results).forEach { it.join() } }
        }
    }

    @Test
    fun `results are those of the records as they are now`() = runBlocking<Unit> {
        opened().use { kb ->
            kb.capture(draft("Road salt"))
            val titles = Channel<List<String>>(Channel.UNLIMITED)
            val following = launch(Dispatchers.IO) {
                kb.results(SearchRequest("salt")).collect { hits -> titles.send(hits.hits.map { it.title.text }) }
            }
            assertEquals(listOf("Road salt"), withTimeout(PATIENCE) { titles.receive() })
            val second = kb.capture(draft("Salt sheds"))
            withTimeout(PATIENCE) { while (titles.receive().toSet() != setOf("Road salt", "Salt sheds")) continue }
            kb.suspend()
            kb.resume()
            kb.call { erase(second.id) }
            withTimeout(PATIENCE) { while (titles.receive() != listOf("Road salt")) continue }
            following.cancelAndJoin()
        }
    }

    @Test
    fun `after closing every call gives Closed and bad arguments Validation`() = runBlocking<Unit> {
        val kb = AsyncKnowledgeBase.inMemory()
        val blocking = kb.blocking as KnowledgeBase
        val wrong = runCatching { kb.changes(every = 0.seconds).first() }.exceptionOrNull()
        assertEquals("every", (wrong as OmknException.Validation).problems.single().path)
        val limit = runCatching { kb.search(SearchRequest("salt", limit = -1)) }.exceptionOrNull()
        assertEquals(listOf("limit" to ProblemCode.OUT_OF_RANGE), (limit as OmknException.Validation).problems.map { it.path to it.code })
        val view = kb.view()
        kb.shutdown()
        kb.shutdown()
        blocking.close()
        view.close()
        val interrupter = Interrupter().apply { close() }
        val calls = listOf<suspend () -> Any?>(
            { kb.search("salt") }, { kb.changes().first() }, { kb.results(SearchRequest("salt")).first() }, { kb.view() },
            { kb.long { rebuildIndex(null, it) } }, { kb.suspend() }, { blocking.count() }, { blocking.taxonomy() },
            { view.search("salt") }, { view.seq }, { interrupter.interrupt() },
        )
        val answers = calls.map { call -> runCatching { call() }.exceptionOrNull() }
        assertTrue(answers.all { it is OmknException.Closed }, "$answers")
    }

    @Test
    fun `shutting down stops long work and blocks no thread of a user interface`() = runBlocking<Unit> {
        Executors.newSingleThreadExecutor().asCoroutineDispatcher().use { userInterface ->
            val kb = opened()
            val begun = CompletableDeferred<Unit>()
            val work = async(Dispatchers.IO) {
                runCatching {
                    kb.long { interrupter ->
                        val slow = ProgressListener { _, _, _ ->
                            begun.complete(Unit)
                            while (!interrupter.isInterrupted()) Thread.sleep(1)
                        }
                        captureAll(List(300) { draft("Salt $it") }, slow, interrupter)
                    }
                }
            }
            begun.await()
            val closing = launch(userInterface) { kb.shutdown() }
            // The thread of the user interface has time for this, whether or not the other is done.
            withTimeout(PATIENCE) { withContext(userInterface) {} }
            withTimeout(PATIENCE) { closing.join() }
            assertTrue(work.await().exceptionOrNull() is OmknException.Cancelled)
            opened().use { assertEquals(0L, it.call { count() }) }
        }
    }

    @Test
    fun `a scope that was cancelled lets go of the files`() = runBlocking<Unit> {
        val scope = CoroutineScope(Dispatchers.Default)
        val opened = CompletableDeferred<Unit>()
        val user = scope.launch {
            opened().use { kb ->
                kb.changes().onStart { opened.complete(Unit) }.collect {}
            }
        }
        opened.await()
        scope.cancel()
        user.join()
        opened().use { assertEquals(0L, it.call { count() }) }
    }

    @Test
    fun `a fake stands in for the knowledge base`() = runBlocking<Unit> {
        KnowledgeBase.inMemory().use { real ->
            val full = object : KnowledgeBaseInterface by real {
                override fun capture(draft: RecordDraft, reason: String?) = throw OmknException.LowSpace("the disk is full")
            }
            val kb = AsyncKnowledgeBase(full)
            assertTrue(runCatching { kb.capture(draft("Salt")) }.exceptionOrNull() is OmknException.LowSpace)
            assertEquals(0L, kb.search("salt").total)
        }
    }
}
