import { Button, Group, SimpleGrid, Stack, TextInput, Text as Words } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { api, type CreateProductInput, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Dialog, formErrors, notifyDone, notifyError } from '../../ui/index.ts'
import { CategorySelect } from '../category-select.tsx'
import { typedDecimal } from '../decimals.ts'
import { messages as common } from '../messages.ts'
import { TaxClassSelect } from '../tax-class-select.tsx'
import { useChainCurrency } from '../use-currency.ts'
import { messages } from './messages.ts'

type Values = {
  name: string
  price: string
  category_id: number | null
  barcode: string
  sku: string
  cost: string
  tax_class: string | null
}

const EMPTY: Values = { name: '', price: '', category_id: null, barcode: '', sku: '', cost: '', tax_class: null }

/** A product that sells as soon as it is made; everything else can wait for its page. */
export function CreateProductDialog({ onClose, name = '' }: { readonly onClose: () => void; readonly name?: string }) {
  const t = useText()
  const { can } = useSession()
  const navigate = useNavigate()
  const currency = useChainCurrency()
  const form = useForm<Values>({ initialValues: { ...EMPTY, name } })
  const nameField = useRef<HTMLInputElement>(null)
  const create = useAction(api.createProduct, ['listProducts', 'countProductFacets', 'listCategories'])
  const submit = async (values: Values, goesOn: boolean) => {
    if (create.isPending) return
    try {
      const product = await create.mutateAsync([toInput(values)])
      notifyDone(t(messages.createdProduct, { name: product.name }))
      if (!goesOn) return void navigate({ to: `/products/${product.id}` })
      form.setValues({ ...EMPTY, category_id: values.category_id, tax_class: values.tax_class })
      nameField.current?.focus()
    } catch (error) {
      const fields = formErrors(error as Parameters<typeof formErrors>[0])
      form.setErrors(fields)
      if (Object.keys(fields).length === 0) notifyError(error)
    }
  }
  return (
    <Dialog opened onClose={onClose} title={t(messages.newProduct)} size="lg">
      <form onSubmit={form.onSubmit((values) => submit(values, false))} noValidate>
        <Stack>
          <Words c="dimmed" size="sm">
            {t(messages.createLead)}
          </Words>
          <TextInput ref={nameField} label={t(common.name)} required data-autofocus {...form.getInputProps('name')} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label={t(common.price)}
              inputMode="decimal"
              rightSection={<Words size="sm">{currency}</Words>}
              rightSectionWidth="3.5rem"
              required
              {...form.getInputProps('price')}
            />
            <CategorySelect
              value={form.values.category_id}
              onChange={(id) => form.setFieldValue('category_id', id)}
              error={form.errors.category_id}
            />
            <TextInput
              label={t(common.barcode)}
              placeholder={t(messages.barcodeHint)}
              {...form.getInputProps('barcode')}
              onKeyDown={stayOnEnter}
            />
            <TextInput label={t(common.sku)} {...form.getInputProps('sku')} />
            {can('products.viewCost') && (
              <TextInput label={t(common.cost)} inputMode="decimal" {...form.getInputProps('cost')} />
            )}
            {can('stores.view') && (
              <TaxClassSelect placeholder={t(messages.usualTaxClass)} {...form.getInputProps('tax_class')} />
            )}
          </SimpleGrid>
          <Group justify="flex-end">
            <Button variant="default" disabled={create.isPending} onClick={() => void submit(form.getValues(), true)}>
              {t(messages.createAndNext)}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t(messages.create)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** A scanner ends a code by Enter, which is not yet the end of the form. */
function stayOnEnter(event: React.KeyboardEvent) {
  if (event.key === 'Enter') event.preventDefault()
}

function toInput({
  name,
  price,
  category_id: categoryId,
  barcode,
  sku,
  cost,
  tax_class: taxClass,
}: Values): CreateProductInput {
  return {
    name,
    price: typedDecimal(price),
    category_id: categoryId,
    ...(barcode !== '' && { barcode }),
    ...(sku !== '' && { sku }),
    ...(cost !== '' && { cost: typedDecimal(cost) }),
    ...(taxClass !== null && { tax_class: taxClass }),
  }
}
