import { Alert, Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type CreateAddressInput, type Store, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { LOCALES, useLanguage, useText } from '../../i18n/index.ts'
import { formErrors, notifyDone, Section } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { COUNTRIES } from './countries.ts'
import { STORE_READS } from './use-save-store.ts'

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

const valuesOf = ({ address, city, time_zone: zone }: Store) => ({
  line1: address?.line1 ?? '',
  line2: address?.line2 ?? '',
  city: address?.city ?? city ?? '',
  region: address?.region ?? '',
  postal_code: address?.postal_code ?? '',
  country: address?.country ?? (zone.startsWith('Europe/') ? 'FR' : 'CA'),
})
type AddressValues = ReturnType<typeof valuesOf>

/** Makes or changes the store's main address. */
function useSaveAddress({ id, address }: Store) {
  const t = useText()
  const create = useAction(api.createAddress, STORE_READS)
  const update = useAction(api.updateAddress, STORE_READS)
  const { error, isPending: isSaving } = address === null ? create : update
  const save = async ({ line2, region, postal_code: code, ...rest }: AddressValues): Promise<boolean> => {
    const place = { ...rest, line2: orNull(line2), region: orNull(region), postal_code: orNull(code) }
    const input: CreateAddressInput = { owner_type: 'store', owner_id: id, is_primary: true, ...place }
    try {
      if (address === null) await create.mutateAsync([input])
      else await update.mutateAsync([address.id, place])
      notifyDone(t(messages.saved))
      return true
    } catch {
      return false
    }
  }
  const refusals: Readonly<Record<string, string>> = error === null ? {} : formErrors(error)
  const refusal = error !== null && Object.keys(refusals).length === 0 ? error.message : null
  return { save, isSaving, refusals, refusal }
}

/** Where the store is, as its receipts say it. */
export function AddressSection({ store }: { readonly store: Store }) {
  const t = useText()
  const { language } = useLanguage()
  const { can } = useSession()
  const { save, isSaving, refusals, refusal } = useSaveAddress(store)
  const form = useForm({ initialValues: valuesOf(store) })
  const isClosed = !can(store.address === null ? 'addresses.create' : 'addresses.update')
  const submit = form.onSubmit(async (values) => {
    if (await save(values)) form.resetDirty(values)
  })
  const field = (name: keyof AddressValues) => ({
    ...form.getInputProps(name),
    error: refusals[name],
    readOnly: isClosed,
  })
  const names = new Intl.DisplayNames(LOCALES[language], { type: 'region' })
  return (
    <Section title={t(messages.address)}>
      <form onSubmit={submit}>
        <Stack>
          {refusal !== null && (
            <Alert color="brique" role="alert">
              {refusal}
            </Alert>
          )}
          <TextInput label={t(messages.line1)} {...field('line1')} />
          <TextInput label={t(messages.line2)} {...field('line2')} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={t(messages.city)} {...field('city')} />
            <TextInput label={t(messages.region)} {...field('region')} />
            <TextInput label={t(messages.postalCode)} {...field('postal_code')} />
            <Select
              label={t(messages.country)}
              data={COUNTRIES.map((code) => ({ value: code, label: names.of(code) ?? code }))}
              searchable
              allowDeselect={false}
              {...field('country')}
            />
          </SimpleGrid>
          {!isClosed && (
            <Group justify="flex-end">
              <Button type="submit" loading={isSaving} disabled={!form.isDirty()}>
                {t(messages.save)}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Section>
  )
}
