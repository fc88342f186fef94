import { Select, Stack } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { CalendarWords, DatesField, periodOf, todayOf } from '../../ui/period/index.ts'
import type { DefinitionPartProps } from './custom-form.tsx'
import { sentencesAt } from './definition.ts'
import { messages } from './messages.ts'

const NONE = 'none'
const DATES = 'dates'

/** Another period that is laid on the report's own. */
export function CompareField({ definition: { compare }, set, errors }: DefinitionPartProps) {
  const t = useText()
  const chosen = typeof compare === 'object' ? compare : null
  const choose = (value: string | null) => {
    if (value === DATES) set({ compare: periodOf('last_year', todayOf()) })
    else set({ compare: value === NONE || value === null ? undefined : value })
  }
  return (
    <Stack gap="xs">
      <Select
        label={t(messages.compare)}
        data={[
          { value: NONE, label: t(messages.noComparison) },
          { value: 'previous_period', label: t(messages.previousPeriod) },
          { value: 'previous_year', label: t(messages.previousYear) },
          { value: DATES, label: t(messages.otherDates) },
        ]}
        value={chosen !== null ? DATES : String(compare ?? NONE)}
        onChange={choose}
        allowDeselect={false}
        error={sentencesAt(errors, 'compare')}
      />
      {chosen !== null && (
        <CalendarWords>
          <DatesField
            label={t(messages.comparedDates)}
            period={chosen}
            onDates={({ date_from, date_to }) => set({ compare: { date_from, date_to } })}
          />
        </CalendarWords>
      )}
    </Stack>
  )
}
