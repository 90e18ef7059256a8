package ca.omkn

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What an app gives is checked as a whole, whatever of it cannot be read. */
class DraftTest {
    private val broken = draft("").copy(
        title = mapOf("en" to "", "french!" to "Sel"),
        date = "2012-13",
        validUntil = "2010",
        concepts = listOf("roads/snow"),
        costs = listOf(Money("12,5", "dollars"), Money("much", "CAD", basis = MoneyBasis.PER_UNIT)),
        measures = listOf(Measure("salt", unit = "t", before = MeasuredValue("a lot"), after = MeasuredValue("3", "last year"))),
        relations = listOf(Relation(RelationKind.CITES, record = "no id")),
        resources = listOf(Resource(contentHash = "none", size = -1)),
        sources = listOf(SourceCitation(accessed = "yesterday"), SourceCitation()),
        summary = mapOf("f" to "Sel"),
        durationMonths = -3,
        coverage = Coverage(organizations = listOf("sgc:0"), country = "Canada"),
    )

    private val expected = setOf(
        "title.en" to ProblemCode.BLANK,
        "title.french!" to ProblemCode.INVALID_FORMAT,
        "date" to ProblemCode.INVALID_FORMAT,
        "concepts[0]" to ProblemCode.UNKNOWN_CONCEPT,
        "costs[0].amount" to ProblemCode.INVALID_FORMAT,
        "costs[0].currency" to ProblemCode.INVALID_FORMAT,
        "costs[1].amount" to ProblemCode.INVALID_FORMAT,
        "costs[1].unit" to ProblemCode.REQUIRED,
        "measures[0].before.value" to ProblemCode.INVALID_FORMAT,
        "measures[0].after.period" to ProblemCode.INVALID_FORMAT,
        "relations[0].record" to ProblemCode.INVALID_FORMAT,
        "resources[0].contentHash" to ProblemCode.INVALID_FORMAT,
        "resources[0].size" to ProblemCode.OUT_OF_RANGE,
        "sources[0].accessed" to ProblemCode.INVALID_FORMAT,
        "sources[0]" to ProblemCode.REQUIRED,
        "sources[1]" to ProblemCode.REQUIRED,
        "summary.f" to ProblemCode.INVALID_FORMAT,
        "durationMonths" to ProblemCode.OUT_OF_RANGE,
        "coverage.organizations[0]" to ProblemCode.UNKNOWN_ORGANIZATION,
        "coverage.country" to ProblemCode.INVALID_FORMAT,
    )

    private fun found(problems: List<Problem>) = problems.map { it.path to it.code }

    private fun refused(call: () -> Any?) = assertThrows(OmknException.Validation::class.java) { call() }

    @Test
    fun `every problem of a draft is listed once with what cannot be read`() = KnowledgeBase.inMemory().use { kb ->
        val problems = kb.validate(broken)
        assertEquals(expected, found(problems).toSet())
        assertEquals(expected.size, problems.size)
        assertEquals(problems, kb.view().use { it.validate(broken) })
        val capture = refused { kb.capture(broken) }
        assertEquals(problems, capture.problems)
        assertEquals(capture.reason, capture.message)
        assertTrue("\"2012-13\"" in capture.reason, capture.reason)
        assertEquals(problems, refused { kb.captureAs(broken, Status.DRAFT) }.problems)
        val record = kb.capture(draft("Salt"))
        assertEquals(problems, refused { kb.revise(record.id, record.version, broken) }.problems)
        assertEquals(1L, kb.count())
    }

    @Test
    fun `a title whose only language cannot be read is not missing`() = KnowledgeBase.inMemory().use { kb ->
        assertEquals(listOf("title.french"), kb.validate(draft("").copy(title = mapOf("french" to "Sel"))).map { it.path })
        assertEquals(listOf("title"), kb.validate(draft("").copy(title = emptyMap())).map { it.path })
    }

