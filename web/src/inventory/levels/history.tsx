import { Anchor, Button, Center, Text as Words } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, type ComptoirError, type ExplainStockLevelData } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useFormat, useLanguage, useText } from '../../i18n/index.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/index.ts'
import { compare } from '../quantity.ts'
import { useStoreNames } from '../store-names.ts'
import { BalanceChart } from './balance-chart.tsx'
import classes from './levels.module.css'
import { messages } from './messages.ts'
import { MOVEMENT_KINDS, referencePage } from './movement-kinds.ts'

const PER_PAGE = 50

type Movement = ExplainStockLevelData['movements'][number]

/** Why a level is what it is: drawn, and told movement by movement, as far back as one asks. */
export function History({ storeId, variantId }: { readonly storeId: number; readonly variantId: number }) {
  const t = useText()
  const format = useFormat()
  const nameOfStore = useStoreNames()
  const history = useHistory(storeId, variantId)
  if (history.error !== null) return <ErrorState error={history.error} retry={() => void history.refetch()} />
  if (history.data === undefined) return <LoadingState />
  const movements = history.data.pages.flatMap((page) => page.movements)
  const opening = history.data.pages.at(-1)?.opening
  if (movements.length === 0 || opening === undefined) {
    return <EmptyState title={t(messages.noMovement)} hint={t(messages.noMovementHint)} />
  }
  return (
    <div>
      <BalanceChart
        opening={opening.balance}
        movements={movements}
        label={t(messages.chart, {
          store: nameOfStore(storeId),
          from: format.number(opening.balance),
          to: format.number(movements[0]?.balance_after),
          count: movements.length,
        })}
      />
      <Words size="sm" c="dimmed" mt="xs">
        {t(messages.whyHint)}
      </Words>
      <ol className={classes.movements}>
        {movements.map((movement, index) => (
          <MovementLine
            key={movement.id}
            movement={movement}
            isLate={movement.occurred_at < (movements[index + 1]?.occurred_at ?? '')}
          />
        ))}
      </ol>
      <Center pt="md">
        {history.hasNextPage ? (
          <Button variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {t(messages.earlier)}
          </Button>
        ) : (
          <Words size="sm" c="dimmed">
            {t(messages.began)}
          </Words>
        )}
      </Center>
    </div>
  )
}

function useHistory(storeId: number, variantId: number) {
  const { language } = useLanguage()
  return useInfiniteQuery<ExplainStockLevelData, ComptoirError>({
    queryKey: ['explainStockLevel', storeId, variantId, language],
    initialPageParam: undefined,
    queryFn: ({ pageParam }) =>
      api.explainStockLevel(storeId, variantId, {
        per_page: PER_PAGE,
        ...(typeof pageParam === 'string' && { cursor: pageParam }),
      }),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

type MovementLineProps = {
  readonly movement: Movement
  /** It was told of after what happened later. */
  readonly isLate: boolean
}

function MovementLine({ movement, isLate }: MovementLineProps) {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const page = referencePage(movement, can)
  const kind = t(MOVEMENT_KINDS[movement.kind])
  const sign = compare(movement.quantity, '0')
  return (
    <li className={classes.movement}>
      <div>
        {page === null ? (
          <strong>{kind}</strong>
        ) : (
          <Anchor component={Link} to={page} fw={600}>
            {kind}
          </Anchor>
        )}
        {movement.reason !== null && <span> · {movement.reason}</span>}
        <Words size="xs" c="dimmed">
          {format.date(movement.occurred_at, 'moment')} · {movement.actor_name}
          {isLate && ` · ${t(messages.recordedLater, { date: format.date(movement.recorded_at, 'moment') })}`}
        </Words>
      </div>
      <span className={classes.change} data-sign={sign}>
        {sign > 0 && '+'}
        {format.number(movement.quantity)}
      </span>
      <span className={classes.balance}>
        <span className="visually-hidden">{t(messages.balance)} </span>
        {format.number(movement.balance_after)}
      </span>
    </li>
  )
}
