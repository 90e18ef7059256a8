package ca.omkn

import java.io.File
import java.io.IOException
import java.io.InputStream

/**
 * [KnowledgeBaseInterface.importJsonl] for what is no file, such as `contentResolver.openInputStream(uri)` on Android or
 * `text.byteInputStream()`. It is read to its end and left open.
 */
fun KnowledgeBaseInterface.importJsonl(
    content: InputStream,
    options: ImportOptions = ImportOptions(),
    listener: ProgressListener? = null,
    interrupter: Interrupter? = null,
): ImportReport = inFile(content) { path ->
    importJsonl(path, options, listener = listener, interrupter = interrupter)
}

/** [KnowledgeBaseInterface.importCsv] for what is no file. It is read to its end and left open. */
fun KnowledgeBaseInterface.importCsv(
    content: InputStream,
    options: ImportOptions = ImportOptions(),
    csv: CsvOptions? = null,
    listener: ProgressListener? = null,
    interrupter: Interrupter? = null,
): ImportReport = inFile(content) { path ->
    importCsv(path, options, csv = csv, listener = listener, interrupter = interrupter)
}

/** The library reads files; however long a stream is, it need not fit into memory. */
private fun <T> inFile(content: InputStream, work: (String) -> T): T {
    val file = try {
        File.createTempFile("omkn", null)
    } catch (error: IOException) {
        throw unreadable(error)
    }
    try {
        try {
            file.outputStream().use(content::copyTo)
        } catch (error: IOException) {
            throw unreadable(error)
        }
        return work(file.path)
    } finally {
        file.delete()
    }
}

private fun unreadable(error: IOException) =
    OmknException.Io("cannot copy what is imported: ${error.message}").apply { initCause(error) }
