import { Badge, Group, Table, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { formatDecimal, parseDecimal, QUANTITY_SCALE } from '../../../../rules/index.ts'
import type { LookUpSaleData, Sale } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { Section } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { messages } from './messages.ts'
import classes from './ticket-lines.module.css'

type Line = Sale['lines'][number]
type TicketLinesProps = {
  readonly sale: Sale
  /** What may still come back, for whoever may know. */
  readonly left: LookUpSaleData | undefined
}

/** The lines of a ticket; each fee stands under its article. */
export function TicketLines({ sale, left }: TicketLinesProps) {
  const t = useText()
  const format = useFormat()
  const hasDiscount = sale.lines.some(
    ({ discount, ticket_discount: ofTicket }) => isAmount(discount) || isAmount(ofTicket),
  )
  const money = (amount: string) => format.money(amount, sale.currency)
  return (
    <Section title={t(messages.lines)}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(messages.article)}</Table.Th>
            <Table.Th ta="right" visibleFrom="xs">
              {t(messages.quantity)}
            </Table.Th>
            <Table.Th ta="right" visibleFrom="xs">
              {t(messages.unitPrice)}
            </Table.Th>
            {hasDiscount && <Table.Th ta="right">{t(messages.discount)}</Table.Th>}
            <Table.Th ta="right">{t(words.total)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inOrder(sale.lines).map((line) => (
            <Table.Tr key={line.line}>
              <Table.Td className={line.fee_of === null ? undefined : classes.fee}>
                <Article line={line} kind={sale.kind} left={left} price={money(line.unit_price)} />
              </Table.Td>
              <Table.Td ta="right" visibleFrom="xs">
                {format.number(line.quantity)}
              </Table.Td>
              <Table.Td ta="right" visibleFrom="xs">
                {money(line.unit_price)}
              </Table.Td>
              {hasDiscount && (
                <Table.Td ta="right">{isAmount(discountOf(line)) ? money(discountOf(line)) : ''}</Table.Td>
              )}
              <Table.Td ta="right">{money(line.gross)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  )
}

type ArticleProps = { line: Line; kind: Sale['kind']; left: LookUpSaleData | undefined; price: string }

function Article({ line, kind, left, price }: ArticleProps) {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const returnable = left?.lines.find(({ line: number }) => number === line.line)?.returnable
  const back = returnable === undefined || line.kind !== 'sale' ? null : difference(line.quantity, returnable)
  return (
    <>
      <Group gap="xs">
        {line.product_id !== null && can('products.view') ? (
          <Link to={`/products/${line.product_id}`} className={classes.article}>
            {line.name}
          </Link>
        ) : (
          <span>{line.name}</span>
        )}
        {kind === 'return' && (
          <Badge color={line.kind === 'sale' ? 'sapin' : 'brique'}>
            {t(line.kind === 'sale' ? messages.bought : messages.tookBack)}
          </Badge>
        )}
        {line.is_fee && <Badge color="gray">{t(messages.fee)}</Badge>}
      </Group>
      <Words size="xs" c="dimmed" hiddenFrom="xs">
        {`${format.number(line.quantity)} × ${price}`}
      </Words>
      {line.sku !== null && (
        <Words size="xs" c="dimmed">
          {line.sku}
        </Words>
      )}
      {back !== null && back !== '0' && returnable !== undefined && (
        <Words size="xs" c="dimmed">
          {t(messages.returned, { quantity: format.number(back) })} ·{' '}
          {t(messages.remains, { quantity: format.number(returnable) })}
        </Words>
      )}
    </>
  )
}

const isAmount = (amount: string): boolean => /[1-9]/.test(amount)

/** What was taken off the line, by itself and by its share of the ticket's discount. */
function discountOf({ discount, ticket_discount: ofTicket }: Line): string {
  const scale = discount.split('.')[1]?.length ?? 0
  return formatDecimal((parseDecimal(discount, scale) ?? 0n) + (parseDecimal(ofTicket, scale) ?? 0n), scale)
}

function difference(left: string, right: string): string {
  const [from, taken] = [parseDecimal(left, QUANTITY_SCALE), parseDecimal(right, QUANTITY_SCALE)]
  return formatDecimal((from ?? 0n) - (taken ?? 0n), QUANTITY_SCALE, 0)
}

/** Each article with its fees under it, wherever a till has put them. */
function inOrder(lines: readonly Line[]): Line[] {
  const numbers = new Set(lines.map(({ line }) => line))
  const isUnder = ({ fee_of: article }: Line) => article !== null && numbers.has(article)
  return lines
    .filter((line) => !isUnder(line))
    .flatMap((line) => [line, ...lines.filter(({ fee_of: article }) => article === line.line)])
}
