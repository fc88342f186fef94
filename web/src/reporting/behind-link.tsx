import { Anchor } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../app/session.tsx'
import { type BehindFigure, behindOf } from './behind.ts'

type BehindLinkProps = {
  /** As the API gives it: `/api/v1/sales?…`. */
  readonly url: string | null | undefined
  readonly label?: string
  readonly children: ReactNode
}

/** A figure that leads to what it is made of, for whoever may see that. */
export function BehindLink({ url, label, children }: BehindLinkProps) {
  const behind = useBehind(url)
  if (behind === null) return <>{children}</>
  return (
    <Anchor component={Link} to={behind.to} search={behind.search as never} aria-label={label} inherit>
      {children}
    </Anchor>
  )
}

export function useBehind(url: string | null | undefined): BehindFigure | null {
  const { can } = useSession()
  const { routesByPath } = useRouter()
  const behind = url === null || url === undefined ? null : behindOf(url)
  return behind !== null && behind.to in routesByPath && can(behind.permission) ? behind : null
}
