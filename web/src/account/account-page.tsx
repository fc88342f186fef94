import { SimpleGrid } from '@mantine/core'
import { useSession } from '../app/session.tsx'
import { useText } from '../i18n/index.ts'
import { Page } from '../ui/index.ts'
import classes from './account.module.css'
import { messages } from './messages.ts'
import { OwnIdentity } from './own-identity.tsx'
import { OwnPassword } from './own-password.tsx'
import { OwnPin } from './own-pin.tsx'
import { OwnTokens } from './own-tokens.tsx'

/** What somebody may change of themselves. */
export default function AccountPage() {
  const t = useText()
  const { profile } = useSession()
  const { user } = profile
  if (user === null) return null
  const roles = profile.roles.map(({ label }) => label).join(', ') || t(messages.noRole)
  return (
    <Page title={t(messages.room)} lead={t(messages.lead, { roles, email: user.email })}>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md" className={classes.cards}>
        <OwnIdentity key={user.email} user={user} />
        <OwnPassword />
        <OwnPin id={user.id} />
      </SimpleGrid>
      <OwnTokens />
    </Page>
  )
}
