import { Button, Checkbox, Group, SegmentedControl, Select, Stack, TextInput, Text as Words } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useMemo, useState } from 'react'
import { useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useLanguage, useText } from '../../i18n/index.ts'
import type { ListState } from '../../ui/index.ts'
import { shownDecimal, typedDecimal } from '../decimals.ts'
import { messages as common } from '../messages.ts'
import { TaxClassSelect } from '../tax-class-select.tsx'
import { useCategories } from '../use-categories.ts'
import { CategoryFacet } from './category-facet.tsx'
import { type Filter, without } from './filters.ts'
import { messages } from './messages.ts'

type ProductFiltersProps = { readonly list: ListState<Filter>; readonly storeId: number | undefined }

const PAUSE_MS = 400

/** What narrows the list; each facet counts what it would leave if nothing of it were chosen. */
export function ProductFilters({ list, storeId }: ProductFiltersProps) {
  const t = useText()
  const { can } = useSession()
  const { filters, change } = list
  const { tree } = useCategories()
  const counts = useCategoryCounts({ list, storeId })
  return (
    <Stack gap="md">
      <section aria-label={t(common.categories)}>
        <Words fw={600} size="sm" mb={4}>
          {t(common.category)}
        </Words>
        <CategoryFacet
          tree={tree}
          counts={counts}
          chosen={filters.category_id === undefined ? null : Number(filters.category_id)}
          onChoose={(id) => change({ category_id: id === null ? undefined : String(id) })}
        />
      </section>
      <Choice
        label={t(messages.state)}
        value={filters.is_active}
        onChange={(value) => change({ is_active: value })}
        data={[
          { value: 'true', label: t(common.active) },
          { value: 'false', label: t(common.inactive) },
        ]}
      />
      {can('stock.view') && (
        <Choice
          label={t(messages.availability)}
          value={filters.availability}
          onChange={(value) => change({ availability: value })}
          data={[
            { value: 'in_stock', label: t(messages.inStock) },
            { value: 'out_of_stock', label: t(messages.outOfStock) },
          ]}
        />
      )}
      <PriceFilter list={list} />
      <ValueFilters list={list} storeId={storeId} />
      <Checkbox
        label={t(messages.onlyFeatured)}
        checked={filters.is_featured === 'true'}
        onChange={({ currentTarget }) => change({ is_featured: currentTarget.checked ? 'true' : undefined })}
      />
      {can('stores.view') && (
        <TaxClassSelect
          size="sm"
          placeholder={t(messages.all)}
          clearable
          clearButtonProps={{ 'aria-label': t(common.clear) }}
          value={filters.tax_class ?? null}
          onChange={(value) => change({ tax_class: value ?? undefined })}
        />
      )}
      {list.isNarrowed && (
        <Button variant="default" size="sm" onClick={list.clear}>
          {t(messages.clearFilters)}
        </Button>
      )}
    </Stack>
  )
}

const searched = (q: string) => (q === '' ? {} : { q })

function useCategoryCounts({ list, storeId }: ProductFiltersProps): ReadonlyMap<number, number> {
  const query = { ...searched(list.q), ...without(list.filters, ['category_id']), store_id: storeId }
  const { data } = useApi('countProductFacets', [{ ...query, include: 'categories' }])
  return useMemo(() => new Map((data?.categories ?? []).map(({ id, count }) => [id, count])), [data])
}

/** Vendors and tags, the most frequent first, as many as the server tells. */
function ValueFilters({ list, storeId }: ProductFiltersProps) {
  const t = useText()
  const { filters, change } = list
  const query = { ...searched(list.q), ...without(filters, ['vendor', 'tag']), store_id: storeId }
  const { data } = useApi('countProductFacets', [{ ...query, include: 'vendors,tags' }])
  const choices = (values: readonly { value: string; count: number }[] | null | undefined, own: string | undefined) => {
    const named = (values ?? []).map(({ value, count }) => ({
      value,
      label: t(messages.withCount, { name: value, count }),
    }))
    const isThere = own === undefined || named.some(({ value }) => value === own)
    return isThere ? named : [{ value: own, label: own }, ...named]
  }
  const vendors = choices(data?.vendors, filters.vendor)
  const tags = choices(data?.tags, filters.tag)
  const shared = { size: 'sm', searchable: true, clearable: true } as const
  const clearButtonProps = { 'aria-label': t(common.clear) }
  return (
    <>
      {vendors.length > 0 && (
        <Select
          {...shared}
          clearButtonProps={clearButtonProps}
          label={t(messages.vendor)}
          placeholder={t(messages.anyVendor)}
          data={vendors}
          value={filters.vendor ?? null}
          onChange={(value) => change({ vendor: value ?? undefined })}
        />
      )}
      {tags.length > 0 && (
        <Select
          {...shared}
          clearButtonProps={clearButtonProps}
          label={t(messages.tags)}
          placeholder={t(messages.anyTag)}
          data={tags}
          value={filters.tag ?? null}
          onChange={(value) => change({ tag: value ?? undefined })}
        />
      )}
    </>
  )
}

type ChoiceProps = {
  readonly label: string
  readonly value: string | undefined
  readonly data: readonly { value: string; label: string }[]
  readonly onChange: (value: string | undefined) => void
}

/** One of a few, or all. */
function Choice({ label, value = 'all', data, onChange }: ChoiceProps) {
  const t = useText()
  return (
    <div>
      <Words fw={600} size="sm" mb={4} aria-hidden>
        {label}
      </Words>
      <SegmentedControl
        aria-label={label}
        fullWidth
        size="xs"
        value={value}
        onChange={(chosen) => onChange(chosen === 'all' ? undefined : chosen)}
        data={[{ value: 'all', label: t(messages.all) }, ...data]}
      />
    </div>
  )
}

function PriceFilter({ list }: { readonly list: ListState<Filter> }) {
  const t = useText()
  return (
    <Group gap="xs" grow align="flex-end">
      <PriceBound label={t(messages.priceFrom)} name="price_min" list={list} />
      <PriceBound label={t(messages.priceTo)} name="price_max" list={list} />
    </Group>
  )
}

type PriceBoundProps = {
  readonly label: string
  readonly name: 'price_min' | 'price_max'
  readonly list: ListState<Filter>
}

function PriceBound({ label, name, list }: PriceBoundProps) {
  const { language } = useLanguage()
  const given = shownDecimal(list.filters[name], language)
  const [typed, setTyped] = useState(given)
  useEffect(() => setTyped(given), [given])
  const tell = useDebouncedCallback((value: string) => list.change({ [name]: typedDecimal(value) }), PAUSE_MS)
  return (
    <TextInput
      size="sm"
      label={label}
      inputMode="decimal"
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        tell(currentTarget.value)
      }}
    />
  )
}
