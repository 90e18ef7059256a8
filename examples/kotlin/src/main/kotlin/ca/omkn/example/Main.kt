package ca.omkn.example

import java.awt.GraphicsEnvironment
import java.nio.file.Files
import java.nio.file.Path
import java.util.Locale
import javax.swing.SwingUtilities
import kotlin.system.exitProcess

/** Opens the knowledge base in the folder given, or in the user's data folder. */
fun main(arguments: Array<String>) {
    if (GraphicsEnvironment.isHeadless()) {
        System.err.println("This app shows a window, and there is no display here. Start it on a desktop with a JDK that is not headless, or behind xvfb-run.")
        exitProcess(1)
    }
    val folder = arguments.firstOrNull()?.takeIf { it.isNotBlank() }?.let(Path::of) ?: dataFolder().resolve("omkn-example")
    Files.createDirectories(folder.toAbsolutePath().parent)
    val language = if (Locale.getDefault().language == "fr") "fr" else "en"
    SwingUtilities.invokeLater {
        setUpLook()
        App(folder.toString(), language).start()
    }
}

/** Where programs keep data on this system. */
private fun dataFolder(): Path {
    val home = Path.of(System.getProperty("user.home"))
    val system = System.getProperty("os.name").lowercase()
    return when {
        "win" in system && "darwin" !in system -> System.getenv("LOCALAPPDATA")?.let(Path::of) ?: home.resolve("AppData/Local")
        "mac" in system -> home.resolve("Library/Application Support")
        else -> System.getenv("XDG_DATA_HOME")?.let(Path::of) ?: home.resolve(".local/share")
    }
}
