import Dispatch

/// A ``KnowledgeBaseView`` for `async` code: every read of one view agrees with every other, whatever is written meanwhile.
/// The view is let go of with the last reference to it.
public final class AsyncKnowledgeBaseView: Sendable {
    /// The same view for code that may block.
    public let blocking: KnowledgeBaseView

    private let reading: DispatchQueue

    init(_ blocking: KnowledgeBaseView, on reading: DispatchQueue) {
        self.blocking = blocking
        self.reading = reading
    }

    /// The last change it shows.
    public var seq: Int64 { blocking.seq() }

    /// Any call that reads.
    public func call<T: Sendable>(_ work: @escaping @Sendable (KnowledgeBaseView) throws -> T) async throws -> T {
        try Task.checkCancellation()
        return try await run(on: reading) { [blocking] in try work(blocking) }
    }

    /// Find records: one page of hits, the exact total and the facet counts.
    public func search(request: SearchRequest) async throws -> SearchHits {
        try await call { try $0.search(request: request) }
    }

    /// Find records by what a person typed.
    public func search(_ query: String) async throws -> SearchHits {
        try await search(request: SearchRequest(query: query))
    }

    /// Suggest, while someone types.
    public func suggest(text: String, limit: Int32 = 5) async throws -> [Suggestion] {
        try await call { try $0.suggest(request: SuggestRequest(text: text, limit: limit)) }
    }

    /// The record with this id, at its latest version.
    public func get(id: RecordId) async throws -> Record {
        try await call { try $0.get(id: id) }
    }

    /// How many records each cell has, such as winter control × 1,000 to 4,999 people × Simcoe.
    public func coverage(request: CoverageRequest = CoverageRequest()) async throws -> CoverageTable {
        try await call { try $0.coverage(request: request) }
    }

    /// Where nothing is shared yet: the cells of ``coverage(request:)`` with few records, those of most municipalities first.
    public func gaps(request: GapsRequest = GapsRequest()) async throws -> CoverageTable {
        try await call { try $0.gaps(request: request) }
    }

    /// Compare a claimed saving with what the service cost before and after, there and in comparable municipalities.
    public func evidence(request: EvidenceRequest, costs: [ServiceCost]) async throws -> Evidence {
        try await call { try $0.evidence(request: request, costs: costs) }
    }
}
