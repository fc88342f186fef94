import { ArrowPathIcon } from '@heroicons/react/24/outline'
import { Button, Card, SimpleGrid } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useChosenStore, useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { EmptyState, Icon, Page, useUrlState } from '../../ui/index.ts'
import { useListedStore } from '../listed-store.ts'
import { messages as shared } from '../messages.ts'
import { useStoreNames } from '../store-names.ts'
import { messages } from './messages.ts'
import { Proposals } from './proposals.tsx'

/** What a store should order from whoever supplies it. */
export default function ReplenishmentPage() {
  const t = useText()
  const nameOfStore = useStoreNames()
  const stores = useStores()
  const [{ store_id: given }] = useUrlState()
  const listed = useListedStore(given)
  const storeId = listed ?? (stores.length === 1 ? (stores[0]?.id ?? null) : null)
  if (storeId === null) return <StorePicker />
  return (
    <Page
      title={t(shared.replenishment)}
      lead={t(messages.lead, { store: nameOfStore(storeId) })}
      actions={
        <Button component={Link} to="/stock" variant="default">
          {t(messages.setPolicy)}
        </Button>
      }
    >
      <Proposals key={storeId} storeId={storeId} />
    </Page>
  )
}

/** Proposals are one store's. */
function StorePicker() {
  const t = useText()
  const [, choose] = useChosenStore()
  const stores = useStores().filter(({ kind }) => kind === 'store')
  return (
    <Page title={t(shared.replenishment)} lead={t(messages.chooseLead)}>
      <Card>
        <EmptyState
          icon={<Icon of={ArrowPathIcon} size={2.5} />}
          title={t(messages.choose)}
          hint={t(messages.chooseHint)}
          action={
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} mt="sm">
              {stores.map(({ id = 0, name }) => (
                <Button key={id} variant="default" onClick={() => choose(id)}>
                  {name}
                </Button>
              ))}
            </SimpleGrid>
          }
        />
      </Card>
    </Page>
  )
}
