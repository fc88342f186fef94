import { Button, Text as Words } from '@mantine/core'
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import type { Variant } from '../../api/index.ts'
import { useLanguage, useText } from '../../i18n/index.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'
import classes from './sheet.module.css'
import { moveInSheet, placeOfCell } from './sheet-keys.ts'
import { COLUMN_TITLES, NUMBERS, SheetRow } from './sheet-row.tsx'
import type { useSheet } from './use-sheet.ts'
import { isTable, type SheetColumn, shownCell } from './variant-sheet.ts'

type VariantSheetProps = {
  readonly sheet: ReturnType<typeof useSheet>
  readonly mayChange: boolean
  readonly mayDelete: boolean
  readonly onOpen: (id: number) => void
  readonly onDelete: (variant: Variant) => void
}

/** A thousand rows of fields take a browser a while to draw; most products have fewer than this. */
const ROWS_SHOWN = 150

/** The sheet itself, with the keys of a spreadsheet. */
export function VariantSheet({ sheet, mayChange, mayDelete, onOpen, onDelete }: VariantSheetProps) {
  const t = useText()
  const { variants, columns, drafts, errors } = sheet
  const onKeyDown = useSheetKeys(sheet, mayChange)
  const [shown, setShown] = useState(ROWS_SHOWN)
  const onPaste = (event: ClipboardEvent) => {
    const place = placeOfCell(event.target)
    const text = event.clipboardData.getData('text/plain')
    if (place === null || !mayChange || !isTable(text)) return
    event.preventDefault()
    sheet.paste({ row: place.row, column: place.column as SheetColumn }, text)
  }
  return (
    <>
      <div className={classes.frame}>
        <table className={classes.sheet} aria-label={t(messages.variants)} onKeyDown={onKeyDown} onPaste={onPaste}>
          <thead>
            <tr>
              <th className={classes.name} scope="col">
                {t(messages.variant)}
              </th>
              <th scope="col">{t(common.active)}</th>
              {columns.map((column) => (
                <th key={column} scope="col" className={NUMBERS.has(column) ? classes.number : undefined}>
                  {t(COLUMN_TITLES[column])}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {variants.slice(0, shown).map((variant, row) => (
              <SheetRow
                key={variant.id}
                variant={variant}
                row={row}
                columns={columns}
                draft={drafts.get(variant.id)}
                errors={errors.get(variant.id)}
                mayChange={mayChange}
                mayDelete={mayDelete}
                onType={sheet.type}
                onTurn={sheet.turn}
                onOpen={onOpen}
                onDelete={onDelete}
              />
            ))}
          </tbody>
        </table>
      </div>
      {variants.length > shown && (
        <Button variant="default" size="sm" onClick={() => setShown(variants.length)}>
          {t(messages.showAll, { count: variants.length })}
        </Button>
      )}
      {mayChange && (
        <Words size="xs" c="dimmed" visibleFrom="sm">
          {t(messages.keys)}
        </Words>
      )}
    </>
  )
}

function useSheetKeys(sheet: VariantSheetProps['sheet'], mayChange: boolean) {
  const { language } = useLanguage()
  const { variants, columns, drafts } = sheet
  return (event: KeyboardEvent<HTMLTableElement>) => {
    const place = placeOfCell(event.target)
    const variant = place === null ? undefined : variants[place.row]
    if (place === null || variant === undefined) return
    const column = place.column as SheetColumn
    const above = variants[place.row - 1]
    if (event.key === 'Escape' && drafts.get(variant.id)?.[column] !== undefined) {
      event.stopPropagation()
      sheet.type(variant, column, shownCell(variant, column, language))
    } else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      if (above === undefined || !mayChange) return
      sheet.type(variant, column, drafts.get(above.id)?.[column] ?? shownCell(above, column, language))
    } else moveInSheet(event, columns)
  }
}
