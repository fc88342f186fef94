// The balancer as other places have it: a plain server with the nginx of its distribution, and containers.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { balanced } from '../harness/balanced-instances.ts'
import { hasNginx } from '../harness/nginx.ts'
import { ROOT, readText } from './read-deployment.ts'

const unlessInstalled = { skip: hasNginx() ? false : 'nginx is not installed on this machine' }

for (const over of ['plain', 'compose'] as const) {
  test(`the files of ${over} are taken by nginx, and requests go through`, unlessInstalled, async (t) => {
    const chain = await balanced(t, undefined, over)
    for (let turn = 0; turn < 9; turn += 1) assert.equal((await chain.ask('/api/v1/stores')).status, 200)
    assert.deepEqual(
      chain.instances.map(({ received }) => received.length),
      [3, 3, 3],
    )
    assert.match(await (await chain.ask('/nginx_status')).text(), /^Active connections: \d/)
  })
}

test('what the guides say puts the files of a plain server over the others', (t) => {
  for (const guide of ['deploy.md', 'deploy.fr.md', 'operate.md', 'operate.fr.md']) {
    const folder = mkdtempSync(join(tmpdir(), 'comptoir-plain-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const [, copies = ''] = /^(cp deploy\/nginx\/.*) && nginx -t && /m.exec(readText(`docs/guide/${guide}`)) ?? []
    const command = copies.replaceAll('/etc/nginx/', `${folder}/`)
    assert.notEqual(command, copies, guide)
    const copied = spawnSync('sh', ['-c', command], { cwd: ROOT, encoding: 'utf8' })
    assert.equal(copied.status, 0, `${guide}: ${copied.stderr}`)
    const over = readdirSync(join(ROOT, 'deploy/nginx/plain'))
    assert.ok(over.length >= 3)
    for (const name of over) {
      assert.equal(readFileSync(join(folder, name), 'utf8'), readText(`deploy/nginx/plain/${name}`), guide)
    }
    assert.equal(readFileSync(join(folder, 'nginx.conf'), 'utf8'), readText('deploy/nginx/nginx.conf'), guide)
  }
})
