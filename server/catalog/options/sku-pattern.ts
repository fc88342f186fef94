import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { isSameWord } from './check-option.ts'
import type { OptionItem } from './option-schema.ts'

const SKU_LENGTH_MAX = 100
const PLACE = /\{([^{}]+)\}/g

type Value = OptionItem['values'][number]

/**
 * Reads `TS-{Taille}-{Couleur}`: answers what makes a combination's SKU, `TS-M-ROUGE`. Without a pattern there is none.
 *
 * @throws validation_failed for a place that names no option, or an option without a place: two SKUs would be the same.
 */
export function readSkuPattern(
  pattern: string | undefined,
  options: readonly OptionItem[],
): (values: readonly Value[]) => string | null {
  if (pattern === undefined) return () => null
  const indexOf = (name: string) => options.findIndex((option) => isSameWord(option.name, name))
  const named = [...pattern.matchAll(PLACE)].map(([, name = '']) => indexOf(name))
  if (named.includes(-1) || options.some((_option, index) => !named.includes(index))) {
    const places = options.map(({ name }) => `{${name}}`).join(', ')
    throw invalid({
      sku_pattern: text(
        `Le modèle d’UGS nomme chaque option, et rien d’autre\u00a0: ${places}.`,
        `The SKU pattern names each option, and nothing else: ${places}.`,
      ),
    })
  }
  const seen = new Set<string>()
  return (values) => {
    const sku = pattern.replace(PLACE, (_place, name: string) => skuPart(values[indexOf(name)] as Value))
    if (sku.length > SKU_LENGTH_MAX || seen.has(sku)) {
      throw invalid({
        sku_pattern: text(
          `Ce modèle ferait une UGS trop longue, ou deux fois la même\u00a0: ${sku.slice(0, SKU_LENGTH_MAX)}.`,
          `This pattern would make a SKU that is too long, or the same one twice: ${sku.slice(0, SKU_LENGTH_MAX)}.`,
        ),
      })
    }
    seen.add(sku)
    return sku
  }
}

/** A value as a SKU can carry it: "Bleu nuit" is `BLEU-NUIT`. One without letters or digits is known by its number. */
function skuPart({ id, value }: Value): string {
  const plain = value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain === '' ? String(id) : plain
}
