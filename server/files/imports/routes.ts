import { Type } from 'typebox'
import { IdParams, Strict } from '../../platform/http/fields.ts'
import { type ReceivedFile, type Route, read, readByPost, write } from '../../platform/http/route.ts'
import type { JobQueue } from '../../platform/jobs/job-queue.ts'
import { text } from '../../platform/text.ts'
import { filesErrors } from '../errors.ts'
import type { FileRoom } from '../file-room.ts'
import { createImport } from './create-import.ts'
import { getImport } from './get-import.ts'
import type { ImportKinds } from './import-kind.ts'
import { ImportList, listImports } from './list-imports.ts'
import { prepareImport } from './prepare-import.ts'
import { ImportPreview, type PreviewRequest, previewImport, previewRequest } from './preview-import.ts'
import { readImportErrors } from './read-import-errors.ts'
import { Import, type ImportRequest, importRequest } from './schema.ts'
import { undoImport } from './undo-import.ts'

export type ImportRouteDependencies = {
  readonly kinds: ImportKinds
  readonly files: FileRoom
  readonly jobs: Pick<JobQueue, 'enqueue'>
}

const MAX_BYTES = 200 * 1024 * 1024
const FILE = { field: 'file', maxFiles: 1, maxBytesEach: MAX_BYTES, maxBytesTotal: MAX_BYTES } as const

const common = { tag: 'imports', access: 'imports.run' } as const

export const createImportRoutes = (dependencies: ImportRouteDependencies): readonly Route[] => [
  createRoute(dependencies),
  previewRoute(dependencies),
  ...readRoutes(dependencies),
  undoRoute(dependencies),
]

function createRoute({ kinds, files, jobs }: ImportRouteDependencies): Route {
  return write({
    ...common,
    method: 'POST',
    path: '/imports',
    operation: 'createImport',
    limit: 'costly',
    summary: text('Importer un fichier', 'Import a file'),
    description: text(
      'Un CSV (200\u00a0Mio au plus, gzip permis) de produits, de stock, de magasins ou de ventes passées. Encodage, séparateur et format sont reconnus ; `mapping` nomme les colonnes qui ne le sont pas. Un fichier illisible ou une colonne obligatoire absente sont refusés aussitôt ; le reste se fait en arrière-plan, un import à la fois\u00a0: suivez `links.self`. Répéter un import ne fait rien deux fois. Demande, outre `imports.run`, le droit d’écrire ce que le fichier contient\u00a0: `products.create` et `products.update`, `stock.adjust` (dans ses magasins seulement), `stores.create` et `stores.update`, `sales.create` et `stores.all`. `dry_run` essaie tout et ne garde rien.',
      'A CSV (200 MiB at most, gzip allowed) of products, stock, stores or past sales. Encoding, delimiter and format are recognised; `mapping` names the columns that are not. An unreadable file or a missing required column is refused at once; the rest happens in the background, one import at a time: follow `links.self`. Repeating an import does nothing twice. Beside `imports.run` it takes the right to write what the file holds: `products.create` and `products.update`, `stock.adjust` (in one’s own stores only), `stores.create` and `stores.update`, `sales.create` and `stores.all`. `dry_run` tries everything and keeps nothing.',
    ),
    acceptsFiles: FILE,
    errors: [filesErrors.storage_unavailable],
    body: importRequest(kinds),
    response: Import,
    status: 202,
    message: text('Import mis en file.', 'Import queued.'),
    prepare: ({ actor, body, files: received }) =>
      prepareImport(actor, body as ImportRequest, received[0] as ReceivedFile, { kinds, files }),
    run: async ({ tx, actor, body, files: received, prepared, request }) => {
      const given = { request: body as ImportRequest, file: received[0] as ReceivedFile, prepared }
      const id = await createImport(tx, actor, given, jobs)
      return { data: await getImport(tx, actor, id, { kinds, language: request.language }) }
    },
  })
}

