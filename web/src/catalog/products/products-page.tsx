import { ArchiveBoxIcon, ArrowUpTrayIcon, CubeIcon, FunnelIcon, PlusIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Box, Button, Flex, Stack, Tooltip } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useChosenStore } from '../../app/store-choice.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { DataTable, EmptyState, Icon, Page, SearchField, SidePanel, useList, useUrlState } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { useCurrency } from '../use-currency.ts'
import { BulkBar } from './bulk-bar.tsx'
import { CreateProductDialog } from './create-product-dialog.tsx'
import { ExportMenu } from './export-menu.tsx'
import classes from './filters.module.css'
import { FILTERS } from './filters.ts'
import { messages } from './messages.ts'
import { productColumns } from './product-columns.tsx'
import { ProductFilters } from './product-filters.tsx'
import { useCodeSearch } from './use-code-search.ts'

/** Where the filters stand beside the table. */
const WIDE = '(min-width: 80em)'
/** More are changed by a file. */
const CHOSEN_MAX = 5000

/** The products of the chain, or of the chosen store at its prices: found, filtered, chosen and changed together. */
export default function ProductsPage() {
  const t = useText()
  const { can } = useSession()
  const [{ new: isNew }, changeUrl] = useUrlState()
  const [chosen, choose] = useState<ReadonlySet<string | number>>(new Set())
  const { list, query, products } = useProductList()
  const found = (products.data?.meta as { total?: number } | undefined)?.total ?? 0
  const chooseAll = async () => {
    const all = new Set<number>()
    for await (const { id = 0 } of api.listProducts.all({ ...query, fields: 'id', sort: 'id' })) {
      if (all.size < CHOSEN_MAX) all.add(id)
      else break
    }
    choose(all)
  }
  const isSelectable = can('products.update') || can('products.delete')
  return (
    <Page title={t(common.products)} actions={<Actions query={query} onCreate={() => changeUrl({ new: '1' })} />}>
      <Flex gap="lg" align="flex-start">
        <Filters list={list} storeId={query.store_id} />
        <Stack gap="sm" flex={1} miw={0}>
          <ProductTable
            list={list}
            products={products}
            selection={isSelectable ? { chosen, onChange: choose } : undefined}
            onCreate={() => changeUrl({ new: '1' })}
          />
          <BulkBar
            chosen={[...chosen].map(Number)}
            found={Math.min(found, CHOSEN_MAX)}
            onChooseAll={chooseAll}
            onClear={() => choose(new Set())}
          />
        </Stack>
      </Flex>
      {isNew !== undefined && can('products.create') && (
        <CreateProductDialog onClose={() => changeUrl({ new: undefined })} />
      )}
    </Page>
  )
}

function useProductList() {
  const list = useList({ filters: FILTERS })
  const [storeId] = useChosenStore()
  const { page, per_page: perPage, ...narrowed } = list.query
  // What is searched comes best first; everything else by its name.
  const sort = list.sort ?? (list.q === '' ? 'name' : undefined)
  const query = { ...narrowed, ...(sort !== undefined && { sort }), ...(storeId !== null && { store_id: storeId }) }
  const products = useApi('listProducts', [{ ...query, page, per_page: perPage, include: 'category,gallery' }])
  const { sort: _order, ...unordered } = query
  return { list: { ...list, sort }, query: unordered as typeof unordered & { store_id?: number }, products }
}

type ProductTableProps = {
  readonly list: ReturnType<typeof useProductList>['list']
  readonly products: ReturnType<typeof useProductList>['products']
  readonly selection:
    | {
        readonly chosen: ReadonlySet<string | number>
        readonly onChange: (chosen: ReadonlySet<string | number>) => void
      }
    | undefined
  readonly onCreate: () => void
}

function ProductTable({ list, products, selection, onCreate }: ProductTableProps) {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const currency = useCurrency()
  const openCode = useCodeSearch()
  return (
    <DataTable
      name="products"
      label={t(common.products)}
      of={products}
      list={list}
      columns={productColumns({ t, format, currency, seesCosts: can('products.viewCost') })}
      rowKey={({ id }) => id ?? 0}
      rowLink={({ id }) => `/products/${id}`}
      {...(selection !== undefined && { selection })}
      toolbar={
        <>
          <SearchField
            label={t(messages.search)}
            value={list.q}
            onChange={(q) => list.change({ q })}
            onSubmit={openCode}
          />
          <FilterButton list={list} />
        </>
      }
      empty={
        <EmptyState
          icon={<Icon of={CubeIcon} size={2.5} />}
          title={t(messages.noProducts)}
          hint={t(messages.noProductsHint)}
          action={
            can('products.create') ? (
              <Button leftSection={<Icon of={PlusIcon} size={1.1} />} onClick={onCreate}>
                {t(messages.newProduct)}
              </Button>
            ) : undefined
          }
        />
      }
    />
  )
}

type FiltersProps = { readonly list: ProductTableProps['list']; readonly storeId?: number | undefined }

function Filters({ list, storeId }: FiltersProps) {
  const t = useText()
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false })
  if (!isWide) return null
  return (
    <Box component="aside" className={classes.panel} aria-label={t(messages.filters)}>
      <ProductFilters list={list} storeId={storeId} />
    </Box>
  )
}

/** On a narrow screen the filters open beside the list. */
function FilterButton({ list }: FiltersProps) {
  const t = useText()
  const [isOpen, { open, close }] = useDisclosure()
  const [storeId] = useChosenStore()
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false })
  if (isWide) return null
  return (
    <>
      <Button variant="default" leftSection={<Icon of={FunnelIcon} size={1} />} onClick={open}>
        {t(messages.filtersCount, { count: Object.keys(list.filters).length })}
      </Button>
      <SidePanel opened={isOpen} onClose={close} title={t(messages.filters)} size="sm">
        <ProductFilters list={list} storeId={storeId ?? undefined} />
      </SidePanel>
    </>
  )
}

type ActionsProps = {
  readonly query: Parameters<typeof ExportMenu>[0]['query']
  readonly onCreate: () => void
}

function Actions({ query, onCreate }: ActionsProps) {
  const t = useText()
  const { can } = useSession()
  return (
    <>
      {can('products.restore') && (
        <Tooltip label={t(messages.deletedProducts)}>
          <ActionIcon
            component={Link}
            to="/products/deleted"
            variant="default"
            size="input-sm"
            aria-label={t(messages.deletedProducts)}
          >
            <Icon of={ArchiveBoxIcon} size={1.1} />
          </ActionIcon>
        </Tooltip>
      )}
      <ExportMenu query={query} />
      {can('imports.run') && (
        <Button
          component={Link}
          to="/imports/new"
          variant="default"
          leftSection={<Icon of={ArrowUpTrayIcon} size={1.1} />}
        >
          {t(messages.importFile)}
        </Button>
      )}
      {can('products.create') && (
        <Button leftSection={<Icon of={PlusIcon} size={1.1} />} onClick={onCreate}>
          {t(messages.newProduct)}
        </Button>
      )}
    </>
  )
}
