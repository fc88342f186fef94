import { inflateSync } from 'node:zlib'

/** Lengths in millimetres, from the page's upper left corner. */
export type PdfPage = {
  readonly width: number
  readonly height: number
  readonly texts: readonly { text: string; x: number; y: number; size: number }[]
  readonly rectangles: readonly { x: number; y: number; width: number; height: number }[]
}

const MM_PER_POINT = 25.4 / 72

/** Reads back what our PDFs are made of: texts by their fonts' own tables, and filled rectangles. */
export function readPdf(bytes: Buffer): { title: string; pages: PdfPage[] } {
  const objects = readObjects(bytes.toString('latin1'))
  const get = (id: string | undefined): string => objects.get(Number(id)) ?? ''
  const [, kids = ''] =
    [...objects.values()].map((body) => /\/Kids \[([^\]]*)\]/.exec(body)).find((found) => found) ?? []
  const pages = [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => {
    const body = get(id)
    const [, width, height] = /\/MediaBox \[0 0 (\S+) (\S+?)\]/.exec(body) ?? []
    const content = streamOf(get(/\/Contents (\d+)/.exec(body)?.[1]))
    const resources = get(/\/Resources (\d+)/.exec(body)?.[1])
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font]) => [
        name,
        readCharacters(streamOf(get(/\/ToUnicode (\d+)/.exec(get(font))?.[1]))),
      ]),
    )
    return readPage(content, { width: Number(width), height: Number(height), fonts })
  })
  return { title: titleOf(objects, get), pages }
}

function readObjects(text: string): Map<number, string> {
  return new Map([...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body = '']) => [Number(id), body]))
}

function streamOf(body: string): string {
  const start = body.indexOf('stream\n')
  if (start < 0) return ''
  return inflateSync(Buffer.from(body.slice(start + 7, body.lastIndexOf('\nendstream')), 'latin1')).toString('latin1')
}

function titleOf(objects: ReadonlyMap<number, string>, get: (id: string | undefined) => string): string {
  const info = [...objects.values()].find((body) => body.includes('/Title')) ?? ''
  const written = get(/\/Title (\d+)/.exec(info)?.[1]).slice(1, -1)
  if (!written.startsWith('\u00fe\u00ff')) return written
  return Buffer.from(written.slice(2), 'latin1').swap16().toString('utf16le')
}

/** The `bfrange` tables of pdfkit: from a first glyph on, one text each. */
function readCharacters(table: string): string[] {
  const characters: string[] = []
  for (const [, first = '', list = ''] of table.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    for (const [index, [, code = '']] of [...list.matchAll(/<([\w ]+)>/g)].entries()) {
      // A ligature stands for several characters, with a space between them.
      characters[Number.parseInt(first, 16) + index] = Buffer.from(code.replaceAll(' ', ''), 'hex')
        .swap16()
        .toString('utf16le')
    }
  }
  return characters
}

type PageFacts = { width: number; height: number; fonts: ReadonlyMap<string, readonly string[]> }

function readPage(content: string, { width, height, fonts }: PageFacts): PdfPage {
  const texts = [...content.matchAll(TEXT)].map(([, x, y, font = '', size, shown = '']) => ({
    text: [...shown.matchAll(/<(\w+)>/g)]
      .flatMap(([, run = '']) => run.match(/.{4}/g) ?? [])
      .map((glyph) => fonts.get(font)?.[Number.parseInt(glyph, 16)] ?? '?')
      .join(''),
    x: Number(x) * MM_PER_POINT,
    y: (height - Number(y)) * MM_PER_POINT,
    size: Number(size),
  }))
  const rectangles = [...content.matchAll(/^(\S+) (\S+) (\S+) (\S+) re$/gm)].map(([, ...numbers]) => {
    const [left = 0, top = 0, wide = 0, high = 0] = numbers.map((value) => Number(value) * MM_PER_POINT)
    return { x: left, y: top, width: wide, height: high }
  })
  return { width: width * MM_PER_POINT, height: height * MM_PER_POINT, texts, rectangles }
}

const TEXT = /1 0 0 1 (\S+) (\S+) Tm\n\/(F\d+) (\S+) Tf\n(?:\d Tr\n)?\[(.*)\] TJ/g
