package ca.omkn

/** What is wrong, and what to do: the sentence that every case has. */
val OmknException.reason: String
    get() = when (this) {
        is OmknException.Validation -> reason
        is OmknException.Query -> reason
        is OmknException.NotFound -> reason
        is OmknException.Ambiguous -> reason
        is OmknException.Conflict -> reason
        is OmknException.Taxonomy -> reason
        is OmknException.Busy -> reason
        is OmknException.ReadOnly -> reason
        is OmknException.Closed -> reason
        is OmknException.ViewEnded -> reason
        is OmknException.Cancelled -> reason
        is OmknException.Incompatible -> reason
        is OmknException.Corrupt -> reason
        is OmknException.LowSpace -> reason
        is OmknException.Storage -> reason
        is OmknException.Index -> reason
        is OmknException.Io -> reason
    }

/** The range as Kotlin takes it: `text.substring(range.indices)`. */
val TextRange.indices: IntRange
    get() = start until end

/**
 * The text for a reader of these languages, best first: `title.inLanguage("fr")?.text`. `fr-CA` and `fr` serve each other;
 * without one of them it is English, else French, else any, and [LocalizedText.isFallback] says so. `null` where there is no
 * text at all.
 */
fun Map<LanguageTag, String>.inLanguage(vararg languages: LanguageTag): LocalizedText? = bestText(this, languages.toList())
