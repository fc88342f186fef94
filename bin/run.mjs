// Runs a TypeScript file of this project with the Node that the project pins.
//
// This file must run on Node 20 with no package installed: it installs what is missing, finds the pinned Node among
// the packages, and hands over to it. Usage: node bin/run.mjs [node options] FILE.ts [arguments]
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensurePackages, repairPostgresLibraries } from './install.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const oldestUsableNode = 26

/**
 * A server of this size lives in 40 MiB of heap; left alone, V8 lets it grow to five times that before it looks for what
 * can go. It costs a few hundredths of the time. The processes that `start` makes inherit these.
 */
const memoryOptions = ['--heap-growing-percent=20', '--max-semi-space-size=8']

/** Types are erased once for all processes. */
const eraserOptions = ['--import', pathToFileURL(join(root, 'bin', 'erase-types.mjs')).href]

/** Each thread of the C library keeps freed memory of its own, unless told how many such stores there may be. */
const memoryVariables = { MALLOC_ARENA_MAX: '2' }

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

const watchMs = 250

/** Passes signals on to the child, and asks it to leave when the npm that started us is killed. */
function forwardSignals(child) {
  const signals = isHangupIgnored() ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  const isUnderNpm = makeNpmWatch()
  if (isUnderNpm === undefined) return
  const watch = setInterval(() => {
    if (isUnderNpm()) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, watchMs)
  watch.unref()
}

/**
 * Answers a function that says whether the npm that started us still runs: nobody could stop us otherwise. npm may
 * start a shell that starts us; then it is the shell's parent that changes.
 */
function makeNpmWatch() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return undefined
  const parent = process.ppid
  const shell = readProcess(parent, 'cmdline')
  if (!shell.includes('bin/comptoir.mjs') && !shell.includes('bin/run.mjs')) return () => process.ppid === parent
  const parentOfShell = () => /^PPid:\s*(\d+)$/m.exec(readProcess(parent, 'status'))?.[1]
  const npm = parentOfShell()
  return () => process.ppid === parent && parentOfShell() === npm
}

/** Reads what Linux says of a process; an empty text elsewhere. */
function readProcess(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

/** `nohup` asks that the end of the terminal be ignored; Linux says so in the mask of ignored signals. */
function isHangupIgnored() {
  const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readProcess('self', 'status'))?.[1]
  return mask === undefined || (Number.parseInt(mask.slice(-1), 16) & 1) === 1
}

/** Installs what is missing, then runs the file with the pinned Node and leaves with its exit code. */
export async function runWithPinnedNode(args) {
  await ensurePackages(root)
  repairPostgresLibraries(root)
  const child = spawn(findNode(), [...memoryOptions, ...eraserOptions, ...locateFile(args)], {
    env: { ...memoryVariables, ...process.env },
    // The channel tells the child when this process disappears without a word (kill -9).
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
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
