import { Grid } from '@mantine/core'
import { useState } from 'react'
import { useApi } from '../../api/index.ts'
import { useChosenStore, useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { Loaded, Page } from '../../ui/index.ts'
import { usePlaces } from '../words/places.ts'
import { messages } from './messages.ts'
import { OpenRefundForm } from './open-refund-form.tsx'
import type { OpenLine } from './open-return-amounts.ts'
import { OpenReturnLines } from './open-return-lines.tsx'

/** Takes back what nobody has the receipt of, for whoever may approve that. */
export default function OpenReturnPage() {
  const t = useText()
  const stores = useStores()
  const places = usePlaces()
  const [chosenStore] = useChosenStore()
  const [ownStore, setStore] = useState<number | null>(null)
  const [lines, setLines] = useState<readonly OpenLine[]>([])
  const zones = useApi('listTaxZones', [])
  const storeId = ownStore ?? chosenStore ?? places.first
  const store = stores.find(({ id }) => id === storeId)
  return (
    <Page
      title={t(messages.openTitle)}
      lead={t(messages.openLead)}
      crumbs={[{ label: t(messages.takeBack), to: '/returns/new' }]}
    >
      <Loaded of={zones}>
        {(all) => {
          const zone = all.find(({ code }) => code === store?.tax_zone)
          if (store?.id === undefined || zone === undefined) return null
          const place = {
            currency: store.currency ?? 'CAD',
            pricesIncludeTax: store.prices_include_tax ?? false,
            zone,
          }
          return (
            <Grid gap="md" align="flex-start">
              <Grid.Col span={{ base: 12, md: 7 }}>
                <OpenReturnLines storeId={store.id} lines={lines} onChange={setLines} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 5 }}>
                <OpenRefundForm storeId={store.id} place={place} lines={lines} onStore={setStore} />
              </Grid.Col>
            </Grid>
          )
        }}
      </Loaded>
    </Page>
  )
}
