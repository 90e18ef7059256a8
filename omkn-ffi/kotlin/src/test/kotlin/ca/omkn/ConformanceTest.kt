package ca.omkn

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.databind.node.NullNode
import com.fasterxml.jackson.databind.node.ObjectNode
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.DynamicContainer
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.io.TempDir
import java.io.File
import java.lang.reflect.InvocationTargetException
import java.nio.file.Path
import kotlin.math.abs
import kotlin.reflect.KCallable
import kotlin.reflect.KClass
import kotlin.reflect.KType
import kotlin.reflect.full.declaredMemberProperties
import kotlin.reflect.full.memberFunctions
import kotlin.reflect.full.primaryConstructor
import kotlin.reflect.full.valueParameters
import kotlin.reflect.jvm.jvmErasure

private val json = ObjectMapper()
private val folder = File(System.getProperty("omkn.conformance"))

private fun camel(name: String) = name.replace(Regex("_(.)")) { it.groupValues[1].uppercase() }

private fun snake(name: String) = name.replace(Regex("[A-Z]|(?<=[a-z])(?=[0-9])")) { "_" + it.value.lowercase() }

private fun JsonNode.entry() = properties().single().let { it.key to it.value }

private fun tree(vararg fields: Pair<String, JsonNode>): JsonNode = json.createObjectNode().setAll(mapOf(*fields))

private fun list(items: Iterable<JsonNode>): JsonNode = json.createArrayNode().addAll(items.toList())

/** The vectors of `tests/conformance`, which Rust and Python run, too. */
class ConformanceTest {
    @TempDir
    lateinit var temporary: Path

    @TestFactory
    fun `every vector holds`(): List<DynamicContainer> =
        folder.listFiles { file -> file.extension == "json" }!!.sorted().map { file ->
            DynamicContainer.dynamicContainer(file.name, json.readTree(file).map { vector ->
                DynamicTest.dynamicTest(vector["name"].asText()) {
                    assertNull(failure(vector), "${file.name}: ${vector["name"].asText()}")
                }
            })
        }

    private fun failure(vector: JsonNode): String? = KnowledgeBase.inMemory().use { kb ->
        val results = mutableListOf<JsonNode>()
        for (step in vector["given"]) {
            results.add(answer(kb, filled(step, results)))
            if (results.last().has("error")) return "given[${results.size - 1}] fails: ${results.last()}"
        }
        val got = answer(kb, filled(vector["when"], results))
        val then = filled(vector["then"], results)
        if (got.has("error") && !then.has("error")) "fails: $got" else difference("then", then, got)
    }

    /** One call: its result or its error, with the places in its texts told as the texts they mark. */
    private fun answer(kb: KnowledgeBase, step: JsonNode): JsonNode {
        val (name, arguments) = step.entry()
        val text = arguments["text"]?.asText() ?: ""
        return try {
            marked(run(kb, name, arguments), text)
        } catch (thrown: InvocationTargetException) {
            val error = thrown.targetException as? OmknException ?: throw thrown
            val fields = plain(error) as ObjectNode
            tree("error" to marked(fields.put("kind", error::class.simpleName), text))
        }
    }

    private fun run(kb: KnowledgeBase, name: String, arguments: JsonNode): JsonNode {
        val file = temporary.resolve("records").toFile()
        val options = json.createObjectNode().put("path", file.path)
        return when (name) {
            "close" -> called(kb, "shutdown", arguments)
            "validate" -> tree("problems" to called(kb, name, arguments))
            "parse_query" -> called(::parseQuery, null, arguments)
            "import_jsonl", "import_csv" -> {
                file.writeText(arguments["text"]?.asText() ?: folder.resolve(arguments["file"].asText()).readText())
                options.putObject("options")
                options.setAll<JsonNode>(arguments.properties().filter { it.key !in setOf("text", "file") }.associate { it.toPair() })
                called(kb, name, options)
            }
            "export_jsonl" -> {
                val count = called(kb, name, options.set("filter", arguments["filter"] ?: json.createObjectNode()))
                tree("count" to count, "lines" to list(file.readLines().map(json::readTree)))
            }
            else -> if (name.startsWith("taxonomy.")) called(kb.taxonomy(), name.substringAfter('.'), arguments) else called(kb, name, arguments)
        }
    }

    private fun called(owner: Any, name: String, arguments: JsonNode): JsonNode =
        called(owner::class.memberFunctions.first { it.name == camel(name) }, owner, arguments)

    private fun called(function: KCallable<*>, owner: Any?, arguments: JsonNode): JsonNode {
        val self = function.parameters.filter { it !in function.valueParameters }.associateWith { owner }
        return try {
            plain(function.callBy(self + given(function, arguments)))
        } catch (error: OmknException) {
            throw InvocationTargetException(error)
        }
    }

