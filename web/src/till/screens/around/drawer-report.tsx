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
  /** Without what tells how much should lie in it: it has not been counted. */
  readonly isBlind?: boolean
}

export function DrawerReport({ drawer, order = 3, isBlind = false }: DrawerReportProps) {
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
      {sums.payments.length > 0 && !isBlind && (
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
        {!isBlind && <Row label={messages.cashKept} value={money(cash)} />}
        {sums.movements.map(({ type, amount, count }) => (
          <Row
            key={type}
            label={MOVEMENTS[type]}
            value={type === 'no_sale' ? format.number(count) : money(type === 'in' ? amount : `-${amount}`)}
          />
        ))}
        {!isBlind && <Row label={messages.expected} value={money(drawer.expectedCash)} isStrong />}
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
  return (
    <Stack gap="md">
      <Verdict difference={closed.difference} />
      <Part>
        <Row label={messages.expected} value={money(closed.expectedCash)} />
        <Row label={messages.counted} value={money(closed.countedCash)} />
        <Row label={messages.difference} value={money(closed.difference)} isStrong />
      </Part>
      {closed.note !== null && (
        <section>
          <Words size="sm" fw={600}>
            {t(messages.explanation)}
          </Words>
          <Words className={classes.explanation}>{closed.note}</Words>
        </section>
      )}
      <DrawerReport drawer={closed} order={2} />
      <Words size="sm" c="dimmed">
        {t(messages.closedAt, { date: format.date(closed.closedAt, 'moment', timeZone) })}
      </Words>
      <Anchor label={messages.seal} hint={messages.sealHint} hash={closed.hash} />
    </Stack>
  )
}

/** Whether the drawer holds what it should, in words. */
export function Verdict({ difference }: { readonly difference: string }) {
  const t = useText()
  const format = useFormat()
  const { currency } = useSellingTill().store
  const minor = toMinor(difference, currency)
  const amount = format.money(difference.replace('-', ''), currency)
  return (
    <div className={classes.verdict} data-state={minor === 0n ? 'good' : 'off'} role="status">
      {minor === 0n ? t(messages.exact) : t(minor < 0n ? messages.short : messages.over, { amount })}
    </div>
  )
}

type AnchorProps = { readonly label: Text; readonly hint: Text; readonly hash: string }

/** A fingerprint, and what it is good for. */
export function Anchor({ label, hint, hash }: AnchorProps) {
  const t = useText()
  return (
    <section className={classes.anchor} aria-label={t(label)}>
      <Words size="sm" fw={600}>
        {t(label)}
      </Words>
      <code>{hash}</code>
      <Words size="xs" c="dimmed">
        {t(hint)}
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
