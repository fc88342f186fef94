import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { LonePage as Lone } from '../../app/lone-page.tsx'
import { useText } from '../../i18n/index.ts'
import { messages } from '../messages.ts'

/** A page for somebody who is not signed in: one card, and the way back. */
export function LonePage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useText()
  return (
    <Lone
      title={title}
      below={
        <Anchor component={Link} to="/" size="sm">
          {t(messages.backToSignIn)}
        </Anchor>
      }
    >
      {children}
    </Lone>
  )
}
