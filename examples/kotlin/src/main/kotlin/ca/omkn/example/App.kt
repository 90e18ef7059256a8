package ca.omkn.example

import ca.omkn.*
import java.awt.Dimension
import java.awt.event.WindowAdapter
import java.awt.event.WindowEvent
import javax.swing.JFrame
import javax.swing.JComponent
import javax.swing.WindowConstants
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.job
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.swing.Swing

/** The app: one window on the knowledge base in one folder. Made and used on Swing's thread. */
class App(private val folder: String, private val language: String) {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Swing)
    private var kb: AsyncKnowledgeBase? = null

    /** The window. */
    val frame = JFrame().apply {
        name = "main"
        size = Dimension(1320, 840)
        minimumSize = Dimension(900, 560)
        setLocationRelativeTo(null)
        defaultCloseOperation = WindowConstants.DO_NOTHING_ON_CLOSE
    }

    /** Shows the window and opens the knowledge base; the job ends when the app was closed. */
    fun start(): Job {
        val closed = Job()
        frame.addWindowListener(object : WindowAdapter() {
            override fun windowClosing(event: WindowEvent) {
                CoroutineScope(Dispatchers.Swing).launch { close(closed) }
            }
        })
        frame.title = Words(language)["title"]
        frame.isVisible = true
        scope.launch { open() }
        return closed
    }

    private suspend fun open() = try {
        val kb = AsyncKnowledgeBase.open(folder, OpenOptions(author = System.getProperty("user.name")))
        this.kb = kb
        if (kb.call { count() } == 0L) {
            val start = StartView(kb, Words(language))
            show(start.component)
            start.importSample()
        }
        val session = Session(kb, scope, Names.read(kb))
        session.words.value = Words(language)
        show(MainWindow(frame, session).component)
    } catch (error: OmknException) {
        // Another window may have it open, or the folder may not be ours to write in.
        show(Column(padding = 24).apply { add(StyledText(Words(language).error(error)).typeset("large").named("cannot open")) })
    }

    private fun show(view: JComponent) {
        frame.contentPane = view
        frame.revalidate()
        frame.repaint()
    }

    /** Ends all work, lets go of the files, then of the window. */
    private suspend fun close(closed: kotlinx.coroutines.CompletableJob) {
        scope.coroutineContext.job.cancelAndJoin()
        kb?.shutdown()
        frame.dispose()
        closed.complete()
    }
}
