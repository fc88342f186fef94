import { Stack, Tabs } from '@mantine/core'
import type { Product } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { SidePanel, useUrlState } from '../../ui/index.ts'
import { BarcodeList } from './barcode-list.tsx'
import { FeesForm } from './fees-form.tsx'
import { messages } from './messages.ts'
import { SaleForm } from './sale-form.tsx'
import { StorePricesForm } from './store-prices-form.tsx'

/** What a row of the sheet has no room for; the address says which variant is open, and on which side. */
export function VariantPanel({ product }: { readonly product: Product }) {
  const t = useText()
  const { can } = useSession()
  const [{ variant: asked, side = 'sale' }, change] = useUrlState()
  const variant = product.variants?.find(({ id }) => String(id) === asked)
  const close = () => change({ variant: undefined, side: undefined })
  const mayChange = can('product-variants.update')
  return (
    <SidePanel opened={variant !== undefined} onClose={close} title={variant?.name} size="xl">
      {variant !== undefined && (
        <Tabs value={side} onChange={(next) => change({ side: next ?? undefined })}>
          <Tabs.List mb="md">
            <Tabs.Tab value="sale">{t(messages.tabSale)}</Tabs.Tab>
            {can('stores.view') && <Tabs.Tab value="prices">{t(messages.tabPrices)}</Tabs.Tab>}
            <Tabs.Tab value="fees">{t(messages.tabFees)}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="sale">
            <Stack gap="xl">
              <SaleForm key={variant.id} variant={variant} mayChange={mayChange} />
              <BarcodeList variant={variant} mayChange={mayChange} />
            </Stack>
          </Tabs.Panel>
          <Tabs.Panel value="prices">
            <StorePricesForm key={variant.id} variant={variant} mayChange={mayChange} />
          </Tabs.Panel>
          <Tabs.Panel value="fees">
            <FeesForm key={variant.id} variant={variant} mayChange={mayChange} />
          </Tabs.Panel>
        </Tabs>
      )}
    </SidePanel>
  )
}
