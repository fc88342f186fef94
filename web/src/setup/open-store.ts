import { api, type CreateTaxZoneInput, type ListedStore } from '../api/index.ts'
import { PLACES } from './countries.ts'

/** A place that is not among those proposed: what one says of it oneself. */
export const ELSEWHERE = 'elsewhere'

export type Opening = {
  readonly chain_name: string
  readonly language: 'fr' | 'en'
  /** The key of a place, or ELSEWHERE. */
  readonly place: string
  readonly name: string
  readonly city: string
  readonly register: string
  readonly currency: string
  readonly time_zone: string
  readonly tax_name: string
  /** Per cent; empty: no tax. */
  readonly tax_rate: string
  readonly prices_include_tax: boolean
}

const OWN_ZONE = 'LOCAL'
const NO_TAX = 'NONE'

/** The zone of a place where one says oneself which tax there is; every class bears it but the one without tax. */
function zoneOfOpening({
  tax_name: name,
  tax_rate: rate,
  prices_include_tax: isIncluded,
}: Opening): CreateTaxZoneInput {
  const code =
    name
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '')
      .slice(0, 16) || 'TAX'
  return {
    code: OWN_ZONE,
    name_fr: name,
    name_en: name,
    prices_include_tax: isIncluded,
    taxes: [{ code, name_fr: name, name_en: name, rate }],
    classes: [
      ...['standard', 'intermediate', 'reduced', 'super_reduced', 'books', 'basic_groceries'].map((taxClass) => ({
        code: taxClass,
        tax_codes: [code],
      })),
      { code: 'exempt', tax_codes: [] },
    ],
  }
}

/** Where a store of this opening is: what it inherits from its place. The zone is made where there is none yet. */
async function settlePlace(opening: Opening) {
  const place = PLACES.find(({ key }) => key === opening.place)
  const zone =
    place === undefined
      ? opening.tax_rate === ''
        ? null
        : zoneOfOpening(opening)
      : place.zone === null
        ? null
        : { code: place.taxZone, ...place.zone }
  if (zone !== null) {
    const known = await api.listTaxZones()
    if (known.every(({ code }) => code !== zone.code)) await api.createTaxZone(zone)
  }
  return {
    time_zone: place?.timeZone ?? opening.time_zone,
    currency: place?.currency ?? opening.currency,
    tax_zone: place?.taxZone ?? zone?.code ?? NO_TAX,
  }
}

/**
 * Opens the first store with its first till. What is there already from an earlier try is taken up: nothing is made twice.
 */
export async function openStore(opening: Opening): Promise<void> {
  await api.updateSettings({ chain_name: opening.chain_name, default_locale: opening.language })
  const place = await settlePlace(opening)
  const { id } =
    (await findStore(opening.name)) ??
    (await api.createStore({
      name: opening.name,
      ...place,
      ...(opening.city !== '' && { city: opening.city }),
    }))
  if (id !== undefined) await ensureTill(id, opening.register)
}

async function findStore(name: string): Promise<Pick<ListedStore, 'id'> | undefined> {
  const { data } = await api.listStores({ q: name, per_page: 100 })
  return data.find((store) => store.name === name)
}

/** A store without a till gets one of this name. */
export async function ensureTill(storeId: number, name: string): Promise<void> {
  const { data } = await api.listRegisters(storeId, { kind: 'till', per_page: 1 })
  if (data.length === 0) await api.createRegister(storeId, { name })
}
