export { DayField } from './day-field.tsx'
export { PeriodField } from './period-field.tsx'
export { addDays, isDay, isPeriodName, nameOf, type Period, type PeriodName, periodOf, todayOf } from './periods.ts'
