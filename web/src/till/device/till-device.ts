import { GENESIS_HASH } from '../../../../rules/index.ts'
import { api, ComptoirError } from '../../api/index.ts'
import type { PlaceRow, RecordRow, TillDatabase } from '../database.ts'
import { type DeviceState, type TillDevice, TillError } from '../memory.ts'
import { openDrawerOf } from '../outbox/append-record.ts'
import type { TillState } from '../till-state.ts'
import { type DeviceKey, makeDeviceKey } from './device-key.ts'
import { isBehind, readMark, writeMark } from './last-mark.ts'

type Surroundings = {
  readonly database: TillDatabase
  readonly state: TillState
  /** The device has another store, or its first. */
  onStore(storeId: number): Promise<void>
  /** What the screens see of drawer and outbox may be another. */
  onPlace(): Promise<void>
  takeTab(): void
}

type Lease = { readonly register_id: number; readonly series: number; readonly next_number: number }

/** A key that was made for an enrolment whose answer may have been lost: the same is given again. */
const PENDING = 'pending-key'
const SAME_MS = 1_500

const isOf = (row: RecordRow, registerId: number, series: number): boolean =>
  row.registerId === registerId && row.series === series

/** Which device this browser is, and which register it holds. */
export class BrowserDevice implements TillDevice {
  readonly #around: Surroundings
  #checked: Promise<void> = Promise.resolve()

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** Reads what stands here; whether it is the last that stood here is found out beside it. */
  async start(): Promise<void> {
    await this.#show()
    this.#checked = this.#checkMark()
    void this.#showStorage()
  }

  /** Once it is known that no number is given twice. */
  get checked(): Promise<void> {
    return this.#checked
  }

