package ca.omkn

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.concurrent.thread

private const val PATIENCE = 30L

private fun drafts(count: Int) = List(count) { draft("Salt $it") }

/** What apps do in listeners does no harm: they throw, block, call back and outlive the knowledge base. */
@Timeout(120)
class ListenerTest {
    @Test
    fun `whatever a progress listener throws stops the work and is its cause and nothing is kept`() = KnowledgeBase.inMemory().use { kb ->
        val failures = listOf(IllegalStateException("no more\nsecond line"), NotImplementedError(), StackOverflowError(), ListenerException.Stopped("enough"))
        for (failure in failures) {
            val stopped = assertThrows(OmknException.Cancelled::class.java) { kb.captureAll(drafts(10), { _, _, _ -> throw failure }) }
            assertEquals(failure, stopped.cause)
            assertEquals(stopped.reason, stopped.message)
            assertFalse(stopped.reason.contains('\n') || stopped.reason.contains("at ca.omkn"), stopped.reason)
        }
        assertEquals(0L, kb.count())
        val interrupter = Interrupter().apply { interrupt() }
        val cancelled = assertThrows(OmknException.Cancelled::class.java) { kb.captureAll(drafts(1), null, interrupter) }
        assertEquals(null, cancelled.cause, "what an earlier listener threw is forgotten")
    }

    @Test
    fun `what a progress listener throws at the very end stops the work as well`(@TempDir folder: Path) = KnowledgeBase.inMemory().use { kb ->
        kb.captureAll(drafts(3))
        val file = folder.resolve("records.jsonl").toString()
        kb.exportJsonl(file)
        val other = folder.resolve("other.jsonl")
        val throws = ProgressListener { _, done, total -> if (done == total) TODO("at the end") }
        val works = listOf<(ProgressListener) -> Unit>(
            { kb.captureAll(drafts(3), it) },
            { kb.importJsonl(file, listener = it) },
            { kb.exportJsonl(other.toString(), listener = it) },
            { kb.rebuildIndex(it) },
        )
        for (work in works) {
            val stopped = assertThrows(OmknException.Cancelled::class.java) { work(throws) }
            assertTrue(stopped.cause is NotImplementedError, "${stopped.cause}")
        }
        assertEquals(3L, kb.count())
        assertFalse(Files.exists(other))
        assertEquals(3L, kb.search(SearchRequest("salt")).total)
    }

    @Test
    fun `in memory a progress listener that waits for another thread is not waited for forever`() = KnowledgeBase.inMemory().use { kb ->
        var answer: Result<Long>? = null
        kb.captureAll(drafts(1), { _, _, _ -> if (answer == null) thread { answer = runCatching { kb.count() } }.join() })
        assertTrue(answer!!.exceptionOrNull() is OmknException.Busy, "$answer")
        assertEquals(1L, kb.count())
    }

    @Test
    fun `a change listener runs on one daemon thread`() = KnowledgeBase.inMemory().use { kb ->
        val threads = LinkedBlockingQueue<Thread>()
        kb.subscribe { threads.put(Thread.currentThread()) }.use {
            val seen = List(3) {
                kb.capture(draft("Salt $it"))
                threads.poll(PATIENCE, SECONDS)
            }
            assertTrue(seen.all { it.isDaemon } && seen.toSet().size == 1, "$seen")
        }
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
