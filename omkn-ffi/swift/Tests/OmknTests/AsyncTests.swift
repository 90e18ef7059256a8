import Foundation
import Omkn
import XCTest

final class AsyncTests: XCTestCase {
    func testTasksSearchCaptureAndDoLongWork() async throws {
        let kb = try await AsyncKnowledgeBase.inMemory()
        let record = try await kb.capture(draft: draft("Brine before the storm"))
        let found = try await kb.search("brine")
        XCTAssertEqual(found.hits.map(\.id), [record.id])
        let revised = try await kb.revise(id: record.id, expected: record.version, draft: draft("Brine and sand"))
        let read = try await kb.get(id: record.id)
        XCTAssertEqual(read, revised)
        try await kb.long { try $0.rebuildIndex(listener: nil, interrupter: $1) }
        let count = try await kb.call { try $0.count() }
        XCTAssertEqual(count, 1)
        let suggested = try await kb.suggest(text: "deneig")
        XCTAssertEqual(suggested.first?.id, "roads/winter-control")
        try await kb.close()
        await assertEnds({ _ = try await kb.search("brine") }) { if case OmknError.Closed = $0 { true } else { false } }
    }

    func testAViewShowsWhatWasThereWhenItWasMade() async throws {
        let kb = try await AsyncKnowledgeBase.inMemory()
        let record = try await kb.capture(draft: draft("Brine before the storm"))
        let view = try await kb.view()
        _ = try await kb.capture(draft: draft("Brine after the storm"))
        let found = try await view.search("brine")
        XCTAssertEqual(found.hits.map(\.id), [record.id])
        let kinds = CoverageRequest(by: [.kind])
        let before = try await view.coverage(request: kinds)
        let after = try await kb.coverage(request: kinds)
        XCTAssertEqual([before.records, after.records], [1, 2])
        XCTAssertEqual(view.seq, 1)
    }

    func testChangesAfterAChangeGiveWhatWasThereAndWhatIsWrittenWhileTheyAreRead() async throws {
        let kb = try await AsyncKnowledgeBase.inMemory()
        let first = try await kb.capture(draft: draft("Brine before the storm"))
        // It looks by itself once in ten minutes only: what comes sooner was told.
        let reader = Task {
            var records: [RecordId?] = []
            for try await change in kb.changes(from: 0, every: 600) {
                records.append(change.record)
                if records.count == 3 { break }
            }
            return records
        }
        let second = try await kb.capture(draft: draft("Sand"))
        try await Task.sleep(nanoseconds: 200_000_000)
        let third = try await kb.capture(draft: draft("Salt"))
        let records = try await reader.value
        XCTAssertEqual(records, [first.id, second.id, third.id])
    }

    func testChangesEndWhenTheirTaskIsCancelledOrTheKnowledgeBaseIsClosed() async throws {
        let kb = try await AsyncKnowledgeBase.inMemory()
        let cancelled = Task { for try await _ in kb.changes(every: 600) {} }
        try await Task.sleep(nanoseconds: 100_000_000)
        cancelled.cancel()
        try await cancelled.value
        let closed = Task { for try await _ in kb.changes(every: 600) {} }
        try await Task.sleep(nanoseconds: 100_000_000)
        try await kb.close()
        try await closed.value
        await assertEnds({ for try await _ in kb.changes() {} }) { if case OmknError.Closed = $0 { true } else { false } }
    }

    func testWorkEndsWhenItsTaskIsCancelledAndNothingIsKept() async throws {
        let kb = try await AsyncKnowledgeBase.inMemory()
        let waits = Listener()
        let work = Task {
            try await kb.long { kb, interrupter in
                waits.told = { _, _ in while !interrupter.isInterrupted() { usleep(1000) } }
                return try kb.captureAll(drafts: drafts(300), listener: waits, interrupter: interrupter)
            }
        }
        try await waits.begun()
        work.cancel()
        await assertEnds({ _ = try await work.value }) { $0 is CancellationError }
        let count = try await kb.call { try $0.count() }
        XCTAssertEqual(count, 0)
        await assertEnds({
            try await kb.long { kb, interrupter in
                interrupter.interrupt()
                _ = try kb.captureAll(drafts: drafts(10), listener: nil, interrupter: interrupter)
            }
        }) { if case OmknError.Cancelled = $0 { true } else { false } }
    }

