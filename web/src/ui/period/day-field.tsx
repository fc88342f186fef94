import { ChevronLeftIcon, ChevronRightIcon } from '@heroicons/react/24/outline'
import { Group } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useLanguage, useText } from '../../i18n/index.ts'
import { CalendarWords, useCalendarLabels } from './calendar-words.tsx'
import { messages } from './messages.ts'
import { Step } from './period-field.tsx'
import { addDays } from './periods.ts'

type DayFieldProps = { readonly day: string; readonly onChange: (day: string) => void }

/** One day, by a calendar, or the one before or after it. */
export function DayField({ day, onChange }: DayFieldProps) {
  const t = useText()
  const { language } = useLanguage()
  const labels = useCalendarLabels()
  return (
    <CalendarWords>
      <Group gap={4} wrap="nowrap">
        <Step label={t(messages.earlierDay)} icon={ChevronLeftIcon} onClick={() => onChange(addDays(day, -1))} />
        <DatePickerInput
          label={t(messages.day)}
          labelProps={{ className: 'visually-hidden' }}
          valueFormat={language === 'fr' ? 'ddd D MMM YYYY' : 'ddd, MMM D, YYYY'}
          value={day}
          onChange={(next) => next !== null && onChange(next)}
          ariaLabels={labels}
          miw="11rem"
        />
        <Step label={t(messages.laterDay)} icon={ChevronRightIcon} onClick={() => onChange(addDays(day, 1))} />
      </Group>
    </CalendarWords>
  )
}
