import { CubeIcon } from '@heroicons/react/24/outline'
import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { type ListedStock, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Icon, Loaded, Page } from '../../ui/index.ts'
import { nameOf } from '../article-name.tsx'
import { useListedStore } from '../listed-store.ts'
import { messages as shared } from '../messages.ts'
import { LevelCards } from './level-cards.tsx'
import { LevelDetail } from './level-detail.tsx'
import { messages } from './messages.ts'

const MOST_STORES = 100

/** An article's stock: what each store has of it, and why one of them has what it has. */
export default function ArticlePage() {
  const { variantId, storeId } = useParams({ strict: false }) as { variantId: string; storeId?: string }
  const id = Number(variantId)
  const levels = useApi('listStock', [{ variant_id: id, per_page: MOST_STORES, sort: 'store_id' }])
  return <Loaded of={levels}>{({ data }) => <Article key={id} id={id} storeId={storeId} levels={data} />}</Loaded>
}

type ArticleProps = {
  readonly id: number
  readonly storeId: string | undefined
  readonly levels: readonly ListedStock[]
}

function Article({ id, storeId, levels }: ArticleProps) {
  const t = useText()
  const { can } = useSession()
  const listed = useListedStore(storeId)
  const [first] = levels
  const shown = levels.find((level) => level.store_id === listed) ?? (storeId === undefined ? first : undefined)
  const title = first === undefined ? t(messages.articleStock) : nameOf(first)
  return (
    <Page
      title={title}
      {...(first?.sku && { lead: first.sku })}
      crumbs={[{ label: t(shared.stock), to: '/stock' }]}
      actions={
        first !== undefined &&
        can('products.view') && (
          <Button
            component={Link}
            to={`/products/${first.product_id}`}
            variant="default"
            leftSection={<Icon of={CubeIcon} size={1.1} />}
          >
            {t(messages.product)}
          </Button>
        )
      }
    >
      <LevelCards variantId={id} levels={levels} shown={shown?.store_id ?? null} />
      {shown?.store_id !== undefined && (
        <LevelDetail key={shown.store_id} level={{ ...shown, variant_id: id, store_id: shown.store_id }} />
      )}
    </Page>
  )
}
