import { randomBytes, randomUUID } from 'node:crypto'
import type { Example, Examples } from './example.ts'
import type { World } from './world.ts'

const devices: Example = {
  readBack: ({ owner }, answers) =>
    Promise.all(answers.map(async ({ id }) => (await owner.get(`/api/v1/devices/${id}`)).body.data)),
}
const ofDevice = ({ devices: known }: World, slot: number) => ({ id: known[slot] ?? '' })
const ofRegister = ({ registers }: World, slot: number) => ({ id: registers[slot] ?? 0 })

/** A device that is not enrolled, so that a code may be given to it. */
const ofWaitingDevice: Example['params'] = async ({ owner, stores }, slot) => {
  const { body } = await owner.post('/api/v1/devices', { store_id: stores[slot], name: 'Caisse' })
  return { id: body.data.id }
}

/** What is settled is settled: each request has one of its own. */
const ofNewReview: Example['params'] = async ({ sql, stores }, slot) => {
  const [review] = await sql<[{ id: number }]>`
    insert into reviews (store_id, subject_type, subject_id, flag)
    values (${stores[slot] ?? 0}, 'ticket', ${randomUUID()}, 'stock_negative') returning id`
  return { id: review.id }
}

export const TILL_EXAMPLES: Examples = {
  'POST /api/v1/devices': { ...devices, bodies: [({ stores }, slot) => ({ store_id: stores[slot], name: 'Caisse' })] },
  'POST /api/v1/devices/enrol': {
    bodies: [() => ({ code: 'AAAA-BBBB-CCCC-DDDD', public_key: randomBytes(32).toString('base64') })],
  },
  'GET /api/v1/pos/catalog': { query: { store_id: '1' } },
  'GET /api/v1/devices/:id': { params: ofDevice },
  'PATCH /api/v1/devices/:id': { ...devices, params: ofDevice, bodies: [() => ({ name: 'Tablette' })] },
  'POST /api/v1/devices/:id/code': { params: ofWaitingDevice },
  // What is revoked can hold no register any more, so it is a device of its own.
  'POST /api/v1/devices/:id/revoke': { params: ofWaitingDevice },
  'GET /api/v1/reviews/:id': { params: ofNewReview },
  'POST /api/v1/reviews/:id/settle': {
    params: ofNewReview,
    bodies: [() => ({ settlement: 'accepted', note: 'Motif' })],
    readBack: ({ owner }, answers) =>
      Promise.all(answers.map(async ({ id }) => (await owner.get(`/api/v1/reviews/${id}`)).body.data)),
  },
  'POST /api/v1/registers/:id/lease': {
    params: ofRegister,
    bodies: [({ devices: known }, slot) => ({ device_id: known[slot], take_over: true })],
  },
  'POST /api/v1/registers/:id/release': {
    params: ofRegister,
    bodies: [({ devices: known }, slot) => ({ device_id: known[slot], final_number: 0 })],
  },
}
