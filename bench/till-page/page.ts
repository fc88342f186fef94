import { newId } from '../../web/src/till/new-id.ts'
import { openTillMemory } from '../../web/src/till/open-memory.ts'
import { listenToScanner } from '../../web/src/till/scan/keyboard-scanner.ts'
import { ScanQueue } from '../../web/src/till/scan/scan-queue.ts'

/** The till's memory without its screens, for whoever measures or tests it from outside the page. */
Object.assign(window, { till: openTillMemory(), newId, listenToScanner, ScanQueue })
