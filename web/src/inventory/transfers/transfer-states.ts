import {
  CheckBadgeIcon,
  ClipboardDocumentListIcon,
  HandThumbUpIcon,
  InboxArrowDownIcon,
  TruckIcon,
  XCircleIcon,
} from '@heroicons/react/24/outline'
import type { ListedTransfer, Transfer } from '../../api/index.ts'
import type { Text } from '../../i18n/index.ts'
import type { IconType } from '../../ui/index.ts'
import { messages } from './messages.ts'

export type TransferStatus = NonNullable<ListedTransfer['status']>
export type TransferAction = Transfer['actions'][number]

type State = { readonly label: Text; readonly color: string; readonly icon: IconType }

export const TRANSFER_STATUSES: Readonly<Record<TransferStatus, State>> = {
  requested: { label: messages.statusRequested, color: 'safran', icon: ClipboardDocumentListIcon },
  approved: { label: messages.statusApproved, color: 'sapin', icon: HandThumbUpIcon },
  picking: { label: messages.statusPicking, color: 'sapin', icon: ClipboardDocumentListIcon },
  shipped: { label: messages.statusShipped, color: 'sapin', icon: TruckIcon },
  partially_received: { label: messages.statusPartial, color: 'safran', icon: InboxArrowDownIcon },
  received: { label: messages.statusReceived, color: 'gray', icon: CheckBadgeIcon },
  cancelled: { label: messages.statusCancelled, color: 'gray', icon: XCircleIcon },
}

/** The columns of the board: what waits for whom. */
export const BOARD: readonly { readonly title: Text; readonly statuses: readonly TransferStatus[] }[] = [
  { title: messages.columnRequested, statuses: ['requested'] },
  { title: messages.columnPrepare, statuses: ['approved', 'picking'] },
  { title: messages.columnUnderWay, statuses: ['shipped', 'partially_received'] },
]

export const ORIGINS: Readonly<Record<NonNullable<ListedTransfer['origin']>, Text | null>> = {
  request: null,
  push: messages.originPush,
  replenishment: messages.originReplenishment,
}

/** What each step is called, in the order in which one takes them. */
export const TRANSFER_ACTIONS: Readonly<Record<TransferAction, Text>> = {
  approve: messages.stepApprove,
  receive: messages.stepReceive,
  ship: messages.stepShip,
  pick: messages.stepPick,
  settle: messages.stepSettle,
  change: messages.stepChange,
  cancel: messages.stepCancel,
}

export const STEP_KINDS: Readonly<Record<Transfer['steps'][number]['kind'], Text>> = {
  requested: messages.didRequest,
  changed: messages.didChange,
  approved: messages.didApprove,
  picked: messages.didPick,
  shipped: messages.didShip,
  received: messages.didReceive,
  settled: messages.didSettle,
  cancelled: messages.didCancel,
}
