import { Badge } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { STOCKTAKE_STATUSES, type StocktakeStatus } from './stocktake-states.ts'

export function StocktakeBadge({ status }: { readonly status: StocktakeStatus | undefined }) {
  const t = useText()
  if (status === undefined) return null
  const { label, color } = STOCKTAKE_STATUSES[status]
  return (
    <Badge miw="max-content" color={color}>
      {t(label)}
    </Badge>
  )
}
