import { PencilSquareIcon } from '@heroicons/react/24/outline'
import { Alert, Anchor, Badge, Button, Grid, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, useParams } from '@tanstack/react-router'
import { type Customer, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { Dialog, ErrorState, type Fact, Facts, Icon, LoadingState, notifyDone, Page, Section } from '../../ui/index.ts'
import { todayIn } from '../tickets/period.ts'
import { CreditSection } from './credit-section.tsx'
import { CustomerForm } from './customer-form.tsx'
import { CustomerMenu } from './customer-menu.tsx'
import { messages } from './messages.ts'
import { Purchases } from './purchases.tsx'

/** One customer: how to reach them, what they bought, what the chain owes them. */
export default function CustomerPage() {
  const t = useText()
  const id = Number((useParams({ strict: false }) as { id: string }).id)
  const customer = useApi('getCustomer', [id])
  if (customer.data?.id === id) return <CustomerView customer={customer.data} />
  return (
    <Page title={t(messages.customers)} crumbs={[{ label: t(messages.customers), to: '/customers' }]}>
      {customer.error === null ? (
        <LoadingState />
      ) : (
        <ErrorState error={customer.error} retry={() => void customer.refetch()} />
      )}
    </Page>
  )
}

function CustomerView({ customer }: { readonly customer: Customer }) {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const [isEditing, { open, close }] = useDisclosure()
  const isMerged = customer.merged_into_id !== null
  return (
    <Page
      title={customer.name}
      lead={t(messages.sinceDay, { day: format.date(customer.created_at) })}
      crumbs={[{ label: t(messages.customers), to: '/customers' }]}
      actions={
        !isMerged && (
          <>
            {can('customers.update') && (
              <Button variant="default" leftSection={<Icon of={PencilSquareIcon} size={1} />} onClick={open}>
                {t(messages.edit)}
              </Button>
            )}
            <CustomerMenu customer={customer} />
          </>
        )
      }
    >
      {isMerged && (
        <Alert color="safran">
          {t(messages.mergedInto)}{' '}
          <Anchor component={Link} to={`/customers/${customer.merged_into_id}`} size="sm">
            {t(messages.seeOther)}
          </Anchor>
        </Alert>
      )}
      <Grid gap="md" align="flex-start">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <Contact customer={customer} />
            <CreditSection customer={customer} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>{can('sales.view') && <Purchases customer={customer} />}</Grid.Col>
      </Grid>
      <Dialog opened={isEditing} onClose={close} title={customer.name} size="lg">
        <CustomerForm
          customer={customer}
          onSaved={() => {
            close()
            notifyDone(t(messages.changed))
          }}
        />
      </Dialog>
    </Page>
  )
}

function Contact({ customer }: { readonly customer: Customer }) {
  const t = useText()
  const { tax_exemption: exemption } = customer
  const given = (name: string, value: string | null): Fact[] =>
    value === null || value === '' ? [] : [{ name, value }]
  const place = [
    customer.address_line1,
    customer.address_line2,
    [customer.city, customer.region, customer.postal_code].filter(Boolean).join(' '),
    customer.country,
  ]
  return (
    <Section title={t(messages.contact)}>
      <Facts
        of={[
          ...(customer.email === null
            ? []
            : [
                {
                  name: t(messages.email),
                  value: (
                    <Anchor href={`mailto:${customer.email}`} size="sm">
                      {customer.email}
                    </Anchor>
                  ),
                },
              ]),
          ...(customer.phone === null
            ? []
            : [
                {
                  name: t(messages.phone),
                  value: (
                    <Anchor href={`tel:${customer.phone.replace(/[^\d+]/g, '')}`} size="sm">
                      {customer.phone}
                    </Anchor>
                  ),
                },
              ]),
          ...given(t(messages.address), place.filter(Boolean).join(', ')),
          ...(customer.language === null
            ? []
            : [
                {
                  name: t(messages.language),
                  value: t(customer.language === 'fr' ? messages.french : messages.english),
                },
              ]),
          ...given(t(messages.externalId), customer.external_id),
          ...given(t(messages.note), customer.note),
          ...(exemption === null
            ? []
            : [
                {
                  name: t(messages.exemption),
                  value: <Exemption exemption={exemption} />,
                },
              ]),
        ]}
      />
    </Section>
  )
}

/** The certificate, and whether it still holds. */
function Exemption({ exemption }: { readonly exemption: NonNullable<Customer['tax_exemption']> }) {
  const t = useText()
  const format = useFormat()
  const { certificate_number: certificate, expires_on: expires } = exemption
  const isOver = expires !== null && expires < todayIn(undefined)
  const until = expires === null ? t(messages.noExpiry) : `${t(messages.expires)} ${format.date(expires)}`
  return (
    <>
      {certificate} <Badge color={isOver ? 'brique' : 'safran'}>{isOver ? t(messages.expired) : until}</Badge>
    </>
  )
}
