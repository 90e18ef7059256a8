import Dispatch
import Foundation

/// A ``KnowledgeBase`` for `async` code: every call suspends and runs on queues of its own. Call ``close()`` when done.
///
/// Long work stops at its next step when its task is cancelled, and keeps nothing; `OmknError.Cancelled` is thrown where its
/// own interrupter or a listener stopped it.
///
/// The library blocks, and Swift's shared pool has no more threads than the machine has cores: a call there would hold up
/// unrelated tasks. An actor with an executor of its own would do, but needs iOS 17, and would have a search wait for an
/// import. So there are serial queues for what takes its turn anyway, and a concurrent one for reading.
public final class AsyncKnowledgeBase: Sendable {
    /// The same knowledge base for code that may block.
    public let blocking: KnowledgeBase

    private let reading = DispatchQueue(label: "ca.omkn.reading", qos: .userInitiated, attributes: .concurrent)
    /// Serial, so that what is written takes effect in the order it was asked for.
    private let writing = DispatchQueue(label: "ca.omkn.writing", qos: .userInitiated)
    /// Serial, and apart from writing: capturing does not wait until an index is rebuilt.
    private let working = DispatchQueue(label: "ca.omkn.working", qos: .utility)
    private let longWork = LongWork()

    private init(_ blocking: KnowledgeBase) {
        self.blocking = blocking
    }

    /// Open the knowledge base in this folder.
    public static func open(folder: String, options: OpenOptions = OpenOptions()) async throws -> AsyncKnowledgeBase {
        try await opened { try KnowledgeBase.open(folder: folder, options: options) }
    }

    /// Make an empty knowledge base that lives in memory only.
    public static func inMemory() async throws -> AsyncKnowledgeBase {
        try await opened { try KnowledgeBase.inMemory() }
    }

    private static func opened(_ open: @escaping @Sendable () throws -> KnowledgeBase) async throws -> AsyncKnowledgeBase {
        try Task.checkCancellation()
        return AsyncKnowledgeBase(try await run(on: DispatchQueue(label: "ca.omkn.opening", qos: .userInitiated), open))
    }

    /// Any call that reads.
    public func call<T: Sendable>(_ work: @escaping @Sendable (KnowledgeBase) throws -> T) async throws -> T {
        try await call(on: reading, work)
    }

    /// Any call that writes: such calls take effect in the order they were asked for.
    public func write<T: Sendable>(_ work: @escaping @Sendable (KnowledgeBase) throws -> T) async throws -> T {
        try await call(on: writing, work)
    }

    /// Long work that can be cancelled: `work` is given an ``Interrupter`` that the task's cancellation and ``close()`` set
    /// off. One such work goes on at a time.
    public func long<T: Sendable>(
        _ work: @escaping @Sendable (KnowledgeBase, Interrupter) throws -> T
    ) async throws -> T {
        try await interruptible(on: working, work)
    }

    /// Work that the task's cancellation and ``close()`` interrupt.
    private func interruptible<T: Sendable>(
        on queue: DispatchQueue,
        _ work: @escaping @Sendable (KnowledgeBase, Interrupter) throws -> T
    ) async throws -> T {
        let interrupter = Interrupter()
        longWork.begin(interrupter)
        defer { longWork.end(interrupter) }
        return try await withTaskCancellationHandler {
            do {
                return try await call(on: queue) { try work($0, interrupter) }
            } catch let cancelled as OmknError {
                guard case .Cancelled = cancelled else { throw cancelled }
                try Task.checkCancellation()
                throw cancelled
            }
        } onCancel: {
            interrupter.interrupt()
        }
    }

    /// The knowledge base as it is now, to be read as often as wanted. Let go of it soon: it keeps the log of changes from
    /// being shortened.
    public func view() async throws -> AsyncKnowledgeBaseView {
        AsyncKnowledgeBaseView(try await call { try $0.view() }, on: reading)
    }

    /// Ask a view. Cancelled, it ends also where it has to index first what was written since.
    private func ask<T: Sendable>(
        _ question: @escaping @Sendable (KnowledgeBaseView) throws -> T
    ) async throws -> T {
        try await interruptible(on: reading) { try question($0.view(listener: nil, interrupter: $1)) }
    }

