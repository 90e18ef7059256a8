package ca.omkn.example

import ca.omkn.*
import java.awt.BorderLayout
import java.awt.Dimension
import java.awt.GridBagLayout
import javax.swing.JButton
import javax.swing.JComponent
import javax.swing.JLabel
import javax.swing.JPanel
import javax.swing.JProgressBar
import javax.swing.SwingUtilities
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.supervisorScope

/** What is shown while the sample is imported for the first time; it can be cancelled, and nothing is kept then. */
class StartView(private val kb: AsyncKnowledgeBase, private val words: Words) {
    private val told = JLabel(words["start.importing"]).typeset("h3")
    private val bar = JProgressBar().named("progress", words["start.importing"])
    private val button = JButton(words["start.cancel"]).named("cancel", words["start.cancel"])
    private var importing: Job? = null

    /** The view itself. */
    val component: JComponent = JPanel(GridBagLayout()).named("start").apply {
        val box = JPanel(BorderLayout(16, 12))
        bar.preferredSize = Dimension(360, 10)
        box.add(told, BorderLayout.NORTH)
        box.add(bar, BorderLayout.CENTER)
        box.add(button, BorderLayout.EAST)
        add(box)
    }

    init {
        button.addActionListener { importing?.cancel() }
    }

    /** Imports the sample; comes back when it is in, or when the reader chose to begin with an empty knowledge base. */
    suspend fun importSample() = supervisorScope {
        val work = async { imported() }
        importing = work
        try {
            work.await()
        } catch (_: CancellationException) {
            cancelled()
        } catch (_: OmknException.Cancelled) {
            cancelled()
        }
    }

    private suspend fun imported() {
        val listener = ProgressListener { _, done, total ->
            SwingUtilities.invokeLater {
                bar.isIndeterminate = total == null
                bar.maximum = total?.toInt() ?: 0
                bar.value = done.toInt()
            }
        }
        kb.long { interrupter -> sample().use { importJsonl(it, listener = listener, interrupter = interrupter) } }
    }

    private fun sample() = StartView::class.java.getResourceAsStream("practices.jsonl")!!

    private suspend fun cancelled() {
        told.text = words["start.cancelled"]
        bar.isVisible = false
        button.text = words["start.empty"]
        val chosen = CompletableDeferred<Unit>()
        button.addActionListener { chosen.complete(Unit) }
        chosen.await()
    }
}
