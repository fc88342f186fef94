// The systemd units: what `systemd-analyze` says of them, and that what they start is there.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, test } from 'node:test'
import { ROOT, readCommands, readText, readVariables, SYSTEM_VARIABLES } from './read-deployment.ts'

const FOLDER = 'deploy/systemd'
const INSTALLED = '/opt/comptoir/'
/** Of ten, which is no protection at all. */
const WORST_EXPOSURE = 2

const units = globSync(`${FOLDER}/*.{service,target}`, { cwd: ROOT }).sort()
const services = units.filter((path) => path.endsWith('.service'))
const hasAnalyzer = spawnSync('systemd-analyze', ['--version']).status === 0
const unlessAnalyzed = hasAnalyzer ? false : 'systemd-analyze is not on this machine'

const linesOf = (path: string, key: string): string[] =>
  readText(path)
    .split('\n')
    .filter((line) => line.startsWith(`${key}=`))
    .map((line) => line.slice(key.length + 1))

/** The units as they would stand on a machine where what they name is installed. */
function install(t: { after(work: () => void): void }): { folder: string; paths: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-units-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  // This project may stand in a folder with a space in its name, which an installation does not.
  const place = join(folder, 'comptoir')
  symlinkSync(ROOT, place)
  const node = process.execPath.replace(ROOT, place)
  const paths = units.map((unit) => {
    const path = join(folder, basename(unit))
    const text = readText(unit).replaceAll('/usr/bin/node', node).replaceAll(INSTALLED, `${place}/`)
    writeFileSync(path, text.replace('WorkingDirectory=/opt/comptoir', `WorkingDirectory=${place}`))
    return path
  })
  return { folder, paths }
}

describe('the systemd units', () => {
  test('start commands that there are', () => {
    const commands = readCommands()
    assert.ok(services.length >= 5)
    for (const unit of services) {
      const [program, file = '', command = '', ...rest] = linesOf(unit, 'ExecStart').join(' ').split(' ')
      assert.equal(program, '/usr/bin/node', unit)
      assert.ok(existsSync(join(ROOT, file.replace(INSTALLED, ''))), `${unit}: ${file}`)
      assert.ok(commands.has(command), `${unit}: ${command}`)
      assert.deepEqual(rest, [])
    }
  })

  test('set variables that the program reads, and so does the file beside them', () => {
    const known = readVariables()
    const set = services.flatMap((unit) => linesOf(unit, 'Environment').join(' ').split(' '))
    const described = [...readText(`${FOLDER}/comptoir.env`).matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)]
    const names = [...set.map((word) => word.split('=')[0] ?? ''), ...described.map(([, name = '']) => name)]
    assert.ok(names.length > 10)
    for (const name of names) assert.ok(known.has(name) || SYSTEM_VARIABLES.has(name), name)
    const secrets = readText(`${FOLDER}/comptoir.env`)
    assert.doesNotMatch(secrets, /^[A-Z]/m, 'a copy that nobody has filled in sets nothing')
  })

  test('name only units that are here or of the system', () => {
    const here = new Set(units.map((unit) => basename(unit)))
    for (const unit of units) {
      for (const key of ['Wants', 'After', 'PartOf', 'Conflicts']) {
        const named = linesOf(unit, key).flatMap((line) => line.split(' '))
        const unknown = named.filter((name) => name.startsWith('comptoir') && !here.has(name))
        assert.deepEqual(unknown, [], `${unit}: ${key}`)
      }
    }
  })

  test('document themselves with a page that is there', () => {
    for (const unit of units) {
      for (const address of linesOf(unit, 'Documentation')) {
        assert.ok(existsSync(join(ROOT, address.replace(`file:${INSTALLED}`, ''))), `${unit}: ${address}`)
      }
    }
  })

  test('are understood by systemd', { skip: unlessAnalyzed }, (t) => {
    const { folder, paths } = install(t)
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', ...paths], { cwd: folder, encoding: 'utf8' })
    assert.equal(status, 0, stderr)
    assert.equal(
      stderr
        .split('\n')
        .filter((line) => line.includes(folder) || line.includes('comptoir'))
        .join('\n'),
      '',
    )
  })

  test('leave little open', { skip: unlessAnalyzed }, (t) => {
    for (const path of install(t).paths.filter((unit) => unit.endsWith('.service'))) {
      const threshold = `--threshold=${10 * WORST_EXPOSURE}`
      const asked = spawnSync('systemd-analyze', ['security', '--offline=true', threshold, path], { encoding: 'utf8' })
      assert.equal(asked.status, 0, asked.stdout + asked.stderr)
    }
  })
})
