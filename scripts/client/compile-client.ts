import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..')

const OPTIONS = [
  ...[
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--moduleResolution',
    'nodenext',
    '--lib',
    'es2023,dom,dom.iterable',
  ],
  ...['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--verbatimModuleSyntax'],
  ...['--declaration', '--rewriteRelativeImportExtensions', '--types', ''],
]

/**
 * The client as it is published, JavaScript and types, by the names of its files: made here and kept in the repository, so
 * that publishing takes no step that somebody could forget.
 *
 * @param api the text of `src/api.ts`
 */
export function compileClient(api: string): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-client-'))
  try {
    cpSync(join(root, 'packages', 'client', 'src'), join(folder, 'src'), { recursive: true })
    cpSync(join(root, 'packages', 'client', 'package.json'), join(folder, 'package.json'))
    writeFileSync(join(folder, 'src', 'api.ts'), api)
    const compiler = join(root, 'node_modules', '.bin', 'tsc')
    const command = [...OPTIONS, '--rootDir', 'src', '--outDir', 'dist', 'src/index.ts']
    const { status, stdout, stderr } = spawnSync(compiler, command, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`The client does not compile:\n${stdout}${stderr}`)
    const names = readdirSync(join(folder, 'dist')).sort()
    return Object.fromEntries(
      names.map((name) => [name, withBuiltNames(readFileSync(join(folder, 'dist', name), 'utf8'))]),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The compiler renames what the JavaScript imports, and leaves the declarations with the names of the sources. */
const withBuiltNames = (text: string): string => text.replace(/(from '\.\/\w+)\.ts'/g, "$1.js'")
