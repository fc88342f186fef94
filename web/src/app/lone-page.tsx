import { Card, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { LanguageButton } from './language-button.tsx'
import classes from './lone-page.module.css'
import { Mark } from './mark.tsx'

type LonePageProps = {
  readonly title: string
  readonly children: ReactNode
  /** What stands below the card: other ways. */
  readonly below?: ReactNode
}

/** A page for somebody who is not signed in: one card under the awning of the house. */
export function LonePage({ title, children, below }: LonePageProps) {
  useDocumentTitle(`${title} · Comptoir`)
  return (
    <div className={classes.page}>
      <div className={classes.awning} />
      <main className={classes.content}>
        <Mark size={3.5} />
        <Title order={1} ta="center">
          {title}
        </Title>
        <Card w="100%" p="lg">
          {children}
        </Card>
        {below}
        <LanguageButton />
      </main>
    </div>
  )
}
