import Foundation
import Omkn
import XCTest

final class KnowledgeBaseTests: XCTestCase {
    func testAMisspeltQuestionIsAnsweredWithFacetsHighlightsAndReasons() throws {
        let kb = try sample()
        let request = SearchRequest(
            query: "garbige bag limits",
            languages: ["fr"],
            facets: [FacetRequest(facet: .area, limit: 5)],
            fits: FitTarget(organization: "Township of Mulmur")
        )
        let found = try kb.search(request: request)
        XCTAssertEqual(found.interpretation.corrections.first?.corrected, "garbage")
        XCTAssertEqual(found.facets.first?.counts.count, 5)
        let hit = try XCTUnwrap(found.hits.first)
        XCTAssertEqual(hit.title.language, "fr")
        let marked = hit.title.highlights.map { hit.title.text[$0.range(in: hit.title.text)] }
        XCTAssertTrue(!marked.isEmpty && marked.allSatisfy { $0.allSatisfy(\.isLetter) }, "\(marked)")
        let explained = try kb.explain(request: request, id: hit.id)
        XCTAssertEqual(try XCTUnwrap(explained.first).value, hit.score, accuracy: 1e-3)
        XCTAssertFalse(try kb.similar(id: hit.id).isEmpty)
    }

    func testCoverageGapsAndEvidenceAreThoseOfTheLibrary() throws {
        let kb = try sample()
        XCTAssertEqual(try kb.coverage().by, [.area, .populationBand, .region])
        let areas = try kb.gaps(request: GapsRequest(by: [.area])).cells.flatMap(\.values)
        XCTAssertTrue(!areas.contains("waste") && areas.contains("taxation"), "\(areas)")

        let costs = try serviceCostsFromCsv(file: Data(contentsOf: example("python/data/service_costs.csv")))
        let thunderBay = try XCTUnwrap(kb.findBySlug(slug: "thunder-bay-saving-and-dry-basements")).id
        let found = try kb.evidence(request: EvidenceRequest(record: thunderBay, year: 2018), costs: costs)
        XCTAssertEqual(found.verdict, .tooSmall)
        XCTAssertEqual(found.service, serviceOfArea(area: "water"))
        XCTAssertEqual(found.peers.count, 10)
        let unknown = try kb.evidence(request: EvidenceRequest(record: thunderBay), costs: costs)
        XCTAssertEqual(unknown.reasons, [.noYear])
        assertFails(try kb.evidence(request: EvidenceRequest(record: "no id"), costs: costs)) {
            if case .NotFound = $0 { true } else { false }
        }
    }

    func testSuggestionsNamesAndPeersAreThoseOfTheLibrary() throws {
        let kb = try sample()
        XCTAssertEqual(try kb.suggest(request: SuggestRequest(text: "deneig")).first?.id, "roads/winter-control")
        XCTAssertEqual(try kb.organization(nameOrId: "Grand Sudbury").id, "sgc:3553005")
        XCTAssertEqual(try kb.classify(text: "weekly garbage collection").first?.concept, "waste/collection")
        XCTAssertGreaterThan(try XCTUnwrap(kb.peers(nameOrId: "Mulmur", limit: 3).first).likeness.value, 0.5)
    }

    func testTheTaxonomyIsAnObjectThatOutlivesTheKnowledgeBaseAndIsEditedAsAWhole() throws {
        let kb = try KnowledgeBase.inMemory()
        let iceRoads = Concept(id: "roads/ice-roads", scheme: "omkn", prefLabel: ["en": "Ice roads"], broader: ["roads"])
        let labelled = TaxonomyEdit.setPrefLabel(id: iceRoads.id, language: "fr", label: "Routes de glace")
        let taxonomy = try kb.editTaxonomy(edits: [.addConcept(concept: iceRoads), labelled])
        let cycle = TaxonomyEdit.addBroader(id: "roads", broader: iceRoads.id)
        assertFails(try kb.editTaxonomy(edits: [cycle])) { error in
            if case .Taxonomy(_, let condition) = error { condition.contains("cycle") } else { false }
        }
        try kb.shutdown()
        XCTAssertEqual(taxonomy.path(id: iceRoads.id), ["roads", "roads/ice-roads"])
        XCTAssertEqual(try taxonomy.lookup(text: "routes de glace").first?.concept, iceRoads.id)
        XCTAssertTrue(try taxonomy.narrower(id: "roads").contains { $0.id == iceRoads.id })
        XCTAssertNil(try Taxonomy.builtIn().get(id: iceRoads.id))
    }

    func testAQueryIsReadAsPeopleTypeItAndStrictlyForPrograms() throws {
        let parsed = try parseQuery(text: "sel OR (saumure year:2009..2014")
        XCTAssertEqual(parsed.query, "sel OR (saumure year:2009..2014)")
        XCTAssertEqual(parsed.notices.map(\.code), ["stray_parenthesis"])
        let text = "🚒 \"neige"
        assertFails(try parseQuery(text: text, strict: true)) { error in
            if case .Query(_, let span, _) = error { text[span.range(in: text)] == "\"neige" } else { false }
        }
    }

