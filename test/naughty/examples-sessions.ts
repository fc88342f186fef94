import { randomUUID } from 'node:crypto'
import type { Data, Example, Examples } from './example.ts'
import type { World } from './world.ts'

/** A till of its own for each request, so that none is kept from opening it by one before. */
async function newTill({ sql, stores }: World): Promise<number> {
  const [row] = await sql<[{ id: number }]>`
    with register as (
      insert into registers (store_id, name) values (${stores[0] ?? 0}, ${`Tiroir ${randomUUID()}`}) returning store_id, id
    ), journal as (
      insert into register_journals (store_id, register_id, last_z) select store_id, id, 1 from register
    )
    select id from register`
  return row.id
}

/** An open drawer on a till of its own; closed, with a Z number, where it is said. */
export async function newSession(world: World, isClosed = false): Promise<{ id: string }> {
  const id = randomUUID()
  await world.sql`
    insert into register_sessions (store_id, id, register_id, business_day, currency, opened_at, closed_at, z_number)
    select id, ${id}, ${await newTill(world)}, current_date, currency, now(),
      ${isClosed ? new Date() : null}, ${isClosed ? 1 : null}
    from stores where id = ${world.stores[0] ?? 0}`
  return { id }
}

const ofSession: Example['params'] = (world) => newSession(world)
const readSession = async ({ owner }: World, id: string) =>
  (await owner.get(`/api/v1/register-sessions/${id}`)).body.data

const closing = ({ ownerId }: World, counted: object) => ({
  counted,
  closed_at: '2026-11-20T22:03:11Z',
  last_number: 12,
  totals: { tickets: 10, net: '80.00', tax: '11.98', total: '91.98', cash: '91.98' },
  note: 'Il manque un rouleau',
  cashier_id: ownerId,
})

export const SESSION_EXAMPLES: Examples = {
  'POST /api/v1/registers/:id/sessions': {
    params: async (world) => ({ id: await newTill(world) }),
    bodies: [
      ({ ownerId }) => ({
        id: randomUUID(),
        opening_float: '100.00',
        opened_at: '2026-11-20T14:03:11Z',
        cashier_id: ownerId,
      }),
    ],
  },
  'GET /api/v1/register-sessions/:id': { params: ofSession },
  'POST /api/v1/register-sessions/:id/cash-movements': {
    params: ofSession,
    bodies: [
      ({ ownerId }) => ({
        id: randomUUID(),
        type: 'in',
        amount: '20.00',
        reason: 'Monnaie',
        occurred_at: '2026-11-20T14:03:11Z',
        cashier_id: ownerId,
      }),
    ],
    readBack: (world, answers) =>
      Promise.all(answers.map(async (answer: Data) => (await readSession(world, answer.session_id)).cash_movements[0])),
  },
  'POST /api/v1/register-sessions/:id/close': {
    params: ofSession,
    bodies: [
      (world) => closing(world, [{ denomination: '20', count: 4 }]),
      (world) => closing(world, { cash: '80.00', card: '1', cheque: '2', credit: '3', other: '4' }),
    ],
    readBack: (world, answers) => Promise.all(answers.map(({ session }: Data) => readSession(world, session.id))),
    keptAs: { note: 'difference_note' },
  },
  'GET /api/v1/journal': { query: { register_id: '1' } },
  'GET /api/v1/journal/export': { query: { store_id: '1' } },
  'GET /api/v1/register-sessions/:id/x-report': { params: ofSession },
  'GET /api/v1/register-sessions/:id/z-report': { params: (world) => newSession(world, true) },
}