  async #checkMark(): Promise<void> {
    const { database, state } = this.#around
    const [place, mark] = await Promise.all([database.place.get('place'), readMark()])
    if (place === undefined && mark !== null) state.changePart('device', { leaseLost: 'cleared' })
    if (place !== undefined && place.leaseLost === null && isBehind(place, mark)) await this.#loseLease('cleared')
  }

  async #showStorage(): Promise<void> {
    const isStorageKept = (await navigator.storage?.persisted?.()) ?? false
    this.#around.state.changePart('device', { isStorageKept })
    if (!isStorageKept && this.#around.state.getSnapshot().device.id !== null) await this.#askToKeep()
  }

  async enrol(code: string): Promise<void> {
    const { database } = this.#around
    const pending = (await database.kept.get(PENDING))?.value as DeviceKey | undefined
    const key = pending ?? (await makeDeviceKey())
    await database.kept.put({ key: PENDING, value: key })
    const { id, name, store_id: storeId } = await api.enrolDevice({ code: code.trim(), public_key: key.publicKey })
    const place: PlaceRow = {
      key: 'place',
      deviceId: id,
      lease: null,
      lastNumber: 0,
      lastHash: GENESIS_HASH,
      leaseLost: null,
      clockOffsetMs: (await database.place.get('place'))?.clockOffsetMs ?? null,
    }
    await database.transaction('rw', [database.devices, database.place, database.kept, database.drawers], async () => {
      await database.devices.put({ id, name, storeId, privateKey: key.privateKey, isRevoked: false })
      await database.place.put(place)
      await database.kept.delete(PENDING)
      await this.#loseDrawers()
    })
    await this.#show()
    void this.#askToKeep()
    await this.#around.onStore(storeId)
    await this.#around.onPlace()
  }

  async chooseRegister(registerId: number, { takeOver = false }: { takeOver?: boolean } = {}): Promise<void> {
    const { database } = this.#around
    const place = await this.#requirePlace()
    const isSame = place.lease?.registerId === registerId
    const isLost = place.leaseLost !== null
    if (!isSame && !isLost && (await openDrawerOf(database)) !== undefined) throw new TillError('drawer_open')
    if (place.lease !== null && (!isSame || place.leaseLost === 'cleared')) await this.#endLease(place)
    const lease = await this.#leaseFrom(place, registerId, takeOver)
    if (isSame && !isLost && lease.series === place.lease?.series) return
    await database.transaction('rw', [database.place, database.drawers], async () => {
      await this.#loseDrawers()
      await database.place.put({
        ...place,
        lease: { registerId, series: lease.series },
        lastNumber: 0,
        lastHash: GENESIS_HASH,
        leaseLost: null,
      })
    })
    writeMark({ deviceId: place.deviceId, registerId, series: lease.series, number: 0, hash: GENESIS_HASH })
    await this.#show()
    await this.#around.onPlace()
  }

  async release(): Promise<void> {
    const { database, state } = this.#around
    const place = await this.#requirePlace()
    if (place.lease === null) return
    if ((await openDrawerOf(database)) !== undefined) throw new TillError('drawer_open')
    const { waiting, refused } = state.getSnapshot().outbox
    if (waiting + refused > 0) throw new TillError('records_wait')
    await this.#endLease(place)
    await database.place.put({ ...place, lease: null, leaseLost: null })
    await this.#show()
  }

  async takeHere(): Promise<void> {
    this.#around.takeTab()
  }

  now(): Date {
    return new Date(Date.now() + (this.#around.state.getSnapshot().device.clockOffsetMs ?? 0))
  }

  /** Asks, where somebody is signed in who may, whether the register is still this device's. */
  async checkLease(): Promise<void> {
    const { database } = this.#around
    const place = await database.place.get('place')
    if (place?.lease == null || place.leaseLost !== null) return
    try {
      const lease = await api.leaseRegister(place.lease.registerId, { device_id: place.deviceId })
      const now = (await database.place.get('place')) ?? place
      if (lease.series !== place.lease.series) await this.#loseLease('taken_over')
      else if (lease.next_number - 1 > now.lastNumber) await this.#loseLease('cleared')
    } catch (error) {
      if (!(error instanceof ComptoirError)) throw error
      if (error.code === 'register_leased') await this.#loseLease('taken_over')
      else if (error.code === 'device_is_revoked') await this.markRevoked()
    }
  }

  async markRevoked(): Promise<void> {
    const { database } = this.#around
    const place = await database.place.get('place')
    if (place === undefined) return
    await database.devices.update(place.deviceId, { isRevoked: true })
    await this.#show()
  }

  async keepOffset(clockOffsetMs: number): Promise<void> {
    const { database, state } = this.#around
    const known = state.getSnapshot().device.clockOffsetMs
    // A `Date` has no milliseconds: what it tells differs a little each time.
    if (known !== null && (known === 0) === (clockOffsetMs === 0) && Math.abs(known - clockOffsetMs) < SAME_MS) return
    await database.place.update('place', { clockOffsetMs })
    state.changePart('device', { clockOffsetMs })
  }

  /**
   * A lease of which no number has been given here. The same device gets the same series again: where that has numbers of which
   * nothing is known here, it is ended and the next begins.
   */
  async #leaseFrom(place: PlaceRow, registerId: number, takeOver: boolean): Promise<Lease> {
    const ask = { device_id: place.deviceId, ...(takeOver && { take_over: true }) }
    const lease = await api.leaseRegister(registerId, ask)
    const mark = await readMark()
    const isKnown = place.lease?.registerId === registerId && place.lease.series === lease.series
    const isMarked = mark?.registerId === registerId && mark.series === lease.series && mark.deviceId === place.deviceId
    const { records } = this.#around.database
    const written = isKnown ? [] : await records.filter((row) => isOf(row, registerId, lease.series)).toArray()
    const numbers = written.map(({ number }) => number)
    const given = Math.max(lease.next_number - 1, isMarked ? mark.number : 0, ...numbers)
    if (isKnown ? place.leaseLost === null && given <= place.lastNumber : given === 0) return lease
    await api.releaseRegister(registerId, { device_id: place.deviceId, final_number: given })
    return api.leaseRegister(registerId, ask)
  }

  async #endLease({ deviceId, lease, lastNumber }: PlaceRow): Promise<void> {
    if (lease === null) return
    const mark = await readMark()
    const isMarked = mark?.deviceId === deviceId && mark.registerId === lease.registerId && mark.series === lease.series
    const final = Math.max(lastNumber, isMarked ? mark.number : 0)
    await api.releaseRegister(lease.registerId, { device_id: deviceId, final_number: final })
  }

  /** A drawer of a series that has ended cannot be closed here any more: the server knows that it was taken over. */
  async #loseDrawers(): Promise<void> {
    await this.#around.database.drawers.where('state').equals('open').modify({ state: 'lost' })
  }

  async #loseLease(leaseLost: 'taken_over' | 'cleared'): Promise<void> {
    await this.#around.database.place.update('place', { leaseLost })
    await this.#show()
  }

  async #requirePlace(): Promise<PlaceRow> {
    const place = await this.#around.database.place.get('place')
    if (place === undefined) throw new TillError('no_register')
    return place
  }

  async #askToKeep(): Promise<void> {
    const isStorageKept = (await navigator.storage?.persist?.()) ?? false
    this.#around.state.changePart('device', { isStorageKept })
  }

  async #show(): Promise<void> {
    const { database, state } = this.#around
    const place = await database.place.get('place')
    const device = place === undefined ? undefined : await database.devices.get(place.deviceId)
    const shown: Omit<DeviceState, 'isStorageKept'> = {
      state: device === undefined ? 'new' : device.isRevoked ? 'revoked' : 'enrolled',
      id: device?.id ?? null,
      name: device?.name ?? null,
      storeId: device?.storeId ?? null,
      registerId: place?.lease?.registerId ?? null,
      series: place?.lease?.series ?? null,
      leaseLost: place?.leaseLost ?? null,
      clockOffsetMs: place?.clockOffsetMs ?? null,
    }
    state.changePart('device', shown)
  }
}
