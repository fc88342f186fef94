import { Button, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type Product, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Dialog, formErrors, notifyError } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'

type AddOptionDialogProps = { readonly product: Product; readonly onClose: () => void }

/** A new option with its values; the variants that are there already are given one of them. */
export function AddOptionDialog({ product, onClose }: AddOptionDialogProps) {
  const t = useText()
  const create = useAction(api.createOption, ['getProduct'])
  const form = useForm({ initialValues: { name: '', values: [] as string[], default_value: null as string | null } })
  const count = product.variants?.length ?? 0
  const { values } = form.values
  const given = values.includes(form.values.default_value ?? '') ? form.values.default_value : (values[0] ?? null)
  const submit = form.onSubmit(async ({ name }) => {
    if (create.isPending) return
    const body = { name, values, ...(count > 0 && given !== null && { default_value: given }) }
    try {
      await create.mutateAsync([product.id, body])
      onClose()
    } catch (error) {
      const fields = formErrors(error as Parameters<typeof formErrors>[0])
      form.setErrors(fields)
      if (!('name' in fields)) notifyError(error)
    }
  })
  return (
    <Dialog opened onClose={onClose} title={t(messages.addOption)}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={t(messages.optionName)}
            placeholder={t(messages.optionNameHint)}
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <TagsInput
            label={t(messages.values)}
            description={t(messages.valuesHint)}
            acceptValueOnBlur
            splitChars={[',', ';']}
            {...form.getInputProps('values')}
          />
          {count > 0 && values.length > 0 && (
            <Select
              label={t(messages.present, { count })}
              data={values}
              value={given}
              onChange={(value) => form.setFieldValue('default_value', value)}
              allowDeselect={false}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(common.cancel)}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={form.values.name.trim() === ''}>
              {t(messages.addOption)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
