import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { platformErrors } from '../../platform/errors.ts'
import { loadStoreFacts } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import type { JournalKey } from '../journal/journal-key.ts'
import { uuidFrom } from '../tickets/read-input.ts'
import { recordSales } from '../tickets/record-sales.ts'
import { deviceActor } from '../tills/device-directory.ts'
import { readDeviceRecord } from '../tills/read-record.ts'
import type { HeldReason } from '../tills/till-record.ts'

type HeldRow = {
  device_id: string
  record_id: string
  body_hash: Uint8Array
  reason: HeldReason
  body: Record<string, unknown>
  store_id: number
  name: string
}

/**
 * Records what a device has delivered and what was held, with the flag that says why, in the manager's own transaction.
 * It keeps the number that its device gave it where nobody else has that; otherwise the server numbers it. A record whose
 * id is another's gets one that is made of its content. A return whose sale has come may have been refused when it did, for
 * want of store credit say: it is tried again.
 *
 * @throws sale_missing while the sale has not come, and whatever refuses the record now
 */
export async function acceptHeldRecord(tx: Tx, heldId: string, key: JournalKey): Promise<void> {
  const [held] = await tx<HeldRow[]>`
    select held.device_id, held.record_id, held.body_hash, held.reason, held.body, device.store_id, device.name
    from held_records held join devices device on device.id = held.device_id
    where held.id = ${heldId} for update of held`
  if (held === undefined) throw new Error(`There is no held record ${heldId}`)
  const actor = deviceActor(held.device_id, held)
  const stores = await loadStoreFacts(tx, [held.store_id])
  const read = await readDeviceRecord(held.body, actor, (id) => stores.get(id))
  const id = (await isOtherRecord(tx, held)) ? otherIdOf(held) : held.record_id
  const { results, writes } = await recordSales(tx, stores, [{ ...read, id, ...acceptedFor(held) }], key)
  await together(writes)
  const [result] = results
  if (result?.kind === 'refused') throw result.error
  if (result?.kind === 'held' && held.reason === 'sale_missing') {
    if (result.reason === 'sale_missing') throw salesErrors.sale_missing()
    // It waits no longer for its sale but, since its device was revoked, for a manager: that has just been opened for review.
    return
  }
  // Somebody else took the id, a moment ago.
  if (result === undefined || result.kind === 'held') throw platformErrors.conflict()
  await tx`update held_records set recorded_id = ${id} where id = ${heldId}`
}

/** That a return had to wait for its sale is nothing to flag: once the sale is there, it is recorded as any other. */
const acceptedFor = ({ reason }: HeldRow) => (reason === 'sale_missing' ? {} : { accepted: reason })

/** Whether the id of a held record names another one, recorded before it or since. */
async function isOtherRecord(tx: Tx, { record_id: id, body_hash: bodyHash }: HeldRow): Promise<boolean> {
  const found = await tx`select from sale_identities where id = ${id} and body_hash <> ${bodyHash}`
  return found.length > 0
}

function otherIdOf({ record_id: id, body_hash: bodyHash }: HeldRow): string {
  return uuidFrom(`duplicate\n${id}\n${Buffer.from(bodyHash).toString('hex')}`)
}
