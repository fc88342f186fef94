import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { waitForFileLock } from '../platform/process/file-lock.ts'
import { readCurrentBuild } from './builds.ts'
import { stampSources } from './source-stamp.ts'

const LOCK = 'build.lock'
/** Whoever waits for answers comes first. */
const BUILD_PRIORITY = 10

type Places = {
  /** The project's folder. */
  readonly root: string
  readonly dataFolder: string
}

/**
 * Where builds stand: in the project, or in the data folder where the project may only be read and no build of its
 * sources came with it.
 */
export function chooseBuildsFolder({ root, dataFolder }: Places): string {
  const ofProject = join(root, 'web', 'dist')
  const isWritable = canWrite(existsSync(ofProject) ? ofProject : join(root, 'web'))
  return isWritable || isFresh({ root, builds: ofProject }) ? ofProject : join(dataFolder, 'web')
}

type Order = {
  readonly root: string
  readonly builds: string
  /** Builds quickly, for reading in the browser's tools: neither made small nor compressed, and never kept by the browser. */
  readonly isForDevelopment?: boolean
}

/** Whether the build in force was made of the sources as they are. */
export const isFresh = ({ root, builds, isForDevelopment = false }: Order): boolean =>
  readCurrentBuild(builds)?.sources === stampSources(root, isForDevelopment)

/**
 * Builds the web application unless its build is fresh. Processes that start at once build it once.
 *
 * @throws Error with what the build said, when it did not succeed; what was in force before still is.
 */
export async function ensureBuild(order: Order): Promise<void> {
  if (isFresh(order)) return
  mkdirSync(order.builds, { recursive: true })
  const lock = await waitForFileLock(join(order.builds, LOCK), 'build')
  try {
    if (!isFresh(order)) await runVite(order)
  } finally {
    lock.release()
  }
}

/** In a process of its own: what it needs of memory and time is not that of the server. */
function runVite({ root, builds, isForDevelopment = false }: Order): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const mode = isForDevelopment ? 'development' : 'production'
  const args = ['build', join(root, 'web'), '--mode', mode, '--configLoader', 'native', '--logLevel', 'warn']
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [vite, ...args], {
      env: { ...process.env, NODE_ENV: mode, COMPTOIR_WEB_BUILDS: builds },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
    child.once('error', fail)
    child.once('close', (code) =>
      code === 0 ? done() : fail(new Error(`The web application could not be built.\n${output.trim()}`)),
    )
    lowerPriority(child.pid)
  })
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, BUILD_PRIORITY)
  } catch {
    // It has ended already, or the system does not let us.
  }
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
