// Says by its exit status whether the process of this container is healthy. No curl: Node is there.
// Usage: node check-health.mjs [api|web|worker]; without an argument it looks which of them the container runs.
import { readFileSync } from 'node:fs'

const PATIENCE_MS = 8_000

/** The command that the container's first process was given; the others of the command line end by themselves. */
function readCommand() {
  try {
    const words = readFileSync('/proc/1/cmdline', 'utf8').split('\0')
    return words[words.findIndex((word) => word.endsWith('/server/main.ts')) + 1]
  } catch {
    return undefined
  }
}

const { API_PORT, WEB_PORT, API_BASE_URL } = process.env
const api = `http://127.0.0.1:${API_PORT || 8000}`

/** Where to ask, and what an answer must say besides 200. A worker has no port: the API sees when it was last at work. */
const QUESTIONS = {
  api: { address: `${api}/health`, isFine: () => true },
  web: { address: `http://127.0.0.1:${WEB_PORT || 8080}/health`, isFine: () => true },
  worker: { address: `${API_BASE_URL || api}/health`, isFine: ({ parts }) => parts?.worker?.status === 'up' },
}

async function ask({ address, isFine }) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) })
    const health = await response.json()
    console.log(JSON.stringify(health))
    return response.ok && isFine(health)
  } catch (error) {
    console.error(`${address}: ${error.cause?.message ?? error.message}`)
    return false
  }
}

const question = QUESTIONS[process.argv[2] ?? readCommand()]
process.exitCode = question === undefined || (await ask(question)) ? 0 : 1
