package ca.omkn

/**
 * What a progress listener threw. It is called on the thread that does the work, in the middle of the call, so this thread
 * keeps it until the call ends: what the call throws has it as its cause.
 */
internal object ListenerFailure {
    private val thrown = ThreadLocal<Throwable>()

    /** A call begins: nothing was thrown yet. */
    fun forget() = thrown.remove()

    /** Keeps the first that was thrown, and gives the sentence that crosses to the library. */
    fun noted(failure: Throwable): String {
        if (thrown.get() == null) thrown.set(failure)
        val sentence = failure.message?.lineSequence()?.firstOrNull()?.ifBlank { null }
        return sentence ?: failure.javaClass.simpleName
    }

    /** What the call throws, with the cause, if a listener is the cause. */
    fun <E : Throwable> explained(error: E): E {
        if (error is OmknException.Cancelled && error.cause == null) thrown.get()?.let(error::initCause)
        thrown.remove()
        return error
    }
}
