import fc from 'fast-check'
import { type Place, type Schema as PlacesSchema, placesOf, reaches, valueAt, withValueAt } from '../naughty/places.ts'
import type { Caller } from '../permissions/expected-statuses.ts'
import { accepted, type DocumentSchema, WRONG } from './arbitraries.ts'
import { type Described, type Document, type Parameter, resolve } from './described.ts'

/** A change of a request that is right: one thing put in the place of another, left out, or added. */
type Change = { readonly place: number; readonly act: 'set' | 'remove' | 'add'; readonly value: unknown }

/**
 * A request as it is drawn: what it changes of the planned one, so that shrinking leads back to that, and says which
 * change matters.
 */
export type Drawn = {
  readonly caller: Caller
  readonly params: Readonly<Record<string, string | null>>
  readonly query: Readonly<Record<string, unknown>>
  /** `planned` with changes; a whole body of the schema's; or text that may be no JSON. */
  readonly body: { readonly kind: 'planned'; readonly changes: readonly Change[] } | Whole | null
  readonly headers: Readonly<Record<string, string>>
}
type Whole = { readonly kind: 'whole' | 'text'; readonly value: unknown }

/** The planned request itself. */
export const PLANNED: Drawn = { caller: 'owner', params: {}, query: {}, body: null, headers: {} }

/** What no operation accepts: a parameter that it does not know, from somebody who has not said who they are. */
export const REFUSED: Drawn = { ...PLANNED, caller: 'guest', query: { unknown: '1' } }

const CALLER = fc.oneof(
  { arbitrary: fc.constant<Caller>('owner'), weight: 6 },
  fc.constantFrom<Caller>('manager', 'cashier', 'stock_clerk', 'analyst', 'other_store_manager', 'guest'),
)

/** Requests of one operation: most of them nearly right, each wrong in few places. */
export function drawRequest(document: Document, { operation }: Described): fc.Arbitrary<Drawn> {
  const parameters = operation.parameters.map((parameter) => resolve<Parameter>(document, parameter))
  const media = operation.requestBody?.content['application/json']
  return fc.record({
    caller: CALLER,
    params: drawParams(parameters),
    query: drawQuery(document, parameters),
    body: media?.schema === undefined ? RARELY_TEXT : drawBody(document, media.schema as DocumentSchema),
    headers: drawHeaders(),
  })
}

/** Where no JSON is wanted: nothing, or now and then something all the same. */
const RARELY_TEXT: fc.Arbitrary<Drawn['body']> = fc.oneof(
  { arbitrary: fc.constant(null), weight: 6 },
  fc.constantFrom('', '{}', '--x\r\n').map((value) => ({ kind: 'text' as const, value })),
)

/** The first ids are nobody's: whoever takes them away takes nothing from the others. */
const OTHER_IDS = [
  '1',
  '2',
  '7',
  '999999999',
  '0',
  '-1',
  '01',
  '1e3',
  'abc',
  '9007199254740992',
  '%20',
  'é',
  '%F0%9F%98%80',
]

function drawParams(parameters: readonly Parameter[]): fc.Arbitrary<Drawn['params']> {
  const id = fc.oneof(
    { arbitrary: fc.constant(null), weight: 5 },
    fc.constantFrom(...OTHER_IDS),
    fc.uuid(),
    // A segment of dots is no value: it leads to another address before anybody reads it.
    fc
      .string({ minLength: 1, maxLength: 20 })
      .filter((text) => !/^\.{1,2}$/.test(text))
      .map((text) => encodeURIComponent(text.toWellFormed())),
  )
  const names = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
  return fc.record(Object.fromEntries(names.map((name) => [name, id])))
}

