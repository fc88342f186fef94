import { Alert, Anchor, Tabs } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { type Stocktake, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Loaded, Page, useUrlState } from '../../ui/index.ts'
import { messages as shared } from '../messages.ts'
import { useStoreNames } from '../store-names.ts'
import { usePendingCounts } from './counting/use-count-sheet.ts'
import { messages } from './messages.ts'
import { StocktakeActions } from './stocktake-actions.tsx'
import { StocktakeArticles } from './stocktake-articles.tsx'
import { StocktakeCounts } from './stocktake-counts.tsx'
import { StocktakeProgress } from './stocktake-progress.tsx'
import { hasVariances, STOCKTAKE_SCOPES } from './stocktake-states.ts'
import { Variances } from './variances.tsx'

/** One stocktake: how far it is, what differs, what is left, who counted what. */
export default function StocktakePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const stocktake = useApi('getStocktake', [Number(id)])
  return <Loaded of={stocktake}>{(found) => <Detail stocktake={found} />}</Loaded>
}

function Detail({ stocktake }: { readonly stocktake: Stocktake }) {
  const t = useText()
  const { can } = useSession()
  const nameOfStore = useStoreNames()
  const [{ tab }, change] = useUrlState()
  const { id, store_id: storeId, scope, round, status, note } = stocktake
  const waiting = usePendingCounts(id, round)
  // Before the counting is over there is nothing to compare.
  const seesVariances = can('stock.approve') && hasVariances(stocktake)
  const usual = seesVariances ? 'variances' : 'articles'
  return (
    <Page
      title={note ?? t(messages.number, { id: String(id) })}
      lead={[
        nameOfStore(storeId),
        t(STOCKTAKE_SCOPES[scope]),
        ...(round > 1 ? [t(messages.round, { count: round })] : []),
      ].join(' · ')}
      crumbs={[{ label: t(shared.stocktakes), to: '/stocktakes' }]}
      actions={<StocktakeActions stocktake={stocktake} hasPending={waiting > 0} />}
    >
      {waiting > 0 && status === 'counting' && (
        <Alert color="safran">
          {t(messages.unsent, { count: waiting })}{' '}
          <Anchor component={Link} to={`/stocktakes/${id}/count`}>
            {t(messages.sendThem)}
          </Anchor>
        </Alert>
      )}
      {stocktake.is_approved_by_counter === true && <Alert color="gray">{t(messages.byCounter)}</Alert>}
      <StocktakeProgress stocktake={stocktake} />
      <Tabs
        value={tab ?? usual}
        onChange={(next) =>
          change({
            tab: next === usual ? undefined : (next ?? undefined),
            q: undefined,
            sort: undefined,
            page: undefined,
          })
        }
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {seesVariances && <Tabs.Tab value="variances">{t(messages.tabVariances)}</Tabs.Tab>}
          <Tabs.Tab value="articles">{t(messages.tabArticles)}</Tabs.Tab>
          <Tabs.Tab value="counts">{t(messages.tabCounts)}</Tabs.Tab>
        </Tabs.List>
        {seesVariances && (
          <Tabs.Panel value="variances">
            <Variances stocktake={stocktake} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="articles">
          <StocktakeArticles stocktake={stocktake} />
        </Tabs.Panel>
        <Tabs.Panel value="counts">
          <StocktakeCounts stocktake={stocktake} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
