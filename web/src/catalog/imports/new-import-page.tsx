import { Button, Group, Stepper, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ComptoirError, type PreviewImportData, uploader } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Loaded, notifyError, Page, useUrlState } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { type Choices, usualChoices } from './column-choice.ts'
import { ColumnsStep } from './columns-step.tsx'
import { FileStep } from './file-step.tsx'
import { ImportOutcome } from './import-outcome.tsx'
import { IMPORT_KINDS, type ImportKind, type ImportOptions, toRequest, USUAL_OPTIONS } from './import-request.ts'
import { messages } from './messages.ts'
import { useImport } from './use-import.ts'

/** A file that was looked at, and how its columns are to be read. */
type Chosen = { readonly file: File; readonly preview: PreviewImportData; readonly choices: Choices }

/** From a file to an import: what is in it, a dry run, and the import itself. */
export default function NewImportPage() {
  const t = useText()
  const flow = useImportFlow()
  const { kind, chosen, trialId } = flow
  const step = chosen === null ? 0 : trialId === null ? 1 : 2
  return (
    <Page
      title={t(messages.newImport)}
      crumbs={[{ label: t(common.imports), to: '/imports' }]}
      {...(chosen !== null && { lead: chosen.file.name })}
      actions={
        chosen !== null && (
          <Button variant="default" onClick={flow.reset}>
            {t(messages.anotherFile)}
          </Button>
        )
      }
    >
      <Stepper active={step} size="sm" allowNextStepsSelect={false} visibleFrom="sm">
        <Stepper.Step label={t(messages.stepFile)} />
        <Stepper.Step label={t(messages.stepColumns)} />
        <Stepper.Step label={t(messages.stepTrial)} />
        <Stepper.Step label={t(messages.stepImport)} />
      </Stepper>
      {chosen === null && <FileStep kind={kind} onKind={flow.setKind} onFile={flow.setFile} />}
      {chosen !== null && trialId === null && (
        <ColumnsStep
          kind={kind}
          preview={chosen.preview}
          choices={chosen.choices}
          onChoices={flow.setChoices}
          options={flow.options}
          onOptions={flow.setOptions}
          refusal={flow.refusal}
          isBusy={flow.isBusy}
          onTry={() => void flow.send(true)}
          onImport={() => void flow.send(false)}
        />
      )}
      {chosen !== null && trialId !== null && (
        <TrialStep
          id={trialId}
          isBusy={flow.isBusy}
          onBack={flow.backToColumns}
          onImport={() => void flow.send(false)}
        />
      )}
    </Page>
  )
}

function useImportFlow() {
  const navigate = useNavigate()
  const [url, changeUrl] = useUrlState()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [options, setOptions] = useState(USUAL_OPTIONS)
  const [trialId, setTrialId] = useState<number | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const kind: ImportKind = IMPORT_KINDS.find((name) => name === url.kind) ?? 'products'
  const send = async (isDryRun: boolean) => {
    if (chosen === null || isBusy) return
    setBusy(true)
    setRefusal(null)
    try {
      const request = toRequest({ kind, ...chosen, options })
      const body = { ...request, ...(isDryRun && { dry_run: true }), file: chosen.file }
      const { id } = await uploader(() => {}).createImport(body)
      if (isDryRun) setTrialId(id)
      else await navigate({ to: `/imports/${id}` })
    } catch (error) {
      if (!(error instanceof ComptoirError)) return notifyError(error)
      setTrialId(null)
      setRefusal(Object.values(error.errors).flat().join(' ') || error.message)
    } finally {
      setBusy(false)
    }
  }
  return {
    kind,
    chosen,
    options,
    trialId,
    refusal,
    isBusy,
    send,
    setKind: (next: ImportKind) => changeUrl({ kind: next }),
    setFile: (file: File, preview: PreviewImportData) => setChosen({ file, preview, choices: usualChoices(preview) }),
    setChoices: (choices: Choices) => setChosen((before) => before && { ...before, choices }),
    setOptions: (patch: Partial<ImportOptions>) => setOptions((before) => ({ ...before, ...patch })),
    backToColumns: () => setTrialId(null),
    reset: () => {
      setChosen(null)
      setTrialId(null)
      setRefusal(null)
      setOptions(USUAL_OPTIONS)
    },
  }
}

type TrialStepProps = {
  readonly id: number
  readonly isBusy: boolean
  readonly onBack: () => void
  readonly onImport: () => void
}

/** What the import would do; then it is done, or its columns are looked at again. */
function TrialStep({ id, isBusy, onBack, onImport }: TrialStepProps) {
  const t = useText()
  const trial = useImport(id)
  return (
    <Loaded of={trial}>
      {(found) => (
        <>
          <Group justify="space-between">
            <Title order={2}>{t(found.state === 'done' ? messages.trialDone : messages.dryRun)}</Title>
            <Group gap="xs">
              <Button variant="default" onClick={onBack}>
                {t(messages.backToColumns)}
              </Button>
              <Button onClick={onImport} loading={isBusy} disabled={found.state !== 'done'}>
                {t(messages.importNow)}
              </Button>
            </Group>
          </Group>
          <ImportOutcome of={found} />
        </>
      )}
    </Loaded>
  )
}
