import { Group, Kbd, Stack, Text as Words } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type Text, useText } from '../i18n/index.ts'
import { Dialog } from '../ui/index.ts'
import { messages } from './messages.ts'

/** The keys that work on every page; a page with its own shows them in its own list. */
const SHORTCUTS: readonly { readonly keys: readonly string[]; readonly does: Text }[] = [
  { keys: ['Ctrl', 'K'], does: messages.shortcutPalette },
  { keys: ['?'], does: messages.shortcutHelp },
  { keys: ['Alt', 'C'], does: messages.shortcutTill },
  { keys: ['/'], does: messages.shortcutSearch },
  { keys: ['Ctrl', 'J'], does: messages.shortcutTheme },
]

const ShortcutsContext = createContext<{ readonly show: () => void }>({ show: () => {} })
export const useShortcuts = () => useContext(ShortcutsContext)

export function ShortcutsProvider({ children }: { readonly children: ReactNode }) {
  const t = useText()
  const [isOpen, { open, close }] = useDisclosure()
  const navigate = useNavigate()
  useHotkeys([
    ['shift+?', open],
    ['?', open],
    ['alt+C', () => void navigate({ to: '/till' })],
    ['/', focusSearch],
  ])
  const value = useMemo(() => ({ show: open }), [open])
  return (
    <ShortcutsContext value={value}>
      {children}
      <Dialog opened={isOpen} onClose={close} title={t(messages.shortcuts)}>
        <Stack gap="sm">
          {SHORTCUTS.map(({ keys, does }) => (
            <Group key={does.en} justify="space-between">
              <Words>{t(does)}</Words>
              <Group gap={4}>
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </Group>
            </Group>
          ))}
        </Stack>
      </Dialog>
    </ShortcutsContext>
  )
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus()
}