    func testChangesGoOnAfterASuspensionWithWhatWasWrittenMeanwhile() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let kb = try await AsyncKnowledgeBase.open(folder: folder.path)
        let reader = Task {
            var seqs: [Int64] = []
            for try await change in kb.changes(from: 0, every: 0.05) {
                seqs.append(change.seq)
                if seqs.count == 2 { break }
            }
            return seqs
        }
        _ = try await kb.capture(draft: draft("Salt"))
        try await kb.call { try $0.suspend() }
        let other = try await AsyncKnowledgeBase.open(folder: folder.path)
        _ = try await other.capture(draft: draft("Sand"))
        try await other.close()
        try await kb.call { try $0.resume() }
        let seqs = try await reader.value
        XCTAssertEqual(seqs, [1, 2])
        try await kb.close()
    }

    func testClosingStopsLongWork() async throws {
        let kb = try await AsyncKnowledgeBase.inMemory()
        let waits = Listener()
        let work = Task {
            try await kb.long { kb, interrupter in
                waits.told = { _, _ in while !interrupter.isInterrupted() { usleep(1000) } }
                return try kb.captureAll(drafts: drafts(300), listener: waits, interrupter: interrupter)
            }
        }
        try await waits.begun()
        try await kb.close()
        await assertEnds({ _ = try await work.value }) { if case OmknError.Cancelled = $0 { true } else { false } }
    }

    func testSearchesAndCapturesDoNotWaitForLongWork() async throws {
        let kb = try await AsyncKnowledgeBase.inMemory()
        _ = try await kb.capture(draft: draft("Brine before the storm"))
        _ = try await kb.search("brine")
        let waits = Listener()
        let work = Task {
            try await kb.long { kb, interrupter in
                waits.told = { _, _ in while !interrupter.isInterrupted() { usleep(1000) } }
                try kb.rebuildIndex(listener: waits, interrupter: interrupter)
            }
        }
        try await waits.begun()
        _ = try await kb.capture(draft: draft("Sand"))
        let count = try await kb.call { try $0.count() }
        XCTAssertEqual(count, 2)
        work.cancel()
        await assertEnds({ try await work.value }) { $0 is CancellationError }
        let found = try await kb.search("sand")
        XCTAssertEqual(found.total, 1)
    }

    func testAListenerThatThrowsStopsTheWorkAndNothingIsKept() throws {
        let kb = try KnowledgeBase.inMemory()
        let throwing = Listener()
        throwing.told = { _, _ in throw ListenerError.Stopped(reason: "no more") }
        assertFails(try kb.captureAll(drafts: drafts(10), listener: throwing)) {
            if case .Cancelled = $0 { true } else { false }
        }
        XCTAssertEqual(try kb.count(), 0)
    }

    func testAListenerThatCallsBackIsToldBusyAndTheWorkGoesOn() throws {
        let kb = try KnowledgeBase.inMemory()
        let answers = Collected<Bool>()
        let callsBack = Listener()
        callsBack.told = { stage, done in
            guard stage == "storing", done < 300 else { return }
            do {
                _ = try kb.count()
                answers.add(false)
            } catch OmknError.Busy {
                answers.add(true)
            }
        }
        _ = try kb.captureAll(drafts: drafts(300), listener: callsBack)
        XCTAssertTrue(!answers.all.isEmpty && answers.all.allSatisfy { $0 }, "\(answers.all)")
        XCTAssertEqual(try kb.count(), 300)
    }

    /// The work ends with an error that looks like this.
    private func assertEnds(
        _ work: () async throws -> Void,
        line: UInt = #line,
        as matches: (Error) -> Bool
    ) async {
        do {
            try await work()
            XCTFail("it ended well", line: line)
        } catch {
            XCTAssertTrue(matches(error), "\(error)", line: line)
        }
    }
}

private final class Listener: ProgressListener, @unchecked Sendable {
    let calls = Collected<Int64>()
    /// Set before the work begins.
    var told: (String, Int64) throws -> Void = { _, _ in }

    func begun() async throws {
        while calls.all.isEmpty { try await Task.sleep(nanoseconds: 1_000_000) }
    }

    func onProgress(stage: String, done: Int64, total: Int64?) throws {
        calls.add(done)
        try told(stage, done)
    }
}
