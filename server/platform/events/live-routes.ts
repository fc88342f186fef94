import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { mayActInStore } from '../actor.ts'
import { invalid, platformErrors } from '../errors.ts'
import { Id, Nullable, Strict, Timestamp } from '../http/fields.ts'
import { type Route, read } from '../http/route.ts'
import { text } from '../text.ts'
import { MAX_CURSOR_LENGTH } from './cursor.ts'
import { liveErrors } from './errors.ts'
import type { EventType } from './event-type.ts'
import type { Live } from './live.ts'

const EVENT_STREAM = 'text/event-stream'

const LiveQuery = Strict({
  types: Type.Optional(
    Type.String({
      maxLength: 2_000,
      'x-description': text(
        'Seulement ces types\u00a0: `sale.completed,stock.out`.',
        'Only these types: `sale.completed,stock.out`.',
      ),
    }),
  ),
  store_id: Type.Optional(
    Id({
      description: text(
        'Seulement ce magasin, et ce qui concerne toute la chaîne.',
        'Only this store, and what concerns the whole chain.',
      ),
    }),
  ),
  last_event_id: Type.Optional(
    Type.String({
      maxLength: MAX_CURSOR_LENGTH,
      'x-description': text(
        'Comme l’en-tête `Last-Event-ID`, qui passe avant\u00a0: où l’on en était.',
        'Like the header `Last-Event-ID`, which goes first: where one stood.',
      ),
    }),
  ),
})

const EXAMPLE = [
  'retry: 2000',
  '',
  'id: 4f0c2a9be1d7.kx2',
  'event: stock.out',
  'data: {"id":812,"type":"stock.out","store_id":1,"at":"2026-11-20T14:03:11.412Z","data":{"alert_id":31,"variant_id":17,"on_hand":"0"}}',
  '',
  '',
].join('\n')

/** An event as it is sent. */
const describeEvent = ({ type, meaning, data }: EventType) =>
  Strict({
    id: Id(),
    type: Type.Literal(type, { 'x-description': meaning }),
    store_id: Nullable(Id()),
    at: Timestamp(),
    data,
  })

/** @param types of every room's events, by which the stream is described and asked for */
export const createLiveRoutes = (live: Live, types: readonly EventType[]): readonly Route[] => [
  read({
    path: '/live',
    operation: 'streamEvents',
    tag: 'live',
    summary: text('Écouter ce qui se passe', 'Listen to what happens'),
    description: describeStream(types),
    access: 'authenticated',
    errors: [platformErrors.not_found, liveErrors.too_many_streams],
    query: LiveQuery,
    response: Type.Union([Type.Unsafe<Readable>(Type.String({ examples: [EXAMPLE] })), ...types.map(describeEvent)]),
    contentTypes: [EVENT_STREAM],
    staysOpen: true,
    run: async ({ actor, query, request }) => {
      if (query.store_id !== undefined && !mayActInStore(actor, query.store_id)) throw platformErrors.not_found()
      const wish = { types: readTypes(query.types, types), storeId: query.store_id ?? null }
      const lastEventId = request.lastEventId || query.last_event_id || undefined
      return {
        data: request.isHead ? Readable.from([]) : await live.open(actor, wish, lastEventId),
        headers: {
          'content-type': `${EVENT_STREAM}; charset=utf-8`,
          // Between here and the reader nothing may keep what it carries, nor gather it.
          'cache-control': 'no-store, no-transform',
          'x-accel-buffering': 'no',
        },
      }
    },
  }),
]

function readTypes(asked: string | undefined, types: readonly EventType[]): ReadonlySet<string> | null {
  if (asked === undefined || asked === '') return null
  const names = asked.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !types.some(({ type }) => type === name))
  if (unknown !== undefined) {
    throw invalid({
      types: text(`«\u00a0${unknown}\u00a0» n’est pas un type d’événement.`, `"${unknown}" is not a type of event.`),
    })
  }
  return new Set(names)
}

function describeStream(types: readonly EventType[]) {
  const rows = (language: 'fr' | 'en') =>
    types
      .map(({ type, permission, meaning }) => `| \`${type}\` | ${meaning[language]} | \`${permission}\` |`)
      .join('\n')
  return text(
    [
      'Un flux de *server-sent events* qui reste ouvert\u00a0: chaque événement une fois validé, à qui a sa permission dans son magasin. `data` est du JSON\u00a0: `{id, type, store_id, at, data}`\u00a0; `store_id` est null pour ce qui concerne toute la chaîne. Ce qui est importé du passé n’y est pas.',
      'Après une coupure, renvoyez l’`id` du dernier événement (`Last-Event-ID`)\u00a0: ce qui a été manqué vient d’abord, dans l’ordre, une fois. Les événements sont gardés sept jours\u00a0; si l’`id` est plus ancien, ou d’une base restaurée, le flux commence par l’événement `reset`\u00a0: relisez tout. Le flux finit par l’événement `end`, avec `reason`\u00a0: `access_ended` (le jeton ou la session), `access_changed` (on peut voir moins qu’avant), `closing` ou `unavailable`\u00a0: reconnectez-vous. Un commentaire passe toutes les 15\u00a0secondes. Qui lit trop lentement est coupé, et peut reprendre. Au plus 32 flux par personne.',
      `| type | ce qui s’est passé | permission |\n|---|---|---|\n${rows('fr')}`,
    ].join('\n\n'),
    [
      'A stream of server-sent events that stays open: each event once it is committed, to whoever holds its permission in its store. `data` is JSON: `{id, type, store_id, at, data}`; `store_id` is null for what concerns the whole chain. What is imported of the past is not in it.',
      'After an interruption, send the `id` of the last event (`Last-Event-ID`): what was missed comes first, in order, once. Events are kept for seven days; where the `id` is older, or of a database that was restored, the stream begins with the event `reset`: read everything again. A stream ends with the event `end`, with a `reason`: `access_ended` (the token or session), `access_changed` (one may see less than before), `closing` or `unavailable`: connect again. A comment passes every 15 seconds. Whoever reads too slowly is cut off, and may resume. At most 32 streams a person.',
      `| type | what has happened | permission |\n|---|---|---|\n${rows('en')}`,
    ].join('\n\n'),
  )
}