    func testHistoryConflictsAndAlerts() throws {
        let kb = try KnowledgeBase.inMemory()
        _ = try kb.saveSearch(name: "salt", request: SearchRequest(query: "salt"))
        let first = try kb.capture(draft: draft("Salt"))
        _ = try kb.revise(id: first.id, expected: first.version, draft: draft("Salt and brine"))
        assertFails(try kb.revise(id: first.id, expected: 1, draft: draft("Sand"))) { error in
            guard case .Conflict(_, _, let expected, let actual) = error else { return false }
            return expected == 1 && actual == 2 && error.reason.contains("read it again")
        }
        XCTAssertEqual(try kb.diff(id: first.id, before: 1, after: 2).map(\.path), ["title.en"])
        let second = try kb.get(id: first.id)
        var content = second.content
        content.durationMonths = 3
        let third = try kb.revise(id: first.id, expected: second.version, draft: content)
        XCTAssertEqual(third.content.title, ["en": "Salt and brine"])
        XCTAssertEqual(try kb.diff(id: first.id, before: 2, after: third.version).map(\.path), ["durationMonths"])
        XCTAssertEqual(try kb.alertsSince(seq: 0, limit: 100).alerts.map(\.kind), [.new])
    }

    func testEveryProblemOfADraftIsListedWithWhatCannotBeRead() throws {
        let kb = try KnowledgeBase.inMemory()
        var broken = draft("")
        broken.date = "2012-13"
        broken.costs = [Money(amount: "12,5", currency: "CAD")]
        broken.concepts = ["roads/snow"]
        broken.durationMonths = -1
        let paths = ["title.en", "date", "costs[0].amount", "concepts[0]", "durationMonths"]
        XCTAssertEqual(Set(try kb.validate(draft: broken).map(\.path)), Set(paths))
        XCTAssertThrowsError(try kb.capture(draft: broken)) { error in
            XCTAssertTrue(error.localizedDescription.contains("2012-13"), error.localizedDescription)
        }
    }

    func testTextsAndWordsAreReadInTheLanguageOfAReaderAndDraftsAreKeptAsJson() throws {
        let title = ["en": "Salt", "fr-CA": "Sel"]
        XCTAssertEqual(try title.inLanguage("fr")?.text, "Sel")
        XCTAssertEqual(try title.inLanguage("oj")?.isFallback, true)
        XCTAssertEqual(RecordKind.practice.label(language: "fr"), "Pratique")
        let unsaved = draft("Salt")
        XCTAssertEqual(try JSONDecoder().decode(RecordDraft.self, from: JSONEncoder().encode(unsaved)), unsaved)
    }

    func testErrorsAreCaughtByTheirCase() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("kb").path
        let kb = try KnowledgeBase.open(folder: path, options: OpenOptions())
        assertFails(try kb.capture(draft: draft(" "))) { error in
            if case .Validation(_, let problems) = error { problems.map(\.path) == ["title.en"] } else { false }
        }
        let missing = "01a209f3-afd9-73b2-9fa8-12ef9a85545d"
        assertFails(try kb.get(id: missing)) { if case .NotFound = $0 { true } else { false } }
        assertFails(try kb.organization(nameOrId: "Hamilton")) { if case .Ambiguous = $0 { true } else { false } }
        let noFile = folder.appendingPathComponent("nothing.jsonl").path
        assertFails(try kb.importJsonl(path: noFile, options: ImportOptions())) { if case .Io = $0 { true } else { false } }
        assertFails(try KnowledgeBase.open(folder: path, options: OpenOptions())) { if case .Busy = $0 { true } else { false } }
        let interrupter = Interrupter()
        interrupter.interrupt()
        assertFails(try kb.captureAll(drafts: drafts(1), listener: nil, interrupter: interrupter)) {
            if case .Cancelled = $0 { true } else { false }
        }
        let reader = try KnowledgeBase.open(folder: path, options: OpenOptions(readOnly: true))
        assertFails(try reader.capture(draft: draft("Salt"))) { if case .ReadOnly = $0 { true } else { false } }
        try kb.suspend()
        assertFails(try kb.count()) { if case .Closed = $0 { true } else { false } }
        try kb.resume()
        XCTAssertEqual(try kb.count(), 0)
        try kb.shutdown()
        assertFails(try kb.count()) { if case .Closed = $0 { true } else { false } }
        let nothing = folder.appendingPathComponent("nothing").path
        assertFails(try KnowledgeBase.open(folder: nothing, options: OpenOptions(readOnly: true))) { _ in true }
    }

    func testEightThreadsMeetCleanErrorsOnlyWhileTheKnowledgeBaseIsShutDown() throws {
        let kb = try sample()
        let others = Collected<String>()
        let workers = DispatchGroup()
        for number in 0..<8 {
            DispatchQueue.global().async(group: workers) {
                for turn in 0..<200 {
                    do {
                        switch (number + turn) % 3 {
                        case 0: _ = try kb.search(request: SearchRequest(query: "salt"))
                        case 1: _ = try kb.suggest(request: SuggestRequest(text: "wa"))
                        default: _ = try kb.count()
                        }
                    } catch OmknError.Closed {
                        return
                    } catch {
                        others.add("\(error)")
                    }
                }
            }
        }
        Thread.sleep(forTimeInterval: 0.05)
        try kb.shutdown()
        XCTAssertEqual(workers.wait(timeout: .now() + patience), .success)
        XCTAssertEqual(others.all, [])
    }
}
