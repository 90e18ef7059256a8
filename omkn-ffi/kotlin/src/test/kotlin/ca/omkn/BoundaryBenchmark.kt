package ca.omkn

import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledIfSystemProperty
import java.nio.file.Files
import java.nio.file.Path

private val QUERIES = listOf("garbage bag limits", "winter road salt", "collecte des ordures", "energy retrofit arena")
private val TYPED = listOf("garb", "wint", "colle", "ener")

/** What an app pays on the JVM, on the folder that the example `boundary` made; run by `-Domkn.benchmark=DIR`. */
@EnabledIfSystemProperty(named = "omkn.benchmark", matches = ".+")
class BoundaryBenchmark {
    private val folder = System.getProperty("omkn.benchmark").orEmpty()

    private fun median(rounds: Int, work: (Int) -> Unit): Double {
        repeat(rounds) { work(it) }
        val times = List(rounds) { round ->
            val begun = System.nanoTime()
            work(round)
            System.nanoTime() - begun
        }
        return times.sorted()[rounds / 2] / 1e6
    }

    private fun resident(): Long {
        val line = Files.readAllLines(Path.of("/proc/self/status")).first { it.startsWith("VmRSS") }
        return line.filter(Char::isDigit).toLong() * 1024
    }

    @Test
    fun `a page and suggestions`() = KnowledgeBase.open(folder, OpenOptions(readOnly = true)).use { kb ->
        val page = median(1000) { kb.search(SearchRequest(query = QUERIES[it % 4], limit = 20)) }
        val suggest = median(1000) { kb.suggest(SuggestRequest(text = TYPED[it % 4])) }
        println("figures: page of 20 hits %.3f ms, suggest %.3f ms".format(page, suggest))
    }

    @Test
    fun `nothing leaks`() {
        val creations = Integer.getInteger("omkn.creations", 1_000_000)
        val openings = Integer.getInteger("omkn.openings", 20_000)
        repeat(creations / 10) { Interrupter().close() }
        val before = resident()
        repeat(creations) { Interrupter().close() }
        val between = resident()
        repeat(openings) { KnowledgeBase.inMemory().use { kb -> check(kb.count() == 0L) } }
        val after = resident()
        val grown = "%.1f MB after %,d creations, %.1f MB more after %,d times open, use, close"
        println("figures: " + grown.format((between - before) / 1e6, creations, (after - between) / 1e6, openings))
    }
}
