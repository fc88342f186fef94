import type { Sql, Tx } from './value-types.ts'

/** A transaction whose statements may be sent without waiting for each other, its beginning and its end among them. */
export type OpenTransaction = {
  readonly tx: Tx
  /** Settles with the `begin` that was sent; nobody need wait for it before sending more. */
  readonly begun: Promise<unknown>
  /**
   * Sends these last statements and the commit without waiting between them. A statement of the driver is sent when it is
   * awaited: those that are given here must not have been.
   *
   * @throws the first failure of any statement of the transaction, awaited or not; nothing was committed then, unless
   * the connection was lost while the commit was on its way.
   */
  commit(last?: readonly PromiseLike<unknown>[]): Promise<void>
  /** Undoes everything. Never throws: a connection that was lost has undone it too. */
  rollback(): Promise<void>
}

/**
 * Sends `begin` to a connection of the pool and keeps that connection until the transaction has ended. Answers at once:
 * statements may be made before the connection is had.
 *
 * The driver's own `begin` waits for an answer before the first statement can be sent, and neither it nor `reserve` has a
 * thought for the loss of the connection: the rollback is then sent to whoever was given it next, a statement that waits
 * its turn is never answered, and a reservation that could not be made swallows a connection of the pool. Here a loss
 * rejects what is under way and refuses what comes after.
 *
 * @param mode what follows the word `begin`, such as `read only`
 */
export function openTransaction(sql: Sql, mode = ''): OpenTransaction {
  const held = new HeldConnection()
  const tx = passBy(held, sql)
  const begun = begin(sql, held, `begin ${mode}`)
  begun.catch(() => {})
  let isOver = false
  const rollback = async () => {
    if (isOver) return
    isOver = true
    held.isUndoing = true
    await tx`rollback`.catch(() => {})
  }
  const commit = async (last: readonly PromiseLike<unknown>[] = []) => {
    const answer = (await Promise.allSettled([...last, tx`commit`])).at(-1)
    const isAnswered = answer?.status === 'fulfilled'
    if (isAnswered) isOver = true
    else await rollback()
    if (!isAnswered || commandOf(answer.value) !== 'COMMIT') throw held.failure ?? new Error('Nothing was committed')
  }
  return { tx, begun, commit, rollback }
}

const commandOf = (answer: unknown): string => (answer as { command: string }).command

async function begin(sql: Sql, held: HeldConnection, statement: string): Promise<unknown> {
  try {
    const options = { prepare: false, onexecute: (driven: DrivenConnection) => held.take(driven) }
    return await sql.unsafe(statement, [], options)
  } catch (error) {
    held.fail(error)
    throw error
  }
}

/** The driver's connection, as it hands it to whoever gives a statement the option `onexecute`. */
type DrivenConnection = {
  /** Called when the server has answered everything that was sent; whoever sets it keeps the connection to himself. */
  reserved: (() => void) | null
  onclose: ((error: Error) => void) | null
  /** Sends a statement. False: the next must wait until the server has answered. */
  execute(query: DrivenQuery): boolean
}

/** A statement as the driver makes it; `handler` sends it. */
type DrivenQuery = {
  handler(query: DrivenQuery): void
  reject(error: unknown): void
  catch(listen: () => void): unknown
}

/**
 * One connection, from the beginning of a transaction to its end. The driver takes it back by itself when the server says
 * that no transaction is open any more.
 */
class HeldConnection {
  isUndoing = false
  /** Why the first statement failed, or that the connection was lost. */
  failure: unknown
  #isLost = false
  #driven: DrivenConnection | null = null
  #isReady = false
  #waiting: DrivenQuery[] = []

  /**
   * False before the begin has been sent, and from the moment when the driver has taken the connection back: it may then
   * be another's already. A commit that fails ends the transaction as one that succeeds does.
   */
  get #isHeld(): boolean {
    return this.#driven !== null && this.#driven.reserved === this.#goOn
  }

  readonly #goOn = (): void => this.#sendWaiting()

  /** Called with the connection that was just sent the begin. False keeps the driver from sending it anything else. */
  take(driven: DrivenConnection): boolean {
    this.#driven = driven
    driven.reserved = this.#goOn
    driven.onclose = (error) => {
      this.#isLost = true
      this.fail(error)
    }
    this.#sendWaiting()
    return false
  }

  /** What was sent is answered by the driver; what was not is answered here. */
  fail(error: unknown): void {
    this.failure ??= error
    for (const query of this.#waiting.splice(0)) query.reject(this.failure)
  }

  /** Once a statement has failed only the rollback is sent: nothing else could succeed, and a commit must not. */
  send(query: DrivenQuery): void {
    // Nobody need wait for a statement, since the end of the transaction tells of its failure; an error that nobody hears
    // would end the process.
    query.catch(() => {})
    const { reject } = query
    query.reject = (error) => {
      this.failure ??= error
      reject(error)
    }
    const isRefused = this.#isLost || (this.failure !== undefined && !(this.isUndoing && this.#isHeld))
    if (isRefused) query.reject(this.failure)
    else if (this.#isReady && this.#driven !== null) this.#isReady = this.#driven.execute(query)
    else this.#waiting.push(query)
  }

  #sendWaiting(): void {
    this.#isReady = true
    while (this.#isReady && this.#driven !== null) {
      const query = this.#waiting.shift()
      if (query === undefined) return
      this.#isReady = this.#driven.execute(query)
    }
  }
}

const isQuery = (value: unknown): value is DrivenQuery =>
  value instanceof Promise && 'handler' in value && typeof value.handler === 'function'

/** Statements made as by the pool, each of which goes to the connection that is held. */
function passBy(held: HeldConnection, sql: Sql): Tx {
  const redirected = <Made>(made: Made): Made => {
    if (isQuery(made)) made.handler = (query) => held.send(query)
    return made
  }
  const unsafe: Tx['unsafe'] = (text, parameters, options) => redirected(sql.unsafe(text, parameters, options))
  const tx = new Proxy(sql, {
    apply: (target, self, given) => redirected(Reflect.apply(target, self, given)),
    get: (target, name, receiver) => (name === 'unsafe' ? unsafe : Reflect.get(target, name, receiver)),
  })
  // It lacks only the savepoints of the driver's own transactions, which nothing here uses.
  return tx as never
}
