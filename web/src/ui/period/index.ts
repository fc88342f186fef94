export { CalendarWords } from './calendar-words.tsx'
export { DayField } from './day-field.tsx'
export { DatesField, PeriodField } from './period-field.tsx'
export { addDays, isDay, isPeriodName, nameOf, type Period, type PeriodName, periodOf, todayOf } from './periods.ts'
