import { ArrowPathIcon, PaperAirplaneIcon } from '@heroicons/react/24/outline'
import { Badge, Button, Group, Stack, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type ListedReplenishmentProposal, useAction, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import {
  type Column,
  DataTable,
  Dialog,
  EmptyState,
  Icon,
  notifyError,
  SearchField,
  useList,
  useOnce,
  useUndo,
} from '../../ui/index.ts'
import { ArticleName, nameOf } from '../article-name.tsx'
import { messages as shared } from '../messages.ts'
import { readTyped } from '../quantity.ts'
import { QuantityField } from '../quantity-field.tsx'
import { TRANSFER_READS } from '../transfers/transfer-reads.ts'
import { messages } from './messages.ts'
import { choose, countOf, edit, isMuch, isReadable, isWhole, linesOf, type Order, WHOLE_ORDER } from './order.ts'
import { Why } from './why.tsx'

const PER_PAGE = 50

/** What to order, each quantity with its reasons and open to another; asked for all at once. */
export function Proposals({ storeId }: { readonly storeId: number }) {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const list = useList({ perPage: PER_PAGE })
  const proposals = useApi('listReplenishmentProposals', [{ ...list.query, store_id: storeId }])
  const [order, setOrder] = useState<Order>(WHOLE_ORDER)
  const rows = proposals.data?.data ?? []
  const total = (proposals.data?.meta as { total?: number } | undefined)?.total ?? rows.length
  const shown = rows.flatMap(({ variant_id: id }) => (id === undefined ? [] : [id]))
  const mayRequest = can('transfers.request')
  return (
    <DataTable
      name="replenishment"
      label={t(messages.propositions)}
      of={proposals}
      list={list}
      columns={proposalColumns({ t, format, order, onOrder: mayRequest ? setOrder : null })}
      rowKey={({ variant_id: id }) => id ?? 0}
      rowLink={({ variant_id: id }) => `/stock/${id}/${storeId}`}
      toolbar={
        <Group gap="xs" flex={1} justify="space-between">
          <SearchField label={t(shared.searchArticle)} value={list.q} onChange={(q) => list.change({ q })} />
          {mayRequest && rows.length > 0 && (
            <RequestButton
              storeId={storeId}
              order={order}
              count={countOf(order, total)}
              onDone={() => setOrder(WHOLE_ORDER)}
            />
          )}
        </Group>
      }
      {...(mayRequest && {
        selection: {
          chosen: new Set(shown.filter((id) => !order.left.has(id))),
          onChange: (chosen: ReadonlySet<string | number>) => setOrder(choose(order, shown, chosen)),
        },
      })}
      empty={
        <EmptyState
          icon={<Icon of={ArrowPathIcon} size={2.5} />}
          title={t(messages.none)}
          hint={t(messages.noneHint)}
        />
      }
    />
  )
}

type Ground = {
  readonly t: Translate
  readonly format: ReturnType<typeof useFormat>
  readonly order: Order
  /** null: one may look only. */
  readonly onOrder: ((order: Order) => void) | null
}

function proposalColumns({ t, format, order, onOrder }: Ground): Column<ListedReplenishmentProposal>[] {
  return [
    {
      key: 'article',
      title: t(shared.article),
      sort: 'product_name',
      render: (proposal) => <ArticleName article={proposal} />,
    },
    {
      key: 'on_hand',
      title: t(shared.onHand),
      isNumber: true,
      render: ({ why }) => format.number(why?.on_hand),
    },
    {
      key: 'days_left',
      title: t(messages.daysLeft),
      sort: 'days_left',
      isNumber: true,
      render: ({ why }) =>
        why?.days_left === null ? format.number(null) : t(messages.days, { count: format.number(why?.days_left, 0) }),
    },
    { key: 'source', title: t(messages.source), render: ({ source_name: name }) => name },
    { key: 'limited', title: t(shared.state), render: ({ limited_by: limit }) => limitBadge(t, limit) },
    { key: 'why', title: t(messages.why), render: (proposal) => <Why proposal={proposal} /> },
    {
      key: 'order',
      title: t(messages.order),
      sort: 'wanted',
      isNumber: true,
      render: (proposal) => <Ordered proposal={proposal} order={order} onOrder={onOrder} />,
    },
  ]
}

function limitBadge(t: Translate, limit: ListedReplenishmentProposal['limited_by']) {
  if (!limit) return null
  return <Badge color="safran">{t(limit === 'source' ? messages.limitedSource : messages.limitedSharing)}</Badge>
}

type OrderedProps = {
  readonly proposal: ListedReplenishmentProposal
  readonly order: Order
  readonly onOrder: ((order: Order) => void) | null
}

function Ordered({ proposal, order, onOrder }: OrderedProps) {
  const t = useText()
  const format = useFormat()
  const { variant_id: id = 0, quantity: proposed = '0' } = proposal
  if (onOrder === null) return format.number(proposed)
  const typed = order.edited[id] ?? proposed
  return (
    <QuantityField
      aria-label={t(messages.orderOf, { name: nameOf(proposal) })}
      value={typed}
      onChange={(next) => onOrder(edit(order, id, next, proposed))}
      description={
        readTyped(typed) === proposed ? undefined : t(messages.proposed, { quantity: format.number(proposed) })
      }
      disabled={order.left.has(id)}
      inputWrapperOrder={['input', 'description', 'error']}
      w="6.5rem"
      ml="auto"
    />
  )
}

type RequestButtonProps = {
  readonly storeId: number
  readonly order: Order
  /** How many articles it is about, on every page. */
  readonly count: number
  readonly onDone: () => void
}

/** Makes a transfer of it, and offers to take it back. More than one touch should ask for is asked about first. */
function RequestButton({ storeId, order, count, onDone }: RequestButtonProps) {
  const t = useText()
  const navigate = useNavigate()
  const offerUndo = useUndo()
  const [isAsking, dialog] = useDisclosure()
  const request = useAction(
    async (given: Order) =>
      api.requestReplenishment({
        store_id: storeId,
        ...(isWhole(given) ? { all: true } : await readLines(storeId, given)),
      }),
    TRANSFER_READS,
  )
  const cancel = useAction(api.cancelTransfer, TRANSFER_READS)
  const act = useOnce(async () => {
    try {
      const transfer = await request.mutateAsync([order])
      onDone()
      offerUndo(t(messages.requested, { count: transfer.lines_count, source: transfer.source_name }), () =>
        cancel.mutateAsync([transfer.id, { note: t(messages.undone) }]),
      )
      void navigate({ to: `/transfers/${transfer.id}` })
    } catch (error) {
      notifyError(error)
    }
  })
  const label = t(isWhole(order) ? messages.requestAll : messages.requestChosen)
  return (
    <>
      <Button
        leftSection={<Icon of={PaperAirplaneIcon} size={1.1} />}
        loading={request.isPending}
        disabled={!isReadable(order)}
        onClick={() => (isMuch(count) ? dialog.open() : act())}
      >
        {label}
      </Button>
      <Dialog opened={isAsking} onClose={dialog.close} title={label}>
        <Stack>
          <Words>{t(messages.askAll, { count })}</Words>
          <Group justify="flex-end">
            <Button variant="default" onClick={dialog.close}>
              {t(shared.cancel)}
            </Button>
            <Button
              data-autofocus
              onClick={() => {
                dialog.close()
                act()
              }}
            >
              {t(messages.requestCount, { count })}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  )
}

/** The lines of every page: what one decided holds for all that is proposed, not only for what is shown. */
async function readLines(storeId: number, order: Order) {
  const fields = { store_id: storeId, fields: 'variant_id,quantity' }
  const proposals = await Array.fromAsync(api.listReplenishmentProposals.all(fields))
  return { lines: linesOf(order, proposals) }
}
