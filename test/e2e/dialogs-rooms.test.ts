import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { NOT_YET_VISITED, ROOM_NAMES } from './dialogs/test-room.ts'

test('every room has a test of what opens in it, or is named as one that is not visited yet', () => {
  const unvisited = ROOM_NAMES.filter((name) => !existsSync(join(import.meta.dirname, `dialogs-${name}.test.ts`)))
  assert.deepEqual(unvisited, NOT_YET_VISITED)
})
