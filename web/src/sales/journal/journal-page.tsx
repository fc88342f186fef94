import { Select, Tabs } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useApi } from '../../api/index.ts'
import { useChosenStore } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { EmptyState, Page, useUrlState } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { usePlaces } from '../words/places.ts'
import { ClosingsTable } from './closings-table.tsx'
import { EntriesTable } from './entries-table.tsx'
import { messages } from './messages.ts'
import { VerifySection } from './verify-section.tsx'

const TABS = ['entries', 'closings', 'verify'] as const

/** What an auditor reads: the chain of each register, the closings of each store, and how to check both. */
export default function JournalPage() {
  const t = useText()
  const [url, change] = useUrlState()
  const places = usePlaces()
  const [chosen] = useChosenStore()
  const tab = TABS.find((name) => name === url.tab) ?? 'entries'
  const storeId = Number(url.store_id ?? chosen ?? places.first ?? 0)
  return (
    <Page title={t(messages.journal)} lead={t(messages.lead)}>
      <Tabs
        value={tab}
        onChange={(value) => change({ tab: value === 'entries' ? undefined : (value ?? undefined), sort: undefined })}
      >
        <Tabs.List>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(messages[name])}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {storeId !== 0 && tab === 'entries' && (
        <Entries
          storeId={storeId}
          stores={<StoreSelect value={storeId} onChange={(store_id) => change({ store_id, register_id: undefined })} />}
        />
      )}
      {storeId !== 0 && tab === 'closings' && (
        <ClosingsTable
          storeId={storeId}
          stores={<StoreSelect value={storeId} onChange={(store_id) => change({ store_id })} />}
        />
      )}
      {storeId !== 0 && tab === 'verify' && (
        <VerifySection
          storeId={storeId}
          stores={<StoreSelect value={storeId} onChange={(store_id) => change({ store_id })} />}
        />
      )}
    </Page>
  )
}

function StoreSelect({ value, onChange }: { readonly value: number; readonly onChange: (id: string) => void }) {
  const t = useText()
  const places = usePlaces()
  if (places.options.length < 2) return null
  return (
    <Select
      aria-label={t(words.store)}
      data={places.options}
      value={String(value)}
      allowDeselect={false}
      onChange={(id) => id !== null && onChange(id)}
    />
  )
}

/** The chain of one register: the store's first unless the address names one. */
function Entries({ storeId, stores }: { readonly storeId: number; readonly stores: ReactNode }) {
  const t = useText()
  const [url, change] = useUrlState()
  const registers = useApi('listRegisters', [storeId, { per_page: 100 }])
  const options = (registers.data?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name ?? String(id) }))
  const all = registers.isPlaceholderData ? [] : (registers.data?.data ?? [])
  const first = String((all.find(({ kind }) => kind === 'till') ?? all[0])?.id ?? '')
  const registerId = url.register_id ?? (first === '' ? undefined : first)
  useEffect(() => {
    if (url.register_id === undefined && first !== '') change({ register_id: first, store_id: String(storeId) })
  }, [url.register_id, first, storeId, change])
  const select = (
    <>
      {stores}
      <Select
        aria-label={t(words.register)}
        data={options}
        value={registerId ?? null}
        allowDeselect={false}
        onChange={(id) => id !== null && change({ register_id: id, page: undefined })}
      />
    </>
  )
  if (registerId === undefined)
    return <EmptyState title={t(messages.chooseRegister)} hint={t(messages.chooseRegisterHint)} />
  return <EntriesTable registerId={Number(registerId)} storeId={storeId} toolbar={select} />
}
