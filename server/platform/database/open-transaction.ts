import type { Sql, Tx } from './value-types.ts'

/** A transaction whose statements may be sent without waiting for each other, its beginning and its end among them. */
export type OpenTransaction = {
  readonly tx: Tx
  /** Settles with the `begin` that was sent; nobody need wait for it before sending more. */
  readonly begun: Promise<unknown>
  /**
   * Sends these last statements and the commit without waiting between them, then gives the connection back. A statement
   * of the driver is sent when it is awaited: those that are given here must not have been.
   *
   * @throws the first failure of any statement of the transaction, awaited or not; nothing was committed then, unless
   * the connection was lost while the commit was on its way.
   */
  commit(last?: readonly PromiseLike<unknown>[]): Promise<void>
  /** Undoes everything and gives the connection back. Never throws: a connection that was lost has undone it too. */
  rollback(): Promise<void>
}

/**
 * Takes a connection of the pool and sends `begin`, without waiting for the answer.
 *
 * The driver has no thought for the loss of a connection that somebody holds: a statement sent to it ends the process
 * with an uncaught error, one that waited its turn is never answered, and giving it back puts it among the living ones.
 * Here the loss rejects what is under way, refuses what comes after, and leaves the connection to the driver, which
 * opens it anew.
 *
 * @param mode what follows the word `begin`, such as `read only`
 */
export async function openTransaction(sql: Sql, mode = ''): Promise<OpenTransaction> {
  const connection = await sql.reserve()
  const watch = new Watch()
  // A reserved connection lacks only the savepoints of a transaction, which nothing here uses.
  const tx = guard(connection as never, watch)
  // The driver hands its own connection to whoever asks so at the first statement; only there is a loss made known.
  const options = { prepare: false, onexecute: (driven: DrivenConnection) => watch.follow(driven) }
  const begun = Promise.resolve(tx.unsafe(`begin ${mode}`, [], options))
  begun.catch(() => {})
  let isOver = false
  const giveBack = () => {
    isOver = true
    if (watch.isLost) return
    watch.leave()
    connection.release()
  }
  const rollback = async () => {
    if (isOver) return
    watch.isUndoing = true
    await tx`rollback`.catch(() => {})
    giveBack()
  }
  const commit = async (last: readonly PromiseLike<unknown>[] = []) => {
    const outcomes = await Promise.allSettled([...last, tx`commit`])
    const command = outcomes.at(-1)
    if (command?.status === 'rejected') await rollback()
    else giveBack()
    if (command?.status !== 'fulfilled' || commandOf(command.value) !== 'COMMIT')
      throw watch.failure ?? new Error(NOT_COMMITTED)
  }
  return { tx, begun, commit, rollback }
}

const commandOf = (answer: unknown): string => (answer as { command: string }).command

const NOT_COMMITTED = 'The transaction was not committed'

/** What the driver tells of its connection. */
type DrivenConnection = { onclose: ((error: Error) => void) | null }

/** A statement as the driver makes it; `handler` sends it. */
type DrivenQuery = {
  handler(query: DrivenQuery): void
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** Knows whether the connection still lives, and which statements it owes an answer. */
class Watch {
  isLost = false
  isUndoing = false
  /** Why the first statement failed. */
  failure: unknown
  readonly #owed = new Set<DrivenQuery>()
  #driven: DrivenConnection | null = null

  follow(driven: DrivenConnection): boolean {
    this.#driven = driven
    driven.onclose = (error) => this.#lose(error)
    // Tells the driver that it may send more without waiting for the answer.
    return true
  }

  leave(): void {
    if (this.#driven !== null) this.#driven.onclose = null
  }

  #lose(error: Error): void {
    this.isLost = true
    this.failure ??= error
    for (const query of this.#owed) query.reject(error)
  }

  /** Once a statement has failed only the rollback is sent: nothing else could succeed, and a commit must not. */
  send(query: DrivenQuery, transmit: (query: DrivenQuery) => void): void {
    if (this.isLost || (this.failure !== undefined && !this.isUndoing)) {
      query.reject(this.failure)
      return
    }
    const { resolve, reject } = query
    query.resolve = (value) => {
      this.#owed.delete(query)
      resolve(value)
    }
    query.reject = (error) => {
      this.#owed.delete(query)
      this.failure ??= error
      reject(error)
    }
    this.#owed.add(query)
    transmit(query)
  }
}

const isQuery = (value: unknown): value is DrivenQuery =>
  value instanceof Promise && 'handler' in value && typeof value.handler === 'function'

/** The same connection, each of whose statements passes by the watch when it is sent. */
function guard(connection: Tx, watch: Watch): Tx {
  const watched = <Made>(made: Made): Made => {
    if (!isQuery(made)) return made
    const transmit = made.handler
    made.handler = (query) => watch.send(query, transmit)
    return made
  }
  const unsafe: Tx['unsafe'] = (text, parameters, options) => watched(connection.unsafe(text, parameters, options))
  return new Proxy(connection, {
    apply: (target, self, given) => watched(Reflect.apply(target, self, given)),
    get: (target, name, receiver) => (name === 'unsafe' ? unsafe : Reflect.get(target, name, receiver)),
  })
}