/** What the texts of a list's query mean, which their schema cannot say. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  sort: ['id', '-id', 'name', '-created_at', 'name,-id', 'nothing'],
  ids: ['1', '1,2,3', '1,x', ''],
  fields: ['id', 'id,name', 'nothing'],
  include: ['variants', 'stores,category', 'nothing'],
  cursor: ['', 'WyItaWQiLCIxIl0', 'nothing'],
  q: ['cafe', 'Été', '%', 'a b c'],
}

function drawQuery(document: Document, parameters: readonly Parameter[]): fc.Arbitrary<Drawn['query']> {
  const asked = parameters.filter((parameter) => parameter.in === 'query')
  const model = asked.map(({ name, schema }) => {
    const meant = MEANINGS[name]
    const right = meant === undefined ? accepted(document, schema) : fc.constantFrom(...meant)
    return [name, fc.oneof({ arbitrary: right, weight: 6 }, WRONG)] as const
  })
  const drawn = fc.record(Object.fromEntries(model), { requiredKeys: [] })
  const few = fc.tuple(drawn, fc.infiniteStream(fc.nat(3))).map(([query, dice]) => {
    const kept = Object.entries(query).filter(() => dice.next().value === 0)
    return Object.fromEntries(kept)
  })
  return fc.oneof(
    { arbitrary: fc.constant({}), weight: 2 },
    { arbitrary: few, weight: 6 },
    fc.constant({ unknown: '1' }),
  )
}

function drawBody(document: Document, schema: DocumentSchema): fc.Arbitrary<Drawn['body']> {
  const change = fc.record({
    place: fc.nat(200),
    act: fc.constantFrom<Change['act']>('set', 'set', 'set', 'remove', 'add'),
    value: fc.oneof({ arbitrary: fc.constant(FITTING), weight: 3 }, { arbitrary: WRONG, weight: 2 }),
  })
  const whole = accepted(document, schema)
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.array(change, { maxLength: 3 }), whole)
        .map(([changes, other]) => ({ kind: 'planned' as const, changes: changes.map((each) => fill(each, other)) })),
    },
    { weight: 3, arbitrary: whole.map((value) => ({ kind: 'whole' as const, value })) },
    { weight: 1, arbitrary: WRONG.map((value) => ({ kind: 'whole' as const, value })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('{', '', 'null', '[1]', '"é"').map((value) => ({ kind: 'text' as const, value })),
    },
  )
}

const FITTING = Symbol('a value that the schema accepts')

/** A fitting value is taken from a whole body that the schema accepts, by the name of its place. */
const fill = (change: { place: number; act: Change['act']; value: unknown }, other: unknown): Change =>
  change.value === FITTING ? { ...change, value: { fitting: other } } : change

const drawHeaders = (): fc.Arbitrary<Record<string, string>> =>
  fc
    .record(
      {
        'accept-language': fc.constantFrom('fr', 'en', 'de;q=x', '*'),
        'idempotency-key': fc.constantFrom('clé', 'key-1', 'key-2', 'a'.repeat(300)),
        'if-none-match': fc.constantFrom('*', '"x"'),
        'content-type': fc.constantFrom(
          'application/json',
          'application/json',
          'text/plain',
          'application/msgpack',
          'x',
        ),
      },
      { requiredKeys: [] },
    )
    .map((headers) => (Object.keys(headers).length > 2 ? {} : headers))

/** The planned body with the changes, as far as it has the places for them. */
export function changed(planned: object, schema: object, changes: readonly Change[]): object {
  const places = placesOf(schema as PlacesSchema)
  let body = planned
  for (const { place: number, act, value } of changes) {
    const place = places[number % Math.max(1, places.length)]
    if (act === 'add') body = withValueAt(body, [`inconnu_${number}`], value)
    else if (place !== undefined && (place.path.length === 1 || reaches(body, place.path))) {
      body = act === 'remove' ? withValueAt(body, place.path, undefined) : withDrawn(body, place.path, value)
    }
  }
  return body
}

function withDrawn(body: object, path: Place['path'], value: unknown): object {
  if (!isFitting(value)) return withValueAt(body, path, value)
  const [name = ''] = path
  const fitting = valueAt(value.fitting, [name])
  return path.length === 1 && fitting !== undefined ? withValueAt(body, path, fitting) : body
}

const isFitting = (value: unknown): value is { fitting: unknown } =>
  typeof value === 'object' && value !== null && 'fitting' in value
