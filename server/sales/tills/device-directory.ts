import { LRUCache } from 'lru-cache'
import type { Actor } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import type { Signer } from '../../platform/http/admission.ts'
import { toKeyObject } from './device-key.ts'

/** A device's key never changes; how it is called may, and a minute later its tickets say so. */
const LIFETIME_MS = 60_000
const MAX_ENTRIES = 10_000

/** The enrolled devices that this process has heard, with their keys. */
export class DeviceDirectory {
  readonly #sql: Sql
  readonly #signers = new LRUCache<string, Signer>({ max: MAX_ENTRIES, ttl: LIFETIME_MS })

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /**
   * The device with this id, or null when there is none with a key. One that was revoked is found: what it delivers is
   * not lost, but waits for a manager.
   */
  async find(deviceId: string): Promise<Signer | null> {
    const known = this.#signers.get(deviceId)
    if (known !== undefined) return known
    const [row] = await this.#sql<{ store_id: number; name: string; public_key: Uint8Array }[]>`
      select store_id, name, public_key from devices where id = ${deviceId} and public_key is not null`
    if (row === undefined) return null
    const signer = { actor: deviceActor(deviceId, row), publicKey: toKeyObject(row.public_key) }
    this.#signers.set(deviceId, signer)
    return signer
  }
}

/** It has no permission: what it may ask, it may as a device. */
export const deviceActor = (
  deviceId: string,
  { name, store_id: storeId }: { name: string; store_id: number },
): Actor => ({
  kind: 'device',
  key: `device:${deviceId}`,
  userId: null,
  name,
  permissions: new Set(),
  storeIds: [storeId],
  credential: { kind: 'none', id: null },
  deviceId,
})

/**
 * Writes down how a device's clock goes: at once when it changed by more than a second, otherwise once a minute. A clock
 * that is wrong refuses nothing; it tells those who look at a ticket's time.
 */
export async function noteClock(sql: Sql, deviceId: string, offsetMs: number): Promise<void> {
  await sql`
    insert into device_clocks (device_id, offset_ms) values (${deviceId}, ${offsetMs})
    on conflict (device_id) do update set offset_ms = excluded.offset_ms, seen_at = now()
    where device_clocks.seen_at < now() - interval '1 minute'
      or abs(device_clocks.offset_ms - excluded.offset_ms) > 1000`
}
