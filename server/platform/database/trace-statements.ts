import { type Span, type Tracing, tracing } from '../tracing/telemetry.ts'
import type { Sql } from './value-types.ts'

/** A statement as the driver makes it: `handle` is called by whoever wants its answer first, and more often. */
type DrivenStatement = {
  handle(): unknown
  resolve(value: unknown): void
  reject(error: unknown): void
  readonly strings: readonly string[]
  /** Once it has been built of its parts. */
  readonly statement: { readonly string: string } | null
}

const LONGEST_TEXT = 2_000
/** Settings say who acts, as values in their text. */
const IS_SETTING = /^\s*set\b/i

/** A pool whose statements are pieces of the trace that asks them. The pool itself where nothing is traced. */
export function traceStatements(pool: Sql): Sql {
  const active = tracing()
  if (active === null) return pool
  const traced = <Made>(made: Made): Made => {
    if (isStatement(made)) traceStatement(made, active)
    return made
  }
  const unsafe: Sql['unsafe'] = (text, parameters, options) => traced(pool.unsafe(text, parameters, options))
  return new Proxy(pool, {
    apply: (target, self, given) => traced(Reflect.apply(target, self, given)),
    get: (target, name) => (name === 'unsafe' ? unsafe : Reflect.get(target, name)),
  })
}

const isStatement = (made: unknown): made is DrivenStatement =>
  made instanceof Promise && 'handle' in made && typeof made.handle === 'function'

/** From when it is asked to when it is answered. A part of another statement is never asked by itself. */
function traceStatement(made: DrivenStatement, active: Tracing): void {
  const { handle, resolve, reject } = made
  let span: Span | null = null
  const end = (error?: unknown) => {
    if (span === null) return
    const text = made.statement?.string ?? made.strings.join('?')
    span.set({ 'db.query.text': IS_SETTING.test(text) ? 'set …' : text.slice(0, LONGEST_TEXT) })
    if (error !== undefined) span.fail(error)
    span.end()
    span = null
  }
  let isAsked = false
  made.handle = () => {
    if (!isAsked && active.isActive()) {
      const operation = /^\s*(\w+)/.exec(made.strings[0] ?? '')?.[1]?.toLowerCase() ?? 'statement'
      const attributes = { 'db.system.name': 'postgresql', 'db.operation.name': operation }
      span = active.begin(operation, { kind: 'client', attributes })
    }
    isAsked = true
    return handle.call(made)
  }
  made.resolve = (value) => {
    end()
    resolve(value)
  }
  made.reject = (error) => {
    end(error)
    reject(error)
  }
}
