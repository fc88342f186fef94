import { MinusIcon, PlusIcon, TrashIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Group } from '@mantine/core'
import { formatMoney, formatQuantity, formatUnitPrice } from '../../../../../rules/index.ts'
import { useLanguage, useText } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import type { CartLine } from '../../cart/cart.ts'
import { toPrice, toQuantity } from '../../cart/decimals.ts'
import type { TicketRow } from '../../cart/price-cart.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { messages } from './messages.ts'
import { useSale } from './sale-context.tsx'
import classes from './ticket.module.css'
import { useTicketKeys } from './use-ticket-keys.ts'

const ONE = 1000n

/** One line: the selected one shows what changes it. */
export function TicketLine({ line, isSelected }: { readonly line: CartLine; readonly isSelected: boolean }) {
  const { priced, change } = useSale()
  const rows = priced.rows.filter(({ key }) => key === line.key)
  return (
    <li className={classes.line} data-selected={isSelected || undefined}>
      <button
        type="button"
        className={classes.lineButton}
        aria-current={isSelected || undefined}
        onClick={() => change({ type: 'select', key: line.key })}
      >
        {rows.map((row) => (
          <RowText key={row.line} row={row} struckPrice={row.isFee ? null : struckOf(line)} />
        ))}
      </button>
      {isSelected && <LineActions line={line} />}
    </li>
  )
}

const struckOf = ({ askedPrice, unitPrice, isFromLabel }: CartLine): string | null =>
  askedPrice !== null && askedPrice !== unitPrice && !isFromLabel ? askedPrice : null

function RowText({ row, struckPrice }: { readonly row: TicketRow; readonly struckPrice: string | null }) {
  const { language } = useLanguage()
  const t = useText()
  const { currency } = useSellingTill().store
  const unitPrice = formatUnitPrice(row.unitPrice, currency, language)
  const quantity = formatQuantity(row.quantity, language)
  const isOne = row.quantity === ONE && !row.isWeighed
  const discount = row.lineDiscount
  return (
    <span className={classes.row} data-fee={row.isFee || undefined}>
      <span className={classes.rowName}>{row.name}</span>
      <span className={classes.rowAmount}>
        {discount !== 0n && <s className={classes.rowBefore}>{formatMoney(row.gross, currency, language)}</s>}
        {formatMoney(row.gross - discount, currency, language)}
      </span>
      {(!isOne || struckPrice !== null) && (
        <span className={classes.rowNote}>
          {`${quantity}${row.isWeighed ? '\u00a0kg' : ''} × ${unitPrice} `}
          {struckPrice !== null && <s>{formatUnitPrice(toPrice(struckPrice), currency, language)}</s>}
        </span>
      )}
      {discount !== 0n && (
        <>
          <span className={classes.rowNote}>{t(messages.discount)}</span>
          <span className={classes.rowDiscount}>{formatMoney(-discount, currency, language)}</span>
        </>
      )}
    </span>
  )
}

function LineActions({ line }: { readonly line: CartLine }) {
  const t = useText()
  const { language } = useLanguage()
  const { cart, open } = useSale()
  const { addToQuantity: add, remove } = useTicketKeys()
  const isOpenReturn = cart.returned?.kind === 'open'
  const quantity = `${formatQuantity(toQuantity(line.quantity), language)}${line.isWeighed ? '\u00a0kg' : ''}`
  return (
    <Group gap={4} wrap="nowrap" className={classes.lineActions}>
      {!line.isWeighed && (
        <ActionIcon variant="default" size="2.75rem" aria-label={t(messages.less)} onClick={() => add(-ONE)}>
          <Icon of={MinusIcon} />
        </ActionIcon>
      )}
      <Button
        variant="default"
        size="sm"
        h="2.75rem"
        px="xs"
        aria-label={t(messages.quantityOf, { quantity, name: line.name })}
        onClick={() => open({ kind: 'quantity', line })}
      >
        {quantity}
      </Button>
      {!line.isWeighed && (
        <ActionIcon variant="default" size="2.75rem" aria-label={t(messages.more)} onClick={() => add(ONE)}>
          <Icon of={PlusIcon} />
        </ActionIcon>
      )}
      {!isOpenReturn && (
        <Button variant="default" size="sm" h="2.75rem" px="xs" onClick={() => open({ kind: 'discount', line })}>
          {t(messages.discount)}
        </Button>
      )}
      <Button variant="default" size="sm" h="2.75rem" px="xs" onClick={() => open({ kind: 'price', line })}>
        {t(messages.price)}
      </Button>
      <ActionIcon
        variant="subtle"
        color="brique"
        size="2.75rem"
        ml="auto"
        aria-label={t(messages.remove)}
        onClick={remove}
      >
        <Icon of={TrashIcon} />
      </ActionIcon>
    </Group>
  )
}

/** What comes back, above what is sold. */
export function ReturnedLines() {
  const t = useText()
  const { cart, priced, change, open } = useSale()
  const { returned } = cart
  if (returned === null) return null
  const rows = priced.rows.filter(({ key }) => key === null)
  return (
    <div className={classes.returned}>
      <div className={classes.returnedHead}>
        <span>
          {returned.kind === 'open'
            ? t(messages.openReturn, { reason: returned.reason })
            : t(messages.takenBack, { reference: returned.ticket.reference })}
        </span>
        {cart.payments.length === 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="brique"
            flex="none"
            onClick={() => change({ type: 'endReturn' })}
          >
            {t(messages.endReturn)}
          </Button>
        )}
      </div>
      {rows.length > 0 && (
        <button type="button" className={classes.lineButton} onClick={() => open({ kind: 'returns' })}>
          {rows.map((row) => (
            <RowText key={row.line} row={row} struckPrice={null} />
          ))}
        </button>
      )}
    </div>
  )
}
