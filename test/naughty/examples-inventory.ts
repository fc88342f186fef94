import { type Data, type Example, type Examples, readByIds } from './example.ts'
import type { World } from './world.ts'

const HOUR_MS = 60 * 60 * 1000
const tomorrow = () => new Date(Date.now() + 24 * HOUR_MS).toISOString()

/** Where there are plenty of every article. */
const storeOf = ({ stores }: World) => stores[3] ?? 0
const ofLevel = (world: World, slot: number) => ({ store_id: storeOf(world), variant_id: world.variants[slot] ?? 0 })
const ofStore = ({ stores }: World, slot: number) => ({ id: stores[slot] ?? 0 })
const ofReservation = ({ reservations }: World, slot: number) => ({ id: reservations[slot] ?? 0 })

const readRecords =
  (address: string): Example['readBack'] =>
  ({ owner }, answers) =>
    readByIds(
      owner,
      address,
      answers.map(({ id }: Data) => id),
    )

const extension: Example = { params: ofReservation, bodies: [() => ({ expires_at: tomorrow() })] }

export const INVENTORY_EXAMPLES: Examples = {
  'GET /api/v1/stock/:store_id/:variant_id': { params: ofLevel },
  'GET /api/v1/stock/:store_id/:variant_id/history': { params: ofLevel },
  'PUT /api/v1/stock/:store_id/:variant_id/levels': {
    params: ofLevel,
    bodies: [() => ({ reorder_point: '2', target: '8', pack_size: '4', lead_time_days: 3 })],
  },
  'GET /api/v1/stores/:id/stock-policy': { params: ofStore },
  'PUT /api/v1/stores/:id/stock-policy': {
    params: ofStore,
    bodies: [({ stores }, slot) => ({ below_zero: 'warn', no_sale_days: 90, supplied_by: stores[slot === 0 ? 1 : 0] })],
  },
  'POST /api/v1/stock-receipts': {
    bodies: [
      (world, slot) => ({
        store_id: storeOf(world),
        reference: 'BL-1',
        note: 'Note',
        received_at: '2026-11-20T14:03:11Z',
        lines: [{ variant_id: world.variants[slot], quantity: '0.001', unit_cost: '2.50' }],
      }),
    ],
    readBack: readRecords('/api/v1/stock-receipts'),
  },
  'GET /api/v1/stock-receipts/:id': { params: ({ receipts }, slot) => ({ id: receipts[slot] ?? 0 }) },
  'POST /api/v1/reservations': {
    bodies: [
      (world, slot) => ({
        store_id: storeOf(world),
        variant_id: world.variants[slot],
        quantity: '0.001',
        expires_at: tomorrow(),
        reference: 'Commande 1',
      }),
    ],
    readBack: readRecords('/api/v1/reservations'),
  },
  'GET /api/v1/reservations/:id': { params: ofReservation },
  'PUT /api/v1/reservations/:id': extension,
  'PATCH /api/v1/reservations/:id': extension,
  'DELETE /api/v1/reservations/:id': { params: () => ({ id: 1 }) },
}
