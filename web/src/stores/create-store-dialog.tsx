import { Button, Group, SegmentedControl, Select, type SelectProps, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { api, type CreateStoreInput, useAction, useApi } from '../api/index.ts'
import { useStores } from '../app/store-choice.tsx'
import { useText } from '../i18n/index.ts'
import { Dialog, formErrors, notifyDone } from '../ui/index.ts'
import { messages } from './messages.ts'

type DialogProps = { readonly isOpen: boolean; readonly onClose: () => void }

/** A new store is like the last one until it says otherwise: same money, same time, same taxes. */
export function CreateStoreDialog({ isOpen, onClose }: DialogProps) {
  const t = useText()
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t(messages.addStore)} size="lg">
      <CreateStoreForm onClose={onClose} />
    </Dialog>
  )
}

function CreateStoreForm({ onClose }: Pick<DialogProps, 'onClose'>) {
  const t = useText()
  const navigate = useNavigate()
  const [model] = useStores()
  const create = useAction(api.createStore, ['listStores', 'readProfile'])
  const form = useForm<CreateStoreInput>({
    initialValues: {
      name: '',
      kind: 'store',
      city: '',
      currency: model?.currency ?? 'CAD',
      time_zone: model?.time_zone ?? 'America/Toronto',
      tax_zone: model?.tax_zone ?? 'QC',
    },
  })
  const refusals = create.error === null ? {} : formErrors(create.error)
  const submit = form.onSubmit(async ({ city, ...values }) => {
    try {
      const store = await create.mutateAsync([{ ...values, ...(city !== '' && { city }) }])
      notifyDone(t(messages.storeAdded, { name: store.name }))
      onClose()
      void navigate({ to: `/stores/${store.id}` })
    } catch {
      // The server's sentences stand at their fields.
    }
  })
  const field = (name: string) => ({ ...form.getInputProps(name), error: refusals[name] })
  return (
    <form onSubmit={submit}>
      <Stack>
        <SegmentedControl
          aria-label={t(messages.kind)}
          data={[
            { value: 'store', label: t(messages.store) },
            { value: 'warehouse', label: t(messages.warehouse) },
          ]}
          {...form.getInputProps('kind')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={t(messages.name)} required data-autofocus {...field('name')} />
          <TextInput label={t(messages.city)} {...field('city')} />
          <PlaceFields field={field} />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(messages.cancel)}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t(messages.add)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What a place gives a store: its taxes, its money, its time. */
function PlaceFields({ field }: { readonly field: (name: string) => SelectProps }) {
  const t = useText()
  const zones = useApi('listTaxZones', [], { staleTime: 60_000 })
  return (
    <>
      <Select
        label={t(messages.taxZone)}
        data={(zones.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        allowDeselect={false}
        {...field('tax_zone')}
      />
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
    </>
  )
}
