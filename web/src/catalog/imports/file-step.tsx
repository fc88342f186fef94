import { DocumentArrowUpIcon } from '@heroicons/react/24/outline'
import { Alert, Card, Progress, Select, Stack, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { ComptoirError, type PreviewImportData, uploader } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { notifyError } from '../../ui/index.ts'
import { FileDrop } from '../file-drop.tsx'
import type { ImportKind } from './import-request.ts'
import { useKindTitle } from './import-state.tsx'
import { messages } from './messages.ts'

const MOST_BYTES = 200 * 1024 * 1024

/** What each kind writes, and so takes. */
const PERMISSIONS: Readonly<Record<ImportKind, readonly string[]>> = {
  products: ['products.create', 'products.update'],
  stock: ['stock.adjust'],
  stores: ['stores.create', 'stores.update'],
  sales: ['sales.create', 'stores.all'],
}

type FileStepProps = {
  readonly kind: ImportKind
  readonly onKind: (kind: ImportKind) => void
  readonly onFile: (file: File, preview: PreviewImportData) => void
}

/** A file is dropped, sent and looked at. */
export function FileStep({ kind, onKind, onFile }: FileStepProps) {
  const t = useText()
  const { can } = useSession()
  const kindTitle = useKindTitle()
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const kinds = (Object.keys(PERMISSIONS) as ImportKind[]).filter((name) => PERMISSIONS[name].every(can))
  const look = async (file: File) => {
    const { name } = file
    setRefusal(null)
    setSending({ name, share: 0 })
    try {
      onFile(file, await uploader((share) => setSending({ name, share })).previewImport({ kind, file }))
    } catch (error) {
      if (error instanceof ComptoirError) setRefusal(Object.values(error.errors).flat()[0] ?? error.message)
      else notifyError(error)
    } finally {
      setSending(null)
    }
  }
  return (
    <Card>
      <Stack>
        <Select
          label={t(messages.kind)}
          data={kinds.map((name) => ({ value: name, label: kindTitle(name) }))}
          value={kind}
          onChange={(name) => onKind((name ?? 'products') as ImportKind)}
          allowDeselect={false}
          maw="20rem"
        />
        <FileDrop
          icon={DocumentArrowUpIcon}
          label={t(messages.choose)}
          hint={t(messages.chooseHint)}
          multiple={false}
          maxSize={MOST_BYTES}
          loading={sending !== null}
          onFiles={([file]) => {
            if (file !== undefined) void look(file)
          }}
          onReject={() => setRefusal(t(messages.badFile))}
        />
        {sending !== null && (
          <div role="status">
            <Words size="sm">{t(messages.sending, { name: sending.name })}</Words>
            <Progress value={sending.share * 100} aria-label={t(messages.sending, { name: sending.name })} />
          </div>
        )}
        {refusal !== null && (
          <Alert color="brique" role="alert">
            {refusal}
          </Alert>
        )}
      </Stack>
    </Card>
  )
}
