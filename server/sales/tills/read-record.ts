import { hash } from 'node:crypto'
import type { Static, TSchema } from 'typebox'
import { canonicalJson, currencyDecimals, tillRecordBytes } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { invalid } from '../../platform/errors.ts'
import { normalizeInput } from '../../platform/http/normalize-input.ts'
import { compileValidator, validationError } from '../../platform/http/validation.ts'
import { text } from '../../platform/text.ts'
import { readGivenApprovals } from '../approvals/read-given-approvals.ts'
import { readCounted, readTotals } from '../sessions/close-session.ts'
import { type FindStore, readInstant, readSale, storeOf } from '../tickets/read-input.ts'
import { readAmount } from '../tickets/read-lines.ts'
import { readOpenReturn, readReturn } from '../tickets/read-return.ts'
import type { RecordDraft, StatedTax } from '../tickets/ticket.ts'
import {
  type DeviceBody,
  DeviceCashMovement,
  DeviceDrawerOpen,
  DeviceOpenReturn,
  DeviceReturn,
  DeviceSale,
  DeviceSessionClose,
  DeviceSessionOpen,
} from './record-schema.ts'
import type { DeviceMark, TillRecordKind } from './till-record.ts'

type Delivered = Readonly<Record<string, unknown>>
type Reading = {
  readonly actor: Actor
  readonly findStore: FindStore
  readonly mark: DeviceMark
  readonly bodyHash: string
}

const NEGATIVE = text('Un montant n’est pas négatif.', 'An amount is not negative.')
const NOTHING_MOVED = text('Le montant doit être supérieur à zéro.', 'The amount must be more than zero.')

/**
 * What a device delivers, understood. Only what cannot be understood is refused: everything that is merely odd is for the
 * books to keep and for people to look at.
 *
 * @throws validation_failed, not_found for a store that is not the device's
 */
export async function readDeviceRecord(delivered: Delivered, actor: Actor, findStore: FindStore): Promise<RecordDraft> {
  const record = normalizeInput(delivered, { isVerbatim: true }) as Delivered
  const { kind = 'sale' } = record
  if (typeof kind !== 'string' || !isKnownKind(kind)) throw invalid({ kind: UNKNOWN_KIND })
  return READERS[kind](record, actor, findStore)
}

const UNKNOWN_KIND = text(
  'Un enregistrement de caisse est l’un de : sale, return, session_open, session_close, cash_movement, drawer_open.',
  'A record of a till is one of: sale, return, session_open, session_close, cash_movement, drawer_open.',
)

type Reader = (delivered: Delivered, actor: Actor, findStore: FindStore) => Promise<RecordDraft>

/** Checks a record against the schema of its kind, then reads what all kinds have in common, then the rest. */
function reader<Body extends DeviceBody>(
  schema: TSchema,
  read: (body: Body, reading: Reading) => Promise<RecordDraft>,
): Reader {
  const check = compileValidator(schema, 'body')
  return async (delivered, actor, findStore) => {
    const { kind: _kind, ...body } = delivered
    if (!check(body)) throw validationError(check.errors ?? [], 'body')
    const checked = body as Body
    const bodyHash = hash('sha256', canonicalJson({ ...body, id: checked.id.toLowerCase() }), 'hex')
    return read(checked, { actor, findStore, bodyHash, mark: readMark(checked, delivered, actor) })
  }
}

function readMark(body: DeviceBody, delivered: Delivered, actor: Actor): DeviceMark {
  const deviceId = body.device_id.toLowerCase()
  if (deviceId !== actor.deviceId) throw invalid({ device_id: NOT_ITS_OWN })
  const bytes = tillRecordBytes({ ...delivered, previous_hash: body.previous_hash })
  return {
    deviceId,
    series: body.series,
    number: body.number,
    previousHash: body.previous_hash,
    hash: body.hash,
    isHashRight: hash('sha256', bytes, 'hex') === body.hash,
    body: delivered,
  }
}

const NOT_ITS_OWN = text(
  'Un appareil ne livre que ce qu’il a fait lui-même.',
  'A device delivers only what it has made itself.',
)

const readDeviceReturn = reader<Static<typeof DeviceReturn>>(DeviceReturn, async (body, reading) => {
  const { sale_id: saleId, ...said } = body
  const draft = await readReturn(
    contentOf(said),
    saleId.toLowerCase(),
    body.store_id,
    requestOf(reading),
    reading.findStore,
  )
  return { ...draft, ...(await readStated(body, reading)), ...markOf(body, reading) }
})

const readDeviceOpenReturn = reader<Static<typeof DeviceOpenReturn>>(DeviceOpenReturn, async (body, reading) => {
  const { sale_id: _sale, ...said } = body
  const draft = await readOpenReturn(contentOf(said), requestOf(reading), reading.findStore)
  return { ...draft, ...(await readStated(body, reading)), ...markOf(body, reading) }
})

