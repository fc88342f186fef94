import { Anchor, Text as Words } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../app/session.tsx'

type RecordLinkProps = { readonly id: string; readonly children: ReactNode }

const SALE = '/sales/$id'
const SESSION = '/drawers/$id'

/** A ticket, for whoever may see it. */
export const SaleLink = (props: RecordLinkProps) => <RecordLink {...props} path={SALE} permission="sales.view" />

/** A drawer session, for whoever may see it. */
export const SessionLink = (props: RecordLinkProps) => (
  <RecordLink {...props} path={SESSION} permission="sessions.view" />
)

function RecordLink({
  id,
  children,
  path,
  permission,
}: RecordLinkProps & { readonly path: string; readonly permission: string }) {
  const { can } = useSession()
  const { routesByPath } = useRouter()
  if (!can(permission) || !(path in routesByPath)) {
    return (
      <Words span size="sm" c="dimmed">
        {children}
      </Words>
    )
  }
  return (
    <Anchor component={Link} to={path.replace('$id', id)} size="sm" underline="always">
      {children}
    </Anchor>
  )
}
