import { Button, Group, SegmentedControl, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { api, type UpdateVariantInput, useAction, type Variant } from '../../api/index.ts'
import { useLanguage, useText } from '../../i18n/index.ts'
import { formErrors, notifyDone, notifyError } from '../../ui/index.ts'
import { shownDecimal, typedDecimal } from '../decimals.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'

type OfVariant = { readonly variant: Variant; readonly mayChange: boolean }

type Values = {
  name: string
  is_open_price: boolean
  sold_by: 'unit' | 'weight'
  plu: string
  content_quantity: string
  content_unit: string | null
}

const CONTENT_UNITS = ['g', 'kg', 'ml', 'l', 'm', 'unit'] as const

/** How a variant is sold: by the unit or by weight, at its price or at one that the till asks for, and what it holds. */
export function SaleForm({ variant, mayChange }: OfVariant) {
  const t = useText()
  const { language } = useLanguage()
  const save = useAction(api.updateVariant, ['getProduct', 'listProducts'])
  const form = useForm<Values>({
    initialValues: {
      name: variant.name,
      is_open_price: variant.is_open_price,
      sold_by: variant.sold_by,
      plu: variant.plu ?? '',
      content_quantity: shownDecimal(variant.content_quantity, language),
      content_unit: variant.content_unit,
    },
  })
  const submit = form.onSubmit(async (values) => {
    if (save.isPending) return
    try {
      await save.mutateAsync([variant.id, toChange(variant, values)])
      form.resetDirty()
      notifyDone(t(common.saved))
    } catch (error) {
      const fields = formErrors(error as Parameters<typeof formErrors>[0])
      form.setErrors(fields)
      if (Object.keys(fields).length === 0) notifyError(error)
    }
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t(messages.variantName)} readOnly={!mayChange} {...form.getInputProps('name')} />
        <SegmentedControl
          aria-label={t(messages.soldBy)}
          disabled={!mayChange}
          data={[
            { value: 'unit', label: t(messages.byUnit) },
            { value: 'weight', label: t(messages.byWeight) },
          ]}
          {...form.getInputProps('sold_by')}
        />
        <Switch
          label={t(messages.isOpenPrice)}
          description={t(messages.isOpenPriceHint)}
          disabled={!mayChange}
          {...form.getInputProps('is_open_price', { type: 'checkbox' })}
        />
        <ContentFields form={form} mayChange={mayChange} />
        {mayChange && (
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t(common.save)}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

type ContentFieldsProps = { readonly form: UseFormReturnType<Values>; readonly mayChange: boolean }

/** The number that scales know, and what one unit holds. */
function ContentFields({ form, mayChange }: ContentFieldsProps) {
  const t = useText()
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
      <TextInput
        label={t(messages.plu)}
        description={t(messages.pluHint)}
        inputMode="numeric"
        readOnly={!mayChange}
        {...form.getInputProps('plu')}
      />
      <TextInput
        label={t(messages.content)}
        description={t(messages.contentHint)}
        inputMode="decimal"
        readOnly={!mayChange}
        {...form.getInputProps('content_quantity')}
      />
      <Select
        label={t(messages.contentUnit)}
        description={'\u00a0'}
        data={CONTENT_UNITS.map((unit) => ({ value: unit, label: unit === 'unit' ? t(messages.units) : unit }))}
        readOnly={!mayChange}
        clearable
        clearButtonProps={{ 'aria-label': t(common.clear) }}
        {...form.getInputProps('content_unit')}
      />
    </SimpleGrid>
  )
}

function toChange(variant: Variant, values: Values): UpdateVariantInput {
  const content = values.content_quantity.trim()
  const unit = CONTENT_UNITS.find((candidate) => candidate === values.content_unit) ?? null
  return {
    ...(values.name !== variant.name && { name: values.name }),
    is_open_price: values.is_open_price,
    sold_by: values.sold_by,
    plu: values.plu.trim() === '' ? null : values.plu.trim(),
    content_quantity: content === '' ? null : typedDecimal(content),
    content_unit: unit,
  }
}
