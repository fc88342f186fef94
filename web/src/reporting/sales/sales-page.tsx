import { AdjustmentsHorizontalIcon } from '@heroicons/react/24/outline'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api, useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Icon, Loaded, Page, useColumns } from '../../ui/index.ts'
import { ExportMenu } from '../export/export-menu.tsx'
import { FILE_TIMEOUT_MS } from '../export/formats.ts'
import { type ReportFields, useFields } from '../fields/use-fields.ts'
import { messages } from '../messages.ts'
import { usePeriodText } from '../scope/use-period-text.ts'
import { type ScopeControl, useScope } from '../scope/use-scope.ts'
import { Blocks } from '../table/blocks.tsx'
import { SalesBlock } from './sales-block.tsx'
import { SalesPath } from './sales-path.tsx'
import {
  definitionOf,
  fileQuestionOf,
  questionOf,
  readView,
  SALES_TABLE,
  salesMeasures,
  USUAL_MEASURES,
} from './sales-question.ts'
import { SalesToolbar } from './sales-toolbar.tsx'

/** What was sold, by whatever tells it apart: a click on a row shows what it is made of. */
export default function SalesPage() {
  const t = useText()
  const fields = useFields()
  const control = useScope()
  return (
    <Loaded of={fields}>{(known) => <Sales title={t(messages.salesReport)} fields={known} control={control} />}</Loaded>
  )
}

type SalesProps = { readonly title: string; readonly fields: ReportFields; readonly control: ScopeControl }

function Sales({ title, fields, control }: SalesProps) {
  const t = useText()
  const { scope, url } = control
  const view = readView(url, fields)
  const question = questionOf(view, scope, fields, url.sort)
  const [shown] = useColumns(SALES_TABLE, usualColumns(fields))
  const whole = fileQuestionOf(question, title, shown)
  const writePeriod = usePeriodText()
  const answer = useApi('reportCustom', [question])
  const { date_from: from, date_to: to } = question
  return (
    <Page
      title={title}
      lead={t(messages.salesLead)}
      actions={
        <>
          <Button
            component={Link}
            to="/reports/custom"
            search={{ definition: JSON.stringify(definitionOf(view, scope, question)) } as never}
            variant="default"
            leftSection={<Icon of={AdjustmentsHorizontalIcon} size={1} />}
          >
            {t(messages.customize)}
          </Button>
          <ExportMenu
            name={t(messages.salesFile, { from: from ?? '', to: to ?? '' })}
            kind="custom"
            parameters={whole}
            read={(format) => api.reportCustom(whole, { format }, { timeoutMs: FILE_TIMEOUT_MS })}
          />
        </>
      }
    >
      <SalesToolbar control={control} view={view} fields={fields} />
      <SalesPath view={view} control={control} fields={fields} />
      <Blocks of={answer}>
        {(block, told) => (
          <SalesBlock
            block={block}
            view={view}
            control={control}
            fields={fields}
            compared={told.compared_period === null ? '' : writePeriod(told.compared_period)}
            isStale={answer.isPlaceholderData}
          />
        )}
      </Blocks>
    </Page>
  )
}

const usualColumns = (fields: ReportFields) =>
  salesMeasures(fields).map(({ name, label }) => ({
    key: name,
    title: label,
    isHidden: !USUAL_MEASURES.includes(name),
  }))
