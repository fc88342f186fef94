import { AdjustmentsHorizontalIcon, ArchiveBoxIcon, TrashIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Checkbox, Group, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { Variant } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Text, useLanguage, useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'
import classes from './sheet.module.css'
import { type CellErrors, type RowDraft, type SheetColumn, shownCell } from './variant-sheet.ts'

export const COLUMN_TITLES: Readonly<Record<SheetColumn, Text>> = {
  price: common.price,
  compare_at_price: messages.compareAt,
  cost: common.cost,
  sku: common.sku,
  barcodes: messages.barcodes,
  weight_grams: messages.weight,
}

export const NUMBERS: ReadonlySet<SheetColumn> = new Set(['price', 'compare_at_price', 'cost', 'weight_grams'])

type SheetRowProps = {
  readonly variant: Variant
  readonly row: number
  readonly columns: readonly SheetColumn[]
  readonly draft: RowDraft | undefined
  readonly errors: CellErrors | undefined
  readonly mayChange: boolean
  readonly mayDelete: boolean
  readonly onType: (variant: Variant, column: SheetColumn, text: string) => void
  readonly onTurn: (variant: Variant, isActive: boolean) => void
  readonly onOpen: (id: number) => void
  readonly onDelete: (variant: Variant) => void
}

/** A variant in the sheet. A product may have a thousand: a row is drawn again only when something of it changes. */
export const SheetRow = memo(function SheetRow(props: SheetRowProps) {
  const t = useText()
  const { variant, columns, draft, errors, mayChange, mayDelete, onTurn, onOpen, onDelete } = props
  const { can } = useSession()
  // One that has no value of its product's only option yet has no name.
  const name = variant.name === '' ? '—' : variant.name
  return (
    <tr>
      <th scope="row" className={classes.name}>
        {name}
        {errors?.row !== undefined && (
          <span className={classes.error} role="alert">
            {errors.row}
          </span>
        )}
      </th>
      <td className={classes.box}>
        <Checkbox
          aria-label={t(messages.cell, { column: t(common.active), variant: name })}
          checked={draft?.is_active ?? variant.is_active}
          disabled={!mayChange}
          onChange={({ currentTarget }) => onTurn(variant, currentTarget.checked)}
        />
      </td>
      {columns.map((column) => (
        <Cell key={column} column={column} {...props} />
      ))}
      <td className={classes.box}>
        <Group gap={2} wrap="nowrap" justify="flex-end">
          {can('stock.view') && (
            <Tooltip label={t(messages.openStock, { name })}>
              <ActionIcon component={Link} to={`/stock/${variant.id}`} aria-label={t(messages.openStock, { name })}>
                <Icon of={ArchiveBoxIcon} size={1.1} />
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label={t(messages.openDetails, { name })}>
            <ActionIcon aria-label={t(messages.openDetails, { name })} onClick={() => onOpen(variant.id)}>
              <Icon of={AdjustmentsHorizontalIcon} size={1.1} />
            </ActionIcon>
          </Tooltip>
          {mayDelete && (
            <Tooltip label={t(messages.deleteVariant, { name })}>
              <ActionIcon aria-label={t(messages.deleteVariant, { name })} onClick={() => onDelete(variant)}>
                <Icon of={TrashIcon} size={1.1} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      </td>
    </tr>
  )
})

function Cell({
  column,
  variant,
  row,
  draft,
  errors,
  mayChange,
  onType,
}: SheetRowProps & { readonly column: SheetColumn }) {
  const t = useText()
  const { language } = useLanguage()
  const typed = draft?.[column]
  const error = errors?.[column]
  const errorId = `sheet-${variant.id}-${column}`
  const placeholder = column === 'price' && variant.is_open_price ? t(messages.isOpenPrice) : undefined
  return (
    <td>
      <input
        className={`${classes.cell} ${NUMBERS.has(column) ? classes.number : ''}`}
        aria-label={t(messages.cell, { column: t(COLUMN_TITLES[column]), variant: variant.name })}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : errorId}
        data-row={row}
        data-column={column}
        data-wide={column === 'barcodes' || column === 'sku' ? true : undefined}
        data-changed={typed === undefined ? undefined : true}
        inputMode={NUMBERS.has(column) ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        readOnly={!mayChange}
        value={typed ?? shownCell(variant, column, language)}
        onChange={({ currentTarget }) => onType(variant, column, currentTarget.value)}
      />
      {error !== undefined && (
        <span id={errorId} className={classes.error}>
          {error}
        </span>
      )}
    </td>
  )
}
