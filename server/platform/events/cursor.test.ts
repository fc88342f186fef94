import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Position, readCursor, writeCursor } from './cursor.ts'
import { covers, readSnapshot, type Snapshot, shows, writeSnapshot } from './snapshot.ts'

const EPOCH = '0123456789ab'

const snapshots: fc.Arbitrary<Snapshot> = fc
  .tuple(fc.integer({ min: 1, max: 2 ** 48 }), fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), { maxLength: 40 }))
  .map(([xmin, distances]) => {
    const xmax = xmin + 5_001
    return { xmax, running: distances.map((distance) => xmax - distance).sort((one, other) => one - other) }
  })
const positions: fc.Arbitrary<Position> = fc.oneof(
  snapshots.map((from) => ({ from })),
  fc.tuple(snapshots, snapshots, fc.integer({ min: 1 })).map(([from, to, after]) => ({ from, page: { to, after } })),
)

test('a position is read as it was written', () => {
  fc.assert(
    fc.property(positions, (position) => {
      const cursor = writeCursor(EPOCH, position)
      assert.match(cursor, /^[\w.-]+$/)
      assert.deepEqual(readCursor(EPOCH, cursor), position)
      assert.equal(readCursor('ba9876543210', cursor), null)
    }),
  )
})

test('whatever else somebody sends is none, and harms nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
      assert.equal(readCursor(EPOCH, text), null)
    }),
  )
  const wrong = ['', 'z-0', 'z-z1', '5-1-2', 'zzzzzzzzzzzz', '5-', '-5', 'z.z', 'z.z.z.z', 'z.z.', 'z.z.-', 'A']
  for (const text of wrong) assert.equal(readCursor(EPOCH, `${EPOCH}.${text}`), null, text)
  assert.equal(readCursor(EPOCH, `${EPOCH}.${'z'.repeat(5_000)}`), null)
})

test('a snapshot is PostgreSQL’s', () => {
  for (const text of ['10:20:10,14,15', '20:20:']) assert.equal(writeSnapshot(readSnapshot(text)), text)
  const snapshot = readSnapshot('10:20:10,14,15')
  const shown = [9, 10, 11, 14, 19, 20].filter((xid) => shows(snapshot, xid))
  assert.deepEqual(shown, [9, 11, 19])
})

test('a later snapshot shows whatever an earlier one does', () => {
  const earlier = readSnapshot('10:20:10,14')
  assert.ok(covers(earlier, earlier))
  assert.ok(covers(readSnapshot('10:20:10'), earlier))
  assert.ok(covers(readSnapshot('10:25:10,14,21'), earlier))
  assert.ok(!covers(earlier, readSnapshot('10:20:10')), '14 has ended since')
  assert.ok(!covers(earlier, readSnapshot('10:21:10,14')), '20 has ended since')
})
