import { randomUUID } from 'node:crypto'
import { nextNumber } from '../harness/factories.ts'
import { type Data, type Example, type Examples, readByIds } from './example.ts'
import { WAVE_SIZE, type World } from './world.ts'

const customerBody = () => ({
  name: 'Cliente',
  email: 'cliente@example.com',
  phone: '418 555-0100',
  address_line1: '1, rue du Port',
  address_line2: 'Bureau 2',
  city: 'Ville',
  country: 'JP',
  region: 'Région',
  postal_code: '100-0001',
  language: 'fr',
  note: 'Note',
  external_id: `client-${nextNumber()}`,
  tax_exemption: { certificate_number: 'C-1', expires_on: '2030-12-31' },
})

const customers: Example = {
  bodies: [customerBody],
  readBack: ({ owner }, answers) =>
    readByIds(
      owner,
      '/api/v1/customers',
      answers.map(({ id }: Data) => id),
    ),
  // Kept in capitals.
  keptAs: { postal_code: null },
  release: ({ sql }) => sql`update customers set external_id = null where external_id is not null`,
}

const ofCustomer = ({ customers: known }: World, slot: number) => ({ id: known[slot] ?? 0 })

/** Gives back what was deleted, merged or erased. */
const reviveCustomers: Example['release'] = ({ sql }) =>
  sql`update customers set deleted_at = null, merged_into_id = null, erased_at = null where deleted_at is not null`

const parkedBody = ({ variants, registers, customers: known }: World, slot: number) => ({
  register_id: registers[0],
  customer_id: known[slot],
  note: 'Note',
  name: 'Table',
  lines: [
    {
      variant_id: variants[slot],
      sku: 'SKU',
      barcode: 'CODE',
      description: 'Article',
      tax_class: 'standard',
      quantity: '1',
      unit_price: '10.00',
      discount: { type: 'percent', value: '10' },
      reservation_id: null,
    },
  ],
  discount: { type: 'amount', value: '1.00' },
  total: '8.00',
})

const parked: Example = {
  readBack: ({ owner }, answers) =>
    Promise.all(answers.map(async ({ id }: Data) => (await owner.get(`/api/v1/parked-sales/${id}`)).body.data)),
  keptAs: {
    'lines[].description': 'lines.0.description',
    'lines[].sku': 'lines.0.sku',
    'lines[].barcode': 'lines.0.barcode',
    'lines[].tax_class': 'lines.0.tax_class',
  },
}
const ofParked = ({ parkedSales }: World, slot: number) => ({ id: parkedSales[slot] ?? '' })
const changeParked: Example = { ...parked, params: ofParked, bodies: [parkedBody] }

export const CUSTOMERS_EXAMPLES: Examples = {
  'POST /api/v1/customers': customers,
  'GET /api/v1/customers/:id': { params: ofCustomer },
  'PUT /api/v1/customers/:id': { ...customers, params: ofCustomer },
  'PATCH /api/v1/customers/:id': { ...customers, params: ofCustomer },
  'DELETE /api/v1/customers/:id': { params: ofCustomer, release: reviveCustomers },
  'GET /api/v1/customers/:id/sales': { params: ofCustomer },
  'POST /api/v1/customers/:id/merge': {
    params: ofCustomer,
    bodies: [({ customers: known }, slot) => ({ customer_id: known[slot + WAVE_SIZE] })],
    release: reviveCustomers,
  },
  'GET /api/v1/customers/:id/export': { params: ofCustomer },
  'POST /api/v1/customers/:id/erase': {
    params: ofCustomer,
    bodies: [() => ({ forfeit_credit: true })],
    release: reviveCustomers,
  },
  'GET /api/v1/customers/:id/credit': { params: ofCustomer },
  'GET /api/v1/customers/:id/credit/movements': { params: ofCustomer },
  'POST /api/v1/customers/:id/credit': {
    params: ofCustomer,
    bodies: [() => ({ amount: '1.00', currency: 'CAD', reason: 'Geste' })],
    readBack: async (_world, answers) => [...answers],
  },
  'POST /api/v1/parked-sales': {
    ...parked,
    bodies: [(world, slot) => ({ id: randomUUID(), store_id: world.stores[0], ...parkedBody(world, slot) })],
  },
  'GET /api/v1/parked-sales/:id': { params: ofParked },
  'PUT /api/v1/parked-sales/:id': changeParked,
  'PATCH /api/v1/parked-sales/:id': changeParked,
  'POST /api/v1/parked-sales/:id/resume': {
    params: ofParked,
    bodies: [({ registers }) => ({ register_id: registers[0] })],
    release: ({ sql }) => sql`
      update parked_sales set resumed_at = null, resumed_by = null, resumed_by_name = null, resumed_register_id = null`,
  },
  'DELETE /api/v1/parked-sales/:id': { params: ofParked },
}
