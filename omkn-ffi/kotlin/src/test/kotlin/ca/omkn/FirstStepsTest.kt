package ca.omkn

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The lines of the README, which a test of `examples/src/lib.rs` compares with these. */
class FirstStepsTest {
    @TempDir
    lateinit var empty: java.io.File

    @Test
    fun `the first steps of the README find a misspelt word`() {
        val folder = empty.path
        val found = KnowledgeBase.open(folder).use { kb ->
            val title = mapOf("en" to "Two-bag garbage limit", "fr" to "Limite de deux sacs à ordures")
            kb.capture(RecordDraft(kind = RecordKind.PRACTICE, title = title))
            kb.search(SearchRequest(query = "garbige limits"))
        }
        println(found.interpretation.corrections.first().corrected) // garbage
        println(found.hits.first().title.text)
        assertEquals("garbage", found.interpretation.corrections.first().corrected)
        assertEquals("Two-bag garbage limit", found.hits.first().title.text)
    }

    @Test
    fun `the first steps of the library's own README work in a coroutine`() = runBlocking<Unit> {
        val folder = empty.path
        AsyncKnowledgeBase.open(folder).use { kb ->
            kb.capture(RecordDraft(kind = RecordKind.PRACTICE, title = mapOf("en" to "Two-bag garbage limit")))
            val found = kb.search("garbige limits")
            assertEquals("garbage", found.interpretation.corrections.first().corrected)
            assertEquals("Two-bag garbage limit", found.hits.first().title.text)
        }
        AsyncKnowledgeBase.open(folder).use { kb -> assertEquals(1L, kb.call { count() }) }
    }
}
