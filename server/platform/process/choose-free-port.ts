import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { tryListening } from './check-port.ts'

/**
 * Ports that systems hand out to outgoing connections begin above (32768 on Linux, 49152 elsewhere). A server that leaves one
 * of those may find it taken when it comes back: by a client that asked for any port, or by one that met itself there.
 */
const LISTENING_PORTS = { from: 20_000, to: 32_000 }
const PORT_TRIES = 50

/** A server that was killed closes its port a moment after it has ceased to be. */
const PREFERRED_PORT_PATIENCE_MS = 1_000

/** Answers a free port of the loopback interface, the preferred one when nobody listens there. */
export async function chooseFreePort(preferred?: number): Promise<number> {
  if (preferred !== undefined) {
    for (const limit = Date.now() + PREFERRED_PORT_PATIENCE_MS; Date.now() < limit; await sleep(20)) {
      if (await isFree(preferred)) return preferred
    }
  }
  for (let attempt = 0; attempt < PORT_TRIES; attempt += 1) {
    const port = randomInt(LISTENING_PORTS.from, LISTENING_PORTS.to)
    if (await isFree(port)) return port
  }
  throw new Error('No free port on the loopback interface.')
}

const isFree = async (port: number): Promise<boolean> => (await tryListening('127.0.0.1', port)) === undefined
