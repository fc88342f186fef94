import assert from 'node:assert/strict'
import { generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto'
import { GENESIS_HASH, tillRecordBytes } from '../../rules/index.ts'
import type { TestApplication } from './app.ts'
import type { Answer, Client } from './client.ts'
import { nextNumber } from './factories.ts'

/** A till as its maker would write it: it has a key, numbers its records and chains them. */
export type Till = {
  readonly deviceId: string
  readonly storeId: number
  readonly registerId: number
  readonly series: number
  /** Makes the next record of the series; a test may override what it is about. */
  record(kind: string, content: Record<string, unknown>): DeliveredRecord
  /** Delivers records with its signature. */
  deliver(records: readonly object[]): Promise<Answer>
  /** Signs and sends whatever it is told to. */
  send: SignedSender
}
export type DeliveredRecord = Record<string, unknown> & { id: string; number: number; hash: string }
export type SignedSender = (
  method: 'GET' | 'POST',
  path: string,
  body?: string,
  options?: { sentAtMs?: number; key?: KeyObject; headers?: Record<string, string> },
) => Promise<Answer>

export type EnrolledDevice = { readonly id: string; readonly key: KeyObject; readonly send: SignedSender }

/** Where a till delivers: an application, or a process behind an address. */
type Served = Pick<TestApplication, 'guest'>

/** A device of the store that has its key. */
export async function enrolDevice(application: Served, manager: Client, storeId: number): Promise<EnrolledDevice> {
  const made = await manager.post('/api/v1/devices', { store_id: storeId, name: `Appareil ${nextNumber()}` })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const { code, id } = made.body.data
  const enrolled = await application.guest.post('/api/v1/devices/enrol', { code, public_key: spki })
  assert.equal(enrolled.status, 200, JSON.stringify(enrolled.body))
  return { id, key: privateKey, send: signedSender(application, id, privateKey) }
}

const signedSender =
  ({ guest }: Served, id: string, key: KeyObject): SignedSender =>
  (method, path, body, options = {}) => {
    const sentAtMs = options.sentAtMs ?? Date.now()
    const text = `${method}\n${path}\n${sentAtMs}\n${hash('sha256', body ?? '', 'hex')}`
    const signature = sign(null, Buffer.from(text), options.key ?? key).toString('base64url')
    return guest.send(method, path, body, {
      authorization: `Device ${id}:${sentAtMs}:${signature}`,
      ...options.headers,
    })
  }

/** A device that holds a register of the store. */
export async function makeTillOn(
  application: Served,
  manager: Client,
  place: { storeId: number; registerId: number },
  options: { takeOver?: boolean } = {},
): Promise<Till> {
  const device = await enrolDevice(application, manager, place.storeId)
  const lease = await manager.post(`/api/v1/registers/${place.registerId}/lease`, {
    device_id: device.id,
    ...(options.takeOver === true && { take_over: true }),
  })
  assert.equal(lease.status, 200, JSON.stringify(lease.body))
  return tillOf(device, place, lease.body.data.series)
}

function tillOf(device: EnrolledDevice, place: { storeId: number; registerId: number }, series: number): Till {
  let last = { number: 0, hash: GENESIS_HASH }
  return {
    deviceId: device.id,
    ...place,
    series,
    send: device.send,
    record(kind, content) {
      const record = {
        kind,
        id: crypto.randomUUID(),
        store_id: place.storeId,
        register_id: place.registerId,
        device_id: device.id,
        series,
        number: last.number + 1,
        occurred_at: new Date().toISOString(),
        ...content,
        previous_hash: last.hash,
      }
      const sealed = { ...record, hash: hash('sha256', tillRecordBytes(record), 'hex') }
      last = { number: sealed.number, hash: sealed.hash }
      return sealed
    },
    deliver: (records) => device.send('POST', '/api/v1/sales/batch', JSON.stringify({ records })),
  }
}
