import { nextNumber } from '../harness/factories.ts'
import { type Data, type Example, type Examples, readByIds } from './example.ts'
import type { World } from './world.ts'

const HOURS = [{ opens: '09:00', closes: '18:00' }]

const storeBody = () => ({
  name: 'Magasin',
  time_zone: 'America/Toronto',
  currency: 'CAD',
  tax_zone: 'NONE',
  kind: 'store',
  code: `N${nextNumber()}`,
  email: 'magasin@example.com',
  phone: '418 555-0100',
  prices_include_tax: false,
  group: 'Réseau',
  city: 'Lévis',
  opening_hours: {
    monday: HOURS,
    tuesday: HOURS,
    wednesday: HOURS,
    thursday: HOURS,
    friday: HOURS,
    saturday: HOURS,
    sunday: HOURS,
  },
  opened_on: '2020-02-29',
  receipt_header: 'Bonjour',
  receipt_footer: 'Au revoir',
  legal_name: 'Magasins inc.',
  registrations: [{ kind: 'Registre', number: 'A 1' }],
  external_id: `externe-${nextNumber()}`,
})

const stores: Example = {
  bodies: [storeBody],
  readBack: ({ owner }, answers) =>
    readByIds(
      owner,
      '/api/v1/stores',
      answers.map(({ id }) => id),
    ),
  async release({ sql, last }) {
    await sql`delete from registers where store_id > ${last.stores}`
    await sql`delete from stores where id > ${last.stores}`
    await sql`update stores set code = 'LIBRE-' || id, external_id = null where external_id is not null`
  },
}

const registers: Example = {
  bodies: [() => ({ name: `Caisse ${nextNumber()}`, is_active: true })],
  readBack: ({ owner }, answers) =>
    Promise.all(answers.map(async ({ id }) => (await owner.get(`/api/v1/registers/${id}`)).body.data)),
  async release({ sql, last }) {
    await sql`delete from registers where id > ${last.registers}`
    await sql`update registers set name = 'Libre ' || id where kind = 'till'`
  },
}

const addresses: Example = {
  readBack: ({ owner }, answers) =>
    readByIds(
      owner,
      '/api/v1/addresses',
      answers.map(({ id }) => id),
    ),
  // Kept in capitals.
  keptAs: { postal_code: null },
  release: ({ sql, last }) => sql`delete from addresses where id > ${last.addresses}`,
}
const addressBody = () => ({
  line1: '1, rue du Port',
  line2: 'Bureau 2',
  city: 'Ville',
  country: 'JP',
  label: 'Livraison',
  region: 'Région',
  postal_code: '100-0001',
  is_primary: true,
})

const ofStore = ({ stores }: World, slot: number) => ({ id: stores[slot] ?? 0 })
const ofRegister = ({ registers }: World, slot: number) => ({ id: registers[slot] ?? 0 })
const ofAddress = ({ addresses: known }: World, slot: number) => ({ id: known[slot] ?? 0 })
const ofVariant = ({ variants }: World, slot: number) => ({ id: variants[slot] ?? 0 })

const movements: Example['readBack'] = ({ owner }, answers) =>
  readByIds(
    owner,
    '/api/v1/stock-movements',
    answers.map(({ movement }: Data) => movement?.id ?? 0),
  )

export const STORES_EXAMPLES: Examples = {
  'POST /api/v1/stores': stores,
  'GET /api/v1/stores/:id': { params: ofStore },
  'PUT /api/v1/stores/:id': { ...stores, params: ofStore },
  'PATCH /api/v1/stores/:id': { ...stores, params: ofStore },
  'DELETE /api/v1/stores/:id': { params: () => ({ id: 1 }) },
  'POST /api/v1/stores/:id/restore': { params: ofStore },
  'GET /api/v1/stores/:id/users': { params: ofStore, isForPeople: true },
  'POST /api/v1/stores/:id/users': {
    params: ofStore,
    bodies: [() => ({ user_ids: [1] })],
  },
  'DELETE /api/v1/stores/:id/users/:user_id': { params: (world, slot) => ({ ...ofStore(world, slot), user_id: 1 }) },
  'POST /api/v1/addresses': {
    ...addresses,
    bodies: [({ stores }) => ({ owner_type: 'store', owner_id: stores[0], ...addressBody() })],
  },
  'GET /api/v1/addresses/:id': { params: ofAddress },
  'PUT /api/v1/addresses/:id': { ...addresses, params: ofAddress, bodies: [addressBody] },
  'PATCH /api/v1/addresses/:id': { ...addresses, params: ofAddress, bodies: [addressBody] },
  'DELETE /api/v1/addresses/:id': { params: () => ({ id: 1 }) },
  'GET /api/v1/stores/:id/registers': { params: ofStore },
  'POST /api/v1/stores/:id/registers': { ...registers, params: ofStore },
  'GET /api/v1/registers/:id': { params: ofRegister },
  'PUT /api/v1/registers/:id': { ...registers, params: ofRegister },
  'PATCH /api/v1/registers/:id': { ...registers, params: ofRegister },
  'DELETE /api/v1/registers/:id': { params: () => ({ id: 1 }) },

  'GET /api/v1/stores/:id/stock': { params: ofStore },
  'PUT /api/v1/product-variants/:id/stock': {
    params: ofVariant,
    bodies: [
      ({ stores }) => ({ store_id: stores[1], delta: '1', reason: 'Arrivage' }),
      ({ stores }) => ({ store_id: stores[1], on_hand: String(nextNumber()), reason: 'Comptage' }),
    ],
    readBack: movements,
  },
  'DELETE /api/v1/product-variants/:id/stock/:store_id': {
    async params({ owner, stores, variants }, slot) {
      const id = variants[slot] ?? 0
      await owner.put(`/api/v1/product-variants/${id}/stock`, { store_id: stores[2], delta: '1', reason: 'Arrivage' })
      return { id, store_id: stores[2] ?? 0 }
    },
    readBack: movements,
  },
  'GET /api/v1/live': { query: { types: 'stock.out,product.changed' } },
  'DELETE /api/v1/cache/clear': {},
}
