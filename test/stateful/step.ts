import assert from 'node:assert/strict'
import type fc from 'fast-check'
import type { Answer, Client } from '../harness/client.ts'
import type { Article } from '../harness/sales.ts'
import type { Model } from './model.ts'
import type { TillBook } from './till-book.ts'

/** The chain as it is, beside the model of it. */
export type Scene = {
  readonly manager: Client
  readonly cashier: Client
  readonly articles: readonly Article[]
  readonly customers: readonly number[]
  /** A device in each store. */
  readonly tills: readonly TillBook[]
}

/** How often each step was taken, and how often which reason was told for refusing one. */
export const tally = { steps: new Map<string, number>(), refusals: new Map<string, number>() }

const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)

/** A step that can be taken, with whatever it may be about. */
export type Kind = { readonly name: string; readonly arbitrary: fc.Arbitrary<fc.AsyncCommand<Model, Scene>> }

/** A step that people take: it asks the server, and expects of its answer what the model says. */
export function step<Input>(
  name: string,
  input: fc.Arbitrary<Input>,
  take: (model: Model, scene: Scene, input: Input) => Promise<void>,
  isPossible: (model: Readonly<Model>) => boolean = () => true,
): Kind {
  const arbitrary = input.map((given) => ({
    check: isPossible,
    run: (model: Model, scene: Scene) => {
      count(tally.steps, name)
      return take(model, scene, given)
    },
    toString: () => `${name} ${JSON.stringify(given)}`,
  }))
  return { name, arbitrary }
}

/** A step that is taken so many times as often as others. */
export const often = (times: number, kind: Kind): Kind[] => Array.from({ length: times }, () => kind)

/**
 * Whether it was done. Where the model knows reasons to refuse it, one of them must have been told; several may hold, and
 * which is told first is the server's affair.
 */
export function isDone(answer: Answer, status: number, reasons: ReadonlySet<string>): boolean {
  const told = `${answer.status} ${answer.raw}, expected ${[...reasons].join(' or ') || status}`
  if (reasons.size === 0) {
    assert.equal(answer.status, status, told)
    return true
  }
  assert.ok([403, 409, 422].includes(answer.status) && reasons.has(answer.body.code), told)
  count(tally.refusals, answer.body.code)
  return false
}

export const NO_REASON: ReadonlySet<string> = new Set()
