import { inflateRawSync } from 'node:zlib'

export type ReadCell = {
  readonly value: string
  /** How the number is shown; undefined for texts and plain numbers. */
  readonly format: string | undefined
  readonly isText: boolean
  readonly isBold: boolean
}
export type ReadSheet = { readonly name: string; readonly isHeadFrozen: boolean; readonly rows: readonly ReadCell[][] }

/** Reads a workbook back by its own words, with nothing of the code that wrote it. */
export function readXlsx(bytes: Buffer): ReadSheet[] {
  const parts = readZip(bytes)
  const part = (name: string) => parts.get(name)?.toString() ?? ''
  const styles = readStyles(part('xl/styles.xml'))
  const names = [...part('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map(([, name = '']) => plainText(name))
  return names.map((name, index) => {
    const xml = part(`xl/worksheets/sheet${index + 1}.xml`)
    return { name, isHeadFrozen: /<pane ySplit="1"[^>]*state="frozen"/.test(xml), rows: readRows(xml, styles) }
  })
}

type Style = Pick<ReadCell, 'format' | 'isBold'>

function readStyles(xml: string): Style[] {
  const formats = new Map(
    [...xml.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code = '']) => [
      id,
      plainText(code),
    ]),
  )
  const [, list = ''] = /<cellXfs[^>]*>([\s\S]*)<\/cellXfs>/.exec(xml) ?? []
  return [...list.matchAll(/<xf numFmtId="(\d+)" fontId="(\d+)"/g)].map(([, id, font]) => ({
    format: formats.get(id),
    isBold: font === '1',
  }))
}

function readRows(xml: string, styles: readonly Style[]): ReadCell[][] {
  return [...xml.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, cells = '']) => {
    const row: ReadCell[] = []
    for (const [, column = '', rest = '', , content = ''] of cells.matchAll(
      /<c r="([A-Z]+)\d+"([^>]*?)(\/>|>(.*?)<\/c>)/gs,
    )) {
      const [, style = '0'] = /s="(\d+)"/.exec(rest) ?? []
      const isText = rest.includes('t="inlineStr"')
      const [, value = ''] = (isText ? /<t[^>]*>(.*?)<\/t>/s : /<v>(.*?)<\/v>/).exec(content) ?? []
      row[columnIndex(column)] = {
        value: plainText(value),
        isText,
        format: undefined,
        isBold: false,
        ...styles[Number(style)],
      }
    }
    return row
  })
}

const columnIndex = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

const plainText = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** By the directory at its end, as every reader but a streaming one does. */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const files = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const packed = bytes.readUInt32LE(at + 20)
    const nameLength = bytes.readUInt16LE(at + 28)
    const offset = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    files.set(name, inflateRawSync(bytes.subarray(start, start + packed)))
    at += 46 + nameLength
  }
  return files
}
