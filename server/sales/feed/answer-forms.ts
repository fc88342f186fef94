import { pack } from 'msgpackr'
import { JSON_TYPE, MESSAGE_PACK } from '../../platform/http/reply.ts'

/**
 * How an answer is written: put together of pieces that are ready, so that a page of thousands of rows is never one
 * object in memory.
 */
export type AnswerForm = {
  readonly contentType: string
  value(value: unknown): Uint8Array
  /** Rows as PostgreSQL wrote them: JSON objects with a comma between two. */
  rows(json: string): Uint8Array
  /** @param count how many rows the batches hold together */
  list(batches: readonly Uint8Array[], count: number): Uint8Array
  object(entries: Readonly<Record<string, Uint8Array>>): Uint8Array
}

export const answerForm = (isPacked: boolean): AnswerForm => (isPacked ? PACKED : JSON_TEXT)

const COMMA = Buffer.from(',')

const JSON_TEXT: AnswerForm = {
  contentType: JSON_TYPE,
  value: (value) => Buffer.from(JSON.stringify(value)),
  rows: (json) => Buffer.from(json),
  list: (batches) => Buffer.concat([Buffer.from('['), ...separated(batches), Buffer.from(']')]),
  object: (entries) => {
    const members = Object.entries(entries).map(([name, value]) =>
      Buffer.concat([Buffer.from(`${JSON.stringify(name)}:`), value]),
    )
    return Buffer.concat([Buffer.from('{'), ...separated(members), Buffer.from('}')])
  },
}

const separated = (pieces: readonly Uint8Array[]): Uint8Array[] =>
  pieces.flatMap((piece, index) => (index === 0 ? [piece] : [COMMA, piece]))

/** The first bytes of a list (`array 32`) and of an object (`map 16`), as the format of MessagePack has them. */
const LIST_MARK = 0xdd
const OBJECT_MARK = 0xde

const PACKED: AnswerForm = {
  contentType: MESSAGE_PACK,
  value: (value) => pack(value),
  rows: (json) => Buffer.concat((JSON.parse(`[${json}]`) as unknown[]).map((row) => pack(row))),
  list: (batches, count) => {
    const head = Buffer.alloc(5)
    head.writeUInt8(LIST_MARK)
    head.writeUInt32BE(count, 1)
    return Buffer.concat([head, ...batches])
  },
  object: (entries) => {
    const members = Object.entries(entries)
    const head = Buffer.alloc(3)
    head.writeUInt8(OBJECT_MARK)
    head.writeUInt16BE(members.length, 1)
    return Buffer.concat([head, ...members.flatMap(([name, value]) => [pack(name), value])])
  },
}
