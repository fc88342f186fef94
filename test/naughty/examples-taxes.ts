import { nextNumber } from '../harness/factories.ts'
import type { Data, Example, Examples } from './example.ts'

const names = () => ({ name_fr: 'Nom', name_en: 'Name' })
const taxes = [{ code: 'TX', ...names(), rate: '5' }]

const zones = (): object => ({
  ...names(),
  prices_include_tax: true,
  cash_step: '0.05',
  taxes,
  classes: [{ code: 'standard', tax_codes: ['TX'] }],
})
const classes = (): object => ({ ...names(), position: 1, zones: [{ code: 'QC', tax_codes: ['TPS'] }] })

const readBack =
  (path: string): Example['readBack'] =>
  ({ owner }, answers) =>
    Promise.all(answers.map(async ({ code }: Data) => (await owner.get(`${path}/${code}`)).body.data))

const NAMES_OF_TAXES = { 'taxes[].name_fr': 'taxes.0.name_fr', 'taxes[].name_en': 'taxes.0.name_en' }

/** Each class lists every zone, and each zone every class: those that were made do not stay. */
const release: Example['release'] = async ({ sql }) => {
  await sql`delete from tax_class_taxes where zone_code like 'N-%' or class_code ~ '^n[0-9]'`
  await sql`delete from taxes where zone_code like 'N-%'`
  await sql`delete from tax_zones where code like 'N-%'`
  await sql`delete from tax_classes where code ~ '^n[0-9]'`
}
const zone: Example = { readBack: readBack('/api/v1/tax-zones'), keptAs: NAMES_OF_TAXES, release }
const taxClass: Example = { readBack: readBack('/api/v1/tax-classes'), release }

const ofZone = (_world: unknown, slot: number) => ({ code: `W-${slot}` })
const ofClass = (_world: unknown, slot: number) => ({ code: `w${slot}` })

export const TAX_EXAMPLES: Examples = {
  'POST /api/v1/tax-zones': { ...zone, bodies: [() => ({ code: `N-${nextNumber()}`, ...zones() })] },
  'GET /api/v1/tax-zones/:code': { params: () => ({ code: 'QC' }) },
  'PUT /api/v1/tax-zones/:code': { ...zone, params: ofZone, bodies: [zones] },
  'PATCH /api/v1/tax-zones/:code': { ...zone, params: ofZone, bodies: [zones] },
  'DELETE /api/v1/tax-zones/:code': { params: () => ({ code: 'NOWHERE' }) },
  'POST /api/v1/tax-classes': { ...taxClass, bodies: [() => ({ code: `n${nextNumber()}`, ...classes() })] },
  'GET /api/v1/tax-classes/:code': { params: () => ({ code: 'standard' }) },
  'PUT /api/v1/tax-classes/:code': { ...taxClass, params: ofClass, bodies: [classes] },
  'PATCH /api/v1/tax-classes/:code': { ...taxClass, params: ofClass, bodies: [classes] },
  'DELETE /api/v1/tax-classes/:code': { params: () => ({ code: 'nowhere' }) },
}
