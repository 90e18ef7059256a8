import Dispatch
import Foundation

/// What ``AsyncKnowledgeBase/changes(from:every:)`` reads from: asks for changes as they are wanted, so that a slow reader
/// piles nothing up, and sleeps until something was written or a while has passed. An actor, lest two readers at once do
/// harm.
actor ChangeFeed {
    private let knowledgeBase: AsyncKnowledgeBase
    private let alarm: Alarm
    /// The last change given; before the first look, where to begin, if that is not now.
    private var last: Int64?
    private var pending = ArraySlice<Change>()
    private var isListening = false

    private static let batch: Int32 = 100

    init(_ knowledgeBase: AsyncKnowledgeBase, after seq: Int64?, every seconds: TimeInterval) {
        self.knowledgeBase = knowledgeBase
        self.last = seq
        alarm = Alarm(every: seconds, for: knowledgeBase.blocking)
    }

    /// The next change; `nil` once the task that reads is cancelled or the knowledge base is closed.
    func next() async throws -> Change? {
        while true {
            if let change = pending.popFirst() {
                last = change.seq
                return change
            }
            do {
                pending = try await look()
            } catch OmknError.Closed where knowledgeBase.blocking.isSuspended() {
                // Looks again when the alarm rings.
            } catch OmknError.Closed where isListening {
                return nil
            }
            if pending.isEmpty, await !alarm.rings() { return nil }
        }
    }

    private func look() async throws -> ArraySlice<Change> {
        // Listens before the first look, so that nothing is written in between unseen.
        if !isListening {
            try await knowledgeBase.call { [alarm] in try alarm.listen(to: $0) }
            isListening = true
        }
        let seq: Int64
        if let last { seq = last } else { seq = try await knowledgeBase.call { try $0.seq() } }
        last = seq
        return try await knowledgeBase.call { try $0.changesSince(seq: seq, limit: Self.batch) }[...]
    }
}

/// Rings when something was written, every so many seconds, and when the knowledge base is closed; any number of times since
/// the last look is once.
private final class Alarm: @unchecked Sendable {
    private let bell: AsyncStream<Void>
    private let ring: AsyncStream<Void>.Continuation
    private let timer = DispatchSource.makeTimerSource()
    private let watch = DispatchSource.makeTimerSource()
    /// Set once, before anyone else has this object.
    private var subscription: Subscription?

    init(every seconds: TimeInterval, for knowledgeBase: KnowledgeBase) {
        (bell, ring) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        timer.setEventHandler { [ring] in ring.yield() }
        timer.schedule(deadline: .now() + seconds, repeating: seconds)
        timer.resume()
        watch.setEventHandler { [ring] in if knowledgeBase.isShutDown() { ring.yield() } }
        watch.schedule(deadline: .now() + 1, repeating: 1)
        watch.resume()
    }

    deinit {
        subscription?.cancel()
        timer.cancel()
        watch.cancel()
        ring.finish()
    }

    func listen(to knowledgeBase: KnowledgeBase) throws {
        subscription = try knowledgeBase.subscribe(listener: Bell(ring: ring))
    }

    func rings() async -> Bool {
        for await _ in bell { return true }
        return false
    }
}

/// Apart from the alarm, which could not end while the library held it.
private final class Bell: ChangeListener {
    private let ring: AsyncStream<Void>.Continuation

    init(ring: AsyncStream<Void>.Continuation) {
        self.ring = ring
    }

    func onChange(seq: Int64) throws {
        ring.yield()
    }
}
