import { Anchor, Group, Stack, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { XReport } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Section } from '../../ui/index.ts'
import { usePlaces } from '../words/places.ts'
import { messages } from './messages.ts'

/** The tickets that came after the closing. */
export function LateTickets({ report }: { readonly report: XReport }) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const { late, session } = report
  if (late.tickets.length === 0) return null
  return (
    <Section title={t(messages.late)}>
      <Words size="sm" c="dimmed">
        {t(messages.lateHint)}
      </Words>
      <Stack gap="xs">
        {late.tickets.map(({ id, reference, occurred_at: at, total }) => (
          <Group key={id} justify="space-between">
            <span>
              <Anchor component={Link} to={`/sales/${id}`} fw={600} size="sm">
                {reference}
              </Anchor>
              <Words span size="sm" c="dimmed">
                {` · ${format.date(at, 'moment', places.zone(session.store_id))}`}
              </Words>
            </span>
            <Words size="sm">{format.money(total, session.currency)}</Words>
          </Group>
        ))}
      </Stack>
    </Section>
  )
}