    @Test
    fun `problems of many drafts are listed with the number of the draft`() = KnowledgeBase.inMemory().use { kb ->
        val blank = draft(" ")
        val unreadable = refused { kb.captureAll(listOf(draft("Salt"), broken, blank)) }
        val all = expected.map { (path, code) -> "drafts[1].$path" to code } + ("drafts[2].title.en" to ProblemCode.BLANK)
        assertEquals(all.toSet(), found(unreadable.problems).toSet())
        val readable = refused { kb.captureAll(listOf(blank, draft("Salt"), blank)) }
        assertEquals(listOf("drafts[0].title.en", "drafts[2].title.en"), readable.problems.map { it.path })
        assertEquals(0L, kb.count())
    }

    @Test
    fun `requests organizations and edits list everything that cannot be read`() = KnowledgeBase.inMemory().use { kb ->
        val search = refused { kb.search(SearchRequest(languages = listOf("english", "en", "f"), limit = -1, snippetChars = -5)) }
        assertEquals(listOf("languages[0]", "languages[2]", "limit", "snippetChars"), search.problems.map { it.path })
        val roads = Organization("own:a", OrganizationKind.AGENCY, mapOf("e" to "Roads"), populations = listOf(CensusPopulation(70_000, -1)))
        val organizations = refused { kb.putOrganizations(listOf(roads)) }
        val paths = listOf("name.e", "populations[0].year", "populations[0].population")
        assertEquals(paths.map { "organizations[0].$it" }, organizations.problems.map { it.path })
        val label = TaxonomyEdit.SetPrefLabel("roads", "french!", "Routes")
        val edits = refused { kb.editTaxonomy(listOf(label, TaxonomyEdit.SetPrefLabel("roads", "fr", "Voirie"), label)) }
        assertEquals(listOf("edits[0].language", "edits[2].language"), edits.problems.map { it.path })
        assertEquals(kb.taxonomy().get("roads"), Taxonomy.builtIn().get("roads"))
        val version = refused { kb.getVersion(kb.capture(draft("Salt")).id, -1) }
        assertEquals("version", version.problems.single().path)
        assertTrue("-1 is negative" in version.reason, version.reason)
    }

    @Test
    fun `texts and words are read in the language of a reader`() = KnowledgeBase.inMemory().use { kb ->
        val title = mapOf("en" to "Salt", "fr-CA" to "Sel")
        assertEquals(LocalizedText("Sel", "fr-CA", false), title.inLanguage("fr"))
        assertEquals(LocalizedText("Salt", "en", true), title.inLanguage("oj"))
        assertEquals("Sel", title.inLanguage("oj", "fr")?.text)
        assertEquals(null, emptyMap<LanguageTag, String>().inLanguage("fr"))
        assertEquals(listOf("Practice", "Pratique", "Practice"), listOf("en", "fr-CA", "de").map(RecordKind.PRACTICE::label))
        assertTrue(SectionKind.entries.all { it.label("fr").isNotBlank() })
        assertEquals("durationMonths", kb.capture(draft("Salt")).let { record ->
            kb.revise(record.id, record.version, record.content.copy(durationMonths = 3))
            kb.diff(record.id, 1, 2).single().path
        })
    }

    @Test
    fun `streams are imported as files are`() = KnowledgeBase.inMemory().use { kb ->
        val line = """{"kind":"guide","title":{"en":"Salt"},"duration_months":1201}"""
        assertEquals("duration_months", kb.importJsonl(line.byteInputStream()).problems.single().problems.single().path)
        assertEquals(1L, kb.importJsonl(line.replace("1201", "1").byteInputStream()).created)
        assertEquals(1L, kb.importCsv("title,kind\nSand,guide\n".byteInputStream()).created)
        val broken = object : java.io.InputStream() {
            override fun read() = throw java.io.IOException("the card was removed")
        }
        val failed = assertThrows(OmknException.Io::class.java) { kb.importJsonl(broken) }
        assertTrue("the card was removed" in failed.reason)
    }
}
