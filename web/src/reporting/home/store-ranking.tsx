import { Anchor, Card, Group, Stack, Title, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useFormat, useText } from '../../i18n/index.ts'
import { Change } from '../../ui/index.ts'
import { BehindLink } from '../behind-link.tsx'
import type { DayBlock } from './day-figures.tsx'
import classes from './home.module.css'
import { messages } from './messages.ts'

type DayStore = NonNullable<DayBlock['stores']>[number]

const MOST = 10

type StoreRankingProps = {
  readonly block: DayBlock
  readonly day: string
  /** The day is not over: it has no hours by store, and half a day is no measure beside a whole one. */
  readonly isUnderWay: boolean
}

/** Who sold most that day; once it is over, beside last week. */
export function StoreRanking({ block, day, isUnderWay }: StoreRankingProps) {
  const t = useText()
  const stores = block.stores ?? []
  if (stores.length < 2) return null
  const search = { date_from: day, date_to: day }
  return (
    <Card>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h3">
            {t(messages.storesOfDay)}
          </Title>
          <Anchor component={Link} to="/reports/stores" search={search as never} size="sm">
            {t(messages.allStoresOfDay, { count: stores.length })}
          </Anchor>
        </Group>
        <ol className={classes.list}>
          {stores.slice(0, MOST).map((store) => (
            <li key={store.key}>
              <StoreLine store={store} currency={block.currency ?? 'CAD'} isUnderWay={isUnderWay} />
            </li>
          ))}
        </ol>
      </Stack>
    </Card>
  )
}

type StoreLineProps = { readonly store: DayStore; readonly currency: string; readonly isUnderWay: boolean }

function StoreLine({ store, currency, isUnderWay }: StoreLineProps) {
  const t = useText()
  const format = useFormat()
  const { rank, last_week_rank: before, label, revenue, tickets, share, tickets_url: url } = store
  return (
    <Stack gap={4} w="100%">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <span className={classes.name}>
          <Words span c="dimmed" size="sm">
            {rank === null ? '–' : format.number(rank)}{' '}
          </Words>
          <BehindLink url={url}>{label}</BehindLink>
        </span>
        <Group gap="sm" wrap="nowrap" className={classes.amount}>
          <Words span fw={600}>
            {format.money(revenue, currency)}
          </Words>
          {!isUnderWay && <Change ratio={store.last_week_change.revenue} />}
        </Group>
      </Group>
      <div className={classes.bar} aria-hidden="true">
        <span style={{ width: `${Number(share ?? 0) * 100}%` }} />
      </div>
      <Words size="xs" c="dimmed">
        {t(messages.storeTickets, { count: tickets ?? 0 })}
        {!isUnderWay &&
          before !== null &&
          rank !== null &&
          before !== rank &&
          ` · ${t(messages.rankBefore, { rank: before })}`}
      </Words>
    </Stack>
  )
}
