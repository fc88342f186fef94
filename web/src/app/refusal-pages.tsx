import { LockClosedIcon, MapIcon } from '@heroicons/react/24/outline'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useText } from '../i18n/index.ts'
import { EmptyState, Icon } from '../ui/index.ts'
import { messages } from './messages.ts'

export function NotFound() {
  const t = useText()
  return (
    <EmptyState
      icon={<Icon of={MapIcon} size={2.5} />}
      title={t(messages.notFound)}
      hint={t(messages.notFoundHint)}
      action={<HomeButton />}
    />
  )
}

export function NotAllowed({ permission }: { readonly permission: string }) {
  const t = useText()
  return (
    <EmptyState
      icon={<Icon of={LockClosedIcon} size={2.5} />}
      title={t(messages.notAllowed)}
      hint={t(messages.notAllowedHint, { permission })}
      action={<HomeButton />}
    />
  )
}

function HomeButton() {
  const t = useText()
  return (
    <Button component={Link} to="/" variant="default">
      {t(messages.home)}
    </Button>
  )
}
