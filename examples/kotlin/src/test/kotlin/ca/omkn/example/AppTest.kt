package ca.omkn.example

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.io.TempDir
import java.awt.Component
import java.awt.Container
import java.awt.Window
import java.awt.event.WindowEvent
import java.awt.image.BufferedImage
import java.nio.file.Files
import java.nio.file.Path
import javax.imageio.ImageIO
import javax.swing.AbstractButton
import javax.swing.JLabel
import javax.swing.SwingUtilities
import javax.swing.text.JTextComponent

/** The app as a person uses it, on a display that nobody sees. */
class AppTest {
    private fun all(of: Component): Sequence<Component> =
        sequenceOf(of) + ((of as? Container)?.components.orEmpty().asSequence().flatMap(::all))

    private fun <T> swing(work: () -> T): T {
        var value: Result<T>? = null
        SwingUtilities.invokeAndWait { value = runCatching(work) }
        return value!!.getOrThrow()
    }

    private fun shown(): List<Component> =
        Window.getWindows().filter { it.isShowing }.flatMap { window -> all(window).filter { it.isShowing }.toList() }

    /** Waits until something of this kind is shown, and gives it. */
    private fun <T : Any> awaited(what: String, find: (List<Component>) -> T?): T {
        val end = System.nanoTime() + 60_000_000_000
        while (System.nanoTime() < end) {
            swing { find(shown()) }?.let { return it }
            Thread.sleep(20)
        }
        throw AssertionError("not seen: $what; there are ${swing { shown().mapNotNull { it.name } }}")
    }

    private inline fun <reified T : Component> named(name: String): T =
        awaited(name) { components -> components.filterIsInstance<T>().firstOrNull { it.name == name } }

    private fun hits() = awaited("hits") { components -> components.filterIsInstance<HitCard>().ifEmpty { null } }

    private fun click(name: String) = named<AbstractButton>(name).let { button -> swing { button.doClick() } }

    private fun type(name: String, text: String) = named<JTextComponent>(name).let { field -> swing { field.text = text } }

    private fun picture(name: String) {
        Thread.sleep(400)
        val folder = Path.of(System.getProperty("omkn.screenshots"))
        Files.createDirectories(folder)
        swing {
            val window = Window.getWindows().last { it.isShowing && it.type == Window.Type.NORMAL }
            val image = BufferedImage(window.width, window.height, BufferedImage.TYPE_INT_RGB)
            image.createGraphics().also(window::printAll).dispose()
            ImageIO.write(image, "png", folder.resolve("$name.png").toFile())
        }
    }

    @Test
    @Timeout(300)
    fun `someone searches narrows reads in both languages captures offline and finds it again`(@TempDir folder: Path) {
        val app = swing {
            setUpLook()
            App(folder.resolve("kb").toString(), "en").also { it.start() }
        }
        type("query", "garbige bag limits")
        named<Component>("correction")
        val marked = hits().first()
        assertTrue(swing { marked.title.text }.isNotBlank())
        val before = named<JLabel>("total").let { total -> swing { total.text } }
        val facet = awaited("a facet") { components ->
            components.filterIsInstance<AbstractButton>().firstOrNull { it.name.orEmpty().startsWith("AREA ") }?.name
        }
        click(facet)
        awaited("fewer hits") { components -> components.filterIsInstance<JLabel>().firstOrNull { it.name == "total" && it.text != before } }
        click(hits().first().name)
        named<Component>("title en")
        picture("english")

        click("language fr")
        awaited("French") { app.frame.title.takeIf { it == Words("fr")["title"] } }
        named<Component>("title fr")
        picture("french")

        click("capture a practice")
        click("save")
        assertTrue(named<StyledText>("problem title").let { swing { it.text } }.isNotBlank())
        type("capture title", "Sacs transparents pour les ordures du chalet")
        type("capture summary", "Un sac transparent par semaine; le recyclage oublié se voit et se corrige.")
        awaited("a service area") { it.firstOrNull { component -> component.name.orEmpty().startsWith("area waste") } }
        picture("capture")
        click("save")
        awaited("the dialog gone") { components -> true.takeIf { components.none { it.name == "capture title" } } }
        type("query", "sacs transparents chalet")
        awaited("what was captured") { components ->
            components.filterIsInstance<HitCard>().firstOrNull { "chalet" in it.title.text }
        }
        picture("found")

        swing { app.frame.dispatchEvent(WindowEvent(app.frame, WindowEvent.WINDOW_CLOSING)) }
        awaited("the window gone") { components -> true.takeIf { components.none { it.name == "main" } } }
        assertFalse(app.frame.isDisplayable)
        assertEquals(1, Files.list(folder).use { it.count() }.toInt())
    }
}
