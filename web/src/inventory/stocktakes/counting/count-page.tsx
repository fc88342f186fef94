import { ClipboardDocumentCheckIcon } from '@heroicons/react/24/outline'
import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { type Stocktake, useApi } from '../../../api/index.ts'
import { useText } from '../../../i18n/index.ts'
import { EmptyState, Icon, Loaded, Page } from '../../../ui/index.ts'
import { messages as shared } from '../../messages.ts'
import { useStoreNames } from '../../store-names.ts'
import { messages as stocktakes } from '../messages.ts'
import { Counting } from './counting.tsx'
import { LateCounts } from './late-counts.tsx'
import { messages } from './messages.ts'

/** Counts, on a phone above all. */
export default function CountPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const stocktake = useApi('getStocktake', [Number(id)])
  return <Loaded of={stocktake}>{(found) => <Count stocktake={found} />}</Loaded>
}

function Count({ stocktake }: { readonly stocktake: Stocktake }) {
  const t = useText()
  const nameOfStore = useStoreNames()
  const { id, status, round, progress } = stocktake
  const number = t(stocktakes.number, { id: String(id) })
  return (
    <Page
      title={t(messages.title)}
      lead={[nameOfStore(stocktake.store_id), t(messages.remaining, { count: progress.to_count })].join(' · ')}
      crumbs={[
        { label: t(shared.stocktakes), to: '/stocktakes' },
        { label: number, to: `/stocktakes/${id}` },
      ]}
    >
      {status === 'counting' ? (
        <Counting key={round} stocktake={stocktake} />
      ) : (
        <>
          <LateCounts stocktake={stocktake} />
          <EmptyState
            icon={<Icon of={ClipboardDocumentCheckIcon} size={2.5} />}
            title={t(messages.over)}
            hint={t(messages.overHint)}
            action={
              <Button component={Link} to={`/stocktakes/${id}`}>
                {t(messages.back)}
              </Button>
            }
          />
        </>
      )}
    </Page>
  )
}
