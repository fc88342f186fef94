import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'

export const ROOT = resolve(import.meta.dirname, '..', '..')

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

export const readYaml = <Shape>(path: string): Shape => parse(readText(path), { merge: true }) as Shape

/** Every document of a file of manifests. */
export const readManifests = <Shape>(text: string): Shape[] =>
  parseAllDocuments(text, { merge: true })
    .map((document) => {
      if (document.errors.length > 0) throw document.errors[0]
      return document.toJS() as Shape
    })
    .filter((manifest) => manifest !== null)

/** The variables that the program reads, by the texts of its configuration. */
export function readVariables(): ReadonlySet<string> {
  const configuration = globSync('server/platform/*config*.ts', { cwd: ROOT }).filter(
    (path) => !path.endsWith('.test.ts'),
  )
  const named = configuration.flatMap((path) => [...readText(path).matchAll(/'([A-Z][A-Z0-9_]{2,})'/g)])
  const others = globSync('server/**/*.ts', { cwd: ROOT }).flatMap((path) => [
    ...readText(path.replaceAll('\\', '/')).matchAll(/process\.env\.([A-Z][A-Z0-9_]+)/g),
  ])
  return new Set([...named, ...others].map(([, name = '']) => name))
}

/** What Node, the C library and the exporters of OpenTelemetry read. */
export const SYSTEM_VARIABLES: ReadonlySet<string> = new Set([
  'MALLOC_ARENA_MAX',
  'NODE_ENV',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'TZ',
])

/** The commands of `server/main.ts`. */
export function readCommands(): ReadonlySet<string> {
  const table = /^const commands[^{]*\{\n([\s\S]*?)^\}/m.exec(readText('server/main.ts'))?.[1] ?? ''
  return new Set([...table.matchAll(/^ {2}(\w+): \{$/gm)].map(([, name = '']) => name))
}

/** The addresses that tell of a process’s health, as the API and the web port register them. */
export function readHealthPaths(): ReadonlySet<string> {
  const sources = ['server/platform/health/register-health.ts', 'server/web/create-web-server.ts'].map(readText)
  return new Set(
    sources.flatMap((text) => [...text.matchAll(/app\.get\('(\/health[^']*)'/g)].map(([, path = '']) => path)),
  )
}
