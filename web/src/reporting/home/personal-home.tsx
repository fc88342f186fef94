import { ShoppingCartIcon } from '@heroicons/react/24/outline'
import { SimpleGrid, Stack, Title } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { ROOMS } from '../../app/rooms.ts'
import { useSession } from '../../app/session.tsx'
import { useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { EmptyState, Icon, Page } from '../../ui/index.ts'
import classes from './home.module.css'
import { messages } from './messages.ts'

const TILL = '/till'

/** For whoever sees no reports: what they may do, the till first. */
export function PersonalHome() {
  const t = useText()
  const { can, profile } = useSession()
  const { routesByPath } = useRouter()
  const stores = useStores()
  const rooms = ROOMS.map(({ label, entries }) => ({
    label: t(label),
    entries: entries.filter(({ permission, to }) => can(permission) && to !== '/' && to !== TILL),
  })).filter(({ entries }) => entries.length > 0)
  const maySell = can('sales.create') && TILL in routesByPath
  return (
    <Page
      title={t(messages.hello, { name: profile.user?.name ?? '' })}
      lead={stores.map(({ name }) => name).join(' · ')}
    >
      <Stack gap="lg">
        {maySell && (
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
            <Link to={TILL} className={classes.tile} data-first>
              <Icon of={ShoppingCartIcon} size={1.75} />
              {t(messages.openTill)}
            </Link>
          </SimpleGrid>
        )}
        {!maySell && rooms.length === 0 && (
          <EmptyState title={t(messages.nothingYet)} hint={t(messages.nothingYetHint)} />
        )}
        {rooms.map(({ label, entries }) => (
          <Stack key={label} gap="xs">
            <Title order={2} size="h3">
              {label}
            </Title>
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
              {entries.map((entry) => (
                <Link key={entry.to} to={entry.to} className={classes.tile}>
                  <Icon of={entry.icon} size={1.5} />
                  {t(entry.label)}
                </Link>
              ))}
            </SimpleGrid>
          </Stack>
        ))}
      </Stack>
    </Page>
  )
}
