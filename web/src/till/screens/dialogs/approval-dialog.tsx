import { Alert, Avatar, Button, Stack, TextInput, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { formatRate } from '../../../../../rules/index.ts'
import { api } from '../../../api/index.ts'
import { type Translate, useFormat, useLanguage, useText } from '../../../i18n/index.ts'
import type { CartApproval } from '../../cart/cart.ts'
import { type ApprovalNeed, approversOf, type Cashier } from '../../cart/cart-rights.ts'
import type { CartAction } from '../../cart/change-cart.ts'
import { toPpm } from '../../cart/decimals.ts'
import { useSale } from '../sell/sale-context.tsx'
import { messages as shared } from '../shared/messages.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { PinPad } from '../start/pin-pad.tsx'
import classes from './dialogs.module.css'
import { messages } from './messages.ts'

type ApprovalDialogProps = {
  readonly need: ApprovalNeed
  /** What happens once it is approved; null: only the approval. */
  readonly action: CartAction | null
}

/** Somebody who may steps up, says who they are and types their PIN: what they approve is what they see. */
export function ApprovalDialog({ need, action }: ApprovalDialogProps) {
  const t = useText()
  const { memory, store, cashier, snapshot, isTraining } = useSellingTill()
  const { change, close } = useSale()
  const words = useNeedWords(need, t)
  const reached = useReachedWords(need, t)
  const [reason, setReason] = useState('')
  const [approver, setApprover] = useState<Cashier | null>(null)
  const isAlone = snapshot.isOnline === false || isTraining
  const people = approversOf(store, need, cashier.id)
  const accept = (person: Cashier) => {
    const { action: about, lineKey, from, to, percent, amount } = need
    const approval: CartApproval = {
      approver_id: person.id,
      approver_name: person.name,
      action: about,
      reason: reason.trim(),
      given_at: memory.device.now().toISOString(),
      ...{ lineKey, from, to, percent, amount },
    }
    if (action !== null) change(action)
    change({ type: 'approve', approval })
    close()
  }
  const check = async (person: Cashier, pin: string) => {
    await api.giveApproval({
      store_id: store.id,
      register_id: snapshot.device.registerId,
      approver_id: person.id,
      pin,
      action: need.action,
      reason: reason.trim(),
      details: detailsOf(need),
    })
    accept(person)
  }
  if (approver !== null) {
    return (
      <TillDialog title={words} onClose={close} size="sm">
        {reached !== null && (
          <Words c="dimmed" ta="center" mb="xs">
            {reached}
          </Words>
        )}
        <PinPad
          onPin={(pin) => check(approver, pin)}
          onBack={() => setApprover(null)}
          describe={(error) => tillErrorText(error, t)}
        />
      </TillDialog>
    )
  }
  return (
    <TillDialog title={t(messages.approvalTitle)} onClose={close} size="sm">
      <Stack>
        <div>
          <Words fw={650} size="lg">
            {words}
          </Words>
          {reached !== null && <Words c="dimmed">{reached}</Words>}
        </div>
        <TextInput
          label={t(shared.reason)}
          placeholder={t(messages.reasonHint)}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          maxLength={500}
          size="md"
          data-autofocus
        />
        {isAlone && !isTraining && <Alert color="safran">{t(messages.approveAlone)}</Alert>}
        <Approvers
          people={people}
          isReady={reason.trim() !== ''}
          onChoose={(person) => (isAlone ? accept(person) : setApprover(person))}
        />
      </Stack>
    </TillDialog>
  )
}

type ApproversProps = {
  readonly people: readonly Cashier[]
  readonly isReady: boolean
  readonly onChoose: (person: Cashier) => void
}

function Approvers({ people, isReady, onChoose }: ApproversProps) {
  const t = useText()
  const { close } = useSale()
  if (people.length === 0) {
    return (
      <Stack>
        <Alert color="brique">{t(messages.nobodyApproves)}</Alert>
        <Button variant="default" size="lg" onClick={close}>
          {t(shared.cancel)}
        </Button>
      </Stack>
    )
  }
  return (
    <>
      <Words size="sm" c="dimmed">
        {t(isReady ? messages.whoApproves : messages.reasonMissing)}
      </Words>
      <ul className={classes.rows}>
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" className={classes.row} disabled={!isReady} onClick={() => onChoose(person)}>
              <Avatar name={person.name} color="sapin" size="md" aria-hidden />
              <span className={classes.rowTitle}>{person.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** As the server compares it with the ticket. */
function detailsOf({ from, to, percent, amount }: ApprovalNeed) {
  return {
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    ...(percent !== null && { percent }),
    ...(amount !== null && { amount }),
  }
}

function useNeedWords(need: ApprovalNeed, t: Translate): string {
  const format = useFormat()
  const { language } = useLanguage()
  const { currency } = useSellingTill().store
  const money = (amount: string | null) => format.money(amount, currency)
  const name = need.name ?? ''
  if (need.action === 'return_without_receipt') return t(messages.approveReturn, { amount: money(need.amount) })
  if (need.action === 'price_override') {
    return t(messages.approvePrice, { name, from: money(need.from), to: money(need.to) })
  }
  const rate = (percent: string | null) => formatRate(toPpm(percent ?? '0'), language)
  if (need.ofTicket === null) return t(messages.approveDiscount, { percent: rate(need.percent), name })
  const { type, value } = need.ofTicket.asked
  return t(messages.approveTicketDiscount, { discount: type === 'percent' ? rate(value) : money(value) })
}

/** What a line of the ticket reaches with it, which is what exceeds and what is approved; null: nothing beyond what was asked. */
function useReachedWords({ ofTicket, percent }: ApprovalNeed, t: Translate): string | null {
  const { language } = useLanguage()
  if (ofTicket === null || percent === null) return null
  const { asked, worst } = ofTicket
  if (asked.type === 'percent' && toPpm(asked.value) === toPpm(percent)) return null
  return t(messages.approveReached, { name: worst, percent: formatRate(toPpm(percent), language) })
}
