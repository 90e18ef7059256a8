package ca.omkn

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.nio.file.Files
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.concurrent.thread

private fun sample(): KnowledgeBase {
    val kb = KnowledgeBase.inMemory()
    val report = kb.importJsonl(System.getProperty("omkn.sample"), ImportOptions())
    assertEquals(138L, report.created)
    return kb
}

class KnowledgeBaseTest {
    @Test
    fun `a misspelt question is answered with facets highlights and reasons`() = sample().use { kb ->
        val request = SearchRequest(
            query = "garbige bag limits",
            languages = listOf("fr"),
            facets = listOf(FacetRequest(Facet.AREA, 5)),
            fits = FitTarget(organization = "Township of Mulmur"),
        )
        val found = kb.search(request)
        assertEquals("garbage", found.interpretation.corrections.first().corrected)
        assertEquals(5, found.facets.first().counts.size)
        val hit = found.hits.first()
        assertEquals("fr", hit.title.language)
        val marked = hit.title.highlights.map { hit.title.text.substring(it.indices) }
        assertTrue(marked.isNotEmpty() && marked.all { word -> word.all(Char::isLetter) }, "$marked")
        val explained = kb.explain(request, hit.id)
        assertEquals(hit.score, explained.first().value, 1e-3f)
        assertTrue(kb.similar(hit.id).isNotEmpty())
    }

    @Test
    fun `a view shows what was there when it was made`() = sample().use { kb ->
        kb.view().use { view ->
            kb.withdraw(kb.search(SearchRequest(query = "garbage bag limits")).hits.first().id, "too old")
            assertEquals(view.seq(), view.watermark())
            assertEquals(view.search(SearchRequest(query = "garbage bag limits")).total, 1L + kb.search(SearchRequest(query = "garbage bag limits")).total)
            assertEquals(138L, view.exportJsonl(Files.createTempDirectory("omkn").resolve("view.jsonl").toString()))
            assertTrue(view.records(RecordFilter(statuses = listOf(Status.WITHDRAWN))).items.isEmpty())
        }
        assertEquals(1, kb.records(RecordFilter(statuses = listOf(Status.WITHDRAWN))).items.size)
    }

    @Test
    fun `coverage gaps and evidence are those of the library`() = sample().use { kb ->
        assertEquals(listOf(Facet.AREA, Facet.POPULATION_BAND, Facet.REGION), kb.coverage().by)
        val areas = kb.gaps(GapsRequest(by = listOf(Facet.AREA))).cells.map { it.values.single() }
        assertTrue("waste" !in areas && "taxation" in areas, "$areas")

        val file = File(System.getProperty("omkn.sample")).resolveSibling("../python/data/service_costs.csv")
        val costs = serviceCostsFromCsv(file.readBytes())
        val thunderBay = kb.findBySlug("thunder-bay-saving-and-dry-basements")!!.id
        val found = kb.evidence(EvidenceRequest(record = thunderBay, year = 2018), costs)
        assertEquals(Verdict.TOO_SMALL, found.verdict)
        assertEquals(serviceOfArea("water") to 200_000.0, found.service to found.claimed)
        assertTrue(found.noise!! > found.claimed!! && found.peers.size == 10, "$found")
        assertEquals(listOf(CannotTell.NO_YEAR), kb.evidence(EvidenceRequest(record = thunderBay), costs).reasons)
        assertThrows(OmknException.NotFound::class.java) { kb.evidence(EvidenceRequest(record = "no id"), costs) }
        val twice = assertThrows(OmknException.Validation::class.java) {
            kb.evidence(EvidenceRequest(record = thunderBay, year = 2018), costs + costs)
        }
        assertTrue(twice.problems.single().path.startsWith("costs["), twice.reason)
    }

    @Test
    fun `suggestions names and peers are those of the library`() = sample().use { kb ->
        assertEquals("roads/winter-control", kb.suggest(SuggestRequest(text = "deneig")).first().id)
        assertEquals("sgc:3553005", kb.organization("Grand Sudbury").id)
        assertEquals("waste/collection", kb.classify("weekly garbage collection").first().concept)
        assertTrue(kb.peers("Mulmur", 3).first().likeness.value > 0.5f)
    }

