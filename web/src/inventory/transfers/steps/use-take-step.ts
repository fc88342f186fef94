import { useState } from 'react'
import { api, type ComptoirError, newId, type Transfer, useAction } from '../../../api/index.ts'
import { type Text, useText } from '../../../i18n/index.ts'
import { notifyDone } from '../../../ui/index.ts'
import { TRANSFER_READS } from '../transfer-reads.ts'
import { messages } from './messages.ts'
import { deliveryOf, type Entered, quantitiesOf, type Step } from './step-plan.ts'

type Taking = {
  take(entered: Entered, note: string): Promise<void>
  readonly error: ComptoirError | null
  readonly isPending: boolean
}

const DONE: Readonly<Record<Step, Text>> = {
  approve: messages.approved,
  pick: messages.picked,
  ship: messages.shipped,
  receive: messages.received,
}

/** Sends what was entered of a step. A delivery bears a name from the start: sent twice, it comes in once. */
export function useTakeStep(transfer: Transfer, step: Step, onDone: () => void): Taking {
  const t = useText()
  const [deliveryId] = useState(newId)
  const action = useAction(
    (entered: Entered, note: string | null) => send(transfer, step, entered, { note, deliveryId }),
    TRANSFER_READS,
  )
  return {
    take: async (entered, note) => {
      await action.mutateAsync([entered, note.trim() || null])
      notifyDone(t(DONE[step]))
      onDone()
    },
    error: action.error,
    isPending: action.isPending,
  }
}

type Beside = { readonly note: string | null; readonly deliveryId: string }

function send({ id, lines }: Transfer, step: Step, entered: Entered, { note, deliveryId }: Beside): Promise<Transfer> {
  if (step === 'receive') return api.receiveTransfer(id, { id: deliveryId, note, lines: deliveryOf(lines, entered) })
  const body = { note, lines: quantitiesOf(step, lines, entered) }
  if (step === 'approve') return api.approveTransfer(id, body)
  return step === 'pick' ? api.pickTransfer(id, body) : api.shipTransfer(id, body)
}
