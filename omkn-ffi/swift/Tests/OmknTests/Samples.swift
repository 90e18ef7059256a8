import Foundation
import Omkn
import XCTest

func draft(_ title: String) -> RecordDraft {
    RecordDraft(kind: .practice, title: ["en": title])
}

func drafts(_ count: Int) -> [RecordDraft] {
    (0..<count).map { draft("Salt \($0)") }
}

/// A file of the examples.
func example(_ path: String) -> URL {
    URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../../examples/\(path)").standardizedFileURL
}

/// A knowledge base in memory with the sample records.
func sample() throws -> KnowledgeBase {
    let kb = try KnowledgeBase.inMemory()
    let report = try kb.importJsonl(path: example("data/practices.jsonl").path, options: ImportOptions())
    XCTAssertEqual(report.created, 138)
    return kb
}

/// The work fails with an error of the library that looks like this.
func assertFails<T>(
    _ work: @autoclosure () throws -> T,
    file: StaticString = #filePath,
    line: UInt = #line,
    as matches: (OmknError) -> Bool
) {
    XCTAssertThrowsError(try work(), file: file, line: line) { error in
        XCTAssertTrue((error as? OmknError).map(matches) ?? false, "\(error)", file: file, line: line)
    }
}

/// How long to wait, in seconds, for what should come at once.
let patience: TimeInterval = 30

/// What several threads add to.
final class Collected<Element: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var elements: [Element] = []

    var all: [Element] {
        lock.lock()
        defer { lock.unlock() }
        return elements
    }

    func add(_ element: Element) {
        lock.lock()
        defer { lock.unlock() }
        elements.append(element)
    }
}
