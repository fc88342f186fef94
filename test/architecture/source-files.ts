import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '..', '..')

export type SourceFile = {
  /** From the project's folder, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly lines: readonly string[]
  /** What it names by a relative path ending in .ts: imports, dynamic imports, workers. From the project's folder. */
  readonly references: readonly string[]
}

const FOLDERS = ['bench', 'bin', 'rules', 'scripts', 'server', 'test', 'web']
const RELATIVE_FILE = /['"`](\.{1,2}\/[^'"`\n]+\.tsx?)['"`]/g
/** A program started as a process of its own is named by its file, beside its starter or from the project's folder. */
const STARTED_FILE = /['"`]((?:[\w-]+\/)*[\w-]+\.tsx?)['"`]/g

/** Every TypeScript file of the project. */
export function readSourceFiles(): SourceFile[] {
  const paths = globSync(
    FOLDERS.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: ROOT, exclude: ['**/dist/**'] },
  )
  return paths
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map(readSourceFile)
}

function readSourceFile(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const besideIt = (target: string) => normalize(join(dirname(path), target)).replaceAll('\\', '/')
  const imported = [...text.matchAll(RELATIVE_FILE)].map(([, target = '']) => besideIt(target))
  const started = [...text.matchAll(STARTED_FILE)]
    .flatMap(([, target = '']) => [besideIt(target), target])
    .filter((target) => existsSync(join(ROOT, target)))
  return { path, text, lines: text.split('\n'), references: [...new Set([...imported, ...started])] }
}

/** Tests, and what only tests use: `x.test.ts`, `test-x.ts`, and the folders `test/` and `testing/`. */
export const isTestFile = (path: string): boolean =>
  path.startsWith('test/') || /\/testing\/|\.test\.ts$|\/test-[^/]+\.ts$/.test(path)

export type FoundFunction = { readonly name: string; readonly line: number; readonly length: number }

const FUNCTION_HEAD =
  /^(\s*)(?:export )?(?:default )?(?:async )?(?:function\*? (\w+)|const (\w+) = (?:async )?\(.*=> \{$|(?:async )?(\w+)\(.*\).* \{$)/
const STATEMENT = /^(if|for|while|switch|catch|return|do)$/

/**
 * The functions of a file by the lines that Biome gives them: a head, and the brace that ends it at the same indent. The
 * length leaves out the functions inside, which count for themselves.
 */
export function findFunctions({ lines }: SourceFile): FoundFunction[] {
  const spans: { name: string; start: number; end: number }[] = []
  lines.forEach((line, start) => {
    const [, indent = '', ...names] = FUNCTION_HEAD.exec(line) ?? []
    const name = names.find((candidate) => candidate !== undefined)
    if (name === undefined || STATEMENT.test(name)) return
    const end = lines.findIndex(
      (candidate, index) => index > start && /^\s*\},?$/.test(candidate) && indentOf(candidate) === indent.length,
    )
    if (end > 0) spans.push({ name, start, end })
  })
  return spans.map(({ name, start, end }) => {
    const inside = spans.filter((other) => other.start > start && other.end < end)
    const outermost = inside.filter((one) => !inside.some((other) => other.start < one.start && one.end < other.end))
    const hidden = outermost.reduce((sum, one) => sum + one.end - one.start + 1, 0)
    return { name, line: start + 1, length: end - start + 1 - hidden }
  })
}

const indentOf = (line: string): number => line.length - line.trimStart().length
