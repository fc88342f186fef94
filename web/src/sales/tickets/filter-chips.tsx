import { Group, Pill } from '@mantine/core'
import { type ListedSale, useApi } from '../../api/index.ts'
import { LOCALES, type Text, useFormat, useLanguage, useText } from '../../i18n/index.ts'
import type { UrlState } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { usePlaces } from '../words/places.ts'
import { nameOfMethod, wordsOfFlag } from '../words/words.ts'
import { CHIPS, type Filter, type Filters, weekdayName } from './filters.ts'
import { messages } from './messages.ts'

const NAMES: Readonly<Partial<Record<Filter, Text>>> = {
  ids: messages.chosenTickets,
  store_id: words.store,
  store_ids: words.store,
  register_id: words.register,
  session_id: messages.session,
  kind: messages.kind,
  customer_id: words.customer,
  customer_ids: words.customer,
  cashier_id: words.cashier,
  cashier_ids: words.cashier,
  variant_id: messages.variant,
  variant_ids: messages.variant,
  product_ids: messages.product,
  category_ids: messages.category,
  countries: messages.country,
  payment_methods: messages.method,
  hours: messages.hours,
  weekdays: messages.weekdays,
  currency: messages.currency,
  external_id: messages.externalId,
  flag: messages.flag,
  sale_id: messages.returnsOf,
  total_min: messages.amountFrom,
  total_max: messages.amountTo,
}

type FilterChipsProps = {
  readonly filters: Filters
  /** The tickets found, which name the people and registers that the filters number. */
  readonly rows: readonly ListedSale[]
  readonly onChange: (patch: UrlState) => void
}

/** What narrows the list, each removable by itself. */
export function FilterChips({ filters, rows, onChange }: FilterChipsProps) {
  const t = useText()
  const describe = useFilterValues(filters, rows)
  const shown = CHIPS.filter((name) => filters[name] !== undefined)
  if (shown.length === 0) return null
  return (
    <Group gap="xs">
      {shown.map((name) => {
        const label = t(NAMES[name] ?? messages.filters)
        return (
          <Pill
            key={name}
            size="md"
            withRemoveButton
            onRemove={() => onChange({ [name]: undefined })}
            removeButtonProps={{
              'aria-label': t(messages.removeFilter, { name: label }),
              tabIndex: 0,
              'aria-hidden': false,
            }}
          >
            {`${label} · ${describe(name)}`}
          </Pill>
        )
      })}
    </Group>
  )
}

/** What says the value of a filter in words. */
function useFilterValues(filters: Filters, rows: readonly ListedSale[]): (name: Filter) => string {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const places = usePlaces()
  const articles = useArticleNames(filters)
  const currency = filters.currency ?? rows[0]?.currency ?? 'CAD'
  const each = (value: string, nameOf: (part: string) => string | null | undefined, separator = ',') =>
    value
      .split(separator)
      .map((part) => (part === 'none' ? t(messages.noValue) : (nameOf(part) ?? part)))
      .join(', ')
  const found = (pick: (row: ListedSale) => readonly [number | null | undefined, string | null | undefined]) => {
    const names = new Map(rows.map(pick))
    return (id: string) => names.get(Number(id))
  }
  return (name) => {
    const value = filters[name] ?? ''
    switch (name) {
      case 'store_id':
      case 'store_ids':
        return each(value, (id) => places.name(Number(id)) || id)
      case 'register_id':
        return each(
          value,
          found((row) => [row.register_id, row.register_name]),
        )
      case 'cashier_id':
      case 'cashier_ids':
        return each(
          value,
          found((row) => [row.cashier_id, row.cashier_name]),
        )
      case 'customer_id':
      case 'customer_ids':
        return each(
          value,
          found((row) => [row.customer_id, row.customer_name]),
        )
      case 'product_ids':
      case 'variant_id':
      case 'variant_ids':
      case 'category_ids':
        return each(value, (id) => articles[name]?.get(Number(id)))
      case 'kind':
        return t(value === 'return' ? words.return : words.sale)
      case 'flag':
        return t(wordsOfFlag(value).name)
      case 'payment_methods':
        return each(value, (method) => t(nameOfMethod(method)))
      case 'weekdays':
        return each(value, (number) => weekdayName(number, LOCALES[language]))
      case 'countries':
        return each(value, (country) => country || t(messages.noCountry), '|')
      case 'total_min':
      case 'total_max':
        return format.money(value, currency)
      case 'session_id':
      case 'sale_id':
      case 'ids':
        return `…${value.slice(-6)}`
      default:
        return value
    }
  }
}

type Named = ReadonlyMap<number | undefined, string | undefined>

/** The names of the articles that the filters number, asked for only where there are any. */
function useArticleNames(filters: Filters): Readonly<Partial<Record<Filter, Named>>> {
  const onlyIds = (value: string | undefined) =>
    (value ?? '')
      .split(',')
      .filter((id) => id !== 'none')
      .join(',')
  const [products, categories] = [onlyIds(filters.product_ids), onlyIds(filters.category_ids)]
  const variants = onlyIds(filters.variant_ids ?? filters.variant_id)
  const product = useApi('listProducts', [{ ids: products, fields: 'id,name', per_page: 100 }], {
    enabled: products !== '',
  })
  const variant = useApi('getVariant', [Number(variants)], { enabled: /^\d+$/.test(variants) })
  const category = useApi('listCategories', [{ ids: categories, per_page: 100 }], { enabled: categories !== '' })
  const named = (rows: readonly { id?: number; name?: string }[] | undefined): Named =>
    new Map((rows ?? []).map(({ id, name }) => [id, name]))
  const variantNames = named(
    variant.data === undefined ? [] : [{ id: variant.data.id, name: variant.data.sku ?? variant.data.name }],
  )
  return {
    product_ids: named(product.data?.data),
    variant_id: variantNames,
    variant_ids: variantNames,
    category_ids: named(category.data?.data),
  }
}
