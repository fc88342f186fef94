import { Anchor, Box, Breadcrumbs, Group, Stack, Title, Text as Words } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

type Crumb = { readonly label: string; readonly to: string }

type PageProps = {
  readonly title: string
  readonly lead?: string
  /** Where one comes from, from the outside in. */
  readonly crumbs?: readonly Crumb[]
  /** The page's own buttons. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page of the back office: its title, its buttons, its content. */
export function Page({ title, lead, crumbs, actions, children }: PageProps) {
  useDocumentTitle(`${title} · Comptoir`)
  return (
    <Stack gap="md" maw="100rem" mx="auto" w="100%">
      <Group justify="space-between" align="flex-end" gap="sm">
        <Box miw={{ base: 0, sm: '10rem' }} flex={{ base: '0 1 auto', sm: '1 1 0' }}>
          {crumbs !== undefined && (
            <Breadcrumbs separator="›" fz="sm" mb={4}>
              {crumbs.map(({ label, to }) => (
                <Anchor key={to} component={Link} to={to} size="sm">
                  {label}
                </Anchor>
              ))}
            </Breadcrumbs>
          )}
          <Title order={1}>{title}</Title>
          {lead !== undefined && (
            <Words c="dimmed" size="sm">
              {lead}
            </Words>
          )}
        </Box>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  )
}
