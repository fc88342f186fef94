/**
 * Reads the bytes of an ESC/POS printer back as the paper that would come out: what our receipts use of the language, and
 * an error for anything else, so that nothing reaches a printer that this has not understood.
 */
export type PaperRun = { text: string; isBold: boolean; width: number; height: number }
export type PaperLine =
  | { kind: 'text'; runs: PaperRun[]; align: number }
  | { kind: 'barcode'; code: string; moduleDots: number; heightDots: number; align: number }
  | { kind: 'cut' }

/** The numbers under which Epson's printers keep their code pages. */
const CODE_PAGES: Readonly<Record<number, string>> = {
  16: 'windows-1252',
  45: 'windows-1250',
  46: 'windows-1251',
  47: 'windows-1253',
  48: 'windows-1254',
  51: 'windows-1257',
}

const [ESC, FS, GS, LF, CR] = [0x1b, 0x1c, 0x1d, 0x0a, 0x0d]

export function readEscpos(bytes: Uint8Array): PaperLine[] {
  const reader = new EscposReader(bytes)
  while (reader.hasMore()) reader.step()
  return reader.lines
}

class EscposReader {
  readonly lines: PaperLine[] = []
  readonly #bytes: Uint8Array
  #at = 0
  #runs: PaperRun[] = []
  #style = { isBold: false, width: 1, height: 1 }
  #align = 0
  #page: string | null = null
  #bars = { moduleDots: 3, heightDots: 162 }

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  hasMore = (): boolean => this.#at < this.#bytes.length

  #next(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new Error('The bytes end in the middle of a command.')
    this.#at += 1
    return byte
  }

  step(): void {
    const byte = this.#next()
    if (byte === LF) this.#feed()
    else if (byte === CR) return
    else if (byte === ESC) this.#escape(this.#next())
    else if (byte === FS) this.#expect(this.#next(), [0x2e])
    else if (byte === GS) this.#group(this.#next())
    else this.#letter(byte)
  }

  #escape(command: number): void {
    const name = String.fromCharCode(command)
    if (name === '@') this.#style = { isBold: false, width: 1, height: 1 }
    else if (name === 'M') this.#expect(this.#next(), [0])
    else if (name === 'E') this.#style = { ...this.#style, isBold: this.#next() === 1 }
    else if (name === 'a') this.#align = this.#next()
    else if (name === 't') this.#page = CODE_PAGES[this.#next()] ?? null
    else throw new Error(`ESC ${name} is not known.`)
  }

  #group(command: number): void {
    const name = String.fromCharCode(command)
    if (name === '!') {
      const size = this.#next()
      this.#style = { ...this.#style, width: (size >> 4) + 1, height: (size & 15) + 1 }
    } else if (name === 'h') this.#bars.heightDots = this.#next()
    else if (name === 'w') this.#bars.moduleDots = this.#next()
    else if (name === 'H') this.#expect(this.#next(), [0])
    else if (name === 'V') {
      this.#expect(this.#next(), [0, 1])
      this.lines.push({ kind: 'cut' })
    } else if (name === 'k') this.#barcode()
    else throw new Error(`GS ${name} is not known.`)
  }

  /** Code 128 in the printer's own form: `{B` and letters, `{C` and pairs of digits as bytes. */
  #barcode(): void {
    this.#expect(this.#next(), [0x49])
    const data = Array.from({ length: this.#next() }, () => this.#next())
    let [code, set] = ['', '']
    for (let index = 0; index < data.length; index += 1) {
      const byte = data[index] ?? 0
      if (byte === 0x7b) {
        index += 1
        set = String.fromCharCode(data[index] ?? 0)
      } else code += set === 'C' ? String(byte).padStart(2, '0') : String.fromCharCode(byte)
    }
    this.lines.push({ kind: 'barcode', code, ...this.#bars, align: this.#align })
  }

  #letter(byte: number): void {
    if (byte < 0x20 || byte === 0x7f) throw new Error(`The byte ${byte} would move the paper.`)
    if (byte > 0x7f && this.#page === null) throw new Error(`The byte ${byte} stands in no code page.`)
    const text = new TextDecoder(this.#page ?? 'ascii').decode(Uint8Array.of(byte))
    this.#runs.push({ text, ...this.#style })
  }

  #feed(): void {
    this.lines.push({ kind: 'text', runs: joined(this.#runs), align: this.#align })
    this.#runs = []
  }

  #expect(value: number, allowed: readonly number[]): void {
    if (!allowed.includes(value)) throw new Error(`The value ${value} is none of ${allowed.join(', ')}.`)
  }
}

function joined(runs: readonly PaperRun[]): PaperRun[] {
  const result: PaperRun[] = []
  for (const run of runs) {
    const last = result.at(-1)
    const isSame = last?.isBold === run.isBold && last.width === run.width && last.height === run.height
    if (last !== undefined && isSame) last.text += run.text
    else result.push({ ...run })
  }
  return result
}

/** The paper as text: bars as their code in brackets, the cut as a row of scissors. */
export const escposText = (lines: readonly PaperLine[]): string =>
  lines
    .map((line) => {
      if (line.kind === 'cut') return '8<'
      if (line.kind === 'barcode') return `|${line.code}|`
      return line.runs
        .map(({ text }) => text)
        .join('')
        .trimEnd()
    })
    .join('\n')

/** Columns that a line takes. */
export const columnsOf = (line: PaperLine): number =>
  line.kind === 'text' ? line.runs.reduce((sum, run) => sum + [...run.text].length * run.width, 0) : 0

/** The paper as a page for a browser: letters of 12 by 24 dots, half a pixel each. */
export function escposPage(lines: readonly PaperLine[], columns: number): string {
  const rows = lines.map((line) => {
    if (line.kind === 'cut') return '<div style="border-top:2px dashed #999;margin:6px 0"></div>'
    if (line.kind === 'barcode') {
      const width = `${line.code.length * 11 * line.moduleDots * 0.5}px`
      return `<div style="text-align:center"><span style="display:inline-block;width:${width};height:${line.heightDots / 2}px;background:repeating-linear-gradient(90deg,#000 0 2px,#fff 2px 3px,#000 3px 4px,#fff 4px 6px)"></span></div>`
    }
    const runs = line.runs.map(
      ({ text, isBold, width, height }) =>
        `<span style="display:inline-block;white-space:pre;font-weight:${isBold ? 700 : 400};transform:scale(${width},${height});transform-origin:0 100%;margin-right:${(width - 1) * [...text].length * 6}px;height:${height * 15}px;line-height:${15 * (2 * height - 1)}px">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</span>`,
    )
    return `<div style="min-height:15px">${runs.join('')}</div>`
  })
  return `<meta charset="utf-8"><body style="margin:10px;width:${columns * 6}px;font:10px/15px 'DejaVu Sans Mono',monospace">${rows.join('')}`
}
