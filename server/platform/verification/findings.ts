import type { Queryable } from '../database/connect.ts'
import type { Fragment } from '../http/select-page.ts'
import type { Text } from '../text.ts'

/** One thing that is not as it must be. */
export type Fault = {
  /** What it is about, such as a ticket's reference and id. */
  readonly subject: string
  readonly expected: string | null
  readonly found: string | null
}

/** What became of one invariant. */
export type Finding = {
  readonly name: string
  readonly title: Text
  /** How many things it was checked on. */
  checked: number
  faults: number
  /** The first faults; the others are counted only, so that memory stays small whatever is wrong. */
  readonly first: Fault[]
}

/** Faults that are kept of each invariant. */
export const FAULTS_KEPT = 20

/** Collects what a verification finds, by invariant. */
export class Findings<Name extends string = string> {
  readonly #byName: Map<string, Finding>

  constructor(invariants: Readonly<Record<Name, Text>>) {
    this.#byName = new Map(
      Object.entries<Text>(invariants).map(([name, title]) => [
        name,
        { name, title, checked: 0, faults: 0, first: [] },
      ]),
    )
  }

  check(name: Name, things = 1): void {
    this.#of(name).checked += things
  }

  report(name: Name, fault: Fault): void {
    const finding = this.#of(name)
    finding.faults += 1
    if (finding.first.length < FAULTS_KEPT) finding.first.push(fault)
  }

  /** Checks one thing: reports it unless both are equal. */
  compare(name: Name, subject: string, expected: bigint | string | number, found: bigint | string | number): void {
    this.check(name)
    if (expected !== found) this.report(name, { subject, expected: String(expected), found: String(found) })
  }

  /**
   * Checks a whole set in the database, of which only the first faults leave it.
   * @param compared a select of `subject`, `expected` and `found` (texts) and `is_fault`, a row per thing checked
   */
  async compareAll(sql: Queryable, name: Name, compared: Fragment): Promise<void> {
    const [row] = await sql<[{ checked: number; faults: number; first: Fault[] | null }]>`
      with compared as materialized (${compared})
      select count(*) as checked, count(*) filter (where is_fault) as faults,
        (select json_agg(kept) from (
          select subject, expected, found from compared where is_fault order by subject limit ${FAULTS_KEPT}) kept) as first
      from compared`
    const finding = this.#of(name)
    finding.checked += row.checked
    finding.faults += row.faults
    finding.first.push(...(row.first ?? []).slice(0, FAULTS_KEPT - finding.first.length))
  }

  #of(name: Name): Finding {
    const finding = this.#byName.get(name)
    if (finding === undefined) throw new Error(`${name} is not one of the invariants`)
    return finding
  }

  list(): readonly Finding[] {
    return [...this.#byName.values()]
  }
}
