package ca.omkn.example

import ca.omkn.*
import javax.swing.JCheckBox
import javax.swing.JComponent
import javax.swing.JLabel

/** Service areas proposed for a text, each with the word that led to it; the likeliest is taken unless the reader says otherwise. */
class AreaChoice(private val words: Words) {
    private val proposals = flow(gap = 8).named("proposals")
    private val decided = mutableMapOf<ConceptId, Boolean>()

    /** The choice itself. */
    val component: JComponent = Column(gap = 3).apply {
        add(JLabel(words["capture.areas"]).typeset("semibold"))
        add(proposals)
    }

    init {
        propose(emptyList()) { it }
    }

    /** Shows these, and keeps what was decided before. */
    fun propose(found: List<Classification>, name: (ConceptId) -> String) {
        proposals.removeAll()
        found.forEachIndexed { at, area -> proposals.add(box(area, decided[area.concept] ?: (at == 0), name(area.concept))) }
        if (found.isEmpty()) proposals.add(JLabel(words["capture.areas.none"]).apply { foreground = Palette.quiet })
        component.revalidate()
        component.repaint()
    }

    private fun box(area: Classification, chosen: Boolean, label: String) = JCheckBox(label, chosen).apply {
        named("area ${area.concept}", label)
        isOpaque = false
        toolTipText = area.reasons.joinToString { it.label }
        putClientProperty("concept", area.concept)
        addActionListener { decided[area.concept] = isSelected }
    }

    /** What is ticked. */
    fun chosen(): List<ConceptId> = proposals.components.filterIsInstance<JCheckBox>().filter { it.isSelected }
        .map { it.getClientProperty("concept") as ConceptId }
}
