import type { Client, CreateTaxZoneInput, ListedStore, TaxZone } from '../api/index.ts'
import { PLACES, type Register } from './countries.ts'

/** A place that is not among those proposed: what one says of it oneself. */
export const ELSEWHERE = 'elsewhere'

export type Opening = {
  readonly chain_name: string
  readonly language: 'fr' | 'en'
  /** The key of a place, or ELSEWHERE. */
  readonly place: string
  readonly name: string
  readonly city: string
  /** The street and the postal code, as receipts say them; empty: not yet. */
  readonly line1: string
  readonly postal_code: string
  /** By register; empty: not yet. */
  readonly registrations: Readonly<Partial<Record<Register, string>>>
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

/**
 * Where a store of this opening is: what it inherits from its place. The zone is made where there is none yet; the own
 * one of an earlier try takes what is said now, for its rate may have been corrected since.
 */
async function settlePlace(api: Client, opening: Opening) {
  const place = PLACES.find(({ key }) => key === opening.place)
  const zone =
    place === undefined
      ? opening.tax_rate === ''
        ? null
        : zoneOfOpening(opening)
      : place.zone === null
        ? null
        : { code: place.taxZone, ...place.zone }
  const code = place?.taxZone ?? zone?.code ?? NO_TAX
  const known = (await api.listTaxZones()).find((one) => one.code === code)
  const settled = zone === null ? known : await settleZone(api, zone, known)
  return {
    time_zone: place?.timeZone ?? opening.time_zone,
    currency: place?.currency ?? opening.currency,
    tax_zone: code,
    ...(settled !== undefined && { prices_include_tax: settled.prices_include_tax }),
  }
}

function settleZone(api: Client, zone: CreateTaxZoneInput, known: TaxZone | undefined): TaxZone | Promise<TaxZone> {
  if (known === undefined) return api.createTaxZone(zone)
  const { code, ...said } = zone
  return code === OWN_ZONE ? api.updateTaxZone(code, said) : known
}

/**
 * Opens the first store with its first till. What is there already from an earlier try is taken up, and becomes what is
 * said now: nothing is made twice, and nothing keeps the money or the tax of a try that was corrected.
 */
export async function openStore(api: Client, opening: Opening): Promise<void> {
  await api.updateSettings({ chain_name: opening.chain_name, default_locale: opening.language })
  const place = await settlePlace(api, opening)
  const registrations = registrationsOf(opening)
  const wanted = {
    ...place,
    ...(opening.city !== '' && { city: opening.city }),
    ...(registrations.length > 0 && { registrations }),
  }
  const found = await findStore(api, opening.name)
  const id = found?.id ?? (await api.createStore({ name: opening.name, ...wanted })).id
  if (found !== undefined && !isAlready(found, wanted)) await api.updateStore(id, wanted)
  await settleAddress(api, id, opening)
  await ensureTill(api, id, opening.register)
}

/** The numbers that receipts of this place show, of those that are given. */
export function registrationsOf({ place, registrations }: Pick<Opening, 'place' | 'registrations'>) {
  const registers = PLACES.find(({ key }) => key === place)?.registers ?? []
  return registers.flatMap((kind) => {
    const number = registrations[kind]?.trim() ?? ''
    return number === '' ? [] : [{ kind, number }]
  })
}

/** The address of the store, where one is given: made, or what is said now where an earlier try made it. */
async function settleAddress(api: Client, id: number, { place: key, line1, city, postal_code }: Opening) {
  const place = PLACES.find((one) => one.key === key)
  if (place === undefined || line1.trim() === '') return
  const { country, region } = place
  const where = { line1, city, region, postal_code: postal_code.trim() === '' ? null : postal_code, country }
  const { address } = await api.getStore(id)
  if (address === null) await api.createAddress({ owner_type: 'store', owner_id: id, is_primary: true, ...where })
  else await api.updateAddress(address.id, where)
}

const isAlready = (store: ListedStore, wanted: Partial<ListedStore>): boolean =>
  Object.entries(wanted).every(([name, value]) => store[name as keyof ListedStore] === value)

async function findStore(api: Client, name: string): Promise<ListedStore | undefined> {
  const { data } = await api.listStores({ q: name, per_page: 100 })
  return data.find((store) => store.name === name)
}

/** A store without a till gets one of this name. */
export async function ensureTill(api: Client, storeId: number, name: string): Promise<void> {
  const { data } = await api.listRegisters(storeId, { kind: 'till', per_page: 1 })
  if (data.length === 0) await api.createRegister(storeId, { name })
}
