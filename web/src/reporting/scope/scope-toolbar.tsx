import { Box, Group, MultiSelect, Select, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useChosenStore, useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { PeriodField } from '../../ui/period/index.ts'
import { messages } from '../messages.ts'
import { type AddressFault, currencyFault, periodFault, storesFault } from './address-faults.ts'
import { MendedAddress } from './mended-address.tsx'
import { ALL_STORES } from './report-scope.ts'
import { StoresCovered } from './stores-covered.tsx'
import { usePeriodText } from './use-period-text.ts'
import type { ScopeControl } from './use-scope.ts'

type ScopeToolbarProps = {
  readonly control: ScopeControl
  readonly withPeriod?: boolean
  /** Stores that a filter narrows the report to. */
  readonly filtered?: readonly number[] | null
  /** What else the address asks for that does not exist. */
  readonly faults?: readonly (AddressFault | null)[]
  /** What else the report may be asked. */
  readonly children?: ReactNode
}

/** Which days and which stores; what is chosen stands in the address. */
export function ScopeToolbar({ control, withPeriod = true, filtered, faults = [], children }: ScopeToolbarProps) {
  const { scope, change } = control
  const ofScope = useScopeFaults(control)
  return (
    <Stack gap="xs">
      <MendedAddress faults={[...ofScope, ...faults]} />
      <Group gap="sm" align="flex-end">
        {withPeriod && (
          <PeriodField
            period={scope.period}
            name={scope.name}
            onName={(period) => change({ period, date_from: undefined, date_to: undefined })}
            onDates={(period) => change({ ...period, period: undefined })}
          />
        )}
        <StoresField
          stores={scope.stores}
          onChange={(ids, isNarrowed) => change({ store_id: ids ?? (isNarrowed ? ALL_STORES : undefined) })}
        />
        <CurrencyField currency={scope.currency} onChange={(currency) => change({ currency: currency ?? undefined })} />
        {children}
      </Group>
      <StoresCovered stores={scope.stores} isChosen={scope.isChosen} filtered={filtered} />
    </Stack>
  )
}

/** What the address says of days, stores and currency that does not exist. */
function useScopeFaults({ scope, usual, url }: ScopeControl): (AddressFault | null)[] {
  const t = useText()
  const writePeriod = usePeriodText()
  const known = useStores()
  const store = known.find(({ id }) => String(id) === scope.stores)?.name ?? t(messages.allStores)
  return [
    periodFault(url, usual, writePeriod(scope.period)),
    storesFault(url, `${t(messages.stores)} (${store})`),
    currencyFault(url, `${t(messages.currency)} (${t(messages.allCurrencies)})`),
  ]
}

type CurrencyFieldProps = {
  readonly currency: string | null
  readonly onChange: (currency: string | null) => void
}

/** Only where stores have several: amounts of each are told by themselves. */
export function CurrencyField({ currency, onChange }: CurrencyFieldProps) {
  const t = useText()
  const currencies = [...new Set(useStores().map((store) => store.currency))].filter((code) => code !== undefined)
  if (currencies.length < 2) return null
  return (
    <Select
      label={t(messages.currency)}
      placeholder={t(messages.allCurrencies)}
      data={currencies.sort()}
      value={currency}
      onChange={onChange}
      clearable
      w="7.5rem"
    />
  )
}

type StoresFieldProps = {
  readonly stores: string | null
  /** null: all; `isNarrowed`: although one is chosen for everything else. */
  readonly onChange: (ids: string | null, isNarrowed: boolean) => void
  readonly isWide?: boolean
  readonly error?: string
  /** What goes where none is named; all of the reader's unless given. */
  readonly placeholder?: string
}

export function StoresField({ stores, onChange, isWide = false, error, placeholder }: StoresFieldProps) {
  const t = useText()
  const known = useStores()
  const [chosen] = useChosenStore()
  if (known.length < 2) return null
  const value = stores === null ? [] : stores.split(',')
  return (
    <Box>
      <MultiSelect
        label={t(messages.stores)}
        placeholder={value.length === 0 ? (placeholder ?? t(messages.allStores)) : undefined}
        data={known.map(({ id, name }) => ({ value: String(id), label: name ?? String(id) }))}
        value={value}
        onChange={(ids) => onChange(ids.length === 0 ? null : ids.join(','), chosen !== null)}
        clearable
        searchable
        w={isWide ? undefined : { base: '100%', xs: '13rem' }}
        error={error}
      />
    </Box>
  )
}
