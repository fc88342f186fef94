import { CheckBadgeIcon } from '@heroicons/react/24/outline'
import { Anchor, Badge, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ListedApproval, useApi } from '../../api/index.ts'
import { useChosenStore, useStores } from '../../app/store-choice.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Icon, Page, SearchField, useList } from '../../ui/index.ts'
import { PeriodFilter } from '../tickets/period-filter.tsx'
import { messages as words } from '../words/messages.ts'
import { usePlaces } from '../words/places.ts'
import { messages } from './messages.ts'

const ACTIONS = {
  discount: messages.discount,
  price_override: messages.priceOverride,
  return_without_receipt: messages.returnWithoutReceipt,
} as const

/** Who has allowed what, to whom, and the ticket that used it up. */
export default function ApprovalsPage() {
  const t = useText()
  const list = useList({
    filters: ['store_id', 'action', 'used', 'approver_id', 'date_from', 'date_to'],
    sort: '-given_at',
  })
  const [store] = useChosenStore()
  const isNarrowed = store !== null && list.filters.store_id === undefined
  const approvals = useApi('listApprovals', [{ ...list.query, ...(isNarrowed && { store_id: store }) }])
  return (
    <Page title={t(messages.approvals)}>
      <DataTable
        name="approvals"
        label={t(messages.approvals)}
        of={approvals}
        list={list}
        columns={useApprovalColumns()}
        rowKey={({ id }) => id ?? ''}
        toolbar={
          <>
            <SearchField label={t(messages.searchApprovals)} value={list.q} onChange={(q) => list.change({ q })} />
            <PeriodFilter
              value={{ from: list.filters.date_from ?? '', to: list.filters.date_to ?? '' }}
              onChange={({ from, to }) => list.change({ date_from: from, date_to: to })}
            />
            <Select
              aria-label={t(messages.action)}
              placeholder={t(messages.action)}
              data={Object.entries(ACTIONS).map(([value, text]) => ({ value, label: t(text) }))}
              value={list.filters.action ?? null}
              onChange={(action) => list.change({ action: action ?? undefined })}
              clearable
            />
            <Select
              aria-label={t(messages.state)}
              placeholder={t(messages.state)}
              data={[
                { value: 'true', label: t(messages.used) },
                { value: 'false', label: t(messages.unused) },
              ]}
              value={list.filters.used ?? null}
              onChange={(used) => list.change({ used: used ?? undefined })}
              clearable
              w="9rem"
            />
          </>
        }
        empty={
          <EmptyState
            icon={<Icon of={CheckBadgeIcon} size={2.5} />}
            title={t(messages.noApprovals)}
            hint={t(messages.noApprovalsHint)}
          />
        }
      />
    </Page>
  )
}

function useApprovalColumns(): Column<ListedApproval>[] {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const isChain = useStores().length > 1
  const describe = useDetails()
  return [
    { key: 'action', title: t(messages.action), render: ({ action = 'discount' }) => t(ACTIONS[action]) },
    { key: 'details', title: t(messages.details), render: describe },
    { key: 'reason', title: t(words.reason), render: ({ reason }) => reason },
    { key: 'approver', title: t(messages.approver), render: ({ approver_name: name }) => name ?? t(words.nobody) },
    { key: 'asked', title: t(messages.askedBy), render: ({ asked_by: by }) => by?.name },
    { key: 'store', title: t(words.store), isHidden: !isChain, render: ({ store_id: id }) => places.name(id) },
    {
      key: 'given',
      title: t(messages.given),
      sort: 'given_at',
      render: ({ given_at: at, store_id: store }) => format.date(at, 'moment', places.zone(store)),
    },
    {
      key: 'state',
      title: t(messages.state),
      render: ({ ticket_id: ticket, is_offline: isOffline }) => (
        <>
          {ticket === null ? (
            <Badge color="gray">{t(messages.unused)}</Badge>
          ) : (
            <Anchor component={Link} to={`/sales/${ticket}`} size="sm">
              {t(messages.seeTicket)}
            </Anchor>
          )}
          {isOffline && <Badge color="safran">{t(messages.offline)}</Badge>}
        </>
      ),
    },
  ]
}

/** How far it goes, as it was shown to the approver. */
function useDetails(): (approval: ListedApproval) => string {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  return ({ details = {}, store_id: store }) => {
    const currency = places.currency(store) ?? 'CAD'
    const money = (value: unknown) => (value == null ? null : format.money(String(value), currency))
    const [from, to, amount] = [money(details.from), money(details.to), money(details.amount)]
    return [
      typeof details.name === 'string' ? details.name : null,
      details.percent == null ? null : t(messages.percent, { value: format.number(String(details.percent)) }),
      from !== null && to !== null ? t(messages.fromTo, { from, to }) : null,
      amount === null ? null : t(messages.upTo, { amount }),
    ]
      .filter((part) => part !== null)
      .join(' · ')
  }
}
