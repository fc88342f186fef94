import { Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type Store, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Section } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { AddressSection } from './address-section.tsx'
import { SaveRow } from './save-row.tsx'
import { useSaveStore } from './use-save-store.ts'

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

const valuesOf = (store: Store) => ({
  name: store.name,
  code: store.code,
  city: store.city ?? '',
  group: store.group ?? '',
  email: store.email ?? '',
  phone: store.phone ?? '',
  tax_zone: store.tax_zone,
  prices_include_tax: store.prices_include_tax,
  currency: store.currency,
  time_zone: store.time_zone,
})

/** What the store is called, how it is reached, and what its place gives it. */
export function IdentityTab({ store }: { readonly store: Store }) {
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <StoreForm store={store} />
      <AddressSection store={store} />
    </SimpleGrid>
  )
}

function StoreForm({ store }: { readonly store: Store }) {
  const t = useText()
  const { can } = useSession()
  const { save, isSaving, refusals, refusal } = useSaveStore(store)
  const form = useForm({ initialValues: valuesOf(store) })
  const isClosed = !can('stores.update')
  const submit = form.onSubmit(async (values) => {
    const { city, group, email, phone, ...rest } = values
    const input = { ...rest, city: orNull(city), group: orNull(group), email: orNull(email), phone: orNull(phone) }
    if (await save(input)) form.resetDirty(values)
  })
  const field = (name: keyof typeof form.values) => ({
    ...form.getInputProps(name),
    error: refusals[name],
    readOnly: isClosed,
  })
  return (
    <Section title={t(messages.identity)}>
      <form onSubmit={submit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={t(messages.name)} {...field('name')} />
            <TextInput label={t(messages.code)} description={t(messages.codeHint)} {...field('code')} />
            <TextInput label={t(messages.city)} {...field('city')} />
            <TextInput label={t(messages.group)} {...field('group')} />
            <TextInput label={t(messages.email)} type="email" {...field('email')} />
            <TextInput label={t(messages.phone)} type="tel" {...field('phone')} />
            <ZoneSelect {...field('tax_zone')} />
            <Select
              label={t(messages.currency)}
              data={Intl.supportedValuesOf('currency')}
              searchable
              allowDeselect={false}
              {...field('currency')}
            />
            <Select
              label={t(messages.timeZone)}
              data={Intl.supportedValuesOf('timeZone')}
              searchable
              allowDeselect={false}
              {...field('time_zone')}
            />
          </SimpleGrid>
          <Switch
            label={t(messages.pricesIncludeTax)}
            disabled={isClosed}
            {...form.getInputProps('prices_include_tax', { type: 'checkbox' })}
          />
          {!isClosed && <SaveRow isDirty={form.isDirty()} isSaving={isSaving} refusal={refusal} onDrop={form.reset} />}
        </Stack>
      </form>
    </Section>
  )
}

type ZoneSelectProps = {
  readonly value?: string
  readonly onChange?: (code: string | null) => void
  readonly error: string | undefined
  readonly readOnly: boolean
}

function ZoneSelect(props: ZoneSelectProps) {
  const t = useText()
  const zones = useApi('listTaxZones', [], { staleTime: 60_000 })
  return (
    <Select
      label={t(messages.taxZone)}
      data={(zones.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      allowDeselect={false}
      {...props}
    />
  )
}
