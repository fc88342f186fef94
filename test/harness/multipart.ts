import type { Answer, Client } from './client.ts'

const BOUNDARY = 'frontiere-des-essais'

/** A part with a `filename` is a file. */
export type Part = { name: string; filename?: string; type?: string; content: string | Uint8Array }

export const multipartHeaders = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }

/** A multipart body, byte by byte as a browser writes it. */
export function multipartBody(parts: readonly Part[]): Buffer {
  const pieces = parts.flatMap(({ name, filename, type, content }) => [
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"`,
    filename === undefined ? '' : `; filename="${filename}"\r\ncontent-type: ${type ?? 'application/octet-stream'}`,
    '\r\n\r\n',
    content,
    '\r\n',
  ])
  return Buffer.concat([...pieces, `--${BOUNDARY}--\r\n`].map((piece) => Buffer.from(piece as string)))
}

/** Sends files and fields as a form does. */
export const postParts = (
  client: Client,
  path: string,
  parts: readonly Part[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> => client.post(path, multipartBody(parts), { ...multipartHeaders, ...headers })
