import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOM_NAMES } from './dialogs/test-room.ts'

test('every room has a test of what opens in it', () => {
  const unvisited = ROOM_NAMES.filter((name) => !existsSync(join(import.meta.dirname, `dialogs-${name}.test.ts`)))
  assert.deepEqual(unvisited, [])
})
