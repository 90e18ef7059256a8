package ca.omkn

/** The least that a practice needs. */
internal fun draft(title: String) = RecordDraft(kind = RecordKind.PRACTICE, title = mapOf("en" to title))
