import { PlusIcon, TrashIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Card, Group, NumberInput, Select, Stack, TextInput, Text as Words } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { api, type BarcodeLayout, useAction, useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { EmptyState, formErrors, Icon, Loaded, notifyDone } from '../../ui/index.ts'
import { messages } from '../messages.ts'

type Layout = Omit<BarcodeLayout, 'id'>
type LayoutsValues = { layouts: Layout[] }
const NEW_LAYOUT: Layout = { name: '', pattern: '20PPPPPVVVVVC', measure: 'price', decimals: 2 }
const DECIMALS = { price: 2, weight: 3 } as const

/** How the tills read the labels that a scale prints: where the article stands in the code, and where its price or weight. */
export function BarcodeLayouts() {
  const layouts = useApi('listBarcodeLayouts', [])
  return <Loaded of={layouts}>{(found) => <LayoutsForm layouts={found} />}</Loaded>
}

function LayoutsForm({ layouts }: { readonly layouts: readonly BarcodeLayout[] }) {
  const t = useText()
  const save = useAction(api.replaceBarcodeLayouts, ['listBarcodeLayouts'])
  const form = useForm<LayoutsValues>({
    initialValues: { layouts: layouts.map(({ id: _id, ...layout }): Layout => layout) },
  })
  const refusals = save.error === null ? {} : formErrors(save.error)
  const submit = form.onSubmit(async (values) => {
    try {
      await save.mutateAsync([values])
      form.resetDirty(values)
      notifyDone(t(messages.saved))
    } catch {
      // The server's sentences stand at their fields.
    }
  })
  return (
    <form onSubmit={submit}>
      <Stack maw="60rem">
        <Words c="dimmed">{t(messages.layoutsHint)}</Words>
        {form.values.layouts.length === 0 && (
          <Card>
            <EmptyState title={t(messages.noLayouts)} hint={t(messages.noLayoutsHint)} />
          </Card>
        )}
        {form.values.layouts.map((_layout, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layout has no name of its own while it is being written.
          <LayoutCard key={index} index={index} form={form} refusals={refusals} />
        ))}
        <Group justify="space-between">
          <Button
            variant="default"
            leftSection={<Icon of={PlusIcon} size={1} />}
            onClick={() => form.insertListItem('layouts', NEW_LAYOUT)}
          >
            {t(messages.addLayout)}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t(messages.save)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type LayoutCardProps = {
  readonly index: number
  readonly form: UseFormReturnType<LayoutsValues>
  readonly refusals: Readonly<Record<string, string>>
}

function LayoutCard({ index, form, refusals }: LayoutCardProps) {
  const t = useText()
  const layout = form.values.layouts[index] ?? NEW_LAYOUT
  const field = (name: keyof Layout) => ({
    ...form.getInputProps(`layouts.${index}.${name}`),
    error: refusals[`layouts.${index}.${name}`],
  })
  return (
    <Card>
      <Group align="flex-end" gap="sm">
        <TextInput label={t(messages.name)} flex="1 1 10rem" {...field('name')} />
        <TextInput label={t(messages.pattern)} flex="1 1 12rem" maxLength={13} {...field('pattern')} />
        <Select
          label={t(messages.measure)}
          flex="1 1 8rem"
          allowDeselect={false}
          data={[
            { value: 'price', label: t(messages.price) },
            { value: 'weight', label: t(messages.weight) },
          ]}
          value={layout.measure}
          onChange={(value) => {
            const measure = value === 'weight' ? 'weight' : 'price'
            form.setFieldValue(`layouts.${index}`, { ...layout, measure, decimals: DECIMALS[measure] })
          }}
        />
        <NumberInput label={t(messages.decimals)} flex="0 1 7rem" min={0} max={4} {...field('decimals')} />
        <ActionIcon
          variant="light"
          color="brique"
          aria-label={t(messages.removeLayout, { name: layout.name })}
          onClick={() => form.removeListItem('layouts', index)}
        >
          <Icon of={TrashIcon} size={1.1} />
        </ActionIcon>
      </Group>
    </Card>
  )
}
