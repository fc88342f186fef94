import { Anchor, Breadcrumbs, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReportCustomInput, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { toldOf } from '../answer.ts'
import type { ReportFields } from '../fields/use-fields.ts'
import { messages } from '../messages.ts'
import { usePeriodText } from '../scope/use-period-text.ts'
import type { ScopeControl } from '../scope/use-scope.ts'
import type { Step } from './drill.ts'
import { backTo } from './into-row.ts'
import type { SalesView } from './sales-question.ts'

type SalesPathProps = { readonly view: SalesView; readonly control: ScopeControl; readonly fields: ReportFields }

/** The rows that one went into, each a way back. */
export function SalesPath({ view, control, fields }: SalesPathProps) {
  const t = useText()
  const { path } = view
  if (path.length === 0) return null
  // The last one is where one is.
  const backOf = (index: number) => (index === path.length - 1 ? null : backTo(index + 1, view, control.url))
  return (
    <Breadcrumbs separator="›" aria-label={t(messages.path)} component="nav" style={{ flexWrap: 'wrap', rowGap: 4 }}>
      <Anchor component={Link} to="/reports/sales" search={backTo(0, view, control.url) as never}>
        {t(messages.allSales)}
      </Anchor>
      {path.map((step, index) => (
        <PathStep key={step.dimension} step={step} control={control} fields={fields} back={backOf(index)} />
      ))}
    </Breadcrumbs>
  )
}

type PathStepProps = Omit<SalesPathProps, 'view'> & {
  readonly step: Step
  readonly back: Readonly<Record<string, string>> | null
}

function PathStep({ step, control, fields, back }: PathStepProps) {
  const label = fields.dimensions.find(({ name }) => name === step.dimension)?.label ?? ''
  if (back === null) {
    return (
      <Words fw={600} aria-current="page">
        {label} <StepName step={step} control={control} />
      </Words>
    )
  }
  return (
    <Anchor component={Link} to="/reports/sales" search={back as never}>
      {label} <StepName step={step} control={control} />
    </Anchor>
  )
}

function StepName({ step, control }: { readonly step: Step; readonly control: ScopeControl }) {
  const format = useFormat()
  const writePeriod = usePeriodText()
  const { dimension, key, days } = step
  if (days === null) return <KeyName step={step} control={control} />
  if (dimension === 'year') return <>{key}</>
  if (dimension === 'month') return <>{format.date(days.date_from, 'month')}</>
  return <>{writePeriod(days)}</>
}

/** An address holds keys; the API knows what they are called. */
function KeyName({ step: { dimension, key }, control }: { readonly step: Step; readonly control: ScopeControl }) {
  const question = {
    ...control.scope.query,
    dimensions: [dimension],
    measures: ['tickets' as const],
    filters: [{ dimension, values: [key] }] as ReportCustomInput['filters'],
    limit: 1,
  }
  const answer = useApi('reportCustom', [question], { staleTime: Number.POSITIVE_INFINITY })
  const told = toldOf(answer.data)
  const rows = [told, ...(told?.currencies ?? [])].flatMap((block) => block?.rows ?? [])
  return <>{rows[0]?.labels[dimension] ?? key ?? ''}</>
}
