package ca.omkn

import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import org.junit.jupiter.api.condition.EnabledOnOs
import org.junit.jupiter.api.condition.OS
import org.junit.jupiter.api.io.TempDir
import java.io.RandomAccessFile
import java.nio.file.Files
import java.nio.file.Path
import kotlin.reflect.KClass

/** Every case of [OmknException] is raised by what raises it in an app, and caught by its class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorTest {
    @TempDir
    lateinit var folder: Path

    private val caught = mutableSetOf<KClass<out OmknException>>()

    private inline fun <reified E : OmknException> raised(noinline call: () -> Any?): E {
        val error = assertThrows(E::class.java) { call() }
        caught.add(E::class)
        assertTrue(error.message!!.isNotBlank())
        return error
    }

    private fun path(name: String) = folder.resolve(name).toString()

    /** A knowledge base in a folder of this name, with one record, closed. */
    private fun written(name: String): Path {
        KnowledgeBase.open(path(name)).use { kb ->
            kb.capture(draft("Salt"))
            kb.shutdown()
        }
        return folder.resolve(name).resolve("omkn.db")
    }

    private fun overwrite(file: Path, position: Long, bytes: ByteArray) = RandomAccessFile(file.toFile(), "rw").use {
        it.seek(position)
        it.write(bytes)
    }

    @Test
    fun `what was given is wrong`() = KnowledgeBase.inMemory().use { kb ->
        val blank = raised<OmknException.Validation> { kb.capture(draft(" ")) }
        assertEquals("title.en", blank.problems.single().path)
        val open = raised<OmknException.Query> { parseQuery("\"neige", strict = true) }
        assertEquals("a closing quote", open.expected)
        raised<OmknException.NotFound> { kb.get("01a209f3-afd9-73b2-9fa8-12ef9a85545d") }
        assertTrue(raised<OmknException.Ambiguous> { kb.organization("Hamilton") }.candidates.size > 1)
        val broader = TaxonomyEdit.AddBroader("waste", "waste/collection")
        assertTrue("cycle" in raised<OmknException.Taxonomy> { kb.editTaxonomy(listOf(broader)) }.condition)
        val first = kb.capture(draft("Salt"))
        kb.revise(first.id, first.version, draft("Brine"))
        assertEquals(2, raised<OmknException.Conflict> { kb.revise(first.id, 1, draft("Sand")) }.actual)
        Unit
    }

    @Test
    fun `the knowledge base is not to be had now`() {
        KnowledgeBase.open(path("held")).use { kb ->
            raised<OmknException.Busy> { KnowledgeBase.open(path("held")) }
            val interrupter = Interrupter().apply { interrupt() }
            raised<OmknException.Cancelled> { kb.captureAll(listOf(draft("Salt")), null, interrupter) }
            KnowledgeBase.open(path("held"), OpenOptions(readOnly = true)).use { reader ->
                raised<OmknException.ReadOnly> { reader.capture(draft("Salt")) }
            }
            kb.suspend()
            raised<OmknException.Closed> { kb.count() }
            kb.resume()
            assertEquals(0L, kb.count())
            kb.shutdown()
            kb.shutdown()
            raised<OmknException.Closed> { kb.count() }
            raised<OmknException.Closed> { kb.resume() }
        }
        raised<OmknException.NotFound> { KnowledgeBase.open(path("nothing"), OpenOptions(readOnly = true)) }
        KnowledgeBase.open(path("views"), OpenOptions(viewLimitMs = 0L)).use { kb ->
            assertTrue("view_limit" in raised<OmknException.ViewEnded> { kb.view().use { it.count() } }.reason)
        }
    }

    @Test
    fun `files are damaged foreign or not to be had`() {
        val newer = written("newer")
        // The version that SQLite keeps for programs: bytes 60 to 63 of the file.
        overwrite(newer, 60, byteArrayOf(0, 0, 0x7f, 0x7f))
        raised<OmknException.Incompatible> { KnowledgeBase.open(path("newer")) }
        val damaged = written("damaged")
        val size = Files.size(damaged)
        overwrite(damaged, 100, ByteArray(((size - 100).toInt())) { 0x5a })
        raised<OmknException.Corrupt> { KnowledgeBase.open(path("damaged")).use { it.records() } }
        assertEquals(size, Files.size(damaged), "nothing is deleted")
        // A folder stands where the database should.
        Files.createDirectories(folder.resolve("taken").resolve("omkn.db"))
        raised<OmknException.Storage> { KnowledgeBase.open(path("taken")) }
        KnowledgeBase.inMemory().use { kb ->
            raised<OmknException.Io> { kb.importJsonl(path("no such file")) }
            raised<OmknException.Io> { kb.exportJsonl(folder.toString()) }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    fun `the disk is full`() = KnowledgeBase.inMemory().use { kb ->
        kb.capture(draft("Salt"))
        raised<OmknException.LowSpace> { kb.exportJsonl("/dev/full") }
        assertEquals(1L, kb.count())
    }

    /** The index cannot be made to fail from outside: whatever is wrong with it, another one is made. */
    @AfterAll
    fun `no case is left out`() {
        val all = OmknException::class.java.permittedSubclasses?.toSet() ?: OmknException::class.java.classes.toSet()
        val left = all.filter { OmknException::class.java.isAssignableFrom(it) } - caught.map { it.java }.toSet()
        val expected = if (OS.LINUX.isCurrentOs) emptySet() else setOf("LowSpace")
        assertEquals(expected + "Index", left.map { it.simpleName }.toSet())
    }
}
