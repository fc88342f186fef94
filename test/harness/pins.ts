import { hashPassword } from '../../server/identity/index.ts'
import type { Sql } from '../../server/platform/database/connect.ts'

/** A PIN that nobody tries first. */
export const PIN = '482913'
export const WRONG_PIN = '739164'

const hashes = new Map<string, Promise<string>>()

/** Gives a person a PIN, without the password that they would be asked for. */
export async function givePin(sql: Sql, userId: number, pin = PIN): Promise<void> {
  // Making a hash is slow on purpose; the same PIN needs only one.
  const hash = hashes.get(pin) ?? hashPassword(pin)
  hashes.set(pin, hash)
  await sql`update users set pin_hash = ${await hash} where id = ${userId}`
}
