import { registerHooks } from 'node:module'
import type postgres from 'postgres'

/**
 * The driver, mended. Version 3.4.9 keeps what it knew of a connection when that connection is lost and opened anew, and
 * so may never answer a statement, answer it with another one's rows, or end the process with an uncaught error (its own
 * list knows parts of this: issues 1066, 1154 and 1208). Where a sale must be answered once and rightly whatever is
 * killed, that cannot stay; and since all of it happens inside one closure, it can only be mended in the text.
 *
 * The text is mended as it is loaded, under an address of its own, and each place must be found exactly once: another
 * version of the driver stops the start, and somebody looks at what became of its faults.
 */
const MENDED = '?mended'

type Mend = { readonly why: string; readonly place: string; readonly text: string }

const MENDS_OF_CONNECTION: readonly Mend[] = [
  {
    why: 'A connection that was lost owes an answer to everything it was sent, and its next life starts with nothing.',
    place: `    if (initial)
      return reconnect()
`,
    text: `    chunk = nextWriteTimer = null
    if (!initial && (query || sent.length)) error(Errors.connection('CONNECTION_CLOSED', options))
    query = results = errorResponse = null
    result = new Result()
    rows = 0
    if (initial)
      return reconnect()
`,
  },
  {
    why: 'A statement for a connection that is gone is refused; writing it would end the process.',
    place: `  function execute(q) {
`,
    text: `  function execute(q) {
    if (socket === null) {
      queryError(q, Errors.connection('CONNECTION_CLOSED', options))
      return true
    }
`,
  },
  {
    why: 'A connection that is lost while it asks for the types of arrays ends no process; one that does not know them is opened anew.',
    place: '        return fetchArrayTypes()\n',
    text: '        return fetchArrayTypes().catch(() => socket && socket.destroy())\n',
  },
  {
    why: 'A connection that somebody keeps to himself is not given away when its buffer has been emptied.',
    place: '    !query && onopen(connection)\n',
    text: '    !query && !connection.reserved && onopen(connection)\n',
  },
  {
    why: 'What is sent together travels together: a set of sales is some twenty statements, each larger than a kibibyte.',
    place: 'if (fn || chunk.length >= 1024)',
    text: 'if (fn || chunk.length >= 65536)',
  },
  {
    why: 'Where none may be sent behind another (see connect.ts), those of one transaction still may, and it begins.',
    place: 'sent.length < max_pipeline',
    text: '(connection.reserved || q.options.onexecute || sent.length < max_pipeline)',
  },
  {
    why: 'A statement that was sent behind one that takes long waits as one does that found no connection.',
    place: '    count: 0,\n    id\n',
    text: '    count: 0,\n    id,\n    waiting: () => (connection.reserved ? 0 : sent.length)\n',
  },
]

const MENDS_OF_POOL: readonly Mend[] = [
  {
    why: 'How many statements wait for a connection says whether the pool suffices.',
    place: '    PostgresError,\n    options,\n    reserve,\n',
    text: `    PostgresError,
    options,
    statementsWaiting: () => connections.reduce((count, connection) => count + connection.waiting(), queries.length),
    reserve,
`,
  },
]

const MENDS_BY_FILE: Readonly<Record<string, readonly Mend[]>> = {
  [`connection.js${MENDED}`]: MENDS_OF_CONNECTION,
  [`index.js${MENDED}`]: MENDS_OF_POOL,
}

function mend(source: string, mends: readonly Mend[]): string {
  return mends.reduce((text, { why, place, text: replacement }) => {
    const parts = text.split(place)
    if (parts.length !== 2) throw new Error(`This version of the PostgreSQL driver was not looked at: ${why}`)
    return parts.join(replacement)
  }, source)
}

const hooks = registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context)
    const isPart = context.parentURL?.endsWith(MENDED) === true && specifier.startsWith('.')
    return isPart ? { ...resolved, url: resolved.url + MENDED } : resolved
  },
  load(url, context, next) {
    const loaded = next(url, context)
    const mends = MENDS_BY_FILE[url.slice(url.lastIndexOf('/') + 1)]
    return mends === undefined ? loaded : { ...loaded, source: mend(String(loaded.source), mends) }
  },
})
const loaded: { default: typeof postgres } = await import(`${import.meta.resolve('postgres')}${MENDED}`)
hooks.deregister()

export const driver = loaded.default

/** How many statements of a pool wait until one of its connections is free. */
export const statementsWaiting = (pool: object): number => (pool as { statementsWaiting(): number }).statementsWaiting()
