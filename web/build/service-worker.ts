import { resolve } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

const WORKER = resolve(import.meta.dirname, '../src/service-worker/service-worker.ts')
const VERSION_LENGTH = 12
const NAME = 'service-worker.js'
/** Of `web/public`: what the page names. */
const PUBLIC_FILES = ['boot.js', 'mark.svg', 'icon-192.png', 'icon-512.png', 'manifest.webmanifest']
const IS_WORKER = /\.worker-[\w-]+\.js$/
const IS_OF_TILL = /\/src\/till\//
const IS_FILE_OF_TILL = /^assets\/till-[\w-]+\.(js|css)$/

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk & { readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> } }

/**
 * Builds the service worker beside the application and writes into it what the till needs to start without a network.
 *
 * @param sources the stamp of the sources: equal sources make the same worker, which no browser takes for a newer one.
 */
export function buildServiceWorker(sources: string): Plugin {
  return {
    name: 'comptoir:service-worker',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: WORKER, fileName: NAME })
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[NAME]
        if (worker?.type !== 'chunk') throw new Error('The service worker was not built.')
        if (worker.imports.length > 0)
          throw new Error(`The service worker shares ${worker.imports} with the application.`)
        const { entries, files } = listKeptFiles(bundle)
        worker.code = worker.code
          .replaceAll('__VERSION__', JSON.stringify(sources.slice(0, VERSION_LENGTH)))
          .replaceAll('__ENTRIES__', JSON.stringify(entries.map((file) => `/${file}`)))
          .replaceAll('__KEPT_FILES__', JSON.stringify(files.map((file) => `/${file}`)))
      },
    },
  }
}

type Kept = { readonly entries: readonly string[]; readonly files: readonly string[] }

/** The till, what opens it from the application, the application's entry with what that imports, and the typefaces. */
function listKeptFiles(bundle: Bundle): Kept {
  const chunks = Object.values(bundle).filter((file): file is Chunk => file.type === 'chunk' && file.fileName !== NAME)
  const entry = chunks.find(({ isEntry }) => isEntry)
  const ofTill = Object.keys(bundle).filter((name) => IS_FILE_OF_TILL.test(name))
  const script = ofTill.find((name) => name.endsWith('.js'))
  if (entry === undefined || script === undefined) throw new Error('The application or the till has no entry.')
  const kept = new Set<Chunk>()
  const keep = (chunk: Chunk | undefined) => {
    if (chunk === undefined || kept.has(chunk)) return
    kept.add(chunk)
    for (const name of chunk.imports) keep(chunks.find(({ fileName }) => fileName === name))
  }
  keep(entry)
  for (const chunk of chunks) if (chunk.moduleIds.some((id) => IS_OF_TILL.test(id))) keep(chunk)
  const scripts = [...kept].map(({ fileName }) => fileName)
  const styles = [...kept].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])])
  // Workers are built apart: only the till has any.
  const others = Object.keys(bundle).filter((name) => IS_WORKER.test(name) || name.endsWith('.woff2'))
  const files = [...new Set([...ofTill, ...scripts, ...styles, ...others, ...PUBLIC_FILES])]
  return { entries: [entry.fileName, script], files }
}
