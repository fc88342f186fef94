import { type InStoreLayout, type LayoutFault, overlaps, readInStoreLayout } from '../../../rules/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { invalid } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import type { LayoutItem, LayoutsBody } from './layout-schema.ts'
import { listLayouts } from './list-layouts.ts'

const FAULTS: Readonly<Record<LayoutFault, Text>> = {
  length: text('Un modèle compte 12 ou 13 signes.', 'A pattern has 12 or 13 signs.'),
  order: text(
    'Un modèle a des chiffres, puis P, K s’il y en a un, V et C, dans cet ordre.',
    'A pattern has digits, then P, K if any, V and C, in this order.',
  ),
  prefix: text(
    'Un code de magasin commence par 02, 04 ou 20 à 29.',
    'A code of a shop’s own begins with 02, 04 or 20 to 29.',
  ),
  inner_check_length: text(
    'Avec un chiffre de contrôle K, la valeur compte quatre ou cinq chiffres.',
    'With a check digit K the value has four or five digits.',
  ),
}
const DEFAULT_DECIMALS = { price: 2, weight: 3 } as const
const TOO_FINE = text('Un poids a trois décimales au plus.', 'A weight has three decimals at most.')

/**
 * Replaces the layouts of the chain. No code fits two of them.
 *
 * @throws validation_failed naming each layout at fault.
 */
export async function replaceLayouts(tx: Tx, { layouts }: LayoutsBody): Promise<LayoutItem[]> {
  refuseFaults(layouts)
  await lockKeys(tx, ['barcode_layouts'])
  const names = layouts.map(({ name }) => name)
  const patterns = layouts.map(({ pattern }) => pattern)
  const measures = layouts.map(({ measure }) => measure)
  const decimals = layouts.map((layout) => layout.decimals ?? DEFAULT_DECIMALS[layout.measure])
  await tx`delete from barcode_layouts where pattern <> all(${patterns}::text[])`
  await tx`
    insert into barcode_layouts (name, pattern, measure, decimals)
    select * from unnest(${names}::text[], ${patterns}::text[], ${measures}::text[], ${decimals}::int[])
    on conflict (pattern) do update
    set name = excluded.name, measure = excluded.measure, decimals = excluded.decimals`
  return listLayouts(tx)
}

function refuseFaults(layouts: LayoutsBody['layouts']): void {
  const faults: Record<string, Text> = {}
  const read: { index: number; layout: InStoreLayout }[] = []
  for (const [index, { pattern, measure, decimals }] of layouts.entries()) {
    if (measure === 'weight' && (decimals ?? 0) > DEFAULT_DECIMALS.weight)
      faults[`layouts.${index}.decimals`] = TOO_FINE
    const reading = readInStoreLayout(pattern)
    if (!reading.ok) {
      faults[`layouts.${index}.pattern`] = FAULTS[reading.reason]
      continue
    }
    const other = read.find(({ layout }) => overlaps(layout, reading.layout))
    if (other !== undefined) faults[`layouts.${index}.pattern`] = sharedWith(other.index)
    read.push({ index, layout: reading.layout })
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
}

const sharedWith = (index: number) =>
  text(
    `Un même code pourrait suivre ce modèle et celui de la ligne ${index}.`,
    `One code could follow this pattern and that of row ${index}.`,
  )
