import type { TaxZone, UpdateTaxZoneInput } from '../../api/index.ts'

export type DraftTax = {
  readonly code: string
  readonly name_fr: string
  readonly name_en: string
  readonly rate: string
}

/** A zone while one changes it: its taxes in the order of receipts, and which of them each class bears. */
export type ZoneDraft = {
  readonly name_fr: string
  readonly name_en: string
  readonly prices_include_tax: boolean
  /** Empty: cash is not rounded. */
  readonly cash_step: string
  readonly taxes: readonly DraftTax[]
  /** The places of the taxes in the list, by class: a tax whose code is being typed keeps its articles. */
  readonly borne: Readonly<Record<string, readonly number[]>>
}

export function draftOf(zone: TaxZone, classCodes: readonly string[]): ZoneDraft {
  const placeOf = new Map(zone.taxes.map(({ code }, index) => [code, index]))
  const borneBy = (taxClass: string) =>
    (zone.classes.find(({ code }) => code === taxClass)?.tax_codes ?? []).flatMap((code) => placeOf.get(code) ?? [])
  return {
    name_fr: zone.name_fr,
    name_en: zone.name_en,
    prices_include_tax: zone.prices_include_tax,
    cash_step: zone.cash_step ?? '',
    taxes: zone.taxes.map(({ code, name_fr, name_en, rate }) => ({ code, name_fr, name_en, rate })),
    borne: Object.fromEntries(classCodes.map((code) => [code, borneBy(code)])),
  }
}

/** As the API takes it. */
export function inputOf(draft: ZoneDraft): UpdateTaxZoneInput {
  const { cash_step: step, taxes, borne, ...rest } = draft
  return {
    ...rest,
    cash_step: step === '' ? null : step,
    taxes: [...taxes],
    classes: Object.entries(borne).map(([code, places]) => ({
      code,
      tax_codes: [...places].sort((one, other) => one - other).flatMap((place) => taxes[place]?.code ?? []),
    })),
  }
}

export const addTax = (draft: ZoneDraft): ZoneDraft => ({
  ...draft,
  taxes: [...draft.taxes, { code: '', name_fr: '', name_en: '', rate: '' }],
})

/** The others move up, and every class keeps what it bears of them. */
export function removeTax(draft: ZoneDraft, gone: number): ZoneDraft {
  const moved = (places: readonly number[]) =>
    places.filter((place) => place !== gone).map((place) => (place > gone ? place - 1 : place))
  return {
    ...draft,
    taxes: draft.taxes.filter((_tax, place) => place !== gone),
    borne: Object.fromEntries(Object.entries(draft.borne).map(([code, places]) => [code, moved(places)])),
  }
}

export function setBorne(draft: ZoneDraft, taxClass: string, place: number, isBorne: boolean): ZoneDraft {
  const places = (draft.borne[taxClass] ?? []).filter((other) => other !== place)
  return { ...draft, borne: { ...draft.borne, [taxClass]: isBorne ? [...places, place] : places } }
}
