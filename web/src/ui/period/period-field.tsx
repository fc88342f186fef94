import { ChevronLeftIcon, ChevronRightIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Group, Select, Tooltip } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useEffect, useState } from 'react'
import { type Text, useLanguage, useText } from '../../i18n/index.ts'
import { Icon, type IconType } from '../icon.tsx'
import { CalendarWords, useCalendarLabels } from './calendar-words.tsx'
import { messages } from './messages.ts'
import { isPeriodName, PERIOD_NAMES, type Period, type PeriodName, periodOf, shiftPeriod, todayOf } from './periods.ts'

type PeriodFieldProps = {
  readonly period: Period
  /** How it was asked for; null: by dates. */
  readonly name: PeriodName | null
  readonly onName: (name: PeriodName) => void
  readonly onDates: (period: Period) => void
}

const CHOSEN = 'chosen'

const NAMES: Readonly<Record<PeriodName, Text>> = {
  today: messages.today,
  yesterday: messages.yesterday,
  this_week: messages.thisWeek,
  last_week: messages.lastWeek,
  this_month: messages.thisMonth,
  last_month: messages.lastMonth,
  last_30_days: messages.last30Days,
  this_quarter: messages.thisQuarter,
  last_quarter: messages.lastQuarter,
  this_year: messages.thisYear,
  last_year: messages.lastYear,
  last_12_months: messages.last12Months,
  since_last_year: messages.sinceLastYear,
}

/** A period by its name, by a calendar, or the one before or after it. */
export function PeriodField({ period, name, onName, onDates }: PeriodFieldProps) {
  const t = useText()
  const names = PERIOD_NAMES.map((value) => ({ value: value as string, label: t(NAMES[value]) }))
  return (
    <CalendarWords>
      <Group gap="xs" align="flex-end" wrap="wrap">
        <Select
          label={t(messages.period)}
          data={name === null ? [...names, { value: CHOSEN, label: t(messages.chosen) }] : names}
          value={name ?? CHOSEN}
          onChange={(value) => isPeriodName(value ?? undefined) && onName(value as PeriodName)}
          allowDeselect={false}
          w="11.5rem"
        />
        <Group gap={4} wrap="nowrap" align="flex-end">
          <Step
            label={t(messages.earlier)}
            icon={ChevronLeftIcon}
            onClick={() => onDates(shiftPeriod(wholeOf(name, period), -1))}
          />
          <DatesField label={t(messages.dates)} period={period} onDates={onDates} />
          <Step
            label={t(messages.later)}
            icon={ChevronRightIcon}
            onClick={() => onDates(shiftPeriod(wholeOf(name, period), 1))}
          />
        </Group>
      </Group>
    </CalendarWords>
  )
}

/** Before this month, of which some days are over, comes a whole one. */
function wholeOf(name: PeriodName | null, period: Period): Period {
  const whole: Partial<Record<PeriodName, PeriodName>> = {
    this_month: 'last_month',
    this_quarter: 'last_quarter',
    this_year: 'last_year',
    this_week: 'last_week',
  }
  const before = name === null ? undefined : whole[name]
  return before === undefined ? period : shiftPeriod(periodOf(before, todayOf()), 1)
}

type DatesFieldProps = Pick<PeriodFieldProps, 'period' | 'onDates'> & { readonly label: string }

/** Tells of a period when both its days are chosen. */
export function DatesField({ label, period, onDates }: DatesFieldProps) {
  const { language } = useLanguage()
  const labels = useCalendarLabels()
  const { date_from: from, date_to: to } = period
  const [chosen, setChosen] = useState<[string | null, string | null]>([from, to])
  useEffect(() => setChosen([from, to]), [from, to])
  return (
    <DatePickerInput
      type="range"
      label={label}
      valueFormat={language === 'fr' ? 'D MMM YYYY' : 'MMM D, YYYY'}
      allowSingleDateInRange
      value={chosen}
      onChange={([first, last]) => {
        setChosen([first, last])
        if (first !== null && last !== null) onDates({ date_from: first, date_to: last })
      }}
      ariaLabels={labels}
      miw="13.5rem"
      popoverProps={{ withinPortal: true }}
    />
  )
}

export function Step(props: { readonly label: string; readonly icon: IconType; readonly onClick: () => void }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon variant="default" size="input-sm" aria-label={props.label} onClick={props.onClick}>
        <Icon of={props.icon} size={1} />
      </ActionIcon>
    </Tooltip>
  )
}
