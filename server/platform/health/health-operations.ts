import { Type } from 'typebox'
import { openOperation } from '../docs/describe-open.ts'
import { text } from '../text.ts'

const Part = Type.Object({
  status: Type.Enum(['up', 'down', 'off', 'unknown']),
  latency_ms: Type.Optional(Type.Number()),
  detail: Type.Optional(Type.String()),
})
export const Parts = Type.Object({ database: Part, cache: Part, redis: Part, worker: Part })
const shared = { version: Type.String(), instance_id: Type.String() }
const full = { ...shared, uptime_seconds: Type.Integer(), parts: Parts }

const example = (status: string, database: 'up' | 'down') => ({
  status,
  version: '0.1.0',
  instance_id: 'plateau-1',
  uptime_seconds: 86_400,
  parts: {
    database: { status: database, latency_ms: 0.42 },
    cache: { status: 'up', detail: '412 pages' },
    redis: { status: 'off' },
    worker: { status: 'up', detail: 'seen 12 s ago' },
  },
})

const json = (schema: object, description: ReturnType<typeof text>, value: unknown) => ({
  description,
  type: 'application/json',
  schema,
  example: value,
})

const NO_DATABASE = text('La base de données ne répond pas.', 'The database does not answer.')

export const HEALTH = openOperation('readHealth', 'operations', {
  summary: text(
    'Cette instance peut-elle servir ? Ses parties, une à une',
    'Can this process serve? Its parts, one by one',
  ),
  description: text(
    'La base de données est indispensable ; le cache partagé (`redis`) et le travailleur (`worker`) peuvent manquer sans arrêter la vente : l’état est alors `degraded`. Une lecture sert toutes les sondes d’une demi-seconde.',
    'The database is indispensable; the shared cache (`redis`) and the `worker` may be missing without stopping a sale: the status is `degraded` then. One reading serves all probes of half a second.',
  ),
  answers: {
    200: json(
      Type.Object({ status: Type.Enum(['ok', 'degraded']), ...full }),
      text('Elle peut servir.', 'It can serve.'),
      example('ok', 'up'),
    ),
    503: json(Type.Object({ status: Type.Literal('down'), ...full }), NO_DATABASE, example('down', 'down')),
  },
})

export const LIVENESS = openOperation('readLiveness', 'operations', {
  summary: text('Cette instance tourne-t-elle ?', 'Does this process run?'),
  description: text(
    'Répond sans rien demander à personne : sans réponse, il faut redémarrer l’instance.',
    'Answers without asking anybody anything: without an answer, the process has to be started again.',
  ),
  answers: {
    200: json(Type.Object({ status: Type.Literal('ok'), ...shared }), text('Elle tourne.', 'It runs.'), {
      status: 'ok',
      version: '0.1.0',
      instance_id: 'plateau-1',
    }),
  },
})

export const READINESS = openOperation('readReadiness', 'operations', {
  summary: text('Cette instance doit-elle recevoir des requêtes ?', 'Should this process get requests?'),
  description: text(
    'Pour le répartiteur de charge : 503 dès que l’instance s’apprête à partir (`draining`), et tant que la base ne répond pas.',
    'For the load balancer: 503 as soon as the process is about to leave (`draining`), and while the database does not answer.',
  ),
  answers: {
    200: json(Type.Object({ status: Type.Literal('ready'), ...full }), text('Oui.', 'Yes.'), example('ready', 'up')),
    503: json(
      Type.Object({
        status: Type.Enum(['draining', 'down']),
        instance_id: Type.String(),
        version: Type.Optional(Type.String()),
        uptime_seconds: Type.Optional(Type.Integer()),
        parts: Type.Optional(Parts),
      }),
      text('Elle part, ou la base de données ne répond pas.', 'It is leaving, or the database does not answer.'),
      { status: 'draining', instance_id: 'plateau-1' },
    ),
  },
})
