import Dispatch
import Foundation

/// What ``AsyncKnowledgeBase/changes(seq:every:)`` reads from: asks for changes as they are wanted, so that a slow reader
/// piles nothing up, and sleeps until something was written or a while has passed. An actor, lest two readers at once do
/// harm.
actor ChangeFeed {
    private let knowledgeBase: AsyncKnowledgeBase
    private let seconds: TimeInterval
    private var last: UInt64
    private var pending = ArraySlice<Change>()
    private var alarm: Alarm?

    private static let batch: UInt32 = 100

    init(_ knowledgeBase: AsyncKnowledgeBase, after seq: UInt64, every seconds: TimeInterval) {
        self.knowledgeBase = knowledgeBase
        self.last = seq
        self.seconds = seconds
    }

    /// The next change; `nil` once the task that reads is cancelled.
    func next() async throws -> Change? {
        // Subscribed before the first look, so that nothing is written in between unseen.
        let alarm = try await listening()
        while true {
            if let change = pending.popFirst() {
                last = change.seq
                return change
            }
            let seq = last
            pending = try await knowledgeBase.call { try $0.changesSince(seq: seq, limit: Self.batch) }[...]
            if pending.isEmpty, await !alarm.rings() { return nil }
        }
    }

    private func listening() async throws -> Alarm {
        if let alarm { return alarm }
        let made = Alarm(every: seconds)
        try await knowledgeBase.call { try made.listen(to: $0) }
        alarm = made
        return made
    }
}

/// Rings when something was written, and every so many seconds; any number of times since the last look is once.
private final class Alarm: @unchecked Sendable {
    private let bell: AsyncStream<Void>
    private let ring: AsyncStream<Void>.Continuation
    private let timer = DispatchSource.makeTimerSource()
    /// Set once, before anyone else has this object.
    private var subscription: Subscription?

    init(every seconds: TimeInterval) {
        (bell, ring) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        timer.setEventHandler { [ring] in ring.yield() }
        timer.schedule(deadline: .now() + seconds, repeating: seconds)
        timer.resume()
    }

    deinit {
        subscription?.cancel()
        timer.cancel()
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

    func onChange(seq: UInt64) throws {
        ring.yield()
    }
}
