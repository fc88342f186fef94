import {
  Button,
  Card,
  Group,
  SimpleGrid,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
  Title,
  Text as Words,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useHotkeys } from '@mantine/hooks'
import { useEffect } from 'react'
import { api, type Product, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { formErrors, notifyDone, notifyError } from '../../ui/index.ts'
import { CategorySelect } from '../category-select.tsx'
import { messages as common } from '../messages.ts'
import { TaxClassSelect } from '../tax-class-select.tsx'
import { messages } from './messages.ts'
import classes from './product.module.css'
import { changesOf, type ProductValues, valuesOf } from './product-form.ts'

type DetailsCardProps = { readonly product: Product; readonly onDirty: (isDirty: boolean) => void }

/** What the product is: its names, its place, its taxes. What nobody has typed follows what others change. */
export function DetailsCard({ product, onDirty }: DetailsCardProps) {
  const t = useText()
  const { can } = useSession()
  const form = useForm<ProductValues>({ initialValues: valuesOf(product) })
  const save = useAction(api.updateProduct, ['getProduct', 'listProducts', 'listCategories', 'countProductFacets'])
  const changes = changesOf(product, form.values)
  const isDirty = Object.keys(changes).length > 0
  useEffect(() => onDirty(isDirty), [isDirty, onDirty])
  const kept = JSON.stringify(valuesOf(product))
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is stored, when it changes, takes the place of what is shown.
  useEffect(() => {
    if (!isDirty) form.setValues(JSON.parse(kept))
  }, [kept])
  const submit = async () => {
    if (!isDirty || save.isPending) return
    try {
      await save.mutateAsync([product.id, changes])
      form.clearErrors()
      notifyDone(t(common.saved))
    } catch (error) {
      const fields = formErrors(error as Parameters<typeof formErrors>[0])
      form.setErrors(fields)
      if (Object.keys(fields).length === 0) notifyError(error)
    }
  }
  useHotkeys([['mod+S', () => void submit()]], [])
  const readOnly = !can('products.update')
  return (
    <Card component="section" aria-label={t(messages.details)}>
      <form onSubmit={form.onSubmit(() => void submit())} noValidate>
        <Stack gap="sm">
          <Title order={2}>{t(messages.details)}</Title>
          <TextInput label={t(common.name)} required readOnly={readOnly} {...form.getInputProps('name')} />
          <Textarea
            label={t(messages.description)}
            autosize
            minRows={2}
            maxRows={10}
            readOnly={readOnly}
            {...form.getInputProps('description')}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <CategorySelect
              value={form.values.category_id}
              onChange={(id) => form.setFieldValue('category_id', id)}
              error={form.errors.category_id}
              readOnly={readOnly}
            />
            {can('stores.view') && <TaxClassSelect readOnly={readOnly} {...form.getInputProps('tax_class')} />}
            <TextInput label={t(messages.vendor)} readOnly={readOnly} {...form.getInputProps('vendor')} />
            <TagsInput
              label={t(messages.tags)}
              placeholder={readOnly || form.values.tags.length > 0 ? '' : t(messages.tagsHint)}
              readOnly={readOnly}
              clearable={false}
              {...form.getInputProps('tags')}
            />
          </SimpleGrid>
          {isDirty && (
            <Group className={classes.saveBar} justify="space-between">
              <Words size="sm" c="dimmed" role="status">
                {t(messages.unsavedDetails)}
              </Words>
              <Group gap="xs">
                <Button variant="default" onClick={() => form.setValues(valuesOf(product))}>
                  {t(messages.discard)}
                </Button>
                <Button type="submit" loading={save.isPending}>
                  {t(common.save)}
                </Button>
              </Group>
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  )
}
