import { randomUUIDv7 } from 'node:crypto'
import { formatDecimal, PRICE_SCALE } from '../../../rules/index.ts'
import { checkPin, type PersonRights, requireValidActor } from '../../identity/index.ts'
import { type Actor, may } from '../../platform/actor.ts'
import { type AuditSettings, type Tx, withTransaction } from '../../platform/database/connect.ts'
import { type AppError, lacking, missingReference, platformErrors } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { peopleStores } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import { storeOf } from '../tickets/read-input.ts'
import type { Sales } from '../tickets/sales.ts'
import type { ApprovalAction, Reach } from './approval.ts'
import type { ApprovalBody, GivenApprovalData } from './approval-schema.ts'
import { type ApproverFault, judgeApprover } from './judge-approver.ts'
import { rateOf, readReach } from './read-reach.ts'

/** Long enough to finish the ticket in hand, too short for the next customer's. */
const LIFETIME_MINUTES = 10

/**
 * Somebody who may approves, by their PIN, what the actor may not do alone: one ticket of this store, of this actor, as
 * far as they were shown.
 *
 * @throws not_found for another's store, forbidden, validation_failed, bad_pin, too_many_attempts; approver_may_not when
 * the PIN is right and its person may not approve this
 */
export async function giveApproval(
  sales: Sales,
  actor: Actor,
  body: ApprovalBody,
  audit: AuditSettings,
): Promise<GivenApprovalData> {
  if (body.action === 'return_without_receipt' && !may(actor, 'sales.return')) throw lacking('sales.return')
  const store = await storeOf(body.store_id, actor, (id) => sales.store(id))
  if (store.isDeleted) throw platformErrors.not_found()
  if (body.register_id != null && !store.registers.has(body.register_id)) throw missingReference('register_id')
  const reach = readReach(body.action, body.details ?? {}, store.currency)
  const pin = { actor, userId: body.approver_id, pin: body.pin, storeId: store.id, storeIds: peopleStores.idsOf }
  const { person, accept } = await checkPin(sales.sql, pin)
  const isOwn = person.id === actor.userId
  const fault = judgeApprover(person, { action: body.action, ratePpm: rateOf(reach), isOwn })
  const refusal = fault === null ? null : refusalOf(fault, body.action)
  // Refused or not, the PIN was right: that attempt counts against nobody.
  const given = await withTransaction(sales.sql, { audit }, async (tx) => {
    await requireValidActor(tx, actor, 'sales.create')
    await accept(tx)
    return refusal === null ? keepApproval(tx, actor, body, { reach, approver: person }) : null
  })
  if (refusal !== null) throw refusal
  return given as GivenApprovalData
}

function refusalOf(fault: ApproverFault, action: ApprovalAction): AppError {
  switch (fault) {
    case 'approver_may_not':
      return mayNot('approver_id', APPROVES_NOTHING)
    case 'approved_themselves':
      return mayNot('approver_id', FOR_THEMSELVES)
    case 'beyond_limit':
      return mayNot(action === 'price_override' ? 'details.to' : 'details.percent', BEYOND_LIMIT)
  }
}

const mayNot = (field: string, sentence: Text) => salesErrors.approver_may_not({ fields: { [field]: sentence } })

const APPROVES_NOTHING = text(
  'Approuver demande la permission approvals.give.',
  'Approving takes the permission approvals.give.',
)
const FOR_THEMSELVES = text(
  'Personne n’approuve pour soi ce qu’on ne peut pas faire seul.',
  'Nobody approves for themselves what they may not do alone.',
)
const BEYOND_LIMIT = text(
  'Cette remise dépasse la limite de l’approbateur.',
  'This discount exceeds the approver’s limit.',
)

async function keepApproval(
  tx: Tx,
  actor: Actor,
  { store_id: storeId, register_id: registerId = null, action, reason, details = {} }: ApprovalBody,
  { reach, approver }: { reach: Reach; approver: PersonRights },
): Promise<GivenApprovalData> {
  const price = (value: bigint | null) => (value === null ? null : formatDecimal(value, PRICE_SCALE))
  const [row] = await tx<[{ id: string; expires_at: string }]>`
    insert into approvals (store_id, id, action, approver_id, approver_name, asked_by_key, asked_by, asked_by_name,
      register_id, reason, details, limit_ppm, line_no, price_from, price_to, most_minor, expires_at)
    values (${storeId}, ${randomUUIDv7()}, ${action}, ${approver.id}, ${approver.name}, ${actor.key}, ${actor.userId},
      ${actor.name}, ${registerId}, ${reason}, ${JSON.stringify(details)}::text::jsonb, ${reach.limitPpm},
      ${reach.lineNumber}, ${price(reach.priceFrom)}, ${price(reach.priceTo)}, ${reach.most},
      now() + make_interval(mins => ${LIFETIME_MINUTES}))
    returning id, expires_at`
  return {
    id: row.id,
    action,
    approver_id: approver.id,
    approver_name: approver.name,
    expires_at: new Date(row.expires_at).toISOString(),
  }
}
