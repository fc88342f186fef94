import 'dayjs/locale/fr'
import { DatesProvider } from '@mantine/dates'
import { type ReactNode, useMemo } from 'react'
import { useLanguage, useText } from '../../i18n/index.ts'
import { messages } from './messages.ts'

/** Calendars in the reader's language, whose weeks begin on Monday as those of the reports do. */
export function CalendarWords({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage()
  const settings = useMemo(() => ({ locale: language, firstDayOfWeek: 1 as const }), [language])
  return <DatesProvider settings={settings}>{children}</DatesProvider>
}

/** What the buttons of a calendar are called. */
export function useCalendarLabels() {
  const t = useText()
  return {
    monthLevelControl: t(messages.chooseMonth),
    yearLevelControl: t(messages.chooseYear),
    nextMonth: t(messages.nextMonth),
    previousMonth: t(messages.previousMonth),
    nextYear: t(messages.nextYear),
    previousYear: t(messages.previousYear),
    nextDecade: t(messages.nextDecade),
    previousDecade: t(messages.previousDecade),
  }
}
