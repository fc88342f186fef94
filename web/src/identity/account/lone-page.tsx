import { Anchor, Card, Center, Stack, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { LanguageButton } from '../../app/language-button.tsx'
import { Mark } from '../../app/mark.tsx'
import { useText } from '../../i18n/index.ts'
import { messages } from '../messages.ts'

/** A page for somebody who is not signed in: one card, and the way back. */
export function LonePage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useText()
  useDocumentTitle(`${title} · Comptoir`)
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw="24rem" align="center" gap="lg">
        <Mark size={3.5} />
        <Title order={1} ta="center">
          {title}
        </Title>
        <Card w="100%" p="lg">
          {children}
        </Card>
        <Anchor component={Link} to="/" size="sm">
          {t(messages.backToSignIn)}
        </Anchor>
        <LanguageButton />
      </Stack>
    </Center>
  )
}
