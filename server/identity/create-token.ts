import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { invalid } from '../platform/errors.ts'
import { fill, type Text, text } from '../platform/text.ts'
import { lockOwnAccount } from './account/lock-own-account.ts'
import { identityErrors } from './errors.ts'
import { insertToken } from './insert-token.ts'
import type { TokenInput } from './schema.ts'

/**
 * Makes a personal access token of the actor; its secret is answered this once. It may do nothing that the credential
 * it is made with may not.
 *
 * @throws people_only; validation_failed for abilities that the actor does not have or an expiry that has passed.
 */
export async function createToken(tx: Tx, actor: Actor, input: TokenInput) {
  if (actor.userId === null) throw identityErrors.people_only()
  checkAbilities(actor, input.abilities ?? [])
  const expiresAt = readExpiry(input.expires_at ?? null)
  const userId = await lockOwnAccount(tx, actor)
  const limits = await limitsOf(tx, actor)
  const abilities = input.abilities ?? limits.abilities
  return insertToken(tx, {
    userId,
    name: input.name,
    abilities,
    expiresAt: earlier(expiresAt, limits.expiresAt),
  })
}

type Limits = { readonly abilities: string[] | null; readonly expiresAt: Date | null }

/**
 * A limited token makes tokens that are limited in the same way and live no longer than it does; everything else leaves
 * its person's powers whole.
 */
async function limitsOf(tx: Tx, { credential }: Actor): Promise<Limits> {
  if (credential.kind !== 'token') return { abilities: null, expiresAt: null }
  const [row] = await tx<{ abilities: string[] | null; expires_at: string | null }[]>`
    select abilities, expires_at from tokens where id = ${credential.id}`
  const isLimited = row !== undefined && row.abilities !== null
  if (!isLimited) return { abilities: null, expiresAt: null }
  return { abilities: row.abilities, expiresAt: row.expires_at === null ? null : new Date(row.expires_at) }
}

/** null stands for no end. */
function earlier(left: Date | null, right: Date | null): Date | null {
  if (left === null || right === null) return left ?? right
  return left < right ? left : right
}

function checkAbilities(actor: Actor, abilities: readonly string[]): void {
  const faults: Record<string, Text> = {}
  for (const [index, ability] of abilities.entries()) {
    if (!actor.permissions.has(ability)) faults[`abilities.${index}`] = fill(NOT_YOURS, { ability })
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
}

function readExpiry(value: string | null): Date | null {
  if (value === null) return null
  const time = Date.parse(value)
  if (time > Date.now()) return new Date(time)
  throw invalid({ expires_at: NOT_LATER })
}

const NOT_YOURS = text(
  'Vous n’avez pas la permission « {ability} », ou elle n’existe pas.',
  'You do not have the permission “{ability}”, or it does not exist.',
)
const NOT_LATER = text('L’échéance doit être à venir.', 'The expiry must lie in the future.')
