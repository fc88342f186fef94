// Preloaded (`node --import`) by whatever bin/run.mjs starts: erases the types of this project's files as Node would, and
// keeps what is left, so that the next process neither does it again nor loads the eraser.
//
// Node's own cache of compiled code does as much for the time of a start, but each process keeps all that it read of it in memory
// as long as it runs, and never looks at it again: fifteen megabytes for the API.
import { hash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
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
  // One place for each file, so that there are never more than the project has; the last line tells of which text it is.
  const path = join(folder, `${hash('sha1', url.slice(rootUrl.length))}.js`)
  const kept = readKept(path, source)
  if (kept !== undefined) return kept
  const code = withoutWarning(() => stripTypeScriptTypes(source))
  keep(path, `${code}${seal(source, code)}`)
  return code
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
