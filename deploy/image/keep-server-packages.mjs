// Takes out of node_modules what no file of `server` or `rules` imports: the packages of the web application, which is
// built by now, its builder, the pinned Node and the embedded PostgreSQL. Changes package.json of the folder it runs in,
// so it runs in a stage of the image whose package.json nobody needs afterwards.
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const IMPORTED = /\b(?:from|import|import\(|resolve\(|require\()\s*'([^'.][^']*)'/g
/** One file of a package, which is sent as it is: its own packages are not needed for that. */
const IS_FILE = /\/[^/]+\.js$/

/** `@scope/name` or `name`, without what stands behind it. */
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

const specifiers = globSync(['server/**/*.ts', 'rules/**/*.ts'])
  .filter((path) => !path.endsWith('.test.ts'))
  .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(IMPORTED)].map(([, name]) => name))
const imported = new Set(specifiers.filter((name) => !IS_FILE.test(name)).map(packageOf))
const files = specifiers.filter((name) => IS_FILE.test(name) && !imported.has(packageOf(name)))
files.push(...files.flatMap((name) => ['package.json', 'LICENSE'].map((file) => `${packageOf(name)}/${file}`)))

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const kept = Object.entries(manifest.dependencies).filter(([name]) => imported.has(name))
const { devDependencies, optionalDependencies, ...rest } = manifest
writeFileSync('package.json', JSON.stringify({ ...rest, dependencies: Object.fromEntries(kept) }, null, 2))

const aside = mkdtempSync('.aside-')
for (const file of files) cpSync(join('node_modules', file), join(aside, file), { recursive: true })
const options = ['--omit=dev', '--ignore-scripts', '--offline', '--no-audit', '--no-fund', '--loglevel=error']
const pruned = spawnSync('npm', ['prune', ...options], { stdio: 'inherit' })
cpSync(aside, 'node_modules', { recursive: true })
rmSync(aside, { recursive: true })
// npm leaves the folders of scopes that have nothing in them any more.
for (const scope of globSync('node_modules/@*')) if (readdirSync(scope).length === 0) rmdirSync(scope)
process.exitCode = pruned.status ?? 1
