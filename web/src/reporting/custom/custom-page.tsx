import { Alert, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { api, type SavedReport, useApi } from '../../api/index.ts'
import { useChosenStore } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { Loaded, Page, useUrlState } from '../../ui/index.ts'
import { ExportMenu } from '../export/export-menu.tsx'
import { FILE_TIMEOUT_MS } from '../export/formats.ts'
import { type ReportFields, useFields } from '../fields/use-fields.ts'
import type { AddressFault } from '../scope/address-faults.ts'
import { filteredStores } from '../scope/covered-stores.ts'
import { MendedAddress } from '../scope/mended-address.tsx'
import { StoresCovered } from '../scope/stores-covered.tsx'
import { usePeriodText } from '../scope/use-period-text.ts'
import { Blocks } from '../table/blocks.tsx'
import classes from './custom.module.css'
import { CustomForm } from './custom-form.tsx'
import { CustomPreview } from './custom-preview.tsx'
import {
  askable,
  cleanDefinition,
  type Definition,
  isSame,
  ofStore,
  readDefinition,
  tidy,
  unknownParts,
} from './definition.ts'
import { messages } from './messages.ts'
import { SaveButtons } from './save-buttons.tsx'
import { useShape } from './use-shape.ts'

const PAUSE_MS = 350

/** A report of one's own: chosen on the left, seen on the right as it will be. */
export default function CustomPage() {
  const fields = useFields()
  const [{ saved }] = useUrlState()
  const id = Number.parseInt(saved ?? '', 10)
  const report = useApi('getSavedReport', [id], { enabled: id > 0 })
  return (
    <Loaded of={fields}>
      {(known) =>
        id > 0 ? (
          <Loaded of={report}>{(kept) => <Custom key={kept.id} fields={known} saved={kept} />}</Loaded>
        ) : (
          <Custom fields={known} saved={null} />
        )
      }
    </Loaded>
  )
}

type CustomProps = { readonly fields: ReportFields; readonly saved: SavedReport | null }

function Custom({ fields, saved }: CustomProps) {
  const t = useText()
  const writePeriod = usePeriodText()
  const [url, change] = useUrlState()
  const kept = saved === null ? null : cleanDefinition(saved.definition, fields)
  const definition = url.definition === undefined && kept !== null ? kept : readDefinition(url.definition, fields)
  const set = (patch: Partial<Definition>) =>
    change({ definition: JSON.stringify(tidy({ ...definition, ...patch })), sort: undefined })
  const [chosen] = useChosenStore()
  const [asked] = useDebouncedValue(JSON.stringify(ofStore(askable(definition), chosen)), PAUSE_MS)
  const question = JSON.parse(asked) as Definition
  const answer = useApi('reportCustom', [question])
  const file = saved === null ? question : { ...question, title: saved.name }
  const problems = Object.values(saved?.problems ?? {}).flat()
  return (
    <Page
      title={saved?.name ?? t(messages.newReport)}
      lead={saved === null ? t(messages.newReportLead) : t(messages.keptBy, { name: saved.owner.name })}
      crumbs={[{ label: t(messages.savedReports), to: '/reports/saved' }]}
      actions={
        <>
          <SaveButtons
            saved={saved}
            definition={askable(definition)}
            isChanged={kept === null || !isSame(kept, definition)}
          />
          <ExportMenu
            name={saved?.name ?? t(messages.fileName)}
            kind="custom"
            parameters={file}
            read={(format) => api.reportCustom(file, { format }, { timeoutMs: FILE_TIMEOUT_MS })}
          />
        </>
      }
    >
      <MendedAddress faults={[useDefinitionFault(url.definition, definition, fields)]} />
      {problems.length > 0 && (
        <Alert color="safran" title={t(messages.problems)}>
          {problems.join(' ')}
        </Alert>
      )}
      <div className={classes.split}>
        <CustomForm definition={definition} set={set} fields={fields} errors={answer.error?.errors ?? {}} />
        <Stack gap="md" miw={0} aria-live="polite" aria-busy={answer.isFetching}>
          <StoresCovered
            stores={question.store_id === undefined ? null : String(question.store_id)}
            isChosen={definition.store_id === undefined}
            filtered={filteredStores(question.filters)}
          />
          <Blocks of={answer}>
            {(block, told) => (
              <CustomPreview
                block={block}
                definition={question}
                set={set}
                fields={fields}
                compared={told.compared_period === null ? '' : writePeriod(told.compared_period)}
                isStale={answer.isPlaceholderData}
              />
            )}
          </Blocks>
        </Stack>
      </div>
    </Page>
  )
}

/** What the address asks of the report that does not exist. */
function useDefinitionFault(
  text: string | undefined,
  definition: Definition,
  fields: ReportFields,
): AddressFault | null {
  const writeShape = useShape()
  const unknown = text === undefined ? [] : unknownParts(text, fields)
  if (unknown.length === 0) return null
  return {
    asked: unknown.join('&'),
    shown: writeShape(definition, fields),
    patch: { definition: JSON.stringify(definition) },
  }
}
