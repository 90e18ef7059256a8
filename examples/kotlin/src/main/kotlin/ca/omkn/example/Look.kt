package ca.omkn.example

import com.formdev.flatlaf.FlatLaf
import com.formdev.flatlaf.FlatLightLaf
import com.formdev.flatlaf.fonts.inter.FlatInterFont
import com.formdev.flatlaf.util.SystemInfo
import java.awt.Color
import java.awt.Font
import javax.swing.JComponent
import javax.swing.JDialog
import javax.swing.JFrame
import javax.swing.UIManager
import javax.swing.event.DocumentEvent
import javax.swing.event.DocumentListener
import javax.swing.text.JTextComponent

/** The colours; each text colour is readable on each ground by WCAG's measure, and a test computes it. */
object Palette {
    val ground = Color(0xF4F6F8)
    val paper = Color.WHITE!!
    val chosen = Color(0xE3F1EF)
    val marked = Color(0xFFE9A8)
    val text = Color(0x1C2733)
    val quiet = Color(0x566472)
    val accent = Color(0x0B6B62)
    val alarm = Color(0xA8281E)
    val line = Color(0xDCE2E8)
}

/** Sets the look up, once, before the first window. */
fun setUpLook() {
    FlatInterFont.install()
    FlatLaf.setPreferredFontFamily(FlatInterFont.FAMILY)
    FlatLaf.setPreferredSemiboldFontFamily(FlatInterFont.FAMILY_SEMIBOLD)
    FlatLaf.setGlobalExtraDefaults(mapOf("@accentColor" to "#0B6B62", "@background" to "#F4F6F8", "@foreground" to "#1C2733"))
    if (SystemInfo.isLinux) {
        JFrame.setDefaultLookAndFeelDecorated(true)
        JDialog.setDefaultLookAndFeelDecorated(true)
    }
    FlatLightLaf.setup()
    mapOf(
        "Component.arc" to 8, "Button.arc" to 8, "TextComponent.arc" to 8, "CheckBox.arc" to 4, "ScrollBar.thumbArc" to 8,
        "ScrollBar.width" to 10, "Component.focusWidth" to 1, "TitlePane.unifiedBackground" to true,
    ).forEach { (name, value) -> UIManager.put(name, value) }
}

/** Makes all texts larger or smaller: Ctrl and plus, minus or zero. */
fun zoom(steps: Int) {
    val now = UIManager.getFont("defaultFont")
    val size = if (steps == 0) STANDARD_SIZE else (now.size + steps).coerceIn(9, 28)
    UIManager.put("defaultFont", now.deriveFont(size.toFloat()))
    FlatLaf.updateUI()
}

/** The size that Ctrl and zero come back to. */
private val STANDARD_SIZE: Int by lazy { UIManager.getFont("Label.font").let(Font::getSize) }

/** FlatLaf's own style of a component, by CSS-like words. */
fun <T : JComponent> T.styled(style: String): T = apply { putClientProperty("FlatLaf.style", style) }

/** A size and weight of text from FlatLaf's scale, such as `h2` or `small`. */
fun <T : JComponent> T.typeset(scale: String): T = apply { putClientProperty("FlatLaf.styleClass", scale) }

/** What a screen reader calls a component, and what tests find it by. */
fun <T : JComponent> T.named(name: String, spoken: String = name): T = apply {
    this.name = name
    getAccessibleContext()?.accessibleName = spoken
}

/** Calls [work] whenever the text changes. */
fun JTextComponent.onChange(work: () -> Unit) = document.addDocumentListener(object : DocumentListener {
    override fun insertUpdate(event: DocumentEvent) = work()
    override fun removeUpdate(event: DocumentEvent) = work()
    override fun changedUpdate(event: DocumentEvent) = Unit
})