    @Test
    fun `the taxonomy is an object that outlives the knowledge base and is edited as a whole`() {
        val kb = KnowledgeBase.inMemory()
        val iceRoads = Concept(id = "roads/ice-roads", scheme = "omkn", prefLabel = mapOf("en" to "Ice roads"), broader = listOf("roads"))
        val labelled = TaxonomyEdit.SetPrefLabel("roads/ice-roads", "fr", "Routes de glace")
        val taxonomy = kb.editTaxonomy(listOf(TaxonomyEdit.AddConcept(iceRoads), labelled))
        val cycle = TaxonomyEdit.AddBroader("roads", "roads/ice-roads")
        val broken = assertThrows(OmknException.Taxonomy::class.java) { kb.editTaxonomy(listOf(cycle)) }
        assertTrue(broken.condition.contains("cycle"), broken.condition)
        kb.shutdown()
        assertEquals(listOf("roads", "roads/ice-roads"), taxonomy.path("roads/ice-roads"))
        assertEquals("roads/ice-roads", taxonomy.lookup("routes de glace").first().concept)
        assertTrue(taxonomy.narrower("roads").any { it.id == "roads/ice-roads" })
        assertEquals(null, Taxonomy.builtIn().get("roads/ice-roads"))
    }

    @Test
    fun `a query is read as people type it and strictly for programs`() {
        val parsed = parseQuery("sel OR (saumure year:2009..2014")
        assertEquals("sel OR (saumure year:2009..2014)", parsed.query)
        assertEquals("stray_parenthesis", parsed.notices.single().code)
        val strict = assertThrows(OmknException.Query::class.java) { parseQuery("🚒 \"neige", strict = true) }
        assertEquals(TextRange(3, 9), strict.span)
    }

    @Test
    fun `half of a surrogate pair is replaced as elsewhere in Kotlin`() = KnowledgeBase.inMemory().use { kb ->
        val cut = "Sel et tracteur 🚜".dropLast(1)
        assertEquals("Sel et tracteur \uFFFD", kb.get(kb.capture(draft(cut)).id).content.title["en"])
        assertEquals(1L, kb.search(SearchRequest(query = cut)).total)
        assertTrue(kb.suggest(SuggestRequest(text = cut)).isNotEmpty())
    }

    @Test
    fun `history conflicts and alerts`() = KnowledgeBase.inMemory().use { kb ->
        kb.saveSearch("salt", SearchRequest(query = "salt"))
        val first = kb.capture(draft("Salt"))
        kb.revise(first.id, first.version, draft("Salt and brine"))
        val conflict = assertThrows(OmknException.Conflict::class.java) { kb.revise(first.id, 1, draft("Sand")) }
        assertEquals(first.version to 2, conflict.expected to conflict.actual)
        assertTrue(conflict.reason.contains("read it again"))
        assertEquals("title.en", kb.diff(first.id, 1, 2).single().path)
        assertEquals(listOf(AlertKind.NEW), kb.alertsSince(0, 100).alerts.map { it.kind })
    }

    @Test
    fun `eight threads meet clean errors only while the knowledge base is shut down`() {
        val kb = sample()
        val other = ConcurrentLinkedQueue<Throwable>()
        val workers = List(8) { number ->
            thread {
                repeat(200) {
                    try {
                        when ((number + it) % 3) {
                            0 -> kb.search(SearchRequest(query = "salt"))
                            1 -> kb.suggest(SuggestRequest(text = "wa"))
                            else -> kb.count()
                        }
                    } catch (error: OmknException.Closed) {
                        return@thread
                    } catch (error: Throwable) {
                        other.add(error)
                    }
                }
            }
        }
        Thread.sleep(50)
        kb.shutdown()
        workers.forEach(Thread::join)
        assertEquals(emptyList<Throwable>(), other.toList())
        kb.close()
    }

    @Test
    fun `coroutines search and capture`() = runBlocking<Unit> {
        AsyncKnowledgeBase.inMemory().use { kb ->
            val record = kb.capture(draft("Brine before the storm"))
            assertEquals(record.id, kb.search("brine").hits.single().id)
            assertEquals(1L, kb.call { count() })
            kb.long { interrupter -> rebuildIndex(null, interrupter) }
        }
    }

    @Test
    fun `a view for coroutines shows what was there when it was made`() = runBlocking<Unit> {
        AsyncKnowledgeBase.inMemory().use { kb ->
            val kinds = CoverageRequest(by = listOf(Facet.KIND))
            val record = kb.capture(draft("Brine before the storm"))
            val view = kb.view()
            view.use {
                kb.capture(draft("Brine after the storm"))
                assertEquals(record, view.get(view.search("brine").hits.single().id))
                assertEquals(listOf(1L, 2L), listOf(view.coverage(kinds), kb.coverage(kinds)).map { it.records })
                assertEquals(1L, view.seq)
            }
            view.close()
            val ended = runCatching { view.search("brine") }.exceptionOrNull()
            assertTrue(ended is OmknException.Closed, "$ended")
        }
    }
}
