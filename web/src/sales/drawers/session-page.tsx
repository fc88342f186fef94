import { PrinterIcon } from '@heroicons/react/24/outline'
import { Alert, Button, Grid, Stack } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { type Session, useApi, type XReport } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { ErrorState, Icon, LoadingState, Page } from '../../ui/index.ts'
import { usePlaces } from '../words/places.ts'
import { AnchorSection } from './anchor-section.tsx'
import { CashMovements } from './cash-movements.tsx'
import { CashSection } from './cash-section.tsx'
import { CloseButton } from './close-dialog.tsx'
import { LateTickets } from './late-tickets.tsx'
import { messages } from './messages.ts'
import { PaymentsSection } from './payments-section.tsx'
import { StatedSection } from './stated-section.tsx'
import { TakenSection } from './taken-section.tsx'

/** A drawer from its opening to its counted closing: the X of an open one, the Z of a closed one. */
export default function SessionPage() {
  const t = useText()
  const { id } = useParams({ strict: false }) as { id: string }
  const read = useApi('getSession', [id])
  const session = read.data?.id === id ? read.data : undefined
  const isClosed = session?.status === 'closed'
  const x = useApi('getXReport', [id], { enabled: session !== undefined && !isClosed })
  const z = useApi('getZReport', [id], { enabled: isClosed })
  const report = (isClosed ? z : x).data
  const error = read.error ?? x.error ?? z.error
  if (session !== undefined && report?.session.id === id) return <SessionView session={session} report={report} />
  return (
    <Page title={t(messages.sessions)} crumbs={[{ label: t(messages.sessions), to: '/sessions' }]}>
      {error === null ? <LoadingState /> : <ErrorState error={error} retry={() => void read.refetch()} />}
    </Page>
  )
}

function SessionView({ session, report }: { readonly session: Session; readonly report: XReport }) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const { can } = useSession()
  const isOpen = session.status === 'open'
  const name = isOpen ? t(messages.xReport) : t(messages.zReport, { number: session.z_number ?? 0 })
  return (
    <Page
      title={t(messages.sessionOf, {
        register: session.register_name ?? String(session.register_id),
        day: format.date(session.business_day),
      })}
      lead={`${name} · ${places.name(session.store_id)}`}
      crumbs={[{ label: t(messages.sessions), to: '/sessions' }]}
      actions={
        <>
          {can('sales.view') && (
            <Button component={Link} to="/sales" search={{ session_id: session.id } as never} variant="default">
              {t(messages.seeTickets)}
            </Button>
          )}
          <Button variant="default" leftSection={<Icon of={PrinterIcon} size={1} />} onClick={() => window.print()}>
            {t(messages.print)}
          </Button>
          {isOpen && session.kind === 'drawer' && can('sessions.close') && <CloseButton session={session} />}
        </>
      }
    >
      <Warnings session={session} />
      <Grid gap="md" align="flex-start">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack>
            <TakenSection report={report} />
            <PaymentsSection report={report} />
            <LateTickets report={report} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack>
            <CashSection session={session} report={report} />
            {session.kind === 'drawer' && <CashMovements session={session} />}
            {report.stated !== null && <StatedSection report={report} stated={report.stated} />}
            {report.anchor !== null && <AnchorSection session={session} anchor={report.anchor} />}
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  )
}

function Warnings({ session }: { readonly session: Session }) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  return (
    <>
      {session.missing_records > 0 && (
        <Alert color="safran">{t(messages.missingRecords, { count: session.missing_records })}</Alert>
      )}
      {session.taken_over_at !== null && (
        <Alert color="safran">
          {t(messages.takenOver, { when: format.date(session.taken_over_at, 'moment', places.zone(session.store_id)) })}
        </Alert>
      )}
    </>
  )
}
