import { Button, Group, Stack, TextInput, Text as Words } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type Product, useAction } from '../../api/index.ts'
import { useLanguage, useText } from '../../i18n/index.ts'
import { Dialog, formErrors, notifyDone, notifyError } from '../../ui/index.ts'
import { shownDecimal, typedDecimal } from '../decimals.ts'
import { messages as common } from '../messages.ts'
import { useChainCurrency } from '../use-currency.ts'
import { countMissing, proposePattern } from './count-missing.ts'
import { messages } from './messages.ts'

type MatrixDialogProps = { readonly product: Product; readonly onClose: () => void }

/** Makes the variants that the options ask for, with their price and their SKUs. */
export function MatrixDialog({ product, onClose }: MatrixDialogProps) {
  const t = useText()
  const { language } = useLanguage()
  const currency = useChainCurrency()
  const make = useAction(api.makeVariantMatrix, ['getProduct', 'listProducts'])
  const options = product.options ?? []
  const pattern = proposePattern(product.name, options)
  const form = useForm({
    initialValues: { price: shownDecimal(product.variants?.[0]?.price, language), sku_pattern: '' },
  })
  const submit = form.onSubmit(async ({ price, sku_pattern: skuPattern }) => {
    if (make.isPending) return
    const body = {
      ...(price.trim() !== '' && { price: typedDecimal(price) }),
      ...(skuPattern.trim() !== '' && { sku_pattern: skuPattern.trim() }),
    }
    try {
      const { created } = await make.mutateAsync([product.id, body])
      notifyDone(t(messages.made, { count: created.length }))
      onClose()
    } catch (error) {
      const fields = formErrors(error as Parameters<typeof formErrors>[0])
      form.setErrors(fields)
      if (!('price' in fields) && !('sku_pattern' in fields)) notifyError(error)
    }
  })
  return (
    <Dialog opened onClose={onClose} title={t(messages.makeVariants, { count: countMissing(product) })}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Words size="sm" c="dimmed">
            {t(messages.matrixLead)}
          </Words>
          <TextInput
            label={t(common.price)}
            inputMode="decimal"
            rightSection={<Words size="sm">{currency}</Words>}
            rightSectionWidth="3.5rem"
            data-autofocus
            {...form.getInputProps('price')}
          />
          <TextInput
            label={t(messages.skuPattern)}
            description={t(messages.skuPatternHint, { example: pattern })}
            {...form.getInputProps('sku_pattern')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(common.cancel)}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t(messages.make)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
