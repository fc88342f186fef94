import { ScaleIcon } from '@heroicons/react/24/outline'
import { Anchor, Button, Group, Stack, Title, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type ChangeCustomerCreditData, type Customer, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { Dialog, Icon, Loaded, notifyDone, Section } from '../../ui/index.ts'
import { usePlaces } from '../words/places.ts'
import { CreditForm } from './credit-form.tsx'
import { messages } from './messages.ts'

const KINDS = {
  grant: messages.grant,
  withdrawal: messages.withdrawal,
  payment: messages.payment,
  refund: messages.refund,
  merge: messages.merge,
  forfeit: messages.forfeit,
} as const

/** What the chain owes a customer, and each movement that made it so. */
export function CreditSection({ customer }: { readonly customer: Customer }) {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const [isOpen, { open, close }] = useDisclosure()
  const credit = useApi('getCustomerCredit', [customer.id])
  return (
    <Section
      title={t(messages.credit)}
      actions={
        can('customers.update') &&
        customer.merged_into_id === null && (
          <Button size="xs" variant="default" leftSection={<Icon of={ScaleIcon} size={1} />} onClick={open}>
            {t(messages.adjust)}
          </Button>
        )
      }
    >
      <Loaded of={credit}>
        {({ balances, movements }) => (
          <Stack gap="sm">
            {balances.length === 0 ? (
              <Words size="sm" c="dimmed">
                {t(messages.noCredit)}
              </Words>
            ) : (
              <Group>
                {balances.map(({ currency, balance }) => (
                  <Words key={currency} fz="1.6rem" fw={650}>
                    {format.money(balance, currency)}
                  </Words>
                ))}
              </Group>
            )}
            {movements.length > 0 && <Movements customerId={customer.id} latest={movements} />}
          </Stack>
        )}
      </Loaded>
      <Dialog opened={isOpen} onClose={close} title={t(messages.adjustTitle)}>
        <CreditForm
          customer={customer}
          onDone={({ balance_after: balance, currency }) => {
            close()
            notifyDone(t(messages.adjusted, { balance: format.money(balance, currency) }))
          }}
        />
      </Dialog>
    </Section>
  )
}

const LATEST = 20
const MOST = 100

type MovementsProps = { readonly customerId: number; readonly latest: readonly ChangeCustomerCreditData[] }

/** The latest ones at once, all of them on demand. */
function Movements({ customerId, latest }: MovementsProps) {
  const t = useText()
  const [isWhole, setWhole] = useState(false)
  const whole = useApi('listCustomerCreditMovements', [customerId, { per_page: MOST }], { enabled: isWhole })
  const shown = isWhole ? (whole.data?.data ?? latest) : latest
  return (
    <Stack gap="xs">
      <Title order={3} size="sm">
        {t(messages.movements)}
      </Title>
      {shown.map((movement) => (
        <Movement key={movement.id} movement={movement} />
      ))}
      {latest.length === LATEST && !isWhole && (
        <Button size="xs" variant="subtle" onClick={() => setWhole(true)}>
          {t(messages.showMore)}
        </Button>
      )}
    </Stack>
  )
}

function Movement({ movement }: { readonly movement: Partial<ChangeCustomerCreditData> }) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const { kind = 'grant', currency = 'CAD', sale_id: sale, store_id: store } = movement
  const about = [
    movement.reason,
    movement.actor_name,
    places.name(store),
    format.date(movement.recorded_at, 'moment', places.zone(store)),
  ]
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <div>
        {sale == null ? (
          <Words size="sm" fw={600}>
            {t(KINDS[kind])}
          </Words>
        ) : (
          <Anchor component={Link} to={`/sales/${sale}`} size="sm" fw={600}>
            {t(KINDS[kind])}
          </Anchor>
        )}
        <Words size="xs" c="dimmed">
          {about.filter(Boolean).join(' · ')}
        </Words>
      </div>
      <div>
        <Words size="sm" ta="right">
          {format.money(movement.amount, currency)}
        </Words>
        <Words size="xs" c="dimmed" ta="right">
          {t(messages.balanceAfter, { amount: format.money(movement.balance_after, currency) })}
        </Words>
      </div>
    </Group>
  )
}
