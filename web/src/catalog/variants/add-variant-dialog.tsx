import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type Product, useAction } from '../../api/index.ts'
import { useLanguage, useText } from '../../i18n/index.ts'
import { Dialog, formErrors, notifyError } from '../../ui/index.ts'
import { shownDecimal, typedDecimal } from '../decimals.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'

type AddVariantDialogProps = { readonly product: Product; readonly onClose: () => void }

/** One more variant: named by its option values where there are options, by its own name otherwise. */
export function AddVariantDialog({ product, onClose }: AddVariantDialogProps) {
  const t = useText()
  const { language } = useLanguage()
  const options = product.options ?? []
  const create = useAction(api.createVariant, ['getProduct', 'listProducts'])
  const form = useForm({
    initialValues: {
      name: '',
      price: shownDecimal(product.variants?.[0]?.price, language),
      sku: '',
      barcode: '',
      values: {} as Record<string, string | null>,
    },
  })
  const submit = form.onSubmit(async ({ name, price, sku, barcode, values }) => {
    if (create.isPending) return
    const chosen = Object.values(values).filter((id) => id !== null)
    const body = {
      price: typedDecimal(price),
      ...(name.trim() !== '' && { name: name.trim() }),
      ...(sku.trim() !== '' && { sku: sku.trim() }),
      ...(barcode.trim() !== '' && { barcode: barcode.trim() }),
      ...(options.length > 0 && { option_values: chosen.map(Number) }),
    }
    try {
      await create.mutateAsync([product.id, body])
      onClose()
    } catch (error) {
      const fields = formErrors(error as Parameters<typeof formErrors>[0])
      form.setErrors(fields)
      if (!['name', 'price', 'sku', 'barcode'].some((field) => field in fields)) notifyError(error)
    }
  })
  return (
    <Dialog opened onClose={onClose} title={t(messages.addVariant)}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {options.map(({ id, name, values }) => (
            <Select
              key={id}
              label={name}
              data={values.map((value) => ({ value: String(value.id), label: value.value }))}
              value={form.values.values[id] ?? null}
              onChange={(value) => form.setFieldValue('values', { ...form.values.values, [id]: value })}
            />
          ))}
          {options.length === 0 && (
            <TextInput label={t(common.name)} required data-autofocus {...form.getInputProps('name')} />
          )}
          <TextInput label={t(common.price)} inputMode="decimal" required {...form.getInputProps('price')} />
          <TextInput label={t(common.sku)} {...form.getInputProps('sku')} />
          <TextInput label={t(common.barcode)} {...form.getInputProps('barcode')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(common.cancel)}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t(messages.addVariant)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
