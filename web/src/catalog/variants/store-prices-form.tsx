import { PlusIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Card, Group, Select, SimpleGrid, Stack, TextInput, Text as Words } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { api, type ListedStore, type ReplaceStorePricesInput, useAction, type Variant } from '../../api/index.ts'
import { useChosenStore, useStores } from '../../app/store-choice.tsx'
import { useFormat, useLanguage, useText } from '../../i18n/index.ts'
import { formErrors, Icon, notifyDone, notifyError } from '../../ui/index.ts'
import { shownDecimal, typedDecimal } from '../decimals.ts'
import { messages as common } from '../messages.ts'
import { useChainCurrency } from '../use-currency.ts'
import { messages } from './messages.ts'
import { toMoment, toWallTime } from './zoned-time.ts'

/** A price as it is typed; its times are those of the store's own clock. */
type PriceRow = { store_id: string; price: string; compare_at_price: string; starts_at: string; ends_at: string }
type Form = UseFormReturnType<{ prices: PriceRow[] }>

type OfVariant = { readonly variant: Variant; readonly mayChange: boolean }

/** What single stores ask for a variant, always or for a time. */
export function StorePricesForm({ variant, mayChange }: OfVariant) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const currency = useChainCurrency()
  const stores = useStores()
  const [chosen] = useChosenStore()
  const save = useAction(api.replaceStorePrices, ['getProduct', 'listProducts'])
  const form = useForm<{ prices: PriceRow[] }>({
    initialValues: {
      prices: (variant.prices ?? []).map((price) => ({
        store_id: String(price.store_id),
        price: shownDecimal(price.price, language),
        compare_at_price: shownDecimal(price.compare_at_price, language),
        starts_at: toWallTime(price.starts_at, zoneOf(stores, price.store_id)),
        ends_at: toWallTime(price.ends_at, zoneOf(stores, price.store_id)),
      })),
    },
  })
  const submit = form.onSubmit(async ({ prices }) => {
    if (save.isPending) return
    try {
      await save.mutateAsync([variant.id, toInput(prices, stores)])
      form.resetDirty()
      notifyDone(t(common.saved))
    } catch (error) {
      const fields = formErrors(error as Parameters<typeof formErrors>[0])
      form.setErrors(fields)
      if (!Object.keys(fields).some((field) => /^prices\.\d+\./.test(field))) notifyError(error)
    }
  })
  const add = () => {
    // A warehouse sells to nobody.
    const seller = stores.find(({ id, kind }) => (chosen === null ? kind === 'store' : id === chosen)) ?? stores[0]
    const first = String(seller?.id ?? '')
    const row = { store_id: first, price: '', compare_at_price: '', starts_at: '', ends_at: '' }
    form.insertListItem('prices', row)
  }
  const chainPrice = format.money(variant.price, currency)
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Words size="sm" c="dimmed">
          {t(form.values.prices.length === 0 ? messages.noStorePrices : messages.pricesLead, { price: chainPrice })}
        </Words>
        {form.values.prices.map((_price, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the form knows its rows by their places.
          <PriceCard key={index} form={form} index={index} stores={stores} mayChange={mayChange} />
        ))}
        {mayChange && (
          <Group justify="space-between">
            <Button variant="default" leftSection={<Icon of={PlusIcon} size={1} />} onClick={add}>
              {t(messages.addPrice)}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t(common.save)}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

type PriceCardProps = {
  readonly form: Form
  readonly index: number
  readonly stores: readonly ListedStore[]
  readonly mayChange: boolean
}

function PriceCard({ form, index, stores, mayChange }: PriceCardProps) {
  const t = useText()
  const field = (name: keyof PriceRow) => ({
    readOnly: !mayChange,
    ...form.getInputProps(`prices.${index}.${name}`),
  })
  return (
    <Card component="fieldset" p="sm" aria-label={t(messages.priceNumber, { number: index + 1 })}>
      <Stack gap="xs">
        <Group align="flex-end" wrap="nowrap">
          <Select
            label={t(messages.store)}
            data={stores.map(({ id, name = '', currency = '' }) => ({
              value: String(id),
              label: `${name} (${currency})`,
            }))}
            searchable
            allowDeselect={false}
            flex={1}
            {...field('store_id')}
          />
          {mayChange && (
            <ActionIcon aria-label={t(messages.removePrice)} onClick={() => form.removeListItem('prices', index)}>
              <Icon of={XMarkIcon} size={1.1} />
            </ActionIcon>
          )}
        </Group>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
          <TextInput label={t(common.price)} inputMode="decimal" required {...field('price')} />
          <TextInput label={t(messages.compareAt)} inputMode="decimal" {...field('compare_at_price')} />
          <TextInput label={t(messages.starts)} type="datetime-local" {...field('starts_at')} />
          <TextInput label={t(messages.ends)} type="datetime-local" {...field('ends_at')} />
        </SimpleGrid>
      </Stack>
    </Card>
  )
}

const zoneOf = (stores: readonly ListedStore[], storeId: number): string =>
  stores.find(({ id }) => id === storeId)?.time_zone ?? 'UTC'

function toInput(prices: readonly PriceRow[], stores: readonly ListedStore[]): ReplaceStorePricesInput {
  return {
    prices: prices.map((row) => {
      const storeId = Number(row.store_id)
      const zone = zoneOf(stores, storeId)
      return {
        store_id: storeId,
        price: typedDecimal(row.price),
        compare_at_price: row.compare_at_price.trim() === '' ? null : typedDecimal(row.compare_at_price),
        starts_at: toMoment(row.starts_at, zone),
        ends_at: toMoment(row.ends_at, zone),
      }
    }),
  }
}
