import type { Route } from '../../server/platform/http/route.ts'
import type { Tally } from './ask.ts'
import type { Example } from './example.ts'
import type { Schema } from './places.ts'
import type { World } from './world.ts'

/** A route whose bodies are tried. */
export type Subject = { readonly route: Route; readonly example: Example; readonly schema: Schema }
export type Trial = Subject & { readonly world: World; readonly isForPrograms: boolean; readonly tally: Tally }

/** The first right body for which something holds. */
export function bodyWhich({ world, example }: Trial, slot: number, holds: (body: object) => boolean): object {
  for (const make of example.bodies ?? []) {
    const body = make(world, slot)
    if (holds(body)) return body
  }
  throw new Error('No example is like that.')
}
