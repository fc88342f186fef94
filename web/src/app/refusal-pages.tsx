import { LockClosedIcon, MapIcon } from '@heroicons/react/24/outline'
import { Button, Card, Stack, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useText } from '../i18n/index.ts'
import { Icon, type IconType, Page } from '../ui/index.ts'
import { messages } from './messages.ts'

export function NotFound() {
  const t = useText()
  return <Refusal icon={MapIcon} title={t(messages.notFound)} hint={t(messages.notFoundHint)} />
}

export function NotAllowed({ permission }: { readonly permission: string }) {
  const t = useText()
  return (
    <Refusal icon={LockClosedIcon} title={t(messages.notAllowed)} hint={t(messages.notAllowedHint, { permission })} />
  )
}

/** Says why there is nothing here, and shows the way on. */
function Refusal({ icon, title, hint }: { readonly icon: IconType; readonly title: string; readonly hint: string }) {
  const t = useText()
  return (
    <Page title={title}>
      <Card>
        <Stack align="center" gap="md" py="xl" ta="center">
          <Icon of={icon} size={2.5} />
          <Words maw="32rem">{hint}</Words>
          <Button component={Link} to="/">
            {t(messages.home)}
          </Button>
        </Stack>
      </Card>
    </Page>
  )
}
