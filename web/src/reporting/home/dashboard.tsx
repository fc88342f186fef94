import { Button, Stack, Title } from '@mantine/core'
import { type Answer, api, useApi } from '../../api/index.ts'
import { useChosenStore, useStores } from '../../app/store-choice.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { Loaded, Page, useUrlState } from '../../ui/index.ts'
import { DayField, isDay, todayOf } from '../../ui/period/index.ts'
import { blocksOf, type Told, toldOf } from '../answer.ts'
import { ExportMenu } from '../export/export-menu.tsx'
import { FILE_TIMEOUT_MS } from '../export/formats.ts'
import { type ReportFields, useFields } from '../fields/use-fields.ts'
import { dayFault } from '../scope/address-faults.ts'
import { MendedAddress } from '../scope/mended-address.tsx'
import { isLeftToChoice, readStores } from '../scope/report-scope.ts'
import { StoresCovered } from '../scope/stores-covered.tsx'
import { type DayBlock, DayFigures } from './day-figures.tsx'
import { DayHours } from './day-hours.tsx'
import classes from './home.module.css'
import { messages } from './messages.ts'
import { RegisterStates } from './register-states.tsx'
import { hoursOver } from './so-far.ts'
import { StockAlerts } from './stock-alerts.tsx'
import { StoreRanking } from './store-ranking.tsx'

export type DashboardAnswer = Told<Answer<'reportDashboard'>>

const REFRESH_MS = 60_000

/** A day beside the same weekday of last week and of last year, with how registers and stock are now. */
export function Dashboard() {
  const t = useText()
  const format = useFormat()
  const [url, change] = useUrlState()
  const [store] = useChosenStore()
  const asked = isDay(url.date) ? { date: url.date } : {}
  const stores = readStores(url, store)
  const query = { ...asked, ...(stores !== null && { store_id: stores }) }
  // A register falls silent without an event.
  const answer = useApi('reportDashboard', [query], { refetchInterval: REFRESH_MS })
  const fields = useFields()
  const day = toldOf(answer.data)
  return (
    <Page
      title={t(messages.dashboard)}
      lead={
        day === null
          ? undefined
          : t(day.date >= todayOf() ? messages.underWay : messages.beside, {
              day: format.date(day.date, 'long'),
              week: format.date(day.last_week, 'weekday'),
              year: format.date(day.last_year, 'day'),
            })
      }
      actions={
        <>
          {'date' in asked && (
            <Button variant="subtle" onClick={() => change({ date: undefined })}>
              {t(messages.backToToday)}
            </Button>
          )}
          {day !== null && <DayField day={day.date} onChange={(date) => change({ date })} />}
          <ExportMenu
            name={t(messages.fileName, { day: day?.date ?? '' })}
            kind="dashboard"
            parameters={query}
            read={(format) => api.reportDashboard({ ...query, format }, { timeoutMs: FILE_TIMEOUT_MS })}
          />
        </>
      }
    >
      <MendedAddress faults={[dayFault(url, t(messages.backToToday))]} />
      <StoresCovered stores={stores} isChosen={isLeftToChoice(url, store)} />
      <Loaded of={answer}>
        {(given) => {
          const told = toldOf(given)
          return (
            told !== null && <Loaded of={fields}>{(known) => <Day day={told} fields={known} stores={stores} />}</Loaded>
          )
        }}
      </Loaded>
    </Page>
  )
}

type DayProps = {
  readonly day: DashboardAnswer
  readonly fields: ReportFields
  /** Ids by comma; null: all of the reader's. */
  readonly stores: string | null
}

function Day({ day, fields, stores }: DayProps) {
  const blocks = blocksOf(day)
  return (
    <Stack gap="lg">
      {blocks.map((block) => (
        <Stack key={block.currency} gap="md">
          {blocks.length > 1 && <Title order={2}>{block.currency}</Title>}
          <DayBlockView block={block} fields={fields} day={day.date} stores={stores} />
        </Stack>
      ))}
      <div className={classes.split}>
        <RegisterStates registers={day.registers} />
        {day.alerts !== null && <StockAlerts alerts={day.alerts} />}
      </div>
    </Stack>
  )
}

type DayBlockProps = Pick<DayProps, 'fields' | 'stores'> & { readonly block: DayBlock; readonly day: string }

/** What the day is in one currency. */
function DayBlockView({ block, fields, day, stores }: DayBlockProps) {
  const known = useStores()
  const sold = new Set(block.stores?.map(({ key }) => key))
  const zones = known.filter(({ id }) => id !== undefined && sold.has(id)).map((store) => store.time_zone)
  const over = hoursOver(day, zones, new Date())
  return (
    <>
      <DayFigures block={block} fields={fields} day={day} stores={stores} over={over} />
      <div className={classes.split}>
        <DayHours block={block} fields={fields} />
        <StoreRanking block={block} day={day} isUnderWay={over !== null} />
      </div>
    </>
  )
}
