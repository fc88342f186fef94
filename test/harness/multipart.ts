import type { Answer, Client } from './client.ts'

const BOUNDARY = 'frontiere-des-essais'

/** A part with a `filename` is a file; a text with a `type` says what it is. */
export type Part = { name: string; filename?: string; type?: string; content: string | Uint8Array }

export const multipartHeaders = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }

/** A multipart body, byte by byte as a browser writes it. */
export function multipartBody(parts: readonly Part[]): Buffer {
  const pieces = parts.flatMap(({ name, filename, type, content }) => [
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${quoted(name)}"`,
    filename === undefined ? '' : `; filename="${filename}"`,
    type === undefined ? '' : `\r\ncontent-type: ${type}`,
    '\r\n\r\n',
    content,
    '\r\n',
  ])
  return Buffer.concat([...pieces, `--${BOUNDARY}--\r\n`].map((piece) => Buffer.from(piece as string)))
}

/** As browsers write what would end the name. */
const quoted = (name: string) => name.replace(/["\r\n]/g, encodeURIComponent)

/** A record's fields as parts; what is no text that a form can send goes as JSON. */
export const fieldParts = (record: object): Part[] =>
  Object.entries(record).map(([name, value]) =>
    typeof value === 'string' && value.isWellFormed()
      ? { name, content: value }
      : { name, content: JSON.stringify(value), type: 'application/json' },
  )

/** Sends files and fields as a form does. */
export const postParts = (
  client: Client,
  path: string,
  parts: readonly Part[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> => client.post(path, multipartBody(parts), { ...multipartHeaders, ...headers })
