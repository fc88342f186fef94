import { Anchor, Badge, Card, Group, Stack, Title, Text as Words } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { type Text, useFormat, useText } from '../../i18n/index.ts'
import { EmptyState } from '../../ui/index.ts'
import { behindOf } from '../behind.ts'
import type { DashboardAnswer } from './dashboard.tsx'
import classes from './home.module.css'
import { messages } from './messages.ts'

type Alerts = NonNullable<DashboardAnswer['alerts']>
type Kind = Alerts['newest'][number]['kind']

const KINDS: Readonly<Record<Kind, { readonly label: Text; readonly color: string }>> = {
  out: { label: messages.alertOut, color: 'brique' },
  negative: { label: messages.alertNegative, color: 'brique' },
  low: { label: messages.alertLow, color: 'safran' },
  over: { label: messages.alertOver, color: 'gray' },
  no_sale: { label: messages.alertNoSale, color: 'gray' },
}

/** What is missing or too much in the stores now, the newest first. */
export function StockAlerts({ alerts }: { readonly alerts: Alerts }) {
  const t = useText()
  const format = useFormat()
  const { routesByPath } = useRouter()
  const all = behindOf(alerts.alerts_url)
  const counted = (Object.keys(KINDS) as Kind[]).filter((kind) => alerts.counts[kind] > 0)
  return (
    <Card>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h3">
            {t(messages.alerts)}
          </Title>
          {all !== null && all.to in routesByPath && (
            <Anchor component={Link} to={all.to} search={all.search as never} size="sm">
              {t(messages.allAlerts, { count: alerts.total })}
            </Anchor>
          )}
        </Group>
        {alerts.total === 0 && <EmptyState title={t(messages.noAlerts)} hint={t(messages.noAlertsHint)} />}
        <Group gap={6}>
          {counted.map((kind) => (
            <Badge key={kind} color={KINDS[kind].color} size="lg">
              {t(KINDS[kind].label)} {format.number(alerts.counts[kind])}
            </Badge>
          ))}
        </Group>
        <ul className={classes.list}>
          {alerts.newest.map((alert) => (
            <li key={alert.id}>
              <Stack gap={2} className={classes.name}>
                <ArticleName alert={alert} />
                <Words span size="sm" c="dimmed">
                  {[alert.variant_name, alert.store_name].filter((part) => part !== '').join(' · ')}
                </Words>
              </Stack>
              <Stack gap={2} align="flex-end" className={classes.side}>
                <Badge color={KINDS[alert.kind].color}>{t(KINDS[alert.kind].label)}</Badge>
                <Words span size="sm" c="dimmed">
                  {t(messages.onHand, { quantity: format.number(alert.on_hand) })}
                </Words>
              </Stack>
            </li>
          ))}
        </ul>
      </Stack>
    </Card>
  )
}

const ARTICLE = '/stock/$variantId/$storeId'

/** Leads to why there is so much of it. */
function ArticleName({ alert }: { readonly alert: Alerts['newest'][number] }) {
  const { routesByPath } = useRouter()
  const { product_name: name, variant_id: variant, store_id: store } = alert
  if (!(ARTICLE in routesByPath)) return name
  return (
    <Anchor component={Link} to={`/stock/${variant}/${store}`} fw={600} inherit>
      {name}
    </Anchor>
  )
}