    /** Arguments by name, made of their JSON form. */
    private fun given(function: KCallable<*>, arguments: JsonNode) = arguments.properties().associate { (name, value) ->
        val parameter = function.valueParameters.firstOrNull { it.name == camel(name) }
        checkNotNull(parameter) { "$name is no parameter of $function" } to made(value, parameter.type)
    }

    private fun made(value: JsonNode, type: KType): Any? {
        val wanted = type.jvmErasure
        val inner = { at: Int -> type.arguments[at].type!! }
        return when {
            value.isNull -> null
            wanted == String::class -> value.asText()
            wanted == Boolean::class -> value.asBoolean()
            wanted == Int::class -> value.asInt()
            wanted == Long::class -> value.asLong()
            wanted == Float::class -> value.asDouble().toFloat()
            wanted == Double::class -> value.asDouble()
            wanted == List::class -> value.map { made(it, inner(0)) }
            wanted == Map::class -> value.properties().associate { (name, one) ->
                made(json.valueToTree(name), inner(0)) to made(one, inner(1))
            }
            wanted.java.isEnum -> wanted.java.enumConstants.first { (it as Enum<*>).name == value.asText().uppercase() }
            wanted == TaxonomyEdit::class -> value.entry().let { (name, fields) ->
                val edit = wanted.sealedSubclasses.first { it.simpleName == camel("_$name") }
                made(edit, fields)
            }
            else -> made(wanted, value)
        }
    }

    private fun made(wanted: KClass<*>, fields: JsonNode): Any =
        wanted.primaryConstructor!!.let { it.callBy(given(it, fields)) }

    /** Any answer in its JSON form. */
    private fun plain(value: Any?): JsonNode = when (value) {
        null, is Unit, is Taxonomy -> NullNode.instance
        is String, is Boolean, is Int, is Float, is Double -> json.valueToTree(value)
        is Long -> json.valueToTree(value)
        is Enum<*> -> json.valueToTree(value.name.lowercase())
        is List<*> -> list(value.map(::plain))
        is Map<*, *> -> tree(*value.map { (name, one) -> plain(name).asText() to plain(one) }.toTypedArray())
        is Problem -> tree("path" to plain(snake(value.path)), "code" to plain(value.code), "reason" to plain(value.reason))
        is FieldChange -> tree(
            "path" to plain(snake(value.path)),
            "before" to json.readTree(value.before ?: "null"),
            "after" to json.readTree(value.after ?: "null"),
        )
        else -> tree(*value::class.declaredMemberProperties.map { snake(it.name) to plain(it.getter.call(value)) }.toTypedArray())
    }
}

private fun marked(value: JsonNode, text: String): JsonNode = when {
    value.isArray -> list(value.map { marked(it, text) })
    value.isObject -> {
        val told = value.deepCopy<ObjectNode>()
        when {
            value.has("highlights") -> told.set<JsonNode>("highlights", list(value["highlights"].map { piece(value["text"].asText(), it) }))
            value.has("span") -> told.set("span", piece(text, value["span"]))
            value.has("start") -> told.set("marked", piece(text, value))
        }
        tree(*told.properties().map { (name, one) -> name to marked(one, text) }.toTypedArray())
    }
    else -> value
}

private fun piece(text: String, place: JsonNode): JsonNode =
    json.valueToTree(text.substring(place["start"].asInt(), place["end"].asInt()))

/** Texts such as `$2.hits[0].id` replaced by what an earlier call gave. */
private fun filled(value: JsonNode, results: List<JsonNode>): JsonNode = when {
    value.isArray -> list(value.map { filled(it, results) })
    value.isObject -> tree(*value.properties().map { (name, one) -> name to filled(one, results) }.toTypedArray())
    value.isTextual && value.asText().startsWith("$") -> {
        val steps = Regex("\\w+").findAll(value.asText()).map { it.value }.toList()
        val path = steps.drop(1).joinToString("") { "/$it" }
        results[steps.first().toInt() - 1].at(path).also { check(!it.isMissingNode) { "$value is nowhere" } }
    }
    else -> value
}

/** Where what was got is not what was expected: objects may have more, lists and plain values may not. */
private fun difference(path: String, expected: JsonNode, got: JsonNode): String? {
    if (expected.isObject && got.isObject) {
        return expected.properties().firstNotNullOfOrNull { (name, one) ->
            difference("$path.$name", one, got[name] ?: NullNode.instance)
        }
    }
    if (expected.isArray && got.isArray && expected.size() == got.size()) {
        return expected.withIndex().firstNotNullOfOrNull { (at, one) -> difference("$path[$at]", one, got[at]) }
    }
    val same = when {
        expected.isArray && expected.isEmpty -> got.isNull
        expected.isNumber && got.isNumber -> abs(expected.asDouble() - got.asDouble()) <= 1e-4
        else -> expected == got
    }
    return if (same) null else "$path: expected $expected, got $got"
}
