import { Type } from 'typebox'
import { type FileRoom, filesErrors } from '../../files/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import type { JobQueue } from '../../platform/jobs/job-queue.ts'
import { text } from '../../platform/text.ts'
import { reportingErrors } from '../errors.ts'
import { REPORT_CONTENT_TYPES, ReportFile } from '../export/formats.ts'
import { createExport } from './create-export.ts'
import { deleteExport } from './delete-export.ts'
import type { Exportable } from './exportable.ts'
import { getExport } from './get-export.ts'
import { ExportList, listExports } from './list-exports.ts'
import { presentExport } from './present-export.ts'
import { readExportFile } from './read-export-file.ts'
import { Export, type ExportRequest, exportRequest } from './schema.ts'

export type ExportRouteDependencies = {
  readonly exportables: readonly Exportable[]
  readonly files: FileRoom
  readonly jobs: Pick<JobQueue, 'enqueue'>
}

const common = { tag: 'reports', access: 'reports.view' } as const

export const createExportRoutes = (dependencies: ExportRouteDependencies): readonly Route[] => [
  createRoute(dependencies),
  ...readRoutes(),
  fileRoute(dependencies),
  deleteRoute(dependencies),
]

function createRoute({ exportables, jobs }: ExportRouteDependencies): Route {
  return write({
    ...common,
    method: 'POST',
    path: '/exports',
    operation: 'createExport',
    importance: 'reports',
    limit: 'costly',
    summary: text('Demander un export', 'Ask for an export'),
    description: text(
      'Fait en arrière-plan le fichier d’un rapport, ou des tickets (`tickets`) ou lignes (`ticket_lines`) d’une période, par millions s’il le faut. Suivez `links.self`\u00a0; le fichier est à `links.file` pendant sept jours. Il est fait dans la langue de la demande, de ce que la personne peut voir au moment où il est fait, jamais plus que lors de la demande\u00a0: qui n’a plus accès n’obtient rien. `tickets` et `ticket_lines` demandent aussi `sales.view`\u00a0; les coûts n’y sont que pour `reports.margin`. Dix exports en attente au plus par personne.',
      'Makes in the background the file of a report, or of the tickets (`tickets`) or lines (`ticket_lines`) of a period, by millions if need be. Follow `links.self`; the file is at `links.file` for seven days. It is made in the language of the request, of what the person may see when it is made, and never more than when it was asked for: whoever has no access any more gets nothing. `tickets` and `ticket_lines` also take `sales.view`; costs are there only for `reports.margin`. At most ten exports waiting per person.',
    ),
    errors: [platformErrors.not_found, reportingErrors.too_many_exports],
    body: exportRequest(exportables.map(({ name }) => name)),
    response: Export,
    status: 202,
    message: text('Export mis en file.', 'Export queued.'),
    run: async ({ tx, actor, body, request: { language } }) => {
      const id = await createExport(tx, actor, body as ExportRequest, { exportables, jobs, language })
      return { data: presentExport(await getExport(tx, actor, id), language) }
    },
  })
}

const readRoutes = (): readonly Route[] => [
  read({
    ...common,
    path: '/exports',
    operation: 'listExports',
    summary: text('Lister ses exports', 'List one’s exports'),
    description: text(
      'Ceux que l’on a demandés soi-même, les derniers d’abord.',
      'Those that one has asked for oneself, the newest first.',
    ),
    query: ExportList,
    response: Type.Array(Type.Partial(Export)),
    run: ({ sql, actor, query, request }) => listExports(sql, actor, query, request.language),
  }),
  read({
    ...common,
    path: '/exports/:id',
    operation: 'getExport',
    summary: text('Suivre un export', 'Follow an export'),
    description: text(
      'Son état et son avancement, mis à jour chaque seconde. Un export n’existe que pour qui l’a demandé.',
      'Its state and its progress, updated every second. An export exists only for whoever asked for it.',
    ),
    errors: [platformErrors.not_found],
    params: IdParams,
    response: Export,
    run: async ({ sql, actor, params, request }) => ({
      data: presentExport(await getExport(sql, actor, params.id), request.language),
    }),
  }),
]

function fileRoute({ files }: ExportRouteDependencies): Route {
  return read({
    ...common,
    path: '/exports/:id/file',
    operation: 'readExportFile',
    importance: 'reports',
    summary: text('Télécharger un export', 'Download an export'),
    description: text(
      'Le fichier, quand l’export est terminé. Refusé à qui ne peut plus voir tout ce qu’il montre\u00a0: les coûts, les tickets, ou un des magasins qu’il concerne.',
      'The file, once the export is done. Refused to whoever may no longer see all that it shows: costs, tickets, or one of the stores that it is about.',
    ),
    errors: [
      platformErrors.not_found,
      reportingErrors.export_not_ready,
      reportingErrors.export_expired,
      reportingErrors.export_beyond_rights,
      filesErrors.storage_unavailable,
    ],
    params: IdParams,
    response: ReportFile,
    contentTypes: REPORT_CONTENT_TYPES.filter((type) => type !== 'application/json'),
    answersNotModified: true,
    run: ({ sql, actor, params, request }) => readExportFile(sql, actor, params.id, { files, request }),
  })
}

function deleteRoute({ jobs }: ExportRouteDependencies): Route {
  return write({
    ...common,
    method: 'DELETE',
    path: '/exports/:id',
    operation: 'deleteExport',
    summary: text('Annuler ou supprimer un export', 'Cancel or delete an export'),
    description: text(
      'Arrête celui qui est en cours, et enlève le fichier de celui qui est terminé.',
      'Stops one that is under way, and takes away the file of one that is done.',
    ),
    errors: [platformErrors.not_found],
    params: IdParams,
    response: Type.Null(),
    message: text('Export supprimé.', 'Export deleted.'),
    run: async ({ tx, actor, params }) => {
      await deleteExport(tx, actor, params.id, jobs)
      return { data: null }
    },
  })
}
