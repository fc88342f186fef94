import { makeUser } from '../harness/factories.ts'
import { givePin, PIN } from '../harness/pins.ts'
import type { Plan } from './requests.ts'
import type { World } from './world.ts'

/** Somebody of the store with a PIN; new for each request, since attempts are counted per person. */
async function newPerson({ sql, store }: World, role: 'manager' | 'cashier'): Promise<number> {
  const { id } = await makeUser(sql, { roles: [role], storeIds: [store.id] })
  await givePin(sql, id)
  return id
}

export const APPROVAL_PLANS: Readonly<Record<string, Plan>> = {
  'POST /api/v1/approvals': async (world) => ({
    body: {
      store_id: world.store.id,
      approver_id: await newPerson(world, 'manager'),
      pin: PIN,
      action: 'discount',
      reason: 'Emballage abîmé',
      details: { from: '29.99', percent: '25' },
    },
  }),
  'POST /api/v1/register-sessions/:id/cashier': async (world) => ({
    params: { id: await world.newSession() },
    body: { cashier_id: await newPerson(world, 'cashier'), pin: PIN },
  }),
}
