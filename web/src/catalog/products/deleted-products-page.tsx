import { ArchiveBoxIcon } from '@heroicons/react/24/outline'
import { Button } from '@mantine/core'
import { api, type ListedDeletedProduct, useAction, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Icon,
  notifyError,
  Page,
  SearchField,
  useList,
  useUndo,
} from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'

const READS = ['listDeletedProducts', 'listProducts', 'countProductFacets', 'listCategories', 'getProduct'] as const

/** What was deleted, and can come back as it was. */
export default function DeletedProductsPage() {
  const t = useText()
  const list = useList({ sort: '-deleted_at' })
  const products = useApi('listDeletedProducts', [list.query])
  return (
    <Page
      title={t(messages.deletedProducts)}
      lead={t(messages.deletedLead)}
      crumbs={[{ label: t(common.products), to: '/products' }]}
    >
      <DataTable
        name="deleted-products"
        label={t(messages.deletedProducts)}
        of={products}
        list={list}
        columns={useColumns()}
        rowKey={({ id }) => id ?? 0}
        toolbar={<SearchField label={t(common.name)} value={list.q} onChange={(q) => list.change({ q })} />}
        empty={
          <EmptyState
            icon={<Icon of={ArchiveBoxIcon} size={2.5} />}
            title={t(messages.nothingDeleted)}
            hint={t(messages.nothingDeletedHint)}
          />
        }
      />
    </Page>
  )
}

function useColumns(): Column<ListedDeletedProduct>[] {
  const t = useText()
  const format = useFormat()
  return [
    { key: 'name', title: t(common.name), sort: 'name', render: ({ name }) => name },
    {
      key: 'variants',
      title: t(messages.variants),
      isNumber: true,
      render: ({ variants_count: count }) => format.number(count),
    },
    {
      key: 'deleted',
      title: t(messages.deletedAt),
      sort: 'deleted_at',
      render: ({ deleted_at: at }) => format.date(at, 'moment'),
    },
    { key: 'restore', title: t(messages.restore), render: (product) => <RestoreButton product={product} /> },
  ]
}

function RestoreButton({ product: { id = 0, name = '' } }: { readonly product: ListedDeletedProduct }) {
  const t = useText()
  const offerUndo = useUndo()
  const restore = useAction(api.restoreProduct, READS)
  const remove = useAction(api.deleteProduct, READS)
  const act = () =>
    restore
      .mutateAsync([id])
      .then(() => offerUndo(t(messages.restored, { name }), () => remove.mutateAsync([id])))
      .catch(notifyError)
  return (
    <Button
      size="compact-sm"
      variant="light"
      loading={restore.isPending}
      aria-label={t(messages.restoreNamed, { name })}
      onClick={() => void act()}
    >
      {t(messages.restore)}
    </Button>
  )
}
