import { CalendarIcon } from '@heroicons/react/24/outline'
import { Button, Group, Popover, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useFormat, useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { messages } from './messages.ts'
import { nameOfPeriod, PERIODS, type Period, type PeriodName, periodOf, todayIn } from './period.ts'

const NAMES = {
  always: messages.always,
  today: messages.today,
  yesterday: messages.yesterday,
  week: messages.week,
  month: messages.month,
  lastMonth: messages.lastMonth,
} satisfies Record<PeriodName, object>

type PeriodFilterProps = {
  readonly value: Period
  readonly onChange: (period: Period) => void
  /** There must be one: it cannot be left open. */
  readonly isNeeded?: boolean
}

/** From which day to which: one of the usual periods, or any other. */
export function PeriodFilter({ value, onChange, isNeeded = false }: PeriodFilterProps) {
  const t = useText()
  const format = useFormat()
  const [isOpen, { toggle, close }] = useDisclosure()
  const today = todayIn(undefined)
  const name = nameOfPeriod(value, today)
  const days = [value.from, value.to].filter((day) => day !== '').map((day) => format.date(day))
  const isMissing = isNeeded && name === 'always'
  const label = name === null ? [...new Set(days)].join(' – ') : t(isMissing ? messages.choosePeriod : NAMES[name])
  return (
    <Popover opened={isOpen} onClose={close} onChange={close} trapFocus returnFocus position="bottom-start" shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<Icon of={CalendarIcon} size={1} />} onClick={toggle}>
          <span className="visually-hidden">{t(messages.period)}</span>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t(messages.period)}>
        <Stack gap="sm">
          <Group gap="xs" maw="20rem">
            {PERIODS.filter((usual) => !isNeeded || usual !== 'always').map((usual) => (
              <Button
                key={usual}
                size="xs"
                variant={usual === name ? 'filled' : 'default'}
                aria-pressed={usual === name}
                onClick={() => {
                  onChange(periodOf(usual, today))
                  close()
                }}
              >
                {t(NAMES[usual])}
              </Button>
            ))}
          </Group>
          <Group gap="xs" grow maw="20rem">
            <TextInput
              type="date"
              label={t(words.from)}
              value={value.from}
              max={value.to}
              onChange={({ currentTarget }) => onChange({ ...value, from: currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t(words.to)}
              value={value.to}
              min={value.from}
              onChange={({ currentTarget }) => onChange({ ...value, to: currentTarget.value })}
            />
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
