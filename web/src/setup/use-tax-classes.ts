import { useApi } from '../api/index.ts'
import { useFormat, useText } from '../i18n/index.ts'
import { messages } from './messages.ts'

export type ClassChoice = { readonly value: string; readonly label: string }

/** The classes of the chain, each with what an article of it bears in this zone: `Taux normal : TPS + TVQ`. */
export function useTaxClasses(zoneCode: string | undefined): readonly ClassChoice[] {
  const t = useText()
  const format = useFormat()
  const classes = useApi('listTaxClasses', [])
  const zones = useApi('listTaxZones', [])
  const zone = zones.data?.find(({ code }) => code === zoneCode)
  const nameOf = (code: string): string => {
    const tax = zone?.taxes.find((one) => one.code === code)
    return tax === undefined ? code : t(messages.taxAtRate, { name: tax.name, rate: format.number(tax.rate) })
  }
  return (classes.data ?? []).map(({ code, name, zones: borne }) => {
    const taxes = borne.find((one) => one.code === zoneCode)?.tax_codes ?? []
    const bears = taxes.length === 0 ? t(messages.bearsNothing) : taxes.map(nameOf).join(' + ')
    return { value: code, label: t(messages.classBears, { name, bears }) }
  })
}
