// Preloaded (`node --import`) by whatever bin/run.mjs starts: gives this project's files without their types, as Node would, and
// keeps what is left, so that no process does it again. Run by itself, with a folder of the project, it erases what is new or has
// changed there.
//
// Node's own cache of compiled code does as much for the time of a start, but each process keeps all that it read of it in memory
// as long as it runs, and never looks at it again: fifteen megabytes for the API.
import { spawnSync } from 'node:child_process'
import { hash, randomUUID } from 'node:crypto'
import { accessSync, constants, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const self = fileURLToPath(import.meta.url)
const root = dirname(dirname(self))
const rootUrl = `${pathToFileURL(root).href}/`
/** Another version may erase otherwise. */
const folder = join(root, 'node_modules', '.cache', 'comptoir', `erased-${process.version}`)

const isOurs = (url) => url.startsWith(rootUrl) && url.endsWith('.ts') && !url.includes('/node_modules/')

registerHooks({
  load(url, context, next) {
    if (!isOurs(url)) return next(url, context)
    return { format: 'module', source: erase(url), shortCircuit: true }
  },
})

/** The code of a file, as it was kept if it was. */
function erase(url) {
  const source = readFileSync(fileURLToPath(url), 'utf8')
  const name = url.slice(rootUrl.length)
  // One place for each file, so that there are never more than the project has; the last line tells of which text it is.
  const path = join(folder, `${hash('sha1', name)}.js`)
  const kept = readKept(path, source) ?? (eraseApart(name) ? readKept(path, source) : undefined)
  if (kept !== undefined) return kept
  const code = withoutWarning(() => stripTypeScriptTypes(source))
  keep(path, `${code}${seal(source, code)}`)
  return code
}

/** What another process has erased for this one. */
const erasedApart = new Set()

/**
 * Has another process erase what is new or has changed in the folder of this file: the eraser takes ten megabytes, which whoever
 * has loaded it never gives back. Answers whether anything came of it.
 */
function eraseApart(name) {
  const [top] = name.split('/', 1)
  if (process.argv[1] === self || erasedApart.has(top)) return false
  erasedApart.add(top)
  return spawnSync(process.execPath, [self, top], { stdio: 'ignore' }).status === 0
}

function eraseAll(top) {
  mkdirSync(folder, { recursive: true })
  accessSync(folder, constants.W_OK)
  const names = top.endsWith('.ts') ? [top] : globSync(`${top}/**/*.ts`, { cwd: root, exclude: ['**/node_modules/**'] })
  for (const name of names) {
    try {
      erase(pathToFileURL(join(root, name)).href)
    } catch {
      // Whoever wants this one will say what is wrong with it.
    }
  }
}

/** Types give way to spaces, as where Node erases them by itself, which it no longer calls an experiment; here it still warns. */
function withoutWarning(work) {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return work()
  } finally {
    process.emitWarning = emitWarning
  }
}

const seal = (source, code) => `\n//${hash('sha1', source)} ${hash('sha1', code)}`
const sealLength = seal('', '').length

/** undefined: nothing is kept of this text, or it was cut short when a machine lost its power. */
function readKept(path, source) {
  try {
    const kept = readFileSync(path, 'utf8')
    const code = kept.slice(0, -sealLength)
    return kept.endsWith(seal(source, code)) ? code : undefined
  } catch {
    return undefined
  }
}

function keep(path, text) {
  try {
    mkdirSync(folder, { recursive: true })
    const unfinished = `${path}.${randomUUID()}`
    writeFileSync(unfinished, text)
    renameSync(unfinished, path)
  } catch {
    // An installation that may only be read works too; each of its processes erases anew.
  }
}

if (process.argv[1] === self) eraseAll(process.argv[2] ?? 'server')
