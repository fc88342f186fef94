import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
/** Read in for the first code: most processes never draw one, and it costs each seven megabytes. */
const barcodeLibrary = () => require('bwip-js/node') as typeof import('bwip-js/node')

export type Symbology = 'ean13' | 'ean8' | 'upca' | 'itf14' | 'code128'

/** Widths in modules: a bar, a space, a bar … */
export function barsOf(symbology: Symbology, code: string): number[] {
  const [symbol] = barcodeLibrary().raw({ bcid: symbology, text: code })
  if (symbol === undefined || !('sbs' in symbol)) throw new Error(`${symbology} gave no bars.`)
  return symbol.sbs
}
