/**
 * The tax zones that a new installation starts with; what is stored afterwards is the chain's own. Rates are in parts
 * per million of the price without tax, cash steps in minor units.
 */
import type { Minor } from './money.ts'

/** A name as a person of either language reads it. */
export type LocalizedName = { readonly fr: string; readonly en: string }

export type ZoneTax = {
  /** Unique in its zone; kept on tickets. */
  readonly code: string
  readonly ratePpm: number
  /** As printed on a receipt, without the rate. */
  readonly name: LocalizedName
}

export type ZoneTaxClass = {
  readonly code: string
  readonly name: LocalizedName
  /** Codes of the zone's taxes that fall on an article of this class. */
  readonly taxCodes: readonly string[]
}

export type TaxZone = {
  readonly code: string
  readonly name: LocalizedName
  /** Whether a new store of the zone shows prices with tax. */
  readonly pricesIncludeTax: boolean
  /** The smallest amount that can be paid in cash; null where cash is not rounded. */
  readonly cashStep: Minor | null
  /** The class of an article that names none. */
  readonly defaultClassCode: string
  readonly taxes: readonly ZoneTax[]
  readonly classes: readonly ZoneTaxClass[]
}

const STANDARD: LocalizedName = { fr: 'Taux normal', en: 'Standard rate' }

/** French law says « exonéré » (CGI, art. 261) where Québec says « exonéré » or « détaxé »; one name serves both. */
const EXEMPT: LocalizedName = { fr: 'Sans taxe', en: 'No tax' }
const BOOKS: LocalizedName = { fr: 'Livres', en: 'Books' }
const BASIC_GROCERIES: LocalizedName = { fr: 'Aliments de base', en: 'Basic groceries' }

/**
 * Québec. TPS (GST) 5 %: Excise Tax Act (R.S.C. 1985, c. E-15), s. 165(1). TVQ (QST) 9.975 %: Act respecting the Québec
 * sales tax (CQLR, c. T-0.1), s. 16; since 1 January 2013 it falls on the price without the TPS. Basic groceries are
 * zero-rated: Excise Tax Act, Schedule VI, Part III, and s. 177 of the Québec act. Printed books with an ISBN carry no
 * TVQ (zero-rated by the Québec act) but carry the TPS. Cash goes to five cents since the penny's distribution ended on
 * 4 February 2013 (Department of Finance Canada).
 */
const QUEBEC: TaxZone = {
  code: 'QC',
  name: { fr: 'Québec', en: 'Québec' },
  pricesIncludeTax: false,
  cashStep: 5n,
  defaultClassCode: 'standard',
  taxes: [
    { code: 'TPS', ratePpm: 50_000, name: { fr: 'TPS', en: 'GST' } },
    { code: 'TVQ', ratePpm: 99_750, name: { fr: 'TVQ', en: 'QST' } },
  ],
  classes: [
    { code: 'standard', name: STANDARD, taxCodes: ['TPS', 'TVQ'] },
    { code: 'books', name: BOOKS, taxCodes: ['TPS'] },
    { code: 'basic_groceries', name: BASIC_GROCERIES, taxCodes: [] },
    { code: 'exempt', name: EXEMPT, taxCodes: [] },
  ],
}

const VAT: LocalizedName = { fr: 'TVA', en: 'VAT' }

/**
 * Metropolitan France, Code général des impôts: 20 % art. 278; 5.5 % art. 278-0 bis (food for human consumption, books);
 * 10 % art. 279 (among others, meals consumed on the spot); 2.1 % art. 281 quater and following (281 octies:
 * medicines reimbursed by social security). A price shown to a consumer includes tax: arrêté du 3 décembre 1987, art. 1.
 */
const FRANCE: TaxZone = {
  code: 'FR',
  name: { fr: 'France métropolitaine', en: 'Metropolitan France' },
  pricesIncludeTax: true,
  cashStep: null,
  defaultClassCode: 'standard',
  taxes: [
    { code: 'TVA20', ratePpm: 200_000, name: VAT },
    { code: 'TVA10', ratePpm: 100_000, name: VAT },
    { code: 'TVA5.5', ratePpm: 55_000, name: VAT },
    { code: 'TVA2.1', ratePpm: 21_000, name: VAT },
  ],
  classes: [
    { code: 'standard', name: STANDARD, taxCodes: ['TVA20'] },
    { code: 'intermediate', name: { fr: 'Taux intermédiaire', en: 'Intermediate rate' }, taxCodes: ['TVA10'] },
    { code: 'reduced', name: { fr: 'Taux réduit', en: 'Reduced rate' }, taxCodes: ['TVA5.5'] },
    { code: 'super_reduced', name: { fr: 'Taux particulier', en: 'Super-reduced rate' }, taxCodes: ['TVA2.1'] },
    // Food for people and books: CGI, art. 278-0 bis, A, 1° and 3°.
    { code: 'books', name: BOOKS, taxCodes: ['TVA5.5'] },
    { code: 'basic_groceries', name: BASIC_GROCERIES, taxCodes: ['TVA5.5'] },
    { code: 'exempt', name: EXEMPT, taxCodes: [] },
  ],
}

/** For chains that account for tax elsewhere, and for histories that hold none. */
const NONE: TaxZone = {
  code: 'NONE',
  name: { fr: 'Aucune taxe', en: 'No tax' },
  pricesIncludeTax: false,
  cashStep: null,
  defaultClassCode: 'standard',
  taxes: [],
  classes: [
    { code: 'standard', name: STANDARD, taxCodes: [] },
    { code: 'exempt', name: EXEMPT, taxCodes: [] },
  ],
}

export const BUILT_IN_TAX_ZONES: readonly TaxZone[] = [QUEBEC, FRANCE, NONE]

/** The taxes of one class, in the order in which the class names them. Throws RangeError for an unknown code. */
export function taxesOfClass(zone: TaxZone, classCode: string): ZoneTax[] {
  const taxClass = zone.classes.find((candidate) => candidate.code === classCode)
  if (taxClass === undefined) throw new RangeError(`The zone ${zone.code} has no tax class ${classCode}.`)
  return taxClass.taxCodes.map((code) => {
    const tax = zone.taxes.find((candidate) => candidate.code === code)
    if (tax === undefined) throw new RangeError(`The zone ${zone.code} has no tax ${code}.`)
    return tax
  })
}
