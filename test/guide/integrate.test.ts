// The integrator's page, in both languages, run as it is written: its first sale against a chain that sells, and each of
// its other examples for the kind of answer that it shows.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { makeDemo } from '../../server/demo/index.ts'
import { testApplication } from '../harness/app.ts'
import { codeBlocks, makeConsumer } from '../harness/client-package.ts'
import { makeUser } from '../harness/factories.ts'
import { TEST_SECRET_KEY } from '../harness/secret-key.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const WRITTEN_ADDRESS = 'http://localhost:8000'
const PASSWORD = 'un mot de passe assez long'
const PAGES = {
  'integrate.md': { first: 'From a token to a first sale', next: 'A token' },
  'integrate.fr.md': { first: 'Du jeton à la première vente', next: 'Un jeton' },
} as const

for (const [name, headings] of Object.entries(PAGES)) {
  describe(name, async () => {
    const { app, sql, serviceToken } = await testApplication({ after })
    const page = readFileSync(join(ROOT, 'docs', 'guide', name), 'utf8')
    const [start, rest] = [page.indexOf(`## ${headings.first}`), page.indexOf(`## ${headings.next}\n`)]
    const [firstSale, others] = [page.slice(start, rest), page.slice(rest)]
    let address = ''
    let EMAIL = ''
    const here = (text: string) => text.replaceAll(WRITTEN_ADDRESS, address)

    before(async () => {
      assert.ok((await makeDemo(sql, { days: 2, secretKey: TEST_SECRET_KEY, keepSignIns: () => {} })) !== null)
      EMAIL = (await makeUser(sql, { roles: ['owner'], password: PASSWORD })).email
      address = await app.listen({ host: '127.0.0.1', port: 0 })
    })

    test('its first sale, with curl', async (t) => {
      assert.ok(start > 0 && rest > start)
      const steps = codeBlocks(firstSale).filter(({ language }) => language === 'sh')
      assert.equal(steps.length, 9)
      const script = here(steps.map(({ text }) => text).join('\n'))
      const consumer = makeConsumer(t)
      const { code, output } = await consumer.run('bash', ['-euo', 'pipefail', '-c', script], { EMAIL, PASSWORD })
      assert.equal(code, 0, output)
      assert.match(output, /^201\n200$/m)
      assert.match(output, /Earl Grey/)
      assert.match(output, /"total":"-19\.50"/)
      const [walked] = await sql<[{ count: number }]>`select count(*)::int from products`
      const counts = [...output.matchAll(/^\s*(\d+)$/gm)].map(([, count]) => Number(count)).slice(2)
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        walked.count,
      )
      assert.match(output, /^"code":"sku_taken"$/m)
      const [level] = await sql`
        select level.on_hand::text from stock_levels level join product_variants v on v.id = level.variant_id
        where v.sku = 'TEA-250'`
      assert.equal(Number(level?.on_hand), 11)
    })

    test('its first sale, with the client', async (t) => {
      const [example] = codeBlocks(firstSale).filter(({ language }) => language === 'js')
      const consumer = makeConsumer(t)
      consumer.write({ 'example.js': here(example?.text ?? '') })
      const { code, output } = await consumer.run(process.execPath, ['example.js'], { EMAIL, PASSWORD })
      assert.equal(code, 0, output)
      assert.match(output, /Moka[\s\S]*\n\d{3}\n409 sku_taken\n$/)
    })

    test('each of its other examples is answered as it shows', async (t) => {
      const examples = codeBlocks(others).flatMap(({ language, text }) =>
        language === 'console' ? commands(text) : [],
      )
      assert.ok(examples.length >= 10)
      const consumer = makeConsumer(t)
      const { email } = await makeUser(sql, { roles: ['owner'], password: PASSWORD })
      const access = await app.inject({ method: 'POST', url: '/api/v1/login', payload: { email, password: PASSWORD } })
      const TOKEN: string = access.json().data.token
      await sellWhatIsReturned(`${address}/api/v1`, serviceToken)
      const [prelude] = codeBlocks(page.slice(0, start)).filter(({ language }) => language === 'sh')
      for (const { command, shown } of examples) {
        const script = here(`${prelude?.text}\n${command}`)
        const { output } = await consumer.run('bash', ['-euo', 'pipefail', '-c', script], { TOKEN })
        assert.deepEqual(verdict(output), verdict(shown), `${command}\n${output}`)
      }
    })
  })
}

/** A command with the lines that go on with it, and the answer that the page shows under it. */
function commands(block: string): { command: string; shown: string }[] {
  return block
    .split(/^\$ /m)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const answer = part.search(/^(\{"success"|HTTP\/)/m)
      return { command: part.slice(0, answer).trim(), shown: part.slice(answer) }
    })
}

/** What a program goes by: whether it was done, by which code it was refused, and whether it was a repetition. */
const verdict = (answer: string) => ({
  success: /"success":(true|false)/.exec(answer)?.[1] ?? /^HTTP\/\S+ 2/.test(answer).toString(),
  code: /"success":false[\s\S]*?"code":"(\w+)"/.exec(answer)?.[1],
  isReplay: /idempotent-replayed: true/i.test(answer),
})

/** The page returns an article of the sale that the README makes. */
async function sellWhatIsReturned(api: string, token: string): Promise<void> {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  const body = /\/sales -H "\$AUTH"[^{]*-d '(\{[\s\S]*?\})'/.exec(readme)?.[1] ?? ''
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(`${api}/sales`, { method: 'POST', headers, body })
  assert.equal(response.status, 201, await response.text())
}
