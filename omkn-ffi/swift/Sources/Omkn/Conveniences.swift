import Foundation

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

extension OmknError: LocalizedError {
    /// The sentence for people, as `localizedDescription` shows it.
    public var errorDescription: String? { reason }
}

extension ListenerError: LocalizedError {
    /// Why the listener wants no more.
    public var errorDescription: String? {
        switch self {
        case .Stopped(let reason): reason
        }
    }
}

extension Record: Identifiable {}
extension SearchHit: Identifiable {}
extension SimilarRecord: Identifiable {}
extension Concept: Identifiable {}
extension ConceptScheme: Identifiable {}
extension Organization: Identifiable {}

extension Dictionary where Key == LanguageTag, Value == String {
    /// The text for a reader of these languages, best first: `title.inLanguage("fr")?.text`. `fr-CA` and `fr` serve each other;
    /// without one of them it is English, else French, else any, and `isFallback` says so. `nil` where there is no text at
    /// all; `OmknError.Validation` where a key is no language tag.
    public func inLanguage(_ languages: LanguageTag...) throws -> LocalizedText? {
        try bestText(texts: self, languages: languages)
    }
}

extension TextRange {
    /// The same range in `text`, which it was given with: the library counts UTF-16 code units.
    public func range(in text: String) -> Range<String.Index> {
        let ends = [start, end].map { String.Index(utf16Offset: min(Int($0), text.utf16.count), in: text) }
        return ends[0]..<ends[1]
    }
}
