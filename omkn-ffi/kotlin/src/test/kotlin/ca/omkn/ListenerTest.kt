package ca.omkn

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes

private const val PATIENCE = 30L

private fun drafts(count: Int) = List(count) { draft("Salt $it") }

/** What apps do in listeners does no harm: they throw, block, call back and outlive the knowledge base. */
@Timeout(120)
class ListenerTest {
    @Test
    fun `a progress listener that throws stops the work and nothing is kept`() = KnowledgeBase.inMemory().use { kb ->
        val throws = ProgressListener { _, _, _ -> error("no more") }
        assertThrows(OmknException.Cancelled::class.java) { kb.captureAll(drafts(10), throws) }
        assertEquals(0L, kb.count())
    }

    @Test
    fun `a progress listener that calls back is told busy and the work goes on`() = KnowledgeBase.inMemory().use { kb ->
        val answers = ConcurrentLinkedQueue<Throwable?>()
        val callsBack = ProgressListener { stage, done, _ ->
            if (stage == "storing" && done < 300L) {
                val calls = listOf({ kb.count() }, { kb.capture(draft("Sand")) }, { kb.shutdown() })
                calls.forEach { call -> answers.add(runCatching { call() }.exceptionOrNull()) }
            }
        }
        kb.captureAll(drafts(300), callsBack)
        assertTrue(answers.size >= 6 && answers.all { it is OmknException.Busy }, "$answers")
        assertEquals(300L, kb.count())
    }

    @Test
    fun `a progress listener that blocks holds up no reader and a shutdown waits for its work`() {
        val kb = KnowledgeBase.inMemory()
        val (reached, release) = CountDownLatch(1) to CountDownLatch(1)
        val blocks = ProgressListener { _, _, _ ->
            reached.countDown()
            release.await(PATIENCE, SECONDS)
        }
        val worker = thread { kb.rebuildIndex(blocks) }
        kb.capture(draft("Salt"))
        assertTrue(reached.await(PATIENCE, SECONDS))
        assertEquals(1L, kb.count())
        val closer = thread { kb.shutdown() }
        while (runCatching { kb.count() }.isSuccess) Thread.yield()
        assertThrows(OmknException.Closed::class.java) { kb.count() }
        assertTrue(closer.isAlive)
        release.countDown()
        listOf(worker, closer).forEach(Thread::join)
    }

    @Test
    fun `a change listener is told of writes and may ask what they were`() = KnowledgeBase.inMemory().use { kb ->
        val told = LinkedBlockingQueue<Change>()
        val subscription = kb.subscribe(ChangeListener { seq -> told.put(kb.changesSince(seq - 1L, 1).single()) })
        val record = kb.capture(draft("Salt"))
        assertEquals(record.id, told.poll(PATIENCE, SECONDS)?.record)
        subscription.cancel()
        subscription.cancel()
        kb.capture(draft("Sand"))
        assertEquals(null, told.poll(200, java.util.concurrent.TimeUnit.MILLISECONDS))
        subscription.close()
    }

    @Test
    fun `change listeners that throw block or outlive the handle hold up no one`() {
        val kb = KnowledgeBase.inMemory()
        val (told, thrown, release) = Triple(LinkedBlockingQueue<Long>(), ConcurrentLinkedQueue<Long>(), CountDownLatch(1))
        val throws = kb.subscribe(ChangeListener { seq ->
            thrown.add(seq)
            error("a defect of the app")
        })
        val blocks = kb.subscribe(ChangeListener { release.await(PATIENCE, SECONDS) })
        val listens = kb.subscribe(told::put)
        repeat(3) {
            kb.capture(draft("Salt $it"))
            assertTrue(told.poll(PATIENCE, SECONDS) != null)
        }
        while (thrown.isEmpty()) Thread.yield()
        kb.capture(draft("Sand"))
        assertEquals(4L, kb.count())
        kb.shutdown()
        kb.close()
        release.countDown()
        assertEquals(1, thrown.size, "one that threw is told no more")
        listOf(throws, blocks, listens).forEach { it.close() }
    }

    @Test
    fun `a flow gives what was there and what is written while it is collected`() = runBlocking<Unit> {
        AsyncKnowledgeBase.inMemory().use { kb ->
            val first = kb.capture(draft("Brine before the storm"))
            assertEquals(first.id, kb.changes().first().record)
            // It looks by itself once in ten minutes only: what comes sooner was told.
            val collected = async(Dispatchers.IO) { kb.changes(every = 10.minutes).take(3).toList() }
            delay(200)
            kb.capture(draft("Sand"))
            delay(200)
            kb.capture(draft("Salt"))
            assertEquals(3, withTimeout(PATIENCE * 1000) { collected.await() }.size)
        }
    }

    @Test
    fun `after closing every call and every flow ends with Closed`() = runBlocking<Unit> {
        val kb = AsyncKnowledgeBase.inMemory()
        kb.capture(draft("Salt"))
        val met = CompletableDeferred<Unit>()
        val collected = async(Dispatchers.IO) {
            runCatching { kb.changes(every = 50.milliseconds).collect { met.complete(Unit) } }
        }
        met.await()
        kb.close()
        kb.close()
        val ended = withTimeout(PATIENCE * 1000) { collected.await() }.exceptionOrNull()
        assertTrue(ended is OmknException.Closed, "$ended")
        assertTrue(runCatching { kb.search("salt") }.exceptionOrNull() is OmknException.Closed)
    }

    @Test
    fun `a flow ends with its collector and with a suspension and begins anew after it`(@TempDir folder: Path) = runBlocking<Unit> {
        AsyncKnowledgeBase.open(folder.resolve("kb").toString()).use { kb ->
            kb.capture(draft("Salt"))
            val met = CompletableDeferred<Unit>()
            val cancelled = launch { kb.changes(every = 10.minutes).collect { met.complete(Unit) } }
            met.await()
            withTimeout(PATIENCE * 1000) { cancelled.cancelAndJoin() }

            val again = CompletableDeferred<Unit>()
            val suspended = async { runCatching { kb.changes(every = 50.milliseconds).collect { again.complete(Unit) } } }
            again.await()
            kb.call { suspend() }
            val ended = withTimeout(PATIENCE * 1000) { suspended.await() }.exceptionOrNull()
            assertTrue(ended is OmknException.Closed, "$ended")
            kb.call { resume() }
            assertEquals(1L, withTimeout(PATIENCE * 1000) { kb.changes().first().seq })
        }
    }

    @Test
    fun `work ends when its coroutine is cancelled and nothing is kept`() = runBlocking<Unit> {
        AsyncKnowledgeBase.inMemory().use { kb ->
            val begun = CompletableDeferred<Unit>()
            val work = launch {
                kb.long { interrupter ->
                    val waits = ProgressListener { _, _, _ ->
                        begun.complete(Unit)
                        while (!interrupter.isInterrupted()) Thread.sleep(1)
                    }
                    captureAll(drafts(300), waits, interrupter)
                }
            }
            begun.await()
            withTimeout(PATIENCE * 1000) { work.cancelAndJoin() }
            assertEquals(0L, kb.call { count() })
            assertThrows(OmknException.Cancelled::class.java) {
                runBlocking { kb.long { interrupter -> interrupter.interrupt(); rebuildIndex(null, interrupter) } }
            }
        }
    }
}
