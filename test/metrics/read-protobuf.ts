/** A message of Protocol Buffers, read field by field without its description. */
export type WireMessage = {
  has(field: number): boolean
  messages(field: number): WireMessage[]
  bytes(field: number): Buffer
  number(field: number): number
  double(field: number): number
}

const VARIABLE = 0
const EIGHT_BYTES = 1
const COUNTED = 2

export function readMessage(bytes: Buffer): WireMessage {
  const fields = new Map<number, (Buffer | number)[]>()
  let offset = 0
  const readVariable = (): number => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[offset] ?? 0
      offset += 1
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
  }
  const readBytes = (length: number): Buffer => {
    offset += length
    return bytes.subarray(offset - length, offset)
  }
  while (offset < bytes.length) {
    const tag = readVariable()
    const kind = tag & 7
    const value =
      kind === VARIABLE ? readVariable() : readBytes(kind === COUNTED ? readVariable() : kind === EIGHT_BYTES ? 8 : 4)
    const field = Math.floor(tag / 8)
    fields.set(field, [...(fields.get(field) ?? []), value])
  }
  const all = (field: number) => (fields.get(field) ?? []).filter((value) => Buffer.isBuffer(value))
  return {
    has: (field) => fields.has(field),
    messages: (field) => all(field).map(readMessage),
    bytes: (field) => all(field)[0] ?? Buffer.alloc(0),
    number(field) {
      const value = fields.get(field)?.[0] ?? 0
      return typeof value === 'number' ? value : Number(value.readBigUInt64LE())
    },
    double: (field) => all(field)[0]?.readDoubleLE() ?? Number.NaN,
  }
}