type Marks = Pick<
  Static<typeof DeviceSale>,
  'device_id' | 'series' | 'number' | 'previous_hash' | 'hash' | 'approvals' | 'total' | 'taxes'
>

/** What a device says as a program would: without its marks, and without what its receipt says of the sums. */
function contentOf<Body extends Marks>(body: Body): Omit<Body, keyof Marks> {
  const {
    device_id: _device,
    series: _series,
    number: _number,
    previous_hash: _previous,
    hash: _hash,
    approvals: _approvals,
    total: _total,
    taxes: _taxes,
    ...content
  } = body
  return content
}

const requestOf = ({ actor }: Reading) => ({ actor, idempotencyKey: undefined })

const markOf = (
  { cashier_id: cashierId = null, approvals, occurred_at: at }: TicketBody,
  { mark, bodyHash }: Reading,
) => ({
  bodyHash,
  device: mark,
  cashierId,
  givenApprovals: readGivenApprovals(approvals, at),
})

const READERS: Readonly<Record<TillRecordKind, Reader>> = {
  sale: reader<Static<typeof DeviceSale>>(DeviceSale, async (body, reading) => {
    const store = await storeOf(body.store_id, reading.actor, reading.findStore)
    const draft = readSale(contentOf(body), requestOf(reading), store)
    const stated = await readStated(body, reading)
    if (stated.statedTotal !== null && stated.statedTotal < 0n) throw invalid({ total: NEGATIVE })
    return { ...draft, ...stated, ...markOf(body, reading) }
  }),
  return: (delivered, actor, findStore) =>
    (delivered.sale_id == null ? readDeviceOpenReturn : readDeviceReturn)(delivered, actor, findStore),
  session_open: reader<Static<typeof DeviceSessionOpen>>(DeviceSessionOpen, async (body, reading) => {
    const { head, decimals } = await readEvent(body, reading)
    return {
      ...head,
      kind: 'session_open',
      sessionId: body.session_id.toLowerCase(),
      openingFloat: readAmount(body.opening_float, 'opening_float', decimals),
      openedAt: body.opened_at == null ? head.occurredAt : readInstant(body.opened_at, 'opened_at'),
    }
  }),
  session_close: reader<Static<typeof DeviceSessionClose>>(DeviceSessionClose, async (body, reading) => {
    const { head, decimals } = await readEvent(body, reading)
    return {
      ...head,
      kind: 'session_close',
      sessionId: body.session_id.toLowerCase(),
      counted: readCounted(body.counted, decimals),
      closedAt: body.closed_at == null ? head.occurredAt : readInstant(body.closed_at, 'closed_at'),
      lastNumber: body.last_number ?? null,
      totals: readTotals(body.totals, decimals),
      note: body.note || null,
    }
  }),
  cash_movement: reader<Static<typeof DeviceCashMovement>>(DeviceCashMovement, async (body, reading) => {
    const { head, decimals } = await readEvent(body, reading)
    const amount = readAmount(body.amount, 'amount', decimals)
    if (amount <= 0n) throw invalid({ amount: NOTHING_MOVED })
    return {
      ...head,
      kind: 'cash_movement',
      sessionId: body.session_id.toLowerCase(),
      type: body.type,
      amount,
      reason: body.reason || null,
    }
  }),
  drawer_open: reader<Static<typeof DeviceDrawerOpen>>(DeviceDrawerOpen, async (body, reading) => {
    const { head } = await readEvent(body, reading)
    return {
      ...head,
      kind: 'drawer_open',
      sessionId: body.session_id?.toLowerCase() ?? null,
      reason: body.reason || null,
    }
  }),
}

const isKnownKind = (kind: string): kind is TillRecordKind => Object.hasOwn(READERS, kind)

type TicketBody = Static<typeof DeviceSale> | Static<typeof DeviceReturn> | Static<typeof DeviceOpenReturn>

async function readStated(
  { store_id: storeId, total, taxes }: TicketBody,
  { actor, findStore }: Pick<Reading, 'actor' | 'findStore'>,
) {
  const { currency } = await storeOf(storeId, actor, findStore)
  const decimals = currencyDecimals(currency)
  const statedTaxes: StatedTax[] | null =
    taxes?.map((tax, index) => ({
      code: tax.code,
      amount: readAmount(tax.amount, `taxes.${index}.amount`, decimals),
    })) ?? null
  return { statedTotal: total == null ? null : readAmount(total, 'total', decimals), statedTaxes }
}

/** What the events have in common, and the decimals of their amounts. */
async function readEvent(body: DeviceBody, { actor, findStore, mark, bodyHash }: Reading) {
  const { currency } = await storeOf(body.store_id, actor, findStore)
  const head = {
    id: body.id.toLowerCase(),
    bodyHash,
    actor,
    storeId: body.store_id,
    registerId: body.register_id,
    cashierId: body.cashier_id ?? null,
    occurredAt: readInstant(body.occurred_at, 'occurred_at'),
    device: mark,
  }
  return { head, decimals: currencyDecimals(currency) }
}
