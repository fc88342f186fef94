import { Stack, Title, Text as Words } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Text, useFormat, useLanguage, useText } from '../../../i18n/index.ts'
import { toMinor } from '../../cart/decimals.ts'
import { storeTaxes } from '../../cart/store-taxes.ts'
import type { ClosedDrawer, Drawer } from '../../memory.ts'
import { methodName } from '../shared/method-name.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { messages } from './messages.ts'
import classes from './report.module.css'

const MOVEMENTS = {
  in: messages.movementIn,
  out: messages.movementOut,
  drop: messages.movementDrop,
  no_sale: messages.movementNoSale,
} as const

/** What a drawer has taken and given, as an X or a Z says it. */
type DrawerReportProps = {
  readonly drawer: Drawer
  /** Of the titles of its parts. */
  readonly order?: 2 | 3
}

export function DrawerReport({ drawer, order = 3 }: DrawerReportProps) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { store } = useSellingTill()
  const { currency, time_zone: timeZone } = store
  const { sums } = drawer
  const money = (amount: string) => format.money(amount, currency)
  const opener = store.cashiers.find(({ id }) => id === drawer.openedBy)?.name ?? ''
  const cash = sums.payments.find(({ method }) => method === 'cash')?.kept ?? '0'
  return (
    <Stack gap="md">
      <Words c="dimmed">
        {t(messages.openedAt, { date: format.date(drawer.openedAt, 'moment', timeZone), name: opener })}
      </Words>
      <Part>
        <Row label={messages.saleTickets} value={format.number(sums.tickets)} />
        <Row label={messages.returnTickets} value={format.number(sums.returnTickets)} />
        <Row label={messages.gross} value={money(sums.gross)} />
        {isSome(sums.discounts, currency) && <Row label={messages.discounts} value={money(`-${sums.discounts}`)} />}
        {isSome(sums.returns, currency) && <Row label={messages.returns} value={money(sums.returns)} />}
        <Row label={messages.net} value={money(sums.net)} isStrong />
        {sums.taxes.map((tax) => (
          <Line key={tax.code} label={storeTaxes(store).nameOf(tax.code)[language]} value={money(tax.amount)} />
        ))}
        <Row label={messages.total} value={money(sums.total)} isStrong />
        {isSome(sums.rounding, currency) && <Row label={messages.rounding} value={money(sums.rounding)} />}
      </Part>
      {sums.payments.length > 0 && (
        <Part title={messages.payments} order={order}>
          {sums.payments.map(({ method, kept, count }) => (
            <Line
              key={method}
              label={`${t(methodName(method, currency))} (${format.number(count)})`}
              value={money(kept)}
            />
          ))}
        </Part>
      )}
      <Part title={messages.cashSection} order={order}>
        <Row label={messages.float} value={money(drawer.openingFloat)} />
        <Row label={messages.cashKept} value={money(cash)} />
        {sums.movements.map(({ type, amount, count }) => (
          <Row
            key={type}
            label={MOVEMENTS[type]}
            value={type === 'no_sale' ? format.number(count) : money(type === 'in' ? amount : `-${amount}`)}
          />
        ))}
        <Row label={messages.expected} value={money(drawer.expectedCash)} isStrong />
      </Part>
    </Stack>
  )
}

const isSome = (amount: string, currency: string): boolean => toMinor(amount, currency) !== 0n

/** A closing with what was counted, and the fingerprint of the till's own chain. */
export function ClosedReport({ closed }: { readonly closed: ClosedDrawer }) {
  const t = useText()
  const format = useFormat()
  const { currency, time_zone: timeZone } = useSellingTill().store
  const money = (amount: string) => format.money(amount, currency)
  const difference = toMinor(closed.difference, currency)
  const size = money(closed.difference.replace('-', ''))
  const words =
    difference === 0n
      ? t(messages.exact)
      : difference < 0n
        ? t(messages.short, { amount: size })
        : t(messages.over, { amount: size })
  return (
    <Stack gap="md">
      <div className={classes.verdict} data-state={difference === 0n ? 'good' : 'off'} role="status">
        {words}
      </div>
      <Part>
        <Row label={messages.expected} value={money(closed.expectedCash)} />
        <Row label={messages.counted} value={money(closed.countedCash)} />
        <Row label={messages.difference} value={money(closed.difference)} isStrong />
      </Part>
      <DrawerReport drawer={closed} order={2} />
      <Words size="sm" c="dimmed">
        {t(messages.closedAt, { date: format.date(closed.closedAt, 'moment', timeZone) })}
      </Words>
      <Anchor label={messages.seal} hash={closed.hash} />
    </Stack>
  )
}

export function Anchor({ label, hash }: { readonly label: Text; readonly hash: string }) {
  const t = useText()
  return (
    <section className={classes.anchor} aria-label={t(label)}>
      <Words size="sm" fw={600}>
        {t(label)}
      </Words>
      <code>{hash}</code>
      <Words size="xs" c="dimmed">
        {t(messages.anchorHint)}
      </Words>
    </section>
  )
}

type PartProps = { readonly title?: Text; readonly order?: 2 | 3; readonly children: ReactNode }

function Part({ title, order = 3, children }: PartProps) {
  const t = useText()
  return (
    <section>
      {title !== undefined && (
        <Title order={order} size="h3" mb={4}>
          {t(title)}
        </Title>
      )}
      <dl className={classes.part}>{children}</dl>
    </section>
  )
}

type RowProps = { readonly value: string; readonly isStrong?: boolean }

function Row({ label, ...rest }: RowProps & { readonly label: Text }) {
  const t = useText()
  return <Line label={t(label)} {...rest} />
}

const Line = ({ label, value, isStrong = false }: RowProps & { readonly label: string }) => (
  <div data-strong={isStrong || undefined}>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)
