/** The taxes of a store as its copy names them: which fall on a class, at what rate, under what name. */
import type { LocalizedName, TaxRule } from '../../../../rules/index.ts'
import type { Store } from '../memory.ts'
import { toPpm } from './decimals.ts'

/** The class of what names none. */
export const ORDINARY_CLASS = 'standard'

export type StoreTaxes = {
  rulesOf(taxClass: string): readonly TaxRule[]
  nameOf(code: string): LocalizedName
}

const known = new WeakMap<Store, StoreTaxes>()

export function storeTaxes(store: Store): StoreTaxes {
  const found = known.get(store) ?? readTaxes(store)
  known.set(store, found)
  return found
}

function readTaxes(store: Store): StoreTaxes {
  const rules = new Map<string, TaxRule>(
    store.taxes.map(({ code, rate }) => [code, { code, ratePpm: Number(toPpm(rate)) }]),
  )
  const names = new Map(store.taxes.map((tax) => [tax.code, { fr: tax.name_fr, en: tax.name_en }]))
  const classes = new Map(
    store.tax_classes.map(({ code, tax_codes }) => [
      code,
      tax_codes.flatMap((taxCode) => {
        const rule = rules.get(taxCode)
        return rule === undefined ? [] : [rule]
      }),
    ]),
  )
  return {
    rulesOf: (taxClass) => classes.get(taxClass) ?? classes.get(ORDINARY_CLASS) ?? [],
    nameOf: (code) => names.get(code) ?? { fr: code, en: code },
  }
}
