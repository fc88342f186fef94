import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { testDatabase } from '../harness/database.ts'
import { temporaryFolder } from '../harness/imports.ts'

const main = join(import.meta.dirname, '..', '..', 'server', 'main.ts')

type Ran = { code: number; stdout: string; stderr: string }

function comptoir(args: string[], env: Record<string, string>): Promise<Ran> {
  const options = { env: { ...process.env, LANG: 'fr_CA.UTF-8', LC_ALL: '', ...env } }
  return new Promise((done) => {
    execFile(process.execPath, [main, ...args], options, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
}

describe('comptoir demo', () => {
  it('shows the passwords once, keeps them for their owner, and refuses a database in use', async (t) => {
    const cleaner = { after: (work: () => Promise<void>) => t.after(work) }
    const { sql, url } = await testDatabase(cleaner)
    const folder = temporaryFolder(cleaner)
    const env = { DATABASE_URL: url, COMPTOIR_DATA: folder }
    const made = await comptoir(['demo', '--days', '3'], env)
    assert.equal(made.code, 0, made.stderr)
    assert.match(made.stdout, /5 magasins et un entrepôt, 336 produits, [\d\s]+ ventes en 3 jours/)
    const path = join(folder, 'demo-sign-in.txt')
    assert.equal(statSync(path).mode & 0o777, 0o600)
    const file = readFileSync(path, 'utf8')
    const people = await sql<{ email: string }[]>`select email from users`
    assert.ok(people.length >= 15)
    for (const { email } of people) {
      const line = file.split('\n').find((candidate) => candidate.includes(email))
      assert.match(line ?? '', /([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}/)
      assert.ok(made.stdout.includes(line ?? 'nobody'))
    }
    const refused = await comptoir(['demo', '--lang', 'en'], env)
    assert.deepEqual([refused.code, refused.stdout], [1, ''])
    assert.match(refused.stderr, /The database holds data already/)
    assert.equal(readFileSync(path, 'utf8'), file)
  })

  it('wants a plausible number of days', async () => {
    for (const days of ['0', '-1', 'x', '731', '1.5']) {
      const { code, stderr } = await comptoir(['demo', `--days=${days}`], {})
      assert.deepEqual([code, stderr], [1, '--days veut un nombre de jours, de 1 à 730.\n'])
    }
  })
})
