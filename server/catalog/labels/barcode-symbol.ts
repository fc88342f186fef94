import { checkBarcode, type GtinKind } from '../../../rules/index.ts'
import { barsOf, type Symbology } from '../../platform/pdf/barcode-bars.ts'

export const SYMBOLOGIES = ['ean13', 'ean8', 'upca', 'itf14', 'code128'] as const satisfies readonly Symbology[]

export type BarcodeSymbol = {
  readonly symbology: Symbology
  readonly code: string
  /** As people read it, under the bars. */
  readonly text: string
  /** Widths in modules: a bar, a space, a bar … */
  readonly modules: readonly number[]
  /** Modules that stay white before and after (GS1 General Specifications, 5.2.3.4, 5.3.2.2 and 5.4). */
  readonly quietBefore: number
  readonly quietAfter: number
  /** Millimetres; what is narrower is not read everywhere. */
  readonly moduleMin: number
}

const SYMBOLOGY_OF: Readonly<Record<GtinKind, Symbology>> = {
  'GTIN-8': 'ean8',
  'GTIN-12': 'upca',
  'GTIN-13': 'ean13',
  'GTIN-14': 'itf14',
}

const QUIET: Readonly<Record<Symbology, readonly [before: number, after: number]>> = {
  ean13: [11, 7],
  ean8: [7, 7],
  upca: [9, 9],
  itf14: [10, 10],
  code128: [10, 10],
}

/**
 * GS1 wants 0.264 mm at a till and 0.25 mm elsewhere; a printer of 203 dots per inch has steps of 0.125 mm, so that two
 * or three of its dots are the choice. Code 128 carries no such promise and may be as fine as a scanner can read.
 */
const MODULE_MIN: Readonly<Record<Symbology, number>> = {
  ean13: 0.25,
  ean8: 0.25,
  upca: 0.25,
  itf14: 0.25,
  code128: 0.165,
}

/**
 * The bars of a code. A GTIN of fourteen digits that begins with zero is the trade item itself, which tills read as an
 * EAN-13; the chain's own codes and SKUs are Code 128.
 */
export function barcodeSymbol(code: string, type: 'gtin' | 'internal'): BarcodeSymbol | null {
  const check = checkBarcode(code, type)
  if (!check.ok) return null
  const isItem = check.kind === 'GTIN-14' && check.normalized.startsWith('0')
  const shown = isItem ? check.normalized.slice(1) : check.normalized
  const symbology = isItem ? 'ean13' : check.kind === 'internal' ? 'code128' : SYMBOLOGY_OF[check.kind]
  const [quietBefore, quietAfter] = QUIET[symbology]
  return {
    symbology,
    code: shown,
    text: grouped(shown, symbology),
    modules: barsOf(symbology, shown),
    quietBefore,
    quietAfter,
    moduleMin: MODULE_MIN[symbology],
  }
}

/** Digits in the groups in which the standard prints them. */
function grouped(code: string, symbology: Symbology): string {
  if (symbology === 'ean13') return `${code.slice(0, 1)} ${code.slice(1, 7)} ${code.slice(7)}`
  if (symbology === 'ean8') return `${code.slice(0, 4)} ${code.slice(4)}`
  if (symbology === 'upca') return `${code.slice(0, 1)} ${code.slice(1, 6)} ${code.slice(6, 11)} ${code.slice(11)}`
  return code
}

export const modulesWide = ({ modules }: BarcodeSymbol): number => modules.reduce((sum, width) => sum + width, 0)
