import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'comptoir-erase-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const eraser = join(folder, 'bin', 'erase-types.mjs')
const program = join(folder, 'greet.ts')
const keptIn = join(folder, 'node_modules', '.cache', 'comptoir', `erased-${process.version}`)
mkdirSync(join(folder, 'bin'))
cpSync(resolve(import.meta.dirname, '../bin/erase-types.mjs'), eraser)

const write = (greeting: string) =>
  writeFileSync(program, `type Name = string\n\nconst name: Name = 'é'\nconsole.log(\`${greeting} \${name}\`)\n`)

function run(): { output: string; complaint: string } {
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', eraser, program], { encoding: 'utf8' })
  return { output: stdout.trim(), complaint: stderr }
}

const kept = () => readdirSync(keptIn).map((name) => join(keptIn, name))

test('what is kept of a file is one file, and says what the file says', () => {
  write('Bonjour')
  assert.deepEqual([run(), run()], Array(2).fill({ output: 'Bonjour é', complaint: '' }))
  assert.equal(kept().length, 1)
})

test('a file that has changed is erased anew, in the same place', () => {
  write('Bonsoir')
  assert.equal(run().output, 'Bonsoir é')
  assert.equal(kept().length, 1)
})

test('what was cut short, or emptied, is erased anew', () => {
  const [path = ''] = kept()
  for (const length of [30, 0]) {
    truncateSync(path, length)
    assert.deepEqual(run(), { output: 'Bonsoir é', complaint: '' })
  }
})

test('whoever finds something new has its whole folder erased, and loads no eraser', () => {
  const room = join(folder, 'room')
  mkdirSync(join(room, 'deep'), { recursive: true })
  writeFileSync(join(room, 'other.ts'), 'const other: number = 1\nconsole.log(other)\n')
  writeFileSync(join(room, 'deep', 'broken.ts'), 'const = : number\n')
  const main = join(room, 'main.ts')
  writeFileSync(
    main,
    'const loaded: string[] = process.moduleLoadList\nconsole.log(loaded.filter((name) => /amaro/.test(name)).length)\n',
  )
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', eraser, main], { encoding: 'utf8' })
  assert.deepEqual([stdout.trim(), stderr], ['0', ''])
  // `greet.ts`, `main.ts` and `other.ts`.
  assert.equal(kept().length, 3)
})

test('where nothing can be kept, everything runs all the same', () => {
  rmSync(join(folder, 'node_modules'), { recursive: true })
  writeFileSync(join(folder, 'node_modules'), 'in the way')
  assert.deepEqual(run(), { output: 'Bonsoir é', complaint: '' })
})

test('an error names the line of the file', () => {
  writeFileSync(program, 'type Name = string\n\nconst name: Name | null = null\nthrow new Error(String(name))\n')
  assert.match(run().complaint, /greet\.ts:4/)
})
