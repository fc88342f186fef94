import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { type Route, read } from '../../platform/http/route.ts'
import { type Language, text } from '../../platform/text.ts'
import type { StoreDirectory, StoreFacts } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import { presentSessionReport } from './present-session-report.ts'
import { readSessionReport } from './read-session-report.ts'
import { SessionReport } from './report-schema.ts'
import { SessionParams } from './schema.ts'

type FindFacts = (ids: readonly number[]) => FoundFacts | Promise<FoundFacts>
type FoundFacts = ReadonlyMap<number, StoreFacts>

/**
 * @param facts names the taxes; within a transaction it asks on the same connection, since all the others may be waiting
 * for what this one has locked
 * @throws not_found; session_still_open for the Z report of a session that is not closed
 */
export async function reportOf(
  sql: Queryable,
  actor: Actor,
  id: string,
  kind: 'x' | 'z',
  facts: FindFacts,
  language: Language,
): Promise<SessionReport> {
  const row = await readSessionReport(sql, actor, id)
  if (kind === 'z' && row.closed_at === null) throw salesErrors.session_still_open()
  const taxes = (await facts([row.store_id])).get(row.store_id)?.taxesByCode
  const name = (code: string) => taxes?.get(code)?.[language === 'fr' ? 'nameFr' : 'nameEn'] ?? code
  return presentSessionReport(row, kind, actor, name)
}

/** The X report at any time, the Z report once the session is closed. */
export const createReportRoutes = (stores: StoreDirectory): readonly Route[] => [
  read({
    path: '/register-sessions/:id/x-report',
    operation: 'getXReport',
    tag: 'sessions',
    summary: text('Lire le rapport X', 'Read the X report'),
    description: text(
      'Ce que la session a pris jusqu’ici, par jour d’affaires, taxe et mode de paiement, dans les mesures des rapports. Le comptage est aveugle : tant que la session est ouverte, les paiements ne sont montrés qu’à qui a `sessions.cash`.',
      'What the session has taken so far, by business day, tax and payment method, in the measures of the reports. The count is blind: while the session is open, payments are shown only to who has `sessions.cash`.',
    ),
    access: 'sessions.view',
    params: SessionParams,
    response: SessionReport,
    run: async ({ sql, actor, params, request }) => ({
      data: await reportOf(sql, actor, params.id, 'x', (ids) => stores.facts(ids), request.language),
    }),
  }),
  read({
    path: '/register-sessions/:id/z-report',
    operation: 'getZReport',
    tag: 'sessions',
    summary: text('Lire le rapport Z', 'Read the Z report'),
    description: text(
      'Le rapport numéroté d’une session fermée : ses sommes, ce qui était attendu et ce qui fut compté, et, à part, ce qui est venu après la fermeture. Il se complète si des tickets d’un poste manquent encore (`missing_records`). 409 tant que la session est ouverte.',
      'The numbered report of a closed session: its sums, what was expected and what was counted, and, apart, what came after the closing. It fills up while tickets of a till are still missing (`missing_records`). 409 while the session is open.',
    ),
    access: 'sessions.view',
    errors: [salesErrors.session_still_open],
    params: SessionParams,
    response: SessionReport,
    run: async ({ sql, actor, params, request }) => ({
      data: await reportOf(sql, actor, params.id, 'z', (ids) => stores.facts(ids), request.language),
    }),
  }),
]
