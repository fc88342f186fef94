import { Badge, Button, Card, Group, Stack, Title, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useFormat, useText } from '../../i18n/index.ts'
import { EmptyState } from '../../ui/index.ts'
import { todayOf } from '../../ui/period/index.ts'
import type { DashboardAnswer } from './dashboard.tsx'
import classes from './home.module.css'
import { messages } from './messages.ts'
import { SaleLink, SessionLink } from './record-links.tsx'
import { isSilent, sortRegisters } from './register-order.ts'

export type RegisterState = DashboardAnswer['registers'][number]

const MOST = 8

/** Each register as it is now: those that are open first, the silent ones among them marked. */
export function RegisterStates({ registers }: { readonly registers: readonly RegisterState[] }) {
  const t = useText()
  const [isWhole, { toggle }] = useDisclosure()
  const sorted = sortRegisters(registers)
  const open = registers.filter(({ state }) => state === 'open').length
  return (
    <Card>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h3">
            {t(messages.registers)}
          </Title>
          <Words size="sm" c="dimmed">
            {t(messages.openRegisters, { open, count: registers.filter(({ kind }) => kind === 'till').length })}
          </Words>
        </Group>
        {sorted.length === 0 && <EmptyState title={t(messages.noRegisters)} />}
        <ul className={classes.list}>
          {sorted.slice(0, isWhole ? undefined : MOST).map((register) => (
            <li key={register.id}>
              <Register register={register} />
            </li>
          ))}
        </ul>
        {sorted.length > MOST && (
          <Button variant="subtle" size="compact-sm" onClick={toggle}>
            {isWhole ? t(messages.fewerRegisters) : t(messages.moreRegisters, { count: sorted.length - MOST })}
          </Button>
        )}
      </Stack>
    </Card>
  )
}

function Register({ register }: { readonly register: RegisterState }) {
  const t = useText()
  const format = useFormat()
  const { name, store_name: store, session, last_sale: sale, silent_since: silentSince } = register
  const moment = (at: string) => format.date(at, todayOf(new Date(at)) === todayOf() ? 'time' : 'moment')
  return (
    <>
      <Stack gap={2} className={classes.name}>
        <Words span fw={600}>
          {name}{' '}
          <Words span c="dimmed" fw={400} size="sm">
            {store}
          </Words>
        </Words>
        <Words size="sm" c="dimmed">
          {sale === null ? (
            t(messages.noSaleYet)
          ) : (
            <>
              {t(messages.lastSale, { at: moment(sale.occurred_at) })}{' '}
              <SaleLink id={sale.id}>{format.money(sale.total, sale.currency)}</SaleLink>
            </>
          )}
        </Words>
      </Stack>
      <Stack gap={2} align="flex-end" ta="right" className={classes.side}>
        <StateBadge register={register} />
        {session !== null && (
          <SessionLink id={session.id}>
            {session.cashier_name === null
              ? t(messages.openSince, { at: moment(session.opened_at ?? '') })
              : t(messages.openBy, { name: session.cashier_name, at: moment(session.opened_at ?? '') })}
          </SessionLink>
        )}
        {silentSince !== null && isSilent(register, new Date()) && (
          <Words size="sm" c="var(--warn)" fw={600}>
            {t(messages.silentSince, { at: moment(silentSince) })}
          </Words>
        )}
        {session?.expected_cash != null && (
          <Words size="sm" c="dimmed">
            {t(messages.expectedCash, { amount: format.money(session.expected_cash, session.currency) })}
          </Words>
        )}
      </Stack>
    </>
  )
}

function StateBadge({ register: { kind, state } }: { readonly register: RegisterState }) {
  const t = useText()
  if (kind === 'virtual') return <Badge color="gray">{t(messages.virtualRegister)}</Badge>
  return (
    <Badge color={state === 'open' ? 'sapin' : 'gray'}>{t(state === 'open' ? messages.open : messages.closed)}</Badge>
  )
}
