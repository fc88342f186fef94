import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT, readText } from './read-deployment.ts'

/** What the Dockerfile makes, made without a container engine: its steps as commands in a folder. */
export type Image = { readonly app: string; readonly bytes: number; remove(): void }

/** The first Node that is found must be the one of the image. */
const PATH = `${dirname(process.execPath)}:${process.env.PATH}`

/** What the build sees of the project: the lines of .dockerignore, one after the other. */
function makeContext(folder: string): void {
  const lines = readText('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#') && line !== '*')
  const refused = lines
    .filter((line) => !line.startsWith('!'))
    .map((line) => line.replaceAll('**/', '').replace('*', ''))
  for (const line of lines.filter((name) => name.startsWith('!'))) {
    const path = line.slice(1)
    const isKept = (from: string) => !refused.some((end) => from.endsWith(end.startsWith('.') ? end : `/${end}`))
    cpSync(join(ROOT, path), join(folder, path), { recursive: true, filter: isKept })
  }
}

/** The installed packages in place of those that `npm ci` would fetch, linked one by one: they are the same, and more. */
function linkPackages(folder: string): void {
  const names = readdirSync(join(ROOT, 'node_modules')).filter((name) => name !== '.cache')
  run('cp', ['-al', ...names, join(folder, 'node_modules')], join(ROOT, 'node_modules'))
}

function run(command: string, args: readonly string[], cwd: string, env: Record<string, string> = {}): void {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, PATH, ...env } })
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.stdout}${done.stderr}`)
}

/** The command of the one RUN of the Dockerfile that names a file; `/app` is the folder that it runs in. */
function commandOf(file: string): string {
  const line = readText('deploy/Dockerfile')
    .split('\n')
    .find((text) => text.startsWith('RUN ') && text.includes(file))
  if (line === undefined) throw new Error(`The Dockerfile runs no ${file}.`)
  return line.slice('RUN '.length)
}

/**
 * Makes the last stage's `/app` in a folder of the project, where the packages can be linked.
 *
 * @throws Error with what a step said, when it did not succeed.
 */
export function makeImage(): Image {
  const folder = mkdtempSync(join(ROOT, '.image-'))
  // Its processes run under another account when the tests run as root.
  chmodSync(folder, 0o755)
  const stage = (name: string) => join(folder, name)
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    for (const name of ['context', 'web', 'server-packages', 'app']) mkdirSync(stage(name))
    makeContext(stage('context'))
    copy(stage('context'), stage('web'), ['.'])
    symlinkSync(join(ROOT, 'node_modules'), join(stage('web'), 'node_modules'))
    run('sh', ['-c', commandOf('vite.js')], stage('web'))
    copy(stage('context'), stage('server-packages'), ['package.json', 'package-lock.json', 'rules', 'server', 'deploy'])
    mkdirSync(join(stage('server-packages'), 'node_modules'))
    linkPackages(stage('server-packages'))
    // npm writes over this one in place, which would reach the installed packages by the link.
    const record = join(stage('server-packages'), 'node_modules', '.package-lock.json')
    const text = readFileSync(record)
    rmSync(record)
    writeFileSync(record, text)
    run('sh', ['-c', commandOf('keep-server-packages.mjs')], stage('server-packages'))
    copy(stage('context'), stage('app'), listCopied())
    copy(stage('web'), stage('app'), ['web'])
    run('mv', [join(stage('server-packages'), 'node_modules'), stage('app')], folder)
    for (const argument of ['--keep-erased', '--version']) {
      run('sh', ['deploy/image/comptoir.sh', argument], stage('app'), { COMPTOIR_FOLDER: stage('app') })
    }
    return { app: stage('app'), bytes: measure(stage('app')), remove }
  } catch (error) {
    remove()
    throw error
  }
}

/** What the last stage copies from the project. */
function listCopied(): string[] {
  const last = readText('deploy/Dockerfile').split('\nFROM ').at(-1) ?? ''
  return [...last.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) => sources.split(' '))
}

function copy(from: string, to: string, names: readonly string[]): void {
  for (const name of names) cpSync(join(from, name), join(to, name), { recursive: true })
}

function measure(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
