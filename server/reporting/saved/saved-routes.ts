import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { reportingErrors } from '../errors.ts'
import { deleteSavedReport } from './delete-saved-report.ts'
import { listSavedReports } from './list-saved-reports.ts'
import { saveReport } from './save-report.ts'
import { SavedBody, SavedListQuery, SavedReport, SavedUpdate } from './saved-schema.ts'
import { getSavedReport } from './select-saved-reports.ts'
import { updateSavedReport } from './update-saved-report.ts'

/** Custom reports that people keep, and show to others of their roles. */
export const SAVED_ROUTES: readonly Route[] = [
  read({
    path: '/saved-reports',
    operation: 'listSavedReports',
    tag: 'reports',
    summary: text('Lister les rapports gardés', 'List saved reports'),
    description: text(
      'Les siens et ceux que d’autres montrent à un de ses rôles, par nom\u00a0; tous pour qui règle la chaîne (`settings.manage`), qui les distingue par `whose`. `q` cherche dans les noms.',
      'One’s own and those that others show to one of one’s roles, by name; all of them for whoever sets up the chain (`settings.manage`), who tells them apart by `whose`. `q` looks through the names.',
    ),
    access: 'reports.view',
    query: SavedListQuery,
    response: Type.Array(Type.Partial(SavedReport)),
    run: ({ sql, actor, query, request }) => listSavedReports(sql, actor, query, request.language),
  }),
  write({
    method: 'POST',
    path: '/saved-reports',
    operation: 'saveReport',
    tag: 'reports',
    summary: text('Garder un rapport', 'Save a report'),
    description: text(
      'Une définition de `POST /reports/custom`, sous un nom que l’on n’a pas encore donné, montrée aux rôles nommés. Qui la lit ne voit que ses propres magasins et ses propres mesures. Sans dates, elle porte sur les jours de sa `period`, sinon sur les 30 derniers, chaque fois qu’elle est demandée. Refusé\u00a0: ce qui ne fait pas un rapport (`definition.sort`), un rôle inconnu, une mesure au-delà de ses droits (403).',
      'A definition of `POST /reports/custom`, under a name that one has not given yet, shown to the roles named. Whoever reads it sees only their own stores and measures. Without dates it is about the days of its `period`, else about the last 30, whenever it is asked for. Refused: what makes no report (`definition.sort`), an unknown role, a measure beyond one’s rights (403).',
    ),
    access: 'reports.view',
    body: SavedBody,
    response: SavedReport,
    status: 201,
    message: text('Rapport gardé.', 'Report saved.'),
    errors: [reportingErrors.saved_report_name_taken],
    run: async ({ tx, actor, body, request }) => {
      const id = await saveReport(tx, actor, body)
      return { data: await getSavedReport(tx, actor, id, request.language) }
    },
  }),
  read({
    path: '/saved-reports/:id',
    operation: 'getSavedReport',
    tag: 'reports',
    summary: text('Lire un rapport gardé', 'Read a saved report'),
    description: text(
      'Sa définition, que l’on peut envoyer telle quelle à `POST /reports/custom`, et ce qui en empêcherait (`problems`). 404 pour celui d’un autre qui ne vous est pas montré.',
      'Its definition, which can be sent as it stands to `POST /reports/custom`, and what would keep one from that (`problems`). 404 for another’s that is not shown to you.',
    ),
    access: 'reports.view',
    params: IdParams,
    response: SavedReport,
    run: async ({ sql, actor, params, request }) => ({
      data: await getSavedReport(sql, actor, params.id, request.language),
    }),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/saved-reports/:id',
      operation: method === 'PUT' ? 'replaceSavedReport' : 'updateSavedReport',
      tag: 'reports',
      summary: text('Modifier un rapport gardé', 'Change a saved report'),
      description: text(
        'Seuls les champs donnés changent\u00a0; `roles` remplace tous les rôles. Pour qui l’a gardé et qui règle la chaîne\u00a0; 403 pour qui le voit seulement.',
        'Only the fields that are given change; `roles` takes the place of all roles. For its owner and whoever sets up the chain; 403 for who only sees it.',
      ),
      access: 'reports.view',
      params: IdParams,
      body: SavedUpdate,
      response: SavedReport,
      message: text('Rapport gardé modifié.', 'Saved report changed.'),
      errors: [reportingErrors.saved_report_name_taken],
      run: async ({ tx, actor, params, body, request }) => {
        await updateSavedReport(tx, actor, params.id, body)
        return { data: await getSavedReport(tx, actor, params.id, request.language) }
      },
    }),
  ),
  write({
    method: 'DELETE',
    path: '/saved-reports/:id',
    operation: 'deleteSavedReport',
    tag: 'reports',
    summary: text('Supprimer un rapport gardé', 'Delete a saved report'),
    description: text(
      'Pour qui l’a gardé et qui règle la chaîne\u00a0; 403 pour qui le voit seulement.',
      'For its owner and whoever sets up the chain; 403 for who only sees it.',
    ),
    access: 'reports.view',
    params: IdParams,
    response: Type.Null(),
    message: text('Rapport gardé supprimé.', 'Saved report deleted.'),
    run: async ({ tx, actor, params }) => {
      await deleteSavedReport(tx, actor, params.id)
      return { data: null }
    },
  }),
]
