import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type Receipt, type Sale, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { type Fact, Facts, Section } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { usePlaces } from '../words/places.ts'
import { messages } from './messages.ts'
import { KindBadge } from './ticket-columns.tsx'

/** Who sold it where, to whom, and what belongs to it. */
export function TicketFacts({ sale }: { readonly sale: Sale }) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const { can } = useSession()
  // The receipt knows the names of the people and the register by their ids.
  const receipt = useApi('getReceipt', [sale.id, { format: 'json' }]).data as Receipt | undefined
  const customer = receipt?.customer ?? null
  const given = (name: string, value: string | null | undefined): Fact[] => (value ? [{ name, value }] : [])
  return (
    <Section title={t(messages.facts)}>
      <Facts
        of={[
          { name: t(messages.kind), value: <KindBadge kind={sale.kind} /> },
          { name: t(words.day), value: format.date(sale.business_day) },
          { name: t(words.store), value: places.name(sale.store_id) },
          ...given(t(words.register), receipt?.register),
          ...given(t(words.cashier), receipt?.cashier),
          ...(sale.customer_id === null
            ? []
            : [
                {
                  name: t(words.customer),
                  value: can('customers.view') ? <CustomerLink id={sale.customer_id} name={customer} /> : customer,
                },
              ]),
          ...given(t(messages.exempt), sale.tax_exemption_number),
          {
            name: t(messages.series),
            value: `${sale.series === 0 ? t(messages.seriesOfServer) : sale.series} · ${format.number(sale.number)}`,
          },
          ...given(t(messages.externalId), sale.external_id),
          ...given(t(messages.note), sale.note),
          ...(sale.sale_id === null
            ? []
            : [{ name: t(messages.soldOn), value: <OriginLink id={sale.sale_id} reference={receipt?.return_of} /> }]),
          ...(can('sessions.view')
            ? [
                {
                  name: t(messages.session),
                  value: (
                    <Anchor component={Link} to={`/sessions/${sale.session_id}`} size="sm">
                      {t(messages.sessionLink)}
                    </Anchor>
                  ),
                },
              ]
            : []),
          ...sale.approvals.map(({ id, approver_name: name, reason }, index) => ({
            name: index === 0 ? t(messages.approvals) : '\u00a0'.repeat(index),
            value: <span key={id}>{t(messages.approvalOf, { name: name ?? t(words.nobody), reason })}</span>,
          })),
        ]}
      />
    </Section>
  )
}

const CustomerLink = ({ id, name }: { readonly id: number; readonly name: string | null }) => (
  <Anchor component={Link} to={`/customers/${id}`} size="sm">
    {name ?? String(id)}
  </Anchor>
)

function OriginLink({ id, reference }: { readonly id: string; readonly reference: string | null | undefined }) {
  const t = useText()
  return (
    <Anchor component={Link} to={`/sales/${id}`} size="sm">
      {reference ?? t(messages.seeSale)}
    </Anchor>
  )
}
