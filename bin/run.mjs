// Runs a TypeScript file of this project with the Node that the project pins.
//
// This file must run on Node 20 with no package installed: it installs what is missing, finds the pinned Node among
// the packages, and hands over to it. Usage: node bin/run.mjs [node options] FILE.ts [arguments]
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensurePackages, repairPostgresLibraries } from './install.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const oldestUsableNode = 24

/** Answers the path of the Node to run with: the pinned one, or the current one when it is recent enough. */
function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const name of [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]) {
    const path = join(root, 'node_modules', name, 'bin', binary)
    if (existsSync(path)) return path
  }
  if (Number.parseInt(process.versions.node, 10) >= oldestUsableNode) return process.execPath
  console.error(
    `Comptoir : aucun Node pour ${process.platform} ${process.arch} parmi les paquets ; installez Node ${oldestUsableNode} ou plus récent.\n` +
      `Comptoir: the packages hold no Node for ${process.platform} ${process.arch}; install Node ${oldestUsableNode} or newer.`,
  )
  process.exit(1)
}

/** Puts the path of the file to run on an absolute footing, so that the command works from any folder. */
function locateFile(args) {
  const position = args.findIndex((argument) => /\.(ts|mjs|js)$/.test(argument) && !argument.startsWith('-'))
  if (position < 0) {
    console.error('usage: node bin/run.mjs [node options] FILE.ts [arguments]')
    process.exit(2)
  }
  const file = args[position]
  const fromRoot = resolve(root, file)
  const located = isAbsolute(file) ? file : existsSync(fromRoot) ? fromRoot : resolve(file)
  return [...args.slice(0, position), located, ...args.slice(position + 1)]
}

/**
 * Passes signals on to the child. When npm started us and is itself killed, nobody could stop the child any more:
 * the change of parent is noticed and the child is asked to leave.
 */
function forwardSignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 500)
  watch.unref()
}

/** Installs what is missing, then runs the file with the pinned Node and leaves with its exit code. */
export async function runWithPinnedNode(args) {
  await ensurePackages(root)
  repairPostgresLibraries(root)
  // The channel tells the child when this process disappears without a word (kill -9).
  const child = spawn(findNode(), locateFile(args), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  forwardSignals(child)
  child.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    const numbers = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15, SIGHUP: 1 }
    process.exit(128 + (numbers[signal] ?? 0))
  })
}

const invoked = process.argv[1]
if (invoked && import.meta.url === pathToFileURL(realpathSync(invoked)).href) {
  await runWithPinnedNode(process.argv.slice(2))
}
