import { CheckIcon, FunnelIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Group, Popover, Select, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Text, useText } from '../../i18n/index.ts'
import { DecimalInput, Icon, type ListState } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { METHODS, nameOfMethod, TICKET_FLAGS, wordsOfFlag } from '../words/words.ts'
import { CHIPS, type Filter } from './filters.ts'
import { messages } from './messages.ts'

type TicketFiltersProps = {
  readonly list: ListState<Filter>
  /** Whose registers and people may be chosen; undefined: of all stores. */
  readonly storeId: number | undefined
}

/** What else the list may be narrowed by. */
export function TicketFilters({ list, storeId }: TicketFiltersProps) {
  const t = useText()
  const [isOpen, { toggle, close }] = useDisclosure()
  const count = CHIPS.filter((name) => list.filters[name] !== undefined).length
  return (
    <Popover opened={isOpen} onClose={close} onChange={close} trapFocus returnFocus position="bottom-start" shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<Icon of={FunnelIcon} size={1} />} onClick={toggle}>
          {t(messages.filtersCount, { count })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t(messages.filters)}>
        <Stack gap="sm" w="min(20rem, 80vw)">
          <Choice list={list} name="kind" label={messages.kind} options={{ sale: words.sale, return: words.return }} />
          <Choice
            list={list}
            name="payment_methods"
            label={messages.method}
            options={{
              ...Object.fromEntries(METHODS.map((method) => [method, nameOfMethod(method)])),
              none: words.noPayment,
            }}
          />
          <Choice
            list={list}
            name="flag"
            label={messages.flag}
            options={Object.fromEntries(TICKET_FLAGS.map((flag) => [flag, wordsOfFlag(flag).name]))}
          />
          <RegisterChoice list={list} storeId={storeId} />
          <CashierChoice list={list} storeId={storeId} />
          <AmountRange list={list} />
          <Button variant="subtle" onClick={list.clear} disabled={!list.isNarrowed}>
            {t(messages.clear)}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

type ChoiceProps = {
  readonly list: ListState<Filter>
  readonly name: Filter
  readonly label: Text
  readonly options: Readonly<Record<string, Text | undefined>>
}

function Choice({ list, name, label, options }: ChoiceProps) {
  const t = useText()
  const data = Object.entries(options).map(([value, text]) => ({ value, label: text === undefined ? value : t(text) }))
  return (
    <Select
      label={t(label)}
      placeholder={t(words.allMasculine)}
      data={data}
      value={list.filters[name] ?? null}
      onChange={(value) => list.change({ [name]: value ?? undefined })}
      clearable
      searchable
      comboboxProps={{ withinPortal: false }}
    />
  )
}

/** Registers are those of a store: without one there are too many to choose from. */
function RegisterChoice({ list, storeId }: TicketFiltersProps) {
  const t = useText()
  const { can } = useSession()
  const isAsked = storeId !== undefined && can('registers.view')
  const registers = useApi('listRegisters', [storeId ?? 0, { per_page: 100 }], { enabled: isAsked })
  if (!isAsked) return null
  return (
    <Select
      label={t(words.register)}
      placeholder={t(words.allFeminine)}
      data={(registers.data?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name ?? String(id) }))}
      value={list.filters.register_id ?? null}
      onChange={(value) => list.change({ register_id: value ?? undefined })}
      clearable
      comboboxProps={{ withinPortal: false }}
    />
  )
}

function CashierChoice({ list, storeId }: TicketFiltersProps) {
  const t = useText()
  const { can } = useSession()
  const isAsked = can('users.view')
  const query = { per_page: 100, sort: 'name', fields: 'id,name', ...(storeId !== undefined && { store_id: storeId }) }
  const people = useApi('listUsers', [query], { enabled: isAsked })
  if (!isAsked) return null
  return (
    <Select
      label={t(words.cashier)}
      placeholder={t(words.allMasculine)}
      data={(people.data?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name ?? String(id) }))}
      value={list.filters.cashier_id ?? null}
      onChange={(value) => list.change({ cashier_id: value ?? undefined })}
      clearable
      searchable
      comboboxProps={{ withinPortal: false }}
    />
  )
}

function AmountRange({ list }: { readonly list: ListState<Filter> }) {
  const t = useText()
  const [typed, setTyped] = useState({
    total_min: list.filters.total_min ?? '',
    total_max: list.filters.total_max ?? '',
  })
  const isChanged = (['total_min', 'total_max'] as const).some((name) => typed[name] !== (list.filters[name] ?? ''))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        list.change(typed)
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <DecimalInput
          label={t(messages.amountFrom)}
          value={typed.total_min}
          onChange={(total_min) => setTyped({ ...typed, total_min })}
        />
        <DecimalInput
          label={t(messages.amountTo)}
          value={typed.total_max}
          onChange={(total_max) => setTyped({ ...typed, total_max })}
        />
        <ActionIcon type="submit" variant="default" aria-label={t(messages.applyAmounts)} disabled={!isChanged}>
          <Icon of={CheckIcon} />
        </ActionIcon>
      </Group>
    </form>
  )
}
