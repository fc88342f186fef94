import { ArrowLongRightIcon, TruckIcon } from '@heroicons/react/24/outline'
import { Badge, Group, Stack, Title, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ListedTransfer, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { EmptyState, Icon, Loaded } from '../../ui/index.ts'
import type { Ends } from './ends.ts'
import { messages } from './messages.ts'
import { TransferBadge } from './transfer-badge.tsx'
import { BOARD, ORIGINS } from './transfer-states.ts'
import classes from './transfers.module.css'

const MOST = 100

/** What waits, by what it waits for. */
export function TransferBoard({ ends }: { readonly ends: Ends }) {
  const t = useText()
  const transfers = useApi('listTransfers', [{ ...ends, is_open: true, per_page: MOST, sort: '-id' }])
  return (
    <Loaded of={transfers}>
      {({ data, meta }) => {
        if (data.length === 0) return <NoTransfer />
        const total = 'total' in meta ? meta.total : data.length
        return (
          <>
            <div className={classes.board}>
              {BOARD.map(({ title, statuses }) => (
                <BoardColumn
                  key={title.en}
                  title={t(title)}
                  transfers={data.filter(({ status }) => status !== undefined && statuses.includes(status))}
                />
              ))}
            </div>
            {total > MOST && <Words c="dimmed">{t(messages.moreInList, { count: MOST })}</Words>}
          </>
        )
      }}
    </Loaded>
  )
}

export function NoTransfer() {
  const t = useText()
  return (
    <div className={classes.column}>
      <EmptyState icon={<Icon of={TruckIcon} size={2.5} />} title={t(messages.none)} hint={t(messages.noneHint)} />
    </div>
  )
}

type BoardColumnProps = { readonly title: string; readonly transfers: readonly ListedTransfer[] }

function BoardColumn({ title, transfers }: BoardColumnProps) {
  const t = useText()
  const format = useFormat()
  return (
    <section className={classes.column} aria-label={title}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3">
          {title}
        </Title>
        <Badge color="gray">{format.number(transfers.length)}</Badge>
      </Group>
      {transfers.length === 0 ? (
        <Words size="sm" c="dimmed">
          {t(messages.columnEmpty)}
        </Words>
      ) : (
        <Stack component="ul" gap="xs" className={classes.cards}>
          {transfers.map((transfer) => (
            <li key={transfer.id}>
              <TransferCard transfer={transfer} />
            </li>
          ))}
        </Stack>
      )}
    </section>
  )
}

/** A transfer at a glance: who sends what to whom, and since when it waits. */
export function TransferCard({ transfer }: { readonly transfer: ListedTransfer }) {
  const t = useText()
  const format = useFormat()
  const { source_name: source, destination_name: destination, lines_count: lines = 0, origin } = transfer
  const quantity = transfer.approved ?? transfer.requested
  const originLabel = origin === undefined ? null : ORIGINS[origin]
  return (
    <Link to={`/transfers/${transfer.id}`} className={classes.card}>
      <span className={classes.way}>
        <span>{source}</span>
        <Icon of={ArrowLongRightIcon} size={1.1} />
        <span>{destination}</span>
      </span>
      <Words size="sm">
        {t(messages.articles, { count: lines })} ·{' '}
        {t(messages.units, { count: Number(quantity ?? 0), quantity: format.number(quantity) })}
      </Words>
      <Group gap={6} mt={4}>
        <TransferBadge status={transfer.status} />
        {originLabel !== null && <Badge color="gray">{t(originLabel)}</Badge>}
      </Group>
      <Words size="xs" c="dimmed" mt={4}>
        {format.date(transfer.updated_at, 'moment')}
        {transfer.reference !== null && ` · ${transfer.reference}`}
      </Words>
    </Link>
  )
}
