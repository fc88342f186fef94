import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { Strict } from '../../server/platform/http/fields.ts'
import { BatchReturnBody, SaleBody } from '../../server/sales/tickets/schema.ts'
import type { Data, Example, Examples } from './example.ts'
import type { Schema } from './places.ts'
import { KNOWN_BARCODE, KNOWN_SKU, type World } from './world.ts'

/** Only an enrolled device says anything here. */
const NO_DEVICE = { device_id: null, series: null, number: null, previous_hash: null, hash: null, training: false }

/** One that nobody has used yet. */
const approved = (body: (world: World, slot: number) => object) => (world: World, slot: number) => ({
  ...body(world, slot),
  approvals: [world.nextApproval()],
})
const NO_TILL = { register_id: null, session_id: null, cashier_id: null }

const saleWith = (line: (world: World, slot: number) => object) => (world: World, slot: number) => ({
  ...NO_DEVICE,
  ...NO_TILL,
  id: randomUUID(),
  store_id: world.stores[0],
  occurred_at: '2026-11-20T14:03:11Z',
  note: 'Note',
  customer_id: null,
  lines: [
    {
      ...line(world, slot),
      description: 'Article',
      tax_class: 'standard',
      quantity: '1',
      unit_price: '10.00',
      discount: { type: 'percent', value: '10' },
      reservation_id: null,
    },
  ],
  discount: { type: 'amount', value: '1.00' },
  payments: [{ method: 'cash', amount: '100000000' }],
  total: '8.00',
  taxes: [{ code: 'TPS', amount: '0.00' }],
})

const saleBodies: Example['bodies'] = [
  saleWith(({ variants }, slot) => ({ variant_id: variants[slot] })),
  saleWith(() => ({ variant_id: null, sku: KNOWN_SKU })),
  saleWith(() => ({ variant_id: null, barcode: KNOWN_BARCODE })),
  approved(saleWith(({ variants }, slot) => ({ variant_id: variants[slot] }))),
]

/** One comes back, and another is bought for more: the difference is paid. */
const exchangeWith = (line: (world: World, slot: number) => object) => (world: World, slot: number) => {
  const { lines, discount, payments } = saleWith(line)(world, slot)
  return { ...returnBody(world), refunds: [{ method: 'card', amount: '0' }], exchange_lines: lines, discount, payments }
}

const exchangeBodies: Example['bodies'] = [
  exchangeWith(({ variants }, slot) => ({ variant_id: variants[slot] })),
  exchangeWith(() => ({ variant_id: null, sku: KNOWN_SKU })),
  exchangeWith(() => ({ variant_id: null, barcode: KNOWN_BARCODE })),
]

const openReturnWith = (line: (world: World, slot: number) => object) => (world: World, slot: number) => ({
  ...NO_DEVICE,
  ...NO_TILL,
  id: randomUUID(),
  store_id: world.stores[0],
  customer_id: null,
  occurred_at: '2026-11-20T14:03:11Z',
  lines: [
    {
      ...line(world, slot),
      description: 'Article',
      tax_class: 'standard',
      quantity: '1',
      unit_price: '10.00',
      restock: true,
    },
  ],
  refunds: [{ method: 'card', amount: '10.00' }],
  reason: 'Reçu perdu',
})

const openReturnBodies: Example['bodies'] = [
  openReturnWith(({ variants }, slot) => ({ variant_id: variants[slot] })),
  openReturnWith(() => ({ variant_id: null, sku: KNOWN_SKU })),
  openReturnWith(() => ({ variant_id: null, barcode: KNOWN_BARCODE })),
]

const returnBody = ({ stores }: World) => ({
  ...NO_DEVICE,
  ...NO_TILL,
  id: randomUUID(),
  store_id: stores[0],
  customer_id: null,
  occurred_at: '2026-11-20T14:03:11Z',
  note: 'Note',
  lines: [{ sale_line: 1, quantity: '1', restock: true, with_fees: true }],
  refunds: [{ method: 'card', amount: '1.00' }],
})

const readSales: Example['readBack'] = ({ owner }, answers) =>
  Promise.all(answers.map(async ({ id }: Data) => (await owner.get(`/api/v1/sales/${id}`)).body.data))

/** The taxes that a receipt says are compared, and the server's own are kept. */
const sales: Example = { readBack: readSales, keptAs: { 'lines[].description': 'lines.0.name', 'taxes[].code': null } }
const ofSale = ({ sales: known }: World, slot: number) => ({ id: known[slot] ?? '' })

const KIND = Type.Optional(Type.Unknown())
const Record = Type.Union([
  Strict({ ...SaleBody.properties, kind: KIND }),
  Strict({ ...BatchReturnBody.properties, kind: KIND }),
])

export const SALES_EXAMPLES: Examples = {
  'POST /api/v1/sales': { ...sales, bodies: saleBodies },
  'POST /api/v1/sales/batch': {
    schema: Strict({ records: Type.Array(Record) }) as Schema,
    bodies: [
      ...saleBodies.map((body) => (world: World, slot: number) => ({
        records: [{ kind: 'sale', ...body(world, slot) }],
      })),
      ...[returnBody, ...exchangeBodies, approved(returnBody)].map((body) => (world: World, slot: number) => ({
        records: [{ kind: 'return', sale_id: world.sales[slot], ...body(world, slot) }],
      })),
    ],
    unwrap(body) {
      const [first] = Array.isArray(body.data) ? body.data : []
      if (first === undefined) return { status: 200, body }
      const findings = Object.entries<string[]>(first.errors ?? {}).map(([path, said]) => [`records.0.${path}`, said])
      return {
        status: first.status,
        body: { success: first.status < 400, ...first, errors: Object.fromEntries(findings) },
      }
    },
    readBack: readSales,
    keptAs: {
      'records[].note': 'note',
      'records[].lines[].description': 'lines.0.name',
      'records[].lines[].sku': 'lines.0.sku',
      'records[].lines[].tax_class': 'lines.0.tax_class',
      'records[].exchange_lines[].description': 'lines.1.name',
      'records[].exchange_lines[].tax_class': 'lines.1.tax_class',
      'records[].taxes[].code': null,
    },
  },
  'GET /api/v1/sales/:id': { params: ofSale },
  'GET /api/v1/sales/:id/receipt': { params: ofSale },
  'POST /api/v1/sales/:id/email': {
    params: ofSale,
    bodies: [() => ({ to: 'cliente@example.com', lang: 'fr', print_id: randomUUID() })],
  },
  'POST /api/v1/sales/:id/returns': {
    readBack: readSales,
    params: ofSale,
    bodies: [returnBody, ...exchangeBodies, approved(returnBody)],
    keptAs: {
      'exchange_lines[].description': 'lines.1.name',
      'exchange_lines[].tax_class': 'lines.1.tax_class',
    },
  },
  'GET /api/v1/sales/lookup': { queryOf: ({ receipt }) => ({ reference: receipt }) },
  'POST /api/v1/returns': {
    readBack: readSales,
    bodies: [...openReturnBodies, approved(openReturnWith(({ variants }, slot) => ({ variant_id: variants[slot] })))],
    keptAs: { 'lines[].description': 'lines.0.name', reason: 'note' },
    isForPeople: true,
  },
}
