import { Anchor, Card, Center, Group, Stack, Title, Text as Words } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { LanguageButton } from '../../../app/language-button.tsx'
import { Mark } from '../../../app/mark.tsx'
import { ThemeButton } from '../../../app/theme-button.tsx'
import { useText } from '../../../i18n/index.ts'
import { messages as shared } from '../shared/messages.ts'
import { messages } from './messages.ts'
import classes from './start.module.css'

type StartFrameProps = {
  readonly title: string
  readonly lead?: string
  readonly width?: string
  readonly children?: ReactNode
}

/** What stands between a fresh device and its first sale: one question at a time. */
export function StartFrame({ title, lead, width = '28rem', children }: StartFrameProps) {
  const t = useText()
  useDocumentTitle(`${t(shared.till)} · Comptoir`)
  return (
    <Center component="main" mih="100dvh" p="md" data-density="touch" className={classes.frame}>
      <Stack w="100%" maw={width} gap="lg">
        <Stack align="center" gap="xs" ta="center">
          <Mark size={3.25} />
          <Title order={1}>{title}</Title>
          {lead !== undefined && (
            <Words c="dimmed" maw="32rem">
              {lead}
            </Words>
          )}
        </Stack>
        {children !== undefined && <Card p="lg">{children}</Card>}
        <Group justify="center" gap="xs">
          <Anchor href="/" size="sm">
            {t(messages.backOffice)}
          </Anchor>
          <LanguageButton />
          <ThemeButton />
        </Group>
      </Stack>
    </Center>
  )
}
