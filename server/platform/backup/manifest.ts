import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'
import { BackupRefused, refuseDamaged } from './damaged.ts'

/** Raised when an archive is laid out otherwise; one with a greater number is of a newer program. */
export const FORMAT = 1
export const MANIFEST_NAME = 'manifest.json'

const Table = Type.Object({
  /** As SQL writes it. */
  name: Type.String(),
  columns: Type.Array(Type.String(), { minItems: 1 }),
  rows: Type.Integer({ minimum: 0 }),
  /** Of the rows in any order, computed by PostgreSQL from what the backup saw. */
  digest: Type.String(),
  parts: Type.Integer({ minimum: 0 }),
})

const Manifest = Type.Object({
  format: Type.Integer(),
  program: Type.Literal('comptoir'),
  version: Type.String(),
  made_at: Type.String(),
  postgresql: Type.String(),
  snapshot: Type.String(),
  epoch: Type.String(),
  /** Tells whether another installation has the same SECRET_KEY, and nothing else about it. */
  secret_key_mark: Type.String(),
  migrations: Type.Array(Type.Object({ number: Type.Integer(), name: Type.String(), checksum: Type.String() })),
  /** In an order in which each table follows those that it refers to. */
  tables: Type.Array(Table),
  left_out: Type.Array(Type.String()),
  sequences: Type.Array(Type.Object({ name: Type.String(), last_value: Type.String() })),
  jobs: Type.Integer({ minimum: 0 }),
  files: Type.Object({ count: Type.Integer({ minimum: 0 }), bytes: Type.Integer({ minimum: 0 }) }),
})

/** What an archive holds, and of which moment. */
export type Manifest = Static<typeof Manifest>
export type TableEntry = Static<typeof Table>

/** @throws BackupRefused when it is not what this program, or an older one, has written. */
export function parseManifest(text: string): Manifest {
  const value = parse(text)
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined
  if (typeof format === 'number' && format > FORMAT) throw refuseNewer()
  if (!Check(Manifest, value)) throw refuseDamaged(MANIFEST_NAME)
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refuseDamaged(MANIFEST_NAME, error)
  }
}

export const refuseNewer = (): BackupRefused =>
  new BackupRefused(
    'La sauvegarde a été faite par une version plus récente de Comptoir. Mettez le programme à jour, puis restaurez.',
    'The backup was made by a newer version of Comptoir. Update the program, then restore.',
  )

/** Where the rows of a table stand: `tables/sales/000001.copy.zst`. */
export const tablePart = (table: string, part: number): string =>
  `tables/${table.replaceAll(/[^\w.-]/g, '_')}/${String(part).padStart(6, '0')}.copy.zst`
export const jobsPart = (part: number): string => `jobs/${String(part).padStart(6, '0')}.copy.zst`
export const JOBS_PART = /^jobs\/\d{6}\.copy\.zst$/
export const FILES_PREFIX = 'files/'
export const CHECKSUMS = /^checksums\/\d{6}\.sha256$/
