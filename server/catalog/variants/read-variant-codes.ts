import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { VariantUpdateInput } from '../schema.ts'
import { type Barcode, readBarcodes } from './codes.ts'

/**
 * The barcodes that an input gives a variant: one by `barcode`, all by `barcodes`; undefined when it says nothing.
 *
 * @throws validation_failed naming each code at fault.
 */
export function readVariantCodes(input: Pick<VariantUpdateInput, 'barcode' | 'barcodes'>): Barcode[] | undefined {
  if (input.barcodes !== undefined) {
    if (input.barcode === undefined) return readBarcodes(input.barcodes, (index) => `barcodes.${index}`)
    throw invalid({
      barcode: text('Donnez « barcode » ou « barcodes », pas les deux.', 'Give “barcode” or “barcodes”, not both.'),
    })
  }
  if (input.barcode === undefined) return undefined
  return readBarcodes(input.barcode === null ? [] : [input.barcode], () => 'barcode')
}
