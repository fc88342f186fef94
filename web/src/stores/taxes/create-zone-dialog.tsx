import { Button, Group, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Dialog, formErrors } from '../../ui/index.ts'
import { messages } from '../messages.ts'

type DialogProps = {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onCreated: (code: string) => void
}

/** A zone begins with its name; its taxes are given on its own page. */
export function CreateZoneDialog({ isOpen, onClose, onCreated }: DialogProps) {
  const t = useText()
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t(messages.addZone)}>
      <CreateZoneForm
        onCreated={(code) => {
          onClose()
          onCreated(code)
        }}
      />
    </Dialog>
  )
}

function CreateZoneForm({ onCreated }: Pick<DialogProps, 'onCreated'>) {
  const t = useText()
  const create = useAction(api.createTaxZone, ['listTaxZones'])
  const form = useForm({ initialValues: { code: '', name_fr: '', name_en: '', prices_include_tax: false } })
  const refusals = create.error === null ? {} : formErrors(create.error)
  const submit = form.onSubmit(async (values) => {
    try {
      const { name_fr: fr, name_en: en } = values
      const zone = await create.mutateAsync([{ ...values, name_en: en === '' ? fr : en }])
      onCreated(zone.code)
    } catch {
      // The server's sentences stand at their fields.
    }
  })
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t(messages.code)}
          description={t(messages.zoneCodeHint)}
          required
          data-autofocus
          {...form.getInputProps('code')}
          error={refusals.code ?? (Object.keys(refusals).length === 0 ? create.error?.message : undefined)}
        />
        <TextInput label={t(messages.nameFr)} required {...form.getInputProps('name_fr')} error={refusals.name_fr} />
        <TextInput
          label={t(messages.nameEn)}
          placeholder={form.values.name_fr}
          {...form.getInputProps('name_en')}
          error={refusals.name_en}
        />
        <Switch
          label={t(messages.newStoresInclude)}
          {...form.getInputProps('prices_include_tax', { type: 'checkbox' })}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t(messages.add)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
