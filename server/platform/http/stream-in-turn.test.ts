import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGate } from '../create-gate.ts'
import { createStreams } from './stream-in-turn.ts'

const streamInTurn = createStreams(createGate({ atOnce: 1, waiting: 1 }))

/** Pieces that tell when they are over. */
function pieces(count: number) {
  const { promise: isOver, resolve } = Promise.withResolvers<void>()
  async function* write() {
    try {
      for (let index = 0; index < count; index += 1) yield `${index} `
    } finally {
      resolve()
    }
  }
  return { write, isOver }
}

test('a stream is what was written, and its turn ends with it', async () => {
  for (const _ of [1, 2]) {
    const { write, isOver } = pieces(3)
    const stream = await streamInTurn(write)
    assert.equal((await stream.toArray()).join(''), '0 1 2 ')
    await isOver
  }
  assert.deepEqual(await (await streamInTurn(pieces(0).write)).toArray(), [])
})

test('what goes wrong before the first piece is thrown, and the turn is another’s', async () => {
  async function* failing(rows: readonly string[]): AsyncGenerator<string> {
    if (rows.length === 0) throw new Error('No table.')
    yield* rows
  }
  await assert.rejects(
    streamInTurn(() => failing([])),
    /No table/,
  )
  assert.equal((await (await streamInTurn(pieces(1).write)).toArray()).join(''), '0 ')
})

test('a stream that is left, before it is read or after, ends what writes it', async () => {
  const unread = pieces(1_000_000)
  const stream = await streamInTurn(unread.write)
  stream.destroy()
  await unread.isOver
  const left = pieces(1_000_000)
  for await (const piece of await streamInTurn(left.write)) if (piece === '5 ') break
  await left.isOver
  assert.equal((await (await streamInTurn(pieces(1).write)).toArray()).join(''), '0 ')
})
