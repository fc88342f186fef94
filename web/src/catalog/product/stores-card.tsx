import { Card, Checkbox, Stack, Switch, Title, Text as Words } from '@mantine/core'
import { api, type Product, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { notifyError } from '../../ui/index.ts'
import { messages } from './messages.ts'

/** Who sells it: every store, or those that are named. Only whoever acts everywhere decides for every store. */
export function StoresCard({ product }: { readonly product: Product }) {
  const t = useText()
  const { can, profile } = useSession()
  const stores = useStores()
  const READS = ['getProduct', 'listProducts', 'countProductFacets'] as const
  const save = useAction(api.updateProduct, READS)
  const attach = useAction(api.attachStores, READS)
  const detach = useAction(api.detachStore, READS)
  const isBusy = save.isPending || attach.isPending || detach.isPending
  const actsEverywhere = profile.store_ids === 'all'
  const mayChange = can('products.update')
  const sellers = new Set((product.stores ?? []).map(({ id }) => id))
  const turnEverywhere = (isEverywhere: boolean) => {
    const storeIds = stores.flatMap(({ id }) => id ?? [])
    // Who no longer sells everywhere sells, at first, where it did.
    const change = isEverywhere ? { sold_everywhere: true } : { sold_everywhere: false, store_ids: storeIds }
    void save.mutateAsync([product.id, change]).catch(notifyError)
  }
  const turn = (id: number, isSold: boolean) => {
    const done = isSold ? attach.mutateAsync([product.id, { store_ids: [id] }]) : detach.mutateAsync([product.id, id])
    void done.catch(notifyError)
  }
  return (
    <Card component="section" aria-label={t(messages.stores)}>
      <Stack gap="sm">
        <Title order={2}>{t(messages.stores)}</Title>
        {actsEverywhere && (
          <Switch
            label={t(messages.everyStore)}
            description={t(messages.everyStoreHint)}
            checked={product.sold_everywhere}
            disabled={!mayChange || isBusy}
            onChange={({ currentTarget }) => turnEverywhere(currentTarget.checked)}
          />
        )}
        {!actsEverywhere && product.sold_everywhere && <Words size="sm">{t(messages.soldEverywhere)}</Words>}
        {!product.sold_everywhere && (
          <>
            {sellers.size === 0 && (
              <Words size="sm" c="dimmed">
                {t(messages.noStore)}
              </Words>
            )}
            {stores.map(({ id = 0, name = '' }) => (
              <Checkbox
                key={id}
                label={name}
                checked={sellers.has(id)}
                disabled={!mayChange || isBusy}
                onChange={({ currentTarget }) => turn(id, currentTarget.checked)}
              />
            ))}
          </>
        )}
      </Stack>
    </Card>
  )
}
