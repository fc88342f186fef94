import { QuestionMarkCircleIcon } from '@heroicons/react/24/outline'
import { Button, Popover, Text as Words } from '@mantine/core'
import type { ListedReplenishmentProposal } from '../../api/index.ts'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import { nameOf } from '../article-name.tsx'
import { messages as shared } from '../messages.ts'
import { isZero } from '../quantity.ts'
import { messages } from './messages.ts'
import classes from './why.module.css'

/** The arithmetic that a proposal follows from, line by line. */
export function Why({ proposal }: { readonly proposal: ListedReplenishmentProposal }) {
  const t = useText()
  const format = useFormat()
  const { why } = proposal
  if (why === undefined) return null
  const quantity = format.number(proposal.quantity)
  return (
    <Popover width={320} position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<Icon of={QuestionMarkCircleIcon} size={1} />}
          aria-label={t(messages.whyOfArticle, { quantity, name: nameOf(proposal) })}
        >
          {t(messages.whyOf, { quantity })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t(messages.whyOfArticle, { quantity, name: nameOf(proposal) })}>
        <dl className={classes.sum}>
          {rowsOf(proposal, t).map(({ label, value, isSum }) => (
            <div key={label} data-sum={isSum || undefined}>
              <dt>{label}</dt>
              <dd>{format.number(value)}</dd>
            </div>
          ))}
        </dl>
        <Words size="xs" c="dimmed" mt="xs">
          {why.basis === 'levels'
            ? t(messages.basisLevels)
            : t(messages.basisSales, { daily: format.number(why.daily_sales, 2), lead: why.lead_time_days })}
        </Words>
      </Popover.Dropdown>
    </Popover>
  )
}

type Row = { readonly label: string; readonly value: string; readonly isSum?: boolean }

function rowsOf(
  { why, wanted = '0', quantity = '0', source_name: source }: ListedReplenishmentProposal,
  t: Translate,
): Row[] {
  if (why === undefined) return []
  const rows: readonly (Row | null)[] = [
    { label: t(shared.onHand), value: why.on_hand },
    isZero(why.reserved) ? null : { label: t(messages.whyReserved), value: why.reserved },
    isZero(why.in_transit) ? null : { label: t(messages.whyInTransit), value: why.in_transit },
    isZero(why.requested) ? null : { label: t(messages.whyRequested), value: why.requested },
    { label: t(messages.whyPosition), value: why.position, isSum: true },
    { label: t(messages.whyPoint), value: why.reorder_point },
    { label: t(messages.whyTarget), value: why.target },
    why.pack_size === '1' ? null : { label: t(messages.whyPack), value: why.pack_size },
    { label: t(messages.whyWanted), value: wanted, isSum: true },
    { label: t(messages.whySource, { source: source ?? '' }), value: why.source_available },
    isZero(why.source_claimed) ? null : { label: t(messages.whyClaimed), value: why.source_claimed },
    why.other_stores === 0
      ? null
      : { label: t(messages.whyOthers, { count: why.other_stores }), value: why.others_wanted },
    { label: t(messages.order), value: quantity, isSum: true },
  ]
  return rows.filter((row) => row !== null)
}
