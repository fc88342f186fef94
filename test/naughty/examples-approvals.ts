import { givePin, PIN } from '../harness/pins.ts'
import type { Example, Examples } from './example.ts'
import { newSession } from './examples-sessions.ts'
import type { World } from './world.ts'

/** The owner approves for themselves; what other routes did to their PIN is put right. */
const withPin = async ({ sql, ownerId }: World) => {
  await givePin(sql, ownerId)
  return {}
}
const forgetAttempts: Example['release'] = ({ sql }) => sql`delete from login_attempts`

const approval =
  (content: object): NonNullable<Example['bodies']>[number] =>
  ({ stores, ownerId }) => ({
    store_id: stores[0],
    register_id: null,
    approver_id: ownerId,
    pin: PIN,
    reason: 'Emballage abîmé',
    ...content,
  })

export const APPROVAL_EXAMPLES: Examples = {
  'POST /api/v1/approvals': {
    params: withPin,
    bodies: [
      approval({
        action: 'price_override',
        details: { line: 1, name: 'Chaise', from: '29.99', to: '22.49', percent: '25', amount: '7.50' },
      }),
    ],
    release: forgetAttempts,
  },
  'POST /api/v1/register-sessions/:id/cashier': {
    params: async (world) => {
      await withPin(world)
      return newSession(world)
    },
    bodies: [({ ownerId }) => ({ cashier_id: ownerId, pin: PIN })],
    release: forgetAttempts,
  },
}
