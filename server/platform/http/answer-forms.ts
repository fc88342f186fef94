import { pack } from 'msgpackr'
import { JSON_TYPE, MESSAGE_PACK } from './reply.ts'
import type { Outcome } from './route.ts'

/** How an answer is written: of pieces, so that a page of thousands of rows is never thousands of objects in memory. */
export type AnswerForm = {
  readonly contentType: string
  value(value: unknown): Uint8Array
  /** Rows as PostgreSQL wrote them: JSON objects with a comma between two. */
  rows(json: Uint8Array): Uint8Array
  /** @param count how many rows the batches hold together */
  list(batches: readonly Uint8Array[], count: number): Uint8Array[]
  object(members: readonly (readonly [name: string, value: readonly Uint8Array[]])[]): Uint8Array[]
}

export const answerForm = (isPacked: boolean): AnswerForm => (isPacked ? PACKED : JSON_TEXT)

/** The envelope of a success around data that was written already; the route says `contentTypes`. */
export function writtenOutcome(form: AnswerForm, data: readonly Uint8Array[]): Outcome<Uint8Array> {
  const pieces = form.object([
    ['success', [form.value(true)]],
    ['data', data],
  ])
  return { data: Buffer.concat(pieces), headers: { 'content-type': form.contentType } }
}

const [COMMA, LIST, END_OF_LIST, END_OF_OBJECT] = [',', '[', ']', '}'].map((sign) => Buffer.from(sign)) as [
  Buffer,
  Buffer,
  Buffer,
  Buffer,
]

const JSON_TEXT: AnswerForm = {
  contentType: JSON_TYPE,
  value: (value) => Buffer.from(JSON.stringify(value)),
  rows: (json) => json,
  list: (batches) => [
    LIST,
    ...batches.flatMap((batch, index) => (index === 0 ? [batch] : [COMMA, batch])),
    END_OF_LIST,
  ],
  object: (members) => [
    ...members.flatMap(([name, value], index) => [
      Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`),
      ...value,
    ]),
    END_OF_OBJECT,
  ],
}

/** The first bytes of a list (`array 32`) and of an object (`map 16`), as the format of MessagePack has them. */
const LIST_MARK = 0xdd
const OBJECT_MARK = 0xde

const PACKED: AnswerForm = {
  contentType: MESSAGE_PACK,
  value: (value) => pack(value),
  rows: (json) =>
    Buffer.concat(
      (JSON.parse(`[${Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString()}]`) as unknown[]).map(
        (row) => pack(row),
      ),
    ),
  list: (batches, count) => {
    const head = Buffer.alloc(5)
    head.writeUInt8(LIST_MARK)
    head.writeUInt32BE(count, 1)
    return [head, ...batches]
  },
  object: (members) => {
    const head = Buffer.alloc(3)
    head.writeUInt8(OBJECT_MARK)
    head.writeUInt16BE(members.length, 1)
    return [head, ...members.flatMap(([name, value]) => [pack(name), ...value])]
  },
}
