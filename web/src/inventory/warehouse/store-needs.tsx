import { Button, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type ListedStore, useApi } from '../../api/index.ts'
import { useStores } from '../../app/store-choice.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { Section } from '../../ui/index.ts'
import { LinesFrame } from '../lines-frame.tsx'
import { messages as shared } from '../messages.ts'
import { messages } from './messages.ts'

/** Each row asks three times: a chain of two hundred stores is shown when one wants it. */
const FIRST = 20

/** What each store lacks and should order, each number leading to its list. */
export function StoreNeeds({ warehouseId }: { readonly warehouseId: number }) {
  const t = useText()
  const stores = useStores().filter(({ id }) => id !== warehouseId)
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? stores : stores.slice(0, FIRST)
  return (
    <Section title={t(messages.stores)}>
      <LinesFrame label={t(messages.storeList)}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(shared.store)}</Table.Th>
            <Table.Th ta="right">{t(messages.storesOut)}</Table.Th>
            <Table.Th ta="right">{t(messages.storesLow)}</Table.Th>
            <Table.Th ta="right">{t(messages.toOrder)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((store) => (
            <StoreRow key={store.id} store={store} />
          ))}
        </Table.Tbody>
      </LinesFrame>
      {shown.length < stores.length && (
        <Button variant="default" onClick={() => setWhole(true)}>
          {t(messages.moreStores)}
        </Button>
      )}
    </Section>
  )
}

function StoreRow({ store: { id = 0, name } }: { readonly store: ListedStore }) {
  const out = useApi('listStoreStock', [id, { status: 'out', per_page: 1 }])
  const low = useApi('listStoreStock', [id, { status: 'low', per_page: 1 }])
  const proposals = useApi('listReplenishmentProposals', [{ store_id: id, per_page: 1, fields: 'quantity' }])
  const here = { store_id: String(id) }
  return (
    <Table.Tr>
      <Table.Td>
        <Link to="/stock" search={here as never}>
          {name}
        </Link>
      </Table.Td>
      <Count to="/stock" search={{ ...here, status: 'out' }} of={out.data} />
      <Count to="/stock" search={{ ...here, status: 'low' }} of={low.data} />
      <Count to="/replenishment" search={here} of={proposals.data} />
    </Table.Tr>
  )
}

type CountProps = {
  readonly to: string
  readonly search: Readonly<Record<string, string>>
  readonly of: { readonly meta: object } | undefined
}

function Count({ to, search, of }: CountProps) {
  const format = useFormat()
  if (of === undefined) return <Table.Td />
  return (
    <Table.Td ta="right">
      <Link to={to} search={search as never}>
        {format.number((of.meta as { total?: number }).total ?? 0)}
      </Link>
    </Table.Td>
  )
}
