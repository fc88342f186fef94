import { ChevronDownIcon, ChevronUpIcon } from '@heroicons/react/24/outline'
import { Box, Button, Checkbox, Group, Pagination, Stack, Table, UnstyledButton, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../i18n/index.ts'
import { ColumnChoice, useColumns } from './columns.tsx'
import classes from './data-table.module.css'
import { Icon } from './icon.tsx'
import { messages } from './messages.ts'
import { EmptyState, ErrorState, LoadingState } from './states.tsx'
import type { ListState } from './use-list.ts'

export type Column<Row> = {
  readonly key: string
  readonly title: string
  readonly render: (row: Row) => ReactNode
  /** What stands over the column in place of its title, which still names it elsewhere. */
  readonly heading?: ReactNode
  /** The field that the API sorts by. */
  readonly sort?: string
  readonly isNumber?: boolean
  /** Not shown until somebody asks for it. */
  readonly isHidden?: boolean
}

/** The state of a list, whatever its filters. */
type AnyList = Omit<ListState<never>, 'query' | 'filters'>

type Page<Row> = { readonly data: readonly Row[]; readonly meta: object }

type DataTableProps<Row> = {
  /** Under which the choice of columns is kept. */
  readonly name: string
  /** What is in the table, for those who hear it. */
  readonly label: string
  readonly of: { data: Page<Row> | undefined; error: Error | null; isPlaceholderData: boolean; refetch: () => unknown }
  readonly list: AnyList
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string | number
  /** Where a row leads; its first column becomes the link. */
  readonly rowLink?: (row: Row) => string
  /** Shown where there is nothing at all, not even without filters. */
  readonly empty: ReactNode
  /** Search, filters and buttons above the table. */
  readonly toolbar?: ReactNode
  /** What narrows the list at the moment, under the toolbar. */
  readonly filters?: ReactNode
  readonly selection?: Selection
  /** Stands under all rows: what they add up to. */
  readonly totals?: Row
}

type Selection = {
  readonly chosen: ReadonlySet<string | number>
  readonly onChange: (chosen: ReadonlySet<string | number>) => void
}

/** A list of the API: ordered, filtered and paged by the server, its state in the address, its columns one's own choice. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { of, list, empty, name, columns, toolbar, filters } = props
  const [shown, choose] = useColumns(name, columns)
  return (
    <Stack gap="md">
      <Group gap="xs" align="flex-end" className={classes.toolbar}>
        {toolbar}
        <ColumnChoice columns={columns} shown={shown} onChange={choose} />
      </Group>
      {filters}
      {of.error !== null && <ErrorState error={of.error} retry={() => void of.refetch()} />}
      {of.data === undefined && of.error === null && <LoadingState />}
      {of.data !== undefined &&
        (of.data.data.length === 0 ? (
          <Box className={classes.frame}>{list.isNarrowed ? <NothingFound list={list} /> : empty}</Box>
        ) : (
          <Rows {...props} page={of.data} columns={columns.filter(({ key }) => shown.has(key))} />
        ))}
    </Stack>
  )
}

function NothingFound({ list }: { readonly list: AnyList }) {
  const t = useText()
  return (
    <EmptyState
      title={t(messages.nothingFound)}
      hint={t(messages.nothingFoundHint)}
      action={
        <Button variant="default" onClick={list.clear}>
          {t(messages.clearFilters)}
        </Button>
      }
    />
  )
}

function Rows<Row>({ page, ...props }: DataTableProps<Row> & { readonly page: Page<Row> }) {
  const { columns, rowKey, list, selection, label, of, totals } = props
  return (
    <>
      <Box className={classes.frame} tabIndex={0} role="region" aria-label={label}>
        <Table className={classes.table} aria-busy={of.isPlaceholderData}>
          <Table.Thead>
            <Table.Tr>
              {selection !== undefined && <SelectAll rows={page.data.map(rowKey)} selection={selection} />}
              {columns.map((column) => (
                <Heading key={column.key} column={column} list={list} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody className={of.isPlaceholderData ? classes.stale : undefined}>
            {page.data.map((row) => (
              <Line key={rowKey(row)} row={row} {...props} />
            ))}
          </Table.Tbody>
          {totals !== undefined && (
            <Table.Tfoot>
              <Line
                {...props}
                row={totals}
                selection={undefined}
                rowLink={undefined}
                hasSelection={selection !== undefined}
              />
            </Table.Tfoot>
          )}
        </Table>
      </Box>
      <Footer page={page} list={list} />
    </>
  )
}

type LineProps<Row> = DataTableProps<Row> & { readonly row: Row; readonly hasSelection?: boolean }

function Line<Row>({ row, columns, rowKey, rowLink, selection, hasSelection }: LineProps<Row>) {
  const t = useText()
  const key = rowKey(row)
  return (
    <Table.Tr>
      {hasSelection && <Table.Td />}
      {selection !== undefined && (
        <Table.Td data-select>
          <Checkbox
            aria-label={t(messages.select)}
            checked={selection.chosen.has(key)}
            onChange={() => selection.onChange(toggled(selection.chosen, [key]))}
          />
        </Table.Td>
      )}
      {columns.map(({ key: columnKey, title, render, isNumber }, index) => {
        const content = render(row)
        return (
          <Table.Td
            key={columnKey}
            data-label={title}
            data-first={index === 0 ? true : undefined}
            className={isNumber ? classes.number : classOf(content)}
          >
            {index === 0 && rowLink !== undefined ? (
              <Link to={rowLink(row)} className={classes.link}>
                {content}
              </Link>
            ) : (
              content
            )}
          </Table.Td>
        )
      })}
    </Table.Tr>
  )
}

/** A reference, a code, a register is not worth a second line, nor good on two. */
const classOf = (content: ReactNode): string | undefined =>
  typeof content !== 'string' ? undefined : content.length <= SHORT ? classes.whole : classes.words

const SHORT = 12

/** Those that were chosen no longer are, and the others are. */
function toggled(chosen: ReadonlySet<string | number>, keys: readonly (string | number)[]) {
  const next = new Set(chosen)
  const isAll = keys.every((key) => next.has(key))
  for (const key of keys) {
    if (isAll) next.delete(key)
    else next.add(key)
  }
  return next
}

function SelectAll({
  rows,
  selection,
}: {
  readonly rows: readonly (string | number)[]
  readonly selection: Selection
}) {
  const t = useText()
  const count = rows.filter((key) => selection.chosen.has(key)).length
  return (
    <Table.Th w="2.5rem">
      <Checkbox
        aria-label={t(messages.selectAll)}
        checked={count === rows.length}
        indeterminate={count > 0 && count < rows.length}
        onChange={() => selection.onChange(toggled(selection.chosen, rows))}
      />
    </Table.Th>
  )
}

function Heading<Row>({ column, list }: { readonly column: Column<Row>; readonly list: AnyList }) {
  const t = useText()
  const { title, heading = title, sort, isNumber } = column
  const order = list.sort === sort ? 'ascending' : list.sort === `-${sort}` ? 'descending' : undefined
  if (sort === undefined) return <Table.Th className={isNumber ? classes.number : undefined}>{heading}</Table.Th>
  return (
    <Table.Th aria-sort={order ?? 'none'} className={isNumber ? classes.number : undefined}>
      <UnstyledButton
        className={classes.sorter}
        aria-label={t(messages.sortBy, { column: title })}
        onClick={() => list.change({ sort: order === 'ascending' ? `-${sort}` : sort })}
      >
        {title}
        {order === 'ascending' && <Icon of={ChevronUpIcon} size={0.8} />}
        {order === 'descending' && <Icon of={ChevronDownIcon} size={0.8} />}
      </UnstyledButton>
    </Table.Th>
  )
}

function Footer({ page, list }: { readonly page: Page<unknown>; readonly list: AnyList }) {
  const t = useText()
  const format = useFormat()
  const { total, last_page: last } = page.meta as { total?: number; last_page?: number }
  if (total === undefined) return null
  return (
    <Group justify="space-between">
      <Words size="sm" c="dimmed" aria-live="polite">
        {t(messages.rows, { count: total })}
        <span className="visually-hidden">{format.number(total)}</span>
      </Words>
      {last !== undefined && last > 1 && (
        <Pagination
          total={last}
          value={list.page}
          onChange={(next) => list.change({ page: String(next) })}
          size="sm"
          aria-label={t(messages.pages)}
          getControlProps={(control) => ({ 'aria-label': control })}
        />
      )}
    </Group>
  )
}
