import { ArchiveBoxXMarkIcon, TagIcon, TrashIcon } from '@heroicons/react/24/outline'
import { Badge, Button, Grid, Group, Stack } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type Product, useAction, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { EmptyState, Icon, LeaveGuard, Loaded, LoadingState, notifyError, Page, useUndo } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { OptionsCard } from '../options/options-card.tsx'
import { VariantPanel } from '../variants/variant-panel.tsx'
import { VariantsCard } from '../variants/variants-card.tsx'
import { DetailsCard } from './details-card.tsx'
import { GalleryCard } from './gallery-card.tsx'
import { messages } from './messages.ts'
import { FactsCard, SaleCard } from './side-cards.tsx'
import { StoresCard } from './stores-card.tsx'

/** While pictures are on their way, the page looks again now and then. */
const PICTURES_MS = 2_000

/** One product: its text, its pictures, its variants with their prices and codes, the stores that sell it. */
export default function ProductPage() {
  const { id } = useParams({ strict: false }) as { id?: string }
  const productId = Number(id)
  const product = useApi('getProduct', [productId, { include: 'prices' }], { refetchInterval: hasWaitingPictures })
  if (product.error?.status === 404) return <MissingProduct id={productId} />
  return (
    <Loaded of={product}>
      {(found) => (found.id === productId ? <ProductView key={found.id} product={found} /> : <LoadingState />)}
    </Loaded>
  )
}

function hasWaitingPictures(query: { state: { data?: Product | undefined } }): number | false {
  const isWaiting = query.state.data?.gallery?.some(({ state }) => state === 'processing' || state === 'fetching')
  return isWaiting === true ? PICTURES_MS : false
}

function ProductView({ product }: { readonly product: Product }) {
  const t = useText()
  const { can } = useSession()
  const [isFormDirty, setFormDirty] = useState(false)
  const [isSheetDirty, setSheetDirty] = useState(false)
  return (
    <Page
      title={product.name}
      crumbs={[{ label: t(common.products), to: '/products' }]}
      actions={<Actions product={product} />}
    >
      <Group gap="xs">
        <Badge color={product.is_active ? 'sapin' : 'gray'}>
          {t(product.is_active ? common.active : common.inactive)}
        </Badge>
        {product.is_featured && <Badge color="safran">{t(common.featured)}</Badge>}
      </Group>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack>
            <DetailsCard product={product} onDirty={setFormDirty} />
            <GalleryCard product={product} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack>
            <SaleCard product={product} />
            {can('stores.view') && <StoresCard product={product} />}
            <FactsCard product={product} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={12}>
          <Stack>
            <OptionsCard product={product} />
            <VariantsCard product={product} onDirty={setSheetDirty} />
          </Stack>
        </Grid.Col>
      </Grid>
      <VariantPanel product={product} />
      <LeaveGuard when={isFormDirty || isSheetDirty} />
    </Page>
  )
}

const READS = ['listProducts', 'getProduct', 'countProductFacets', 'listCategories'] as const

function Actions({ product }: { readonly product: Product }) {
  const t = useText()
  const { can } = useSession()
  const navigate = useNavigate()
  const offerUndo = useUndo()
  // The product itself is not asked for again: it is gone.
  const remove = useAction(api.deleteProduct, ['listProducts', 'countProductFacets', 'listCategories'])
  const restore = useAction(api.restoreProduct, READS)
  const act = async () => {
    try {
      await remove.mutateAsync([product.id])
    } catch (error) {
      return notifyError(error)
    }
    offerUndo(t(messages.productDeleted, { name: product.name }), () => restore.mutateAsync([product.id]))
    await navigate({ to: '/products' })
  }
  return (
    <>
      <Button
        component={Link}
        to={`/labels?products=${product.id}`}
        variant="default"
        leftSection={<Icon of={TagIcon} size={1.1} />}
      >
        {t(messages.printLabels)}
      </Button>
      {can('products.delete') && (
        <Button
          variant="default"
          leftSection={<Icon of={TrashIcon} size={1.1} />}
          loading={remove.isPending}
          onClick={() => void act()}
        >
          {t(messages.deleteProduct)}
        </Button>
      )}
    </>
  )
}

/** A product that was deleted can be brought back from where it stood. */
function MissingProduct({ id }: { readonly id: number }) {
  const t = useText()
  const { can } = useSession()
  const restore = useAction(api.restoreProduct, READS)
  return (
    <Page title={t(messages.gone)} crumbs={[{ label: t(common.products), to: '/products' }]}>
      <EmptyState
        icon={<Icon of={ArchiveBoxXMarkIcon} size={2.5} />}
        title={t(messages.gone)}
        hint={t(messages.goneHint)}
        action={
          <Group>
            {can('products.restore') && (
              <Button loading={restore.isPending} onClick={() => void restore.mutateAsync([id]).catch(notifyError)}>
                {t(messages.restore)}
              </Button>
            )}
            <Button component={Link} to="/products" variant="default">
              {t(messages.backToProducts)}
            </Button>
          </Group>
        }
      />
    </Page>
  )
}
