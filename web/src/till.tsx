import { ErrorBoundary } from './app/error-boundary.tsx'
import { startApplication } from './app/start-application.tsx'
import { formatDate, readLanguage } from './i18n/index.ts'
import { openTillMemory } from './till/open-memory.ts'
import { TillPage } from './till/till-page.tsx'

/** What stands on the disk is mostly there within this time: what says that one waits is drawn only when it takes longer. */
const PATIENCE_MS = 400

void start()

async function start(): Promise<void> {
  // Whoever came here from the back office goes back by the browser's button: that is opened anew.
  addEventListener('popstate', () => {
    if (!/^\/till(\/|$)/.test(location.pathname)) location.reload()
  })
  const memory = openTillMemory()
  // The first date that is written takes a browser longer than all others, and nobody waits for one before the disk has answered.
  formatDate(new Date(), 'moment', readLanguage())
  // What takes the money stands at the lower right of the till, on a phone along its lower edge: nothing covers it.
  const besideTheTicket = matchMedia('(max-width: 48em)').matches ? 'top-center' : 'bottom-left'
  await untilKnown(memory)
  startApplication(
    <ErrorBoundary>
      <TillPage memory={memory} />
    </ErrorBoundary>,
    besideTheTicket,
  )
}

function untilKnown({ getSnapshot, subscribe }: ReturnType<typeof openTillMemory>): Promise<void> {
  return new Promise((done) => {
    const finish = () => {
      stop()
      clearTimeout(timer)
      done()
    }
    const look = () => getSnapshot().phase !== 'opening' && finish()
    const stop = subscribe(look)
    const timer = setTimeout(finish, PATIENCE_MS)
    look()
  })
}
