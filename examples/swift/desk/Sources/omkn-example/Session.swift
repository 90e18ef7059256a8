import Foundation
import Omkn

/// One reader at work with an open knowledge base.
final class Session {
    private let kb: AsyncKnowledgeBase
    private var request = SearchRequest(facets: [FacetRequest(facet: .area, limit: 5)])
    private var hits: [SearchHit] = []

    private init(_ kb: AsyncKnowledgeBase) {
        self.kb = kb
    }

    /// Opens the folder; the first time, it is filled with the sample.
    static func open(folder: String) async throws -> Session {
        let kb = try await AsyncKnowledgeBase.open(folder: folder)
        if try await kb.call({ try $0.count() }) == 0 {
            let sample = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../../data/practices.jsonl")
            let path = sample.standardizedFileURL.path
            _ = try await kb.long { kb, interrupter in
                try kb.importJsonl(path: path, options: ImportOptions(), listener: nil, interrupter: interrupter)
            }
        }
        print("\(try await kb.call { try $0.count() }) records in \(folder)")
        return Session(kb)
    }

    func answer(_ line: String) async throws {
        if line == "help" {
            print(usage)
        } else if line.hasSuffix("…") || line.hasSuffix("...") {
            try await suggest(line.trimmingCharacters(in: CharacterSet(charactersIn: "….")))
        } else if line.hasPrefix("="), let number = Int(line.dropFirst()) {
            try await show(number)
        } else if line == "area" || line.hasPrefix("area ") {
            let area = line.dropFirst("area".count).trimmingCharacters(in: .whitespaces)
            try await search(request.query, areas: area.isEmpty ? [] : [area])
        } else if line.hasPrefix("~") {
            try await rename(String(line.dropFirst()))
        } else if line.hasPrefix("+") {
            try await capture(line.dropFirst().trimmingCharacters(in: .whitespaces))
        } else {
            try await search(line, areas: request.selected[.area] ?? [])
        }
    }

    func close() async throws {
        try await kb.close()
    }

    private func suggest(_ text: String) async throws {
        for suggestion in try await kb.suggest(text: text) {
            print("  \(marked(suggestion.text, suggestion.highlights))  (\(suggestion.kind))")
        }
    }

    private func search(_ query: String, areas: [String]) async throws {
        let facets = [FacetRequest(facet: .area, limit: 5)]
        request = SearchRequest(query: query, facets: facets, selected: areas.isEmpty ? [:] : [.area: areas])
        let found = try await kb.search(request: request)
        hits = found.hits
        for correction in found.interpretation.corrections {
            print("Read \(correction.typed) as \(correction.corrected).")
        }
        print("\(found.total) records")
        for (number, hit) in hits.enumerated() {
            print("\(number + 1). \(marked(hit.title.text, hit.title.highlights))")
            if let text = hit.snippet?.text { print("   \(marked(text.text, text.highlights))") }
        }
        for count in found.facets.flatMap(\.counts) {
            print("  [\(count.selected ? "x" : " ")] \(count.label) \(count.count)  (area \(count.value))")
        }
    }

    private func show(_ number: Int) async throws {
        guard hits.indices.contains(number - 1) else { return print("There is no hit \(number).") }
        let content = try await kb.get(id: hits[number - 1].id).content
        for language in ["en", "fr"] {
            guard let title = content.title[language] else { continue }
            print("== \(title)")
            if let summary = content.summary[language] { print(summary) }
            for (section, texts) in content.sections.sorted(by: { "\($0.key)" < "\($1.key)" }) {
                if let text = texts[language] { print("-- \(section.label(language: language))\n\(text)") }
            }
        }
    }

    private func rename(_ line: String) async throws {
        let parts = line.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let number = Int(parts[0]), hits.indices.contains(number - 1) else {
            return print("Write the number of a hit and its new title, such as ~3 Salt sheds.")
        }
        let record = try await kb.get(id: hits[number - 1].id)
        var content = record.content
        content.title["en"] = String(parts[1])
        let revised = try await kb.revise(id: record.id, expected: record.version, draft: content)
        print("Version \(revised.version): \(parts[1])")
    }

    private func capture(_ title: String) async throws {
        let areas = try await kb.call { try $0.classify(text: title, limit: 1) }.map(\.concept)
        let record = try await kb.capture(draft: RecordDraft(kind: .practice, title: ["en": title], concepts: areas))
        print("Captured as \(record.id), \(areas.isEmpty ? "without a service area" : areas.joined(separator: ", ")).")
    }

    /// The text with what was found in it between stars.
    private func marked(_ text: String, _ highlights: [TextRange]) -> String {
        highlights.reversed().reduce(into: text) { shown, highlight in
            let range = highlight.range(in: shown)
            shown.replaceSubrange(range, with: "*\(shown[range])*")
        }
    }
}
