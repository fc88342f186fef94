import { Badge } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import { TRANSFER_STATUSES, type TransferStatus } from './transfer-states.ts'

export function TransferBadge({ status }: { readonly status: TransferStatus | undefined }) {
  const t = useText()
  if (status === undefined) return null
  const { label, color, icon } = TRANSFER_STATUSES[status]
  return (
    <Badge miw="max-content" color={color} leftSection={<Icon of={icon} size={0.9} />}>
      {t(label)}
    </Badge>
  )
}
