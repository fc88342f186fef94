import { AppShell, Burger, Group, ScrollArea, Text as Words } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { Link, Outlet } from '@tanstack/react-router'
import { useText } from '../i18n/index.ts'
import { AccountMenu } from './account-menu.tsx'
import { CommandPalette, PaletteButton } from './command-palette.tsx'
import { LanguageButton } from './language-button.tsx'
import { useLive } from './live.ts'
import { Mark } from './mark.tsx'
import { messages } from './messages.ts'
import { Navigation } from './navigation.tsx'
import { OfflineBanner } from './offline-banner.tsx'
import { SetupNotice } from './setup-notice.tsx'
import classes from './shell.module.css'
import { StoreChoice } from './store-choice.tsx'
import { ThemeButton } from './theme-button.tsx'
import { useArrival } from './use-arrival.ts'

const CONTENT = 'content'

/** What stands around every page of the back office. */
export function Shell() {
  const t = useText()
  const [isOpen, { toggle, close }] = useDisclosure()
  const title = useArrival(CONTENT)
  useLive()
  useHotkeys([['Escape', close]], [])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: { sm: 224, lg: 248 }, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a href={`#${CONTENT}`} className={classes.skip}>
        {t(messages.skip)}
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger
            opened={isOpen}
            onClick={toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={t(messages.menu)}
            aria-expanded={isOpen}
          />
          <Brand />
          <Group ml="auto" gap={4} wrap="nowrap">
            <PaletteButton />
            <Group visibleFrom="sm" gap={4} wrap="nowrap">
              <StoreChoice />
              <LanguageButton />
            </Group>
            <ThemeButton />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar
        className={classes.navbar}
        component="nav"
        aria-label={t(messages.navigation)}
        data-closed={!isOpen || undefined}
      >
        <AppShell.Section hiddenFrom="sm" p="sm">
          <StoreChoice />
        </AppShell.Section>
        <AppShell.Section grow component={ScrollArea} px="xs" py="sm">
          <Navigation onChosen={close} />
        </AppShell.Section>
        <AppShell.Section hiddenFrom="sm" p="sm">
          <LanguageButton />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id={CONTENT} tabIndex={-1} className={classes.main}>
        <OfflineBanner />
        <SetupNotice />
        <Outlet />
        <div className="visually-hidden" aria-live="polite">
          {title}
        </div>
      </AppShell.Main>
      <CommandPalette />
    </AppShell>
  )
}

const Brand = () => (
  <Link to="/" className={classes.brand} aria-label="Comptoir">
    <Mark size={1.9} />
    <Words fw={700} size="lg" visibleFrom="xs">
      Comptoir
    </Words>
  </Link>
)
