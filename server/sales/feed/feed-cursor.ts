import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'

/** A moment of the database: which transactions it had seen, and its clock. */
export type Moment = {
  /** As PostgreSQL writes a pg_snapshot: `xmin:xmax:those between them that were under way`. */
  readonly snapshot: string
  /** Microseconds since 1970. */
  readonly clock: string
}

/** Where the life of the database stood: when it was started, and how far its log was. */
export type Origin = {
  /** Microseconds since 1970. */
  readonly start: string
  /** Bytes. */
  readonly logPosition: string
}

/** Where a walk through a copy or through its changes stands: after a row of a list. */
export type Position = { readonly list: number; readonly after: number }

/** What a client holds, as its cursor says it. */
export type FeedCursor = {
  readonly epoch: string
  /** Of the answer that gave the cursor. */
  readonly origin: Origin
  readonly storeId: number
  /** Which lists the reader was shown beside those that everybody sees. */
  readonly sight: string
  /** The copy has everything that this moment had; null: it is being made. */
  readonly since: Moment | null
  /** A walk that takes several answers, and the moment at which it began. */
  readonly walk: (Position & { readonly begun: Moment }) | null
}

/**
 * Beyond so many transactions under way the cursor would outgrow an address: it then says that none after the first of
 * them has been seen, and the next answer repeats some changes.
 */
const MOST_UNDER_WAY = 40

/** The cursor as an opaque text. */
export function writeCursor({ epoch, origin, storeId, sight, since, walk }: FeedCursor): string {
  const parts = [
    epoch,
    origin.start,
    origin.logPosition,
    storeId,
    sight,
    ...momentParts(since),
    ...momentParts(walk === null ? null : walk.begun),
    walk?.list ?? '',
    walk?.after ?? '',
  ]
  return Buffer.from(parts.join('|')).toString('base64url')
}

const momentParts = (moment: Moment | null): string[] =>
  moment === null ? ['', ''] : [shorten(moment.snapshot), moment.clock]

function shorten(snapshot: string): string {
  const [first = '', , underWay = ''] = snapshot.split(':')
  return underWay.split(',').length > MOST_UNDER_WAY ? `${first}:${first}:` : snapshot
}

const CURSOR =
  /^([0-9a-f]{16})\|(\d{1,17})\|(\d{1,18})\|(\d{1,15})\|([a-z]{0,4})\|([\d:,]*)\|(\d{0,17})\|([\d:,]*)\|(\d{0,17})\|(\d?)\|(\d{0,15})$/

/** @throws validation_failed naming `since`, for what was never a cursor of ours. */
export function readCursor(given: string): FeedCursor {
  const [, epoch, start, logPosition, storeId, sight, ...places] =
    CURSOR.exec(Buffer.from(given, 'base64url').toString('latin1')) ?? refuse()
  const [sinceSnapshot = '', sinceClock = '', begunSnapshot = '', begunClock = '', list = '', after = ''] = places
  const since = readMoment(sinceSnapshot, sinceClock)
  const begun = readMoment(begunSnapshot, begunClock)
  // A copy that is neither made nor being made is none.
  if (since === null && begun === null) refuse()
  if (begun !== null && (list === '' || after === '')) refuse()
  return {
    epoch: epoch as string,
    origin: { start: start as string, logPosition: logPosition as string },
    storeId: Number(storeId),
    sight: sight as string,
    since,
    walk: begun === null ? null : { begun, list: Number(list), after: Number(after) },
  }
}

/** A cursor is the client's text, whatever we once wrote in it: what the database could not read is refused here. */
function readMoment(snapshot: string, clock: string): Moment | null {
  if (snapshot === '' && clock === '') return null
  const [, xmin, xmax, underWay] = /^(\d{1,18}):(\d{1,18}):([\d,]*)$/.exec(snapshot) ?? refuse()
  const ids = [xmin, ...(underWay === '' ? [] : (underWay as string).split(','))].map((id) => readId(id))
  const end = readId(xmax)
  const isRising = ids.every((id, index) => id > 0n && id <= end && (index < 2 || id > (ids[index - 1] as bigint)))
  const areWithin = ids.slice(1).every((id) => id >= (ids[0] as bigint) && id < end)
  if (!isRising || !areWithin || clock === '') refuse()
  return { snapshot, clock }
}

const readId = (id: string | undefined): bigint => (id !== undefined && /^\d{1,18}$/.test(id) ? BigInt(id) : refuse())

function refuse(): never {
  throw invalid({
    since: text(
      'Ce curseur n’en est pas un\u00a0: rendez-le tel qu’il a été donné.',
      'This is no cursor: give it back as it was given.',
    ),
  })
}

/** The first transaction that the moment may not have seen. */
export const firstUnseen = ({ snapshot }: Moment): bigint => BigInt(snapshot.split(':')[0] as string)
