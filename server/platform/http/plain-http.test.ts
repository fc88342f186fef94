import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'

const ERASER = import.meta.resolve('../../../bin/erase-types.mjs')
const FETCH = 'NativeModule internal/deps/undici/undici'

/** Whether a process that imports a file has loaded all of `fetch` with it. */
function loadsFetch(file: string): boolean {
  const program = `await import(${JSON.stringify(import.meta.resolve(file))}); console.log(process.moduleLoadList.includes('${FETCH}'))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', ERASER, '--input-type=module', '-e', program], {
    encoding: 'utf8',
  })
  assert.match(stdout, /^(true|false)\n$/, stderr)
  return stdout === 'true\n'
}

test('no process loads all of fetch before it asks for anything', () => {
  assert.equal(loadsFetch('node:http'), true)
  assert.equal(loadsFetch('../../app.ts'), false)
  assert.equal(loadsFetch('../../worker.ts'), false)
})