const previewRoute = ({ kinds }: ImportRouteDependencies): Route =>
  readByPost({
    ...common,
    path: '/imports/preview',
    operation: 'previewImport',
    limit: 'costly',
    summary: text('Regarder un fichier avant de l’importer', 'Look at a file before importing it'),
    description: text(
      'Les colonnes du fichier avec leurs premières cellules, le champ que chacune est censée être, et tous les champs possibles\u00a0: de quoi choisir `mapping`. Rien n’est gardé.',
      'The columns of the file with their first cells, the field that each is taken for, and all the fields there are: what one needs to choose a `mapping`. Nothing is kept.',
    ),
    acceptsFiles: FILE,
    body: previewRequest(kinds),
    response: ImportPreview,
    run: async ({ body, files: received, request }) => ({
      data: await previewImport(body as PreviewRequest, received[0] as ReceivedFile, {
        kinds,
        language: request.language,
      }),
    }),
  })

const ErrorQuery = Strict({
  stage: Type.Optional(
    Type.Unsafe<'import' | 'undo'>({
      type: 'string',
      enum: ['import', 'undo'],
      description: 'The problems of the import, or what its undo kept.',
    }),
  ),
})

const readRoutes = ({ kinds }: ImportRouteDependencies): readonly Route[] => [
  read({
    ...common,
    path: '/imports',
    operation: 'listImports',
    summary: text('Lister les imports', 'List imports'),
    description: text(
      'Les derniers d’abord. Qui n’agit pas dans tous les magasins ne voit que ceux qu’il a demandés.',
      'The newest first. Whoever does not act in all stores sees only those that they asked for.',
    ),
    query: ImportList,
    response: Type.Array(Type.Partial(Import)),
    run: ({ sql, actor, query, request }) => listImports(sql, actor, query, { kinds, language: request.language }),
  }),
  read({
    ...common,
    path: '/imports/:id',
    operation: 'getImport',
    summary: text('Suivre un import', 'Follow an import'),
    description: text(
      'Son état, son avancement (mis à jour chaque seconde), ses comptes et ses cinquante premiers problèmes.',
      'Its state, its progress (updated every second), its counts and its first fifty problems.',
    ),
    params: IdParams,
    response: Import,
    run: async ({ sql, actor, params, request }) => ({
      data: await getImport(sql, actor, params.id, { kinds, language: request.language }),
    }),
  }),
  read({
    ...common,
    path: '/imports/:id/errors.csv',
    operation: 'readImportErrors',
    summary: text('Télécharger les erreurs d’un import', 'Download an import’s errors'),
    description: text(
      'Chaque enregistrement refusé ou repris avec réserve\u00a0: ligne du fichier, champ, valeur, raison dans la langue du lecteur. UTF-8 avec indicateur d’ordre ; ce qu’un tableur prendrait pour une formule est neutralisé. Gardé trente jours, les cent mille premiers.',
      'Each record that was refused or imported with a reservation: line of the file, field, value, reason in the reader’s language. UTF-8 with a byte order mark; what a spreadsheet would take for a formula is made harmless. Kept for thirty days, the first hundred thousand.',
    ),
    params: IdParams,
    query: ErrorQuery,
    response: Type.Any(),
    contentTypes: ['text/csv'],
    run: ({ sql, actor, params, query, request }) =>
      readImportErrors(sql, actor, { id: params.id, stage: query.stage ?? 'import', language: request.language }),
  }),
]

function undoRoute({ kinds, jobs }: ImportRouteDependencies): Route {
  return write({
    ...common,
    method: 'POST',
    path: '/imports/:id/undo',
    operation: 'undoImport',
    summary: text('Annuler un import', 'Undo an import'),
    description: text(
      'Retire en arrière-plan ce que l’import a créé et rend les valeurs qu’il a changées. Ce que quelqu’un a modifié, vendu ou compté depuis reste tel quel et figure dans `undo.kept`. Une seule fois ; refusé pour un essai à blanc, un import qui n’est pas terminé, et des ventes, qui ne s’effacent jamais.',
      'Takes away in the background what the import created and gives back the values that it changed. What somebody has changed, sold or counted since stays as it is and stands in `undo.kept`. Once only; refused for a dry run, for an import that has not ended, and for sales, which are never erased.',
    ),
    errors: [filesErrors.import_not_undoable],
    params: IdParams,
    response: Import,
    status: 202,
    message: text('Annulation mise en file.', 'Undo queued.'),
    run: async ({ tx, actor, params, request }) => {
      await undoImport(tx, actor, params.id, { kinds, jobs })
      return { data: await getImport(tx, actor, params.id, { kinds, language: request.language }) }
    },
  })
}
