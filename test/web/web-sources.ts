import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseSync } from 'vite'

const ROOT = resolve(import.meta.dirname, '..', '..')

/** A node of the syntax tree, as every parser of JavaScript writes them. */
export type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>

export type WebSource = {
  /** From the project's folder. */
  readonly path: string
  readonly text: string
  readonly nodes: readonly Node[]
}

/** Every source of the web application, with all nodes of its syntax tree. */
export function readWebSources(): WebSource[] {
  return globSync('web/src/**/*.{ts,tsx}', { cwd: ROOT })
    .filter((path) => !/\.test\.ts$|\/testing\//.test(path))
    .sort()
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8')
      const { program, errors } = parseSync(path, text)
      if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
      return { path, text, nodes: [...walk(program)] }
    })
}

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item)
  else if (value !== null && typeof value === 'object') {
    if ('type' in value && typeof value.type === 'string') yield value as Node
    for (const part of Object.values(value)) yield* walk(part)
  }
}

export const lineOf = ({ text }: WebSource, { start }: Node): number => text.slice(0, start).split('\n').length

/** The names under which a source imports what stands in another file, by their names there. */
export function importsOf(source: WebSource): { target: string; name: string; as: string }[] {
  return source.nodes
    .filter(({ type }) => type === 'ImportDeclaration')
    .flatMap((node) => {
      const { value } = node.source as { value: string }
      if (!value.startsWith('.')) return []
      const target = join(dirname(source.path), value).replaceAll('\\', '/')
      return (node.specifiers as { type: string; imported?: { name: string }; local: { name: string } }[]).map(
        ({ imported, local }) => ({ target, name: imported?.name ?? '*', as: local.name }),
      )
    })
}
