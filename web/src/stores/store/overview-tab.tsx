import { Anchor, Button, SimpleGrid, Stack, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Store } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useChosenStore } from '../../app/store-choice.tsx'
import { type Text, useFormat, useLanguage, useText } from '../../i18n/index.ts'
import { EmptyState, Facts, Section } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { RegisterLine } from '../register-badge.tsx'
import type { LiveRegister } from '../register-state.ts'
import { useLiveRegisters } from '../use-live-registers.ts'
import { addressLines } from './address-lines.ts'

const WAYS: readonly { readonly name: Text; readonly to: string; readonly permission: string }[] = [
  { name: messages.seeSales, to: '/sales', permission: 'sales.view' },
  { name: messages.seeStock, to: '/stock', permission: 'stock.view' },
  { name: messages.seePeople, to: '/people', permission: 'users.view' },
]

/** How the store stands at this moment, and the ways to what belongs to it. */
export function OverviewTab({ store }: { readonly store: Store }) {
  const t = useText()
  const { can } = useSession()
  const { isKnown, byStore } = useLiveRegisters(store.id)
  const [, choose] = useChosenStore()
  const registers = byStore.get(store.id) ?? []
  const ways = WAYS.filter(({ permission }) => can(permission))
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {isKnown && (
        <Section title={t(messages.registers)}>
          {registers.length === 0 ? (
            <EmptyState title={t(messages.noRegisters)} hint={t(messages.noRegistersHint)} />
          ) : (
            <Stack gap="md">
              {registers.map((register) => (
                <LiveRegisterDetails key={register.id} register={register} />
              ))}
            </Stack>
          )}
        </Section>
      )}
      <Stack>
        <Section title={t(messages.identity)}>
          <StoreFacts store={store} />
        </Section>
        {ways.length > 0 && (
          <Section title={t(messages.ways)}>
            {ways.map(({ name, to }) => (
              <Button key={to} component={Link} to={to} variant="default" onClick={() => choose(store.id)}>
                {t(name)}
              </Button>
            ))}
          </Section>
        )}
      </Stack>
    </SimpleGrid>
  )
}

function LiveRegisterDetails({ register }: { readonly register: LiveRegister }) {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const { last_sale: sale, session, device } = register
  const opened = session === null ? '' : t(messages.openedAt, { time: format.date(session.opened_at, 'moment') })
  return (
    <div>
      <RegisterLine register={register} />
      {session !== null && (
        <Words size="sm" c="dimmed">
          {can('sessions.view') ? (
            <Anchor component={Link} to={`/sessions/${session.id}`} size="sm" underline="always">
              {opened}
            </Anchor>
          ) : (
            opened
          )}
          {session.expected_cash !== null &&
            ` · ${t(messages.expectedCash, { amount: format.money(session.expected_cash, session.currency) })}`}
        </Words>
      )}
      {sale !== null && (
        <Words size="sm" c="dimmed">
          <Anchor component={Link} to={`/sales/${sale.id}`} size="sm" underline="always">
            {sale.reference}
          </Anchor>
          {` · ${format.money(sale.total, sale.currency)} · ${format.date(sale.occurred_at, 'moment')}`}
        </Words>
      )}
      {device !== null && (
        <Words size="sm" c="dimmed">
          {t(messages.onDevice, { name: device.name, time: format.date(device.last_seen_at, 'moment') })}
        </Words>
      )}
    </div>
  )
}

function StoreFacts({ store }: { readonly store: Store }) {
  const t = useText()
  const { language } = useLanguage()
  const format = useFormat()
  const address = addressLines(store.address, language).join(', ')
  const facts = [
    { name: t(messages.address), value: address },
    { name: t(messages.phone), value: store.phone },
    { name: t(messages.email), value: store.email },
    { name: t(messages.group), value: store.group },
    { name: t(messages.taxZone), value: store.tax_zone },
    { name: t(messages.currency), value: store.currency },
    { name: t(messages.timeZone), value: store.time_zone },
    { name: t(messages.openedOn), value: store.opened_on === null ? null : format.date(store.opened_on) },
  ]
  return <Facts of={facts.filter(({ value }) => value !== null && value !== '')} />
}
