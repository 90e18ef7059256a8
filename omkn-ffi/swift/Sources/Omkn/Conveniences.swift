extension OmknError {
    /// What is wrong, and what to do.
    public var reason: String {
        switch self {
        case .Validation(let reason, _), .Taxonomy(let reason, _), .Query(let reason, _, _):
            reason
        case .NotFound(let reason, _, _, _), .Ambiguous(let reason, _, _, _), .Conflict(let reason, _, _, _):
            reason
        case .Busy(let reason), .ReadOnly(let reason), .Closed(let reason), .ViewEnded(let reason), .Cancelled(let reason):
            reason
        case .Incompatible(let reason), .Corrupt(let reason), .LowSpace(let reason):
            reason
        case .Storage(let reason), .Index(let reason), .Io(let reason):
            reason
        }
    }
}

extension TextRange {
    /// The same range in `text`, which it was given with: the library counts UTF-16 code units.
    public func range(in text: String) -> Range<String.Index> {
        let ends = [start, end].map { String.Index(utf16Offset: min(Int($0), text.utf16.count), in: text) }
        return ends[0]..<ends[1]
    }
}
