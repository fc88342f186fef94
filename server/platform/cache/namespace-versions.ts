import { askInTime } from '../ask-in-time.ts'
import type { Queryable, Sql, Tx } from '../database/connect.ts'

/** How long another instance's write may stay unseen here: the contract allows a second. */
const CHECK_INTERVAL_MS = 400

type State = { readonly database: string; readonly versions: Readonly<Record<string, number>> | null }

/**
 * The versions of the families of pages, as far as this process must know them. A write raises a version in its own
 * transaction; those raised by other instances are seen by asking the database a few times a second, and only while
 * pages are being asked for.
 */
export class NamespaceVersions {
  readonly #sql: Sql
  readonly #versions = new Map<string, number>()
  /** Which database they are of: another one, one that was put back, or a replica in its place has other pages. */
  #database = ''
  #checkedAt = Number.NEGATIVE_INFINITY
  #checking: Promise<void> | null = null
  /** What a reading that was given up answers late is not taken for the present. */
  #readings = 0
  /** What was written out since a version changed last. */
  #written = new WeakMap<readonly string[], string>()

  readonly #checkEveryMs: number

  constructor(sql: Sql, checkEveryMs = CHECK_INTERVAL_MS) {
    this.#sql = sql
    this.#checkEveryMs = checkEveryMs
  }

  /**
   * What a page of these families says of their versions. Waits for the database only when they were last checked too
   * long ago to promise freshness.
   */
  of(namespaces: readonly string[]): string | Promise<string> {
    return this.known(namespaces) ?? this.#check().then(() => this.#write(namespaces))
  }

  /** The same, where nothing need be waited for. */
  known(namespaces: readonly string[]): string | undefined {
    return performance.now() - this.#checkedAt < this.#checkEveryMs ? this.#write(namespaces) : undefined
  }

  /** After a write of this instance has committed: its own readers see the new version at once. */
  adopt(raised: Iterable<readonly [name: string, version: number]>): void {
    for (const [name, version] of raised) {
      if (version <= (this.#versions.get(name) ?? 0)) continue
      this.#versions.set(name, version)
      this.#written = new WeakMap()
    }
  }

  #write(namespaces: readonly string[]): string {
    let text = this.#written.get(namespaces)
    if (text === undefined) {
      text = `${this.#database};`
      text += writeVersions(namespaces, this.#versions)
      this.#written.set(namespaces, text)
    }
    return text
  }

  #check(): Promise<void> {
    this.#checking ??= askInTime(() => this.#read()).finally(() => {
      this.#checking = null
    })
    return this.#checking
  }

  async #read(): Promise<void> {
    const startedAt = performance.now()
    this.#readings += 1
    const reading = this.#readings
    const [state] = await this.#sql<[State]>`
      select concat_ws('.', system_identifier, timeline_id, (select oid from pg_database where datname = current_database()),
          (select epoch from event_feed)) as database,
        (select json_object_agg(name, version) from cache_namespaces) as versions
      from pg_control_system(), pg_control_checkpoint()`
    if (reading !== this.#readings) return
    if (state.database !== this.#database) {
      // Before the first look nothing is known but what this process wrote itself.
      if (this.#database !== '') this.#versions.clear()
      this.#database = state.database
      this.#written = new WeakMap()
    }
    this.adopt(Object.entries(state.versions ?? {}))
    this.#checkedAt = startedAt
  }
}

const writeVersions = (namespaces: readonly string[], versions: ReadonlyMap<string, number>): string =>
  namespaces.map((name) => `${name}:${versions.get(name) ?? 0};`).join('')

/** The versions as one database, which may be a replica, has them now: what a page of these families says of them. */
export async function readVersions(sql: Queryable, namespaces: readonly string[]): Promise<string> {
  const rows = await sql<{ name: string; version: number }[]>`
    select name, version from cache_namespaces where name = any(${[...namespaces]}::text[])`
  return writeVersions(namespaces, new Map(rows.map(({ name, version }) => [name, version])))
}

/** Whether a page of this key is of these versions. */
export const isOfVersions = (key: string, versions: string): boolean => key.startsWith(versions, key.indexOf(';') + 1)

/**
 * Ends the pages of these families when the transaction commits. The rows are locked in name order; writers of one
 * family queue for each other only from here to their commit, so call it last. A version is a moment, in microseconds: a
 * database that was put back to an earlier state never takes up one again that pages may be kept under.
 */
export async function raiseVersions(tx: Tx, namespaces: readonly string[]): Promise<Map<string, number>> {
  const raised = new Map<string, number>()
  for (const name of [...namespaces].sort()) {
    const [row] = await tx<{ version: number }[]>`
      insert into cache_namespaces (name, version) values (${name}, (extract(epoch from clock_timestamp()) * 1e6)::bigint)
      on conflict (name) do update set version = greatest(cache_namespaces.version + 1, excluded.version)
      returning version`
    if (row !== undefined) raised.set(name, row.version)
  }
  return raised
}
