import { ArrowUturnLeftIcon, FlagIcon } from '@heroicons/react/24/outline'
import { Alert, Anchor, Button, Grid, Stack, Text as Words } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { type Sale, useApi } from '../../api/index.ts'
import { NotFound } from '../../app/refusal-pages.tsx'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { ErrorState, Icon, LoadingState, Page } from '../../ui/index.ts'
import { messages as returns } from '../returns/messages.ts'
import { usePlaces } from '../words/places.ts'
import { wordsOfFlag } from '../words/words.ts'
import { JournalPlace } from './journal-place.tsx'
import { LinkedTickets } from './linked-tickets.tsx'
import { messages } from './messages.ts'
import { ReceiptSection } from './receipt-section.tsx'
import { TicketAmounts } from './ticket-amounts.tsx'
import { TicketFacts } from './ticket-facts.tsx'
import { TicketLines } from './ticket-lines.tsx'

/** One ticket, whole: what was sold, what was paid, what came back, what is odd, and where the journal holds it. */
export default function TicketPage() {
  const t = useText()
  const { id } = useParams({ strict: false }) as { id: string }
  const sale = useApi('getSale', [id])
  const isThis = sale.data?.id === id
  const crumbs = [{ label: t(messages.tickets), to: '/sales' }]
  if (isThis && sale.data !== undefined) return <Ticket sale={sale.data} />
  // What is no id of a ticket (400) is as little there as a ticket that nobody made (404).
  if (sale.error?.status === 404 || sale.error?.status === 400) return <NotFound />
  return (
    <Page title={t(messages.ticket, { reference: '' })} crumbs={crumbs}>
      {sale.error === null ? <LoadingState /> : <ErrorState error={sale.error} retry={() => void sale.refetch()} />}
    </Page>
  )
}

function Ticket({ sale }: { readonly sale: Sale }) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const { can } = useSession()
  const moment = format.date(sale.occurred_at, 'moment', places.zone(sale.store_id))
  // What may still come back is told to whoever takes goods back; a practised ticket has no number to find it by.
  const isReturnable = can('sales.return') && !sale.training && sale.lines.some(({ kind }) => kind === 'sale')
  const remaining = useApi('lookUpSale', [{ reference: sale.reference }], { enabled: isReturnable })
  const left = isReturnable && remaining.data?.id === sale.id ? remaining.data : undefined
  return (
    <Page
      title={t(messages.ticket, { reference: sale.reference })}
      lead={`${moment} · ${places.name(sale.store_id)}`}
      crumbs={[{ label: t(messages.tickets), to: '/sales' }]}
      actions={
        left?.lines.some(({ returnable }) => returnable !== '0') && (
          <Button
            component={Link}
            to="/returns/new"
            search={{ reference: sale.reference } as never}
            leftSection={<Icon of={ArrowUturnLeftIcon} size={1} />}
          >
            {t(returns.takeBack)}
          </Button>
        )
      }
    >
      <Flags sale={sale} />
      <Grid gap="md" align="flex-start">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack>
            <TicketLines sale={sale} left={left} />
            <TicketAmounts sale={sale} />
            <LinkedTickets sale={sale} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Stack>
            <TicketFacts sale={sale} />
            <ReceiptSection sale={sale} />
            {can('journal.view') && !sale.training && <JournalPlace sale={sale} />}
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  )
}

/** What is odd about it, in whole sentences, with the way to settle it. */
function Flags({ sale }: { readonly sale: Sale }) {
  const t = useText()
  const { can } = useSession()
  if (sale.flags.length === 0) return null
  return (
    <Alert color="safran" icon={<Icon of={FlagIcon} />} title={t(messages.flags)}>
      <Stack gap={4}>
        {sale.flags.map((flag) => (
          <Words key={flag} size="sm">
            <strong>{t(wordsOfFlag(flag).name)}</strong> — {t(wordsOfFlag(flag).meaning)}
          </Words>
        ))}
        {can('reviews.settle') && (
          <Anchor component={Link} to="/reviews" search={{ subject_id: sale.id, state: 'all' } as never} size="sm">
            {t(messages.settle)}
          </Anchor>
        )}
      </Stack>
    </Alert>
  )
}
