import { Anchor, Group, Stack, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type Sale, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Loaded, Section } from '../../ui/index.ts'
import { usePlaces } from '../words/places.ts'
import { messages } from './messages.ts'

const MOST = 100

/** What took goods of this ticket back, and was perhaps exchanged for others. */
export function LinkedTickets({ sale }: { readonly sale: Sale }) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const linked = useApi('listSales', [{ sale_id: sale.id, sort: 'occurred_at', per_page: MOST }])
  if (sale.kind === 'return' && linked.data?.data.length === 0) return null
  return (
    <Section title={t(messages.linked)}>
      <Loaded of={linked}>
        {({ data }) =>
          data.length === 0 ? (
            <Words size="sm" c="dimmed">
              {t(messages.linkedNone)}
            </Words>
          ) : (
            <Stack gap="xs">
              {data.map(({ id, reference, occurred_at: at, store_id: store, total, currency }) => (
                <Group key={id} justify="space-between" gap="xs">
                  <span>
                    <Anchor component={Link} to={`/sales/${id}`} fw={600} size="sm">
                      {reference}
                    </Anchor>
                    <Words span size="sm" c="dimmed">
                      {` · ${format.date(at, 'moment', places.zone(store))} · ${places.name(store)}`}
                    </Words>
                  </span>
                  <Words size="sm">{format.money(total, currency ?? sale.currency)}</Words>
                </Group>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Section>
  )
}
