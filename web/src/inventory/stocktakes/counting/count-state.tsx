import {
  CheckCircleIcon,
  CloudArrowUpIcon,
  ExclamationTriangleIcon,
  SignalSlashIcon,
} from '@heroicons/react/24/outline'
import { Group, Text as Words } from '@mantine/core'
import { useFormat, useText } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import { type CountSheet, countedIn, pending, refused, unitsIn } from './count-sheet.ts'
import { messages } from './messages.ts'
import type { Sending } from './use-count-sender.ts'

type CountStateProps = { readonly sheet: CountSheet; readonly zone: string; readonly sending: Sending }

/** How much was counted here, and whether the server has it. */
export function CountState({ sheet, zone, sending }: CountStateProps) {
  const t = useText()
  const format = useFormat()
  const wrong = refused(sheet)
  const waiting = pending(sheet) - wrong
  const count = countedIn(sheet, zone).length
  const units = unitsIn(sheet, zone)
  const [icon, color, text] =
    waiting === 0
      ? wrong === 0
        ? [CheckCircleIcon, 'var(--good)', t(messages.allSent)]
        : [ExclamationTriangleIcon, 'var(--bad)', t(messages.wrong, { count: wrong })]
      : sending.isOffline
        ? [SignalSlashIcon, 'var(--warn)', t(messages.waiting, { count: waiting })]
        : [CloudArrowUpIcon, 'var(--mantine-color-dimmed)', t(messages.sending, { count: format.number(waiting) })]
  return (
    <Group justify="space-between" role="status">
      <Words fw={600}>
        {t(messages.sum, { count })}
        {count > 0 && ` · ${t(messages.units, { count: Number(units), quantity: format.number(units) })}`}
      </Words>
      <Words size="sm" c={color} fw={600}>
        <Group component="span" gap={4} wrap="nowrap">
          <Icon of={icon} size={1.1} />
          {text}
        </Group>
      </Words>
    </Group>
  )
}