    /// Find records: one page of hits, the exact total and the facet counts.
    public func search(request: SearchRequest) async throws -> SearchHits {
        try await ask { try $0.search(request: request) }
    }

    /// Find records by what a person typed.
    public func search(_ query: String) async throws -> SearchHits {
        try await search(request: SearchRequest(query: query))
    }

    /// Suggest, while someone types.
    public func suggest(text: String, limit: Int32 = 5) async throws -> [Suggestion] {
        try await ask { try $0.suggest(request: SuggestRequest(text: text, limit: limit)) }
    }

    /// The record with this id, at its latest version.
    public func get(id: RecordId) async throws -> Record {
        try await call { try $0.get(id: id) }
    }

    /// How many records each cell has, such as winter control × 1,000 to 4,999 people × Simcoe.
    public func coverage(request: CoverageRequest = CoverageRequest()) async throws -> CoverageTable {
        try await ask { try $0.coverage(request: request) }
    }

    /// Where nothing is shared yet: the cells of ``coverage(request:)`` with few records, those of most municipalities first.
    public func gaps(request: GapsRequest = GapsRequest()) async throws -> CoverageTable {
        try await ask { try $0.gaps(request: request) }
    }

    /// Compare a claimed saving with what the service cost before and after, there and in comparable municipalities.
    public func evidence(request: EvidenceRequest, costs: [ServiceCost]) async throws -> Evidence {
        try await ask { try $0.evidence(request: request, costs: costs) }
    }

    /// Make a record of a draft and publish it.
    public func capture(draft: RecordDraft, reason: String? = nil) async throws -> Record {
        try await write { try $0.capture(draft: draft, reason: reason) }
    }

    /// Replace what a record says.
    public func revise(
        id: RecordId, expected: Int32, draft: RecordDraft, reason: String? = nil
    ) async throws -> Record {
        try await write { try $0.revise(id: id, expected: expected, draft: draft, reason: reason) }
    }

    /// Changes from now on, or after the change `from`: those made through this handle at once, those of other processes
    /// looked for every so many seconds. It goes on after `suspend` and `resume`, with what was written meanwhile, and ends
    /// when the knowledge base is closed. To begin where an earlier reader stopped, give the `seq` of its last change; 0 begins
    /// with the first change of all. One reader only: ask for another for a second one.
    public func changes(from seq: Int64? = nil, every seconds: TimeInterval = 1) -> AsyncThrowingStream<Change, Error> {
        let feed = ChangeFeed(self, after: seq, every: seconds)
        return AsyncThrowingStream { try await feed.next() }
    }

    /// Stop the work of ``long(_:)``, wait until running calls are done, and let go of all files; new calls give
    /// `OmknError.Closed` at once, and streams of changes end. Closing twice is fine.
    public func close() async throws {
        longWork.interrupt()
        // Not `call`: a cancelled task must be able to let go.
        try await run(on: reading) { [blocking] in try blocking.shutdown() }
    }

    private func call<T: Sendable>(
        on queue: DispatchQueue,
        _ work: @escaping @Sendable (KnowledgeBase) throws -> T
    ) async throws -> T {
        try Task.checkCancellation()
        return try await run(on: queue) { [blocking] in try work(blocking) }
    }
}

/// The interrupters of long work that goes on now.
private final class LongWork: @unchecked Sendable {
    private let lock = NSLock()
    private var running: [ObjectIdentifier: Interrupter] = [:]
    private var isClosing = false

    func begin(_ interrupter: Interrupter) {
        lock.lock()
        defer { lock.unlock() }
        running[ObjectIdentifier(interrupter)] = interrupter
        if isClosing { interrupter.interrupt() }
    }

    func end(_ interrupter: Interrupter) {
        lock.lock()
        defer { lock.unlock() }
        running[ObjectIdentifier(interrupter)] = nil
    }

    func interrupt() {
        lock.lock()
        defer { lock.unlock() }
        isClosing = true
        running.values.forEach { $0.interrupt() }
    }
}

/// Work that blocks, done on a queue.
func run<T: Sendable>(on queue: DispatchQueue, _ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        queue.async { continuation.resume(with: Result(catching: work)) }
    }
}
