package ca.omkn.example

import ca.omkn.*
import java.text.MessageFormat
import java.text.NumberFormat
import java.time.Instant
import java.time.LocalDate
import java.time.Year
import java.time.YearMonth
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.util.Currency
import java.util.Locale
import java.util.ResourceBundle

/** The interface in one language: its texts, and how it writes numbers, dates and money. */
class Words(val language: String) {
    private val locale = Locale(language, "CA")
    private val texts = ResourceBundle.getBundle(
        "ca.omkn.example.words", locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT),
    )

    /** The text of this name, with what belongs in its gaps. */
    operator fun get(name: String, vararg gaps: Any): String =
        if (gaps.isEmpty()) texts.getString(name) else MessageFormat(texts.getString(name), locale).format(gaps)

    /** What this app calls a value of one of the library's closed lists, where it is another word than the value's label. */
    operator fun get(value: Enum<*>): String = texts.getString("${value.declaringJavaClass.simpleName}.${value.name}")

    /** The name of a language, in this one. */
    fun languageName(tag: String): String =
        Locale.forLanguageTag(tag).getDisplayLanguage(locale).replaceFirstChar { it.uppercase(locale) }

    /** That a text is in this language only. */
    fun onlyIn(tag: String): String = this["only.in", Locale.forLanguageTag(tag).getDisplayLanguage(locale)]

    /** A date as far as it is known: a year, a month or a day. */
    fun date(date: PartialDate): String = when (date.length) {
        4 -> Year.parse(date).toString()
        7 -> YearMonth.parse(date).format(DateTimeFormatter.ofPattern("LLLL yyyy", locale))
        else -> LocalDate.parse(date).format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale))
    }

    /** An instant, to the minute. */
    fun time(time: Timestamp): String = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(locale).withZone(ZoneId.systemDefault()).format(Instant.parse(time))

    /** A decimal number, as written here; what is not one stays as it is. */
    fun number(value: String): String = value.toBigDecimalOrNull()
        ?.let { NumberFormat.getNumberInstance(locale).apply { maximumFractionDigits = it.scale().coerceAtLeast(0) }.format(it) }
        ?: value

    /** An amount, with what it covers. */
    fun money(money: Money): String {
        val amount = money.amount.toBigDecimal()
        val whole = amount.stripTrailingZeros().scale() <= 0
        val format = NumberFormat.getCurrencyInstance(locale).apply {
            currency = Currency.getInstance(money.currency)
            minimumFractionDigits = if (whole) 0 else 2
            maximumFractionDigits = minimumFractionDigits
        }
        val basis = money.basis?.let { if (it == MoneyBasis.PER_UNIT) "/ ${money.unit.orEmpty()}" else this[it] }
        return listOfNotNull(format.format(amount), basis).joinToString(" ")
    }

    /** What is wrong with a field: the library's sentence in English, our own in French. */
    fun problem(problem: Problem): String = if (language == "en") problem.reason.asSentence() else this[problem.code]

    /** What went wrong, in a calm sentence. */
    fun error(error: OmknException): String =
        this["error.${error::class.simpleName}", error.reason.asSentence()]
}

/** The library's sentences begin small, to stand within others. */
fun String.asSentence(): String = replaceFirstChar(Char::uppercaseChar) + if (endsWith('.')) "" else "."
