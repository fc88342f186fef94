import {
  ArrowTrendingDownIcon,
  ArrowUpCircleIcon,
  CheckCircleIcon,
  ExclamationTriangleIcon,
  MoonIcon,
  XCircleIcon,
} from '@heroicons/react/24/outline'
import { Badge } from '@mantine/core'
import { type Text, useText } from '../i18n/index.ts'
import { Icon, type IconType } from '../ui/index.ts'
import { messages } from './messages.ts'

/** How a level stands; alerts know one more. */
export type LevelStatus = 'in' | 'low' | 'out' | 'over' | 'negative' | 'no_sale'

/** Each with a word and a picture of its own, so that the colour says nothing alone. */
export const LEVEL_STATUSES: Readonly<
  Record<LevelStatus, { readonly label: Text; readonly color: string; readonly icon: IconType }>
> = {
  in: { label: messages.statusIn, color: 'sapin', icon: CheckCircleIcon },
  low: { label: messages.statusLow, color: 'safran', icon: ArrowTrendingDownIcon },
  out: { label: messages.statusOut, color: 'brique', icon: XCircleIcon },
  negative: { label: messages.statusNegative, color: 'brique', icon: ExclamationTriangleIcon },
  over: { label: messages.statusOver, color: 'gray', icon: ArrowUpCircleIcon },
  no_sale: { label: messages.statusNoSale, color: 'gray', icon: MoonIcon },
}

export function LevelBadge({ status }: { readonly status: LevelStatus | undefined }) {
  const t = useText()
  if (status === undefined) return null
  const { label, color, icon } = LEVEL_STATUSES[status]
  return (
    <Badge miw="max-content" color={color} leftSection={<Icon of={icon} size={0.9} />}>
      {t(label)}
    </Badge>
  )
}
