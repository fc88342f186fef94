import { Group, Kbd, Stack, Title, Text as Words } from '@mantine/core'
import { type Text, useText } from '../../../i18n/index.ts'
import { messages as sell } from '../sell/messages.ts'
import { useSale } from '../sell/sale-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { messages } from './messages.ts'

type Shortcut = { readonly keys: readonly string[]; readonly does: Text }

const SELLING: readonly Shortcut[] = [
  { keys: ['F1'], does: messages.help },
  { keys: ['F2'], does: messages.search },
  { keys: ['↵'], does: messages.enter },
  { keys: ['3', '*', '…'], does: messages.multiply },
  { keys: ['↑', '↓'], does: messages.lines },
  { keys: ['+', '−'], does: messages.quantity },
  { keys: ['Del'], does: messages.remove },
  { keys: ['F3'], does: messages.customer },
  { keys: ['F4'], does: messages.lineDiscount },
  { keys: ['F6'], does: messages.ticketDiscount },
  { keys: ['F7'], does: messages.price },
  { keys: ['Ins'], does: messages.openLine },
  { keys: ['F8'], does: messages.park },
  { keys: ['F9'], does: messages.pay },
  { keys: ['F10'], does: messages.returns },
  { keys: ['Alt', 'T'], does: messages.tickets },
  { keys: ['Alt', 'V'], does: messages.turn },
  { keys: ['Alt', 'G'], does: messages.settings },
]

const PAYING: readonly Shortcut[] = [
  { keys: ['↵'], does: messages.payCash },
  { keys: ['F3'], does: messages.payCard },
  { keys: ['F2'], does: messages.print },
  { keys: ['↵'], does: messages.next },
]

/** What the keyboard does, for whoever has one. */
export function ShortcutsDialog() {
  const t = useText()
  const { close } = useSale()
  return (
    <TillDialog title={t(sell.shortcuts)} onClose={close} size="lg">
      <Stack gap="lg">
        <List title={t(messages.selling)} shortcuts={SELLING} />
        <List title={t(messages.paying)} shortcuts={PAYING} />
      </Stack>
    </TillDialog>
  )
}

function List({ title, shortcuts }: { readonly title: string; readonly shortcuts: readonly Shortcut[] }) {
  const t = useText()
  return (
    <Stack gap={6}>
      <Title order={3}>{title}</Title>
      {shortcuts.map(({ keys, does }) => (
        <Group key={does.en} justify="space-between" wrap="nowrap">
          <Words>{t(does)}</Words>
          <Group gap={4} wrap="nowrap">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </Group>
        </Group>
      ))}
    </Stack>
  )
}
