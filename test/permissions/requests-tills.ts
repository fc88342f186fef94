import { randomBytes, randomUUID } from 'node:crypto'
import { digestCode, makeEnrolmentCode } from '../../server/identity/index.ts'
import type { Sql } from '../../server/platform/database/connect.ts'
import { nextNumber } from '../harness/factories.ts'
import type { Plan } from './requests.ts'
import type { World } from './world.ts'

/** A device of the store, enrolled unless said otherwise. */
export async function newDevice({ sql, store }: Pick<World, 'sql' | 'store'>, isEnrolled = true): Promise<string> {
  const id = randomUUID()
  await sql`
    insert into devices (id, store_id, name, public_key, enrolled_at)
    values (${id}, ${store.id}, ${`Appareil ${nextNumber()}`}, ${isEnrolled ? randomBytes(32) : null},
      ${isEnrolled ? new Date() : null})`
  return id
}

async function newCode(world: World): Promise<string> {
  const code = makeEnrolmentCode()
  const id = await newDevice(world, false)
  await world.sql`
    update devices set enrolment_code_hash = ${digestCode(code)}, enrolment_expires_at = now() + interval '1 hour'
    where id = ${id}`
  return code
}

/** A device that holds a register. */
export async function newLease(world: World): Promise<{ registerId: number; deviceId: string }> {
  const [registerId, deviceId] = [await world.newRegister(), await newDevice(world)]
  await insertLease(world.sql, world.store.id, registerId, deviceId)
  return { registerId, deviceId }
}

async function insertLease(sql: Sql, storeId: number, registerId: number, deviceId: string): Promise<void> {
  await sql`
    insert into register_leases (store_id, register_id, series, device_id) values (${storeId}, ${registerId}, 1, ${deviceId})`
}

/** A ticket that sold below zero. */
const ofNewReview: Plan = async ({ sql, store }) => {
  const [review] = await sql<[{ id: number }]>`
    insert into reviews (store_id, subject_type, subject_id, flag)
    values (${store.id}, 'ticket', ${randomUUID()}, 'stock_negative') returning id`
  return { params: { id: review.id } }
}

const ofNewDevice: Plan = async (world) => ({ params: { id: await newDevice(world) } })

export const TILL_PLANS: Readonly<Record<string, Plan>> = {
  'GET /api/v1/journal': async (world) => ({ query: `register_id=${await world.newRegister()}` }),
  'GET /api/v1/journal/export': ({ store }) => ({ query: `store_id=${store.id}` }),
  'POST /api/v1/devices': ({ store }) => ({ body: { store_id: store.id, name: `Appareil ${nextNumber()}` } }),
  'POST /api/v1/devices/enrol': async (world) => ({
    body: { code: await newCode(world), public_key: randomBytes(32).toString('base64') },
  }),
  'GET /api/v1/devices/:id': ofNewDevice,
  'PATCH /api/v1/devices/:id': async (world) => ({
    params: { id: await newDevice(world) },
    body: { name: 'Tablette' },
  }),
  'POST /api/v1/devices/:id/code': async (world) => ({ params: { id: await newDevice(world, false) } }),
  'POST /api/v1/devices/:id/revoke': ofNewDevice,
  'GET /api/v1/reviews/:id': ofNewReview,
  'POST /api/v1/reviews/:id/settle': async (world, own) => ({
    ...(await ofNewReview(world, own)),
    body: { settlement: 'accepted' },
  }),
  'POST /api/v1/registers/:id/lease': async (world) => ({
    params: { id: await world.newRegister() },
    body: { device_id: await newDevice(world) },
  }),
  'POST /api/v1/registers/:id/release': async (world) => {
    const { registerId, deviceId } = await newLease(world)
    return { params: { id: registerId }, body: { device_id: deviceId } }
  },
}
