import Foundation
import Omkn
import XCTest

/// The lines of the README, which a test of `examples/src/lib.rs` compares with these.
final class FirstStepsTests: XCTestCase {
    func testTheFirstStepsOfTheReadmeFindAMisspeltWord() throws {
        let empty = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: empty) }
        let folder = empty.path
        let kb = try KnowledgeBase.open(folder: folder)
        let title = ["en": "Two-bag garbage limit", "fr": "Limite de deux sacs à ordures"]
        _ = try kb.capture(draft: RecordDraft(kind: .practice, title: title))
        let found = try kb.search(request: SearchRequest(query: "garbige limits"))
        print(found.interpretation.corrections[0].corrected) // garbage
        print(found.hits[0].title.text)
        try kb.shutdown()
        XCTAssertEqual(found.interpretation.corrections[0].corrected, "garbage")
        XCTAssertEqual(found.hits[0].title.text, "Two-bag garbage limit")
    }
}
