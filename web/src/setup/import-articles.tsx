import { ArrowUpTrayIcon } from '@heroicons/react/24/outline'
import { Alert, Button, Progress, Stack, Text as Words } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, type Import, useAction, useApi } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { Icon } from '../ui/index.ts'
import { messages } from './messages.ts'
import classes from './setup.module.css'

const LOOK_MS = 1_000
const BYTES_MAX = 200 * 1024 * 1024

/** Takes a catalogue as another program writes it; its columns are recognised. */
export function ImportArticles() {
  const t = useText()
  const [id, setId] = useState<number | null>(null)
  const start = useAction(api.createImport, ['listImports'])
  const take = async ([file]: File[]) => {
    if (file === undefined) return
    const made = await start.mutateAsync([{ kind: 'products', file }]).catch(() => null)
    if (made !== null) setId(made.id)
  }
  if (id !== null) return <ImportProgress id={id} onAgain={() => setId(null)} />
  return (
    <Stack>
      {start.error !== null && (
        <Alert color="brique" role="alert">
          {[start.error.message, ...Object.values(start.error.errors).flat()].join(' ')}
        </Alert>
      )}
      <Dropzone
        onDrop={(files) => void take(files)}
        loading={start.isPending}
        multiple={false}
        maxSize={BYTES_MAX}
        className={classes.drop}
        aria-label={t(messages.dropFile)}
        inputProps={{ 'aria-label': t(messages.dropFile) }}
      >
        <Stack align="center" gap={4}>
          <Icon of={ArrowUpTrayIcon} size={2} />
          <Words fw={600}>{t(messages.dropFile)}</Words>
          <Words size="sm" c="dimmed">
            {t(messages.dropFileHint)}
          </Words>
        </Stack>
      </Dropzone>
    </Stack>
  )
}

const isOver = (state: Import['state']): boolean => state === 'done' || state === 'failed' || state === 'undone'

function ImportProgress({ id, onAgain }: { readonly id: number; readonly onAgain: () => void }) {
  const t = useText()
  const queries = useQueryClient()
  const [isRead, setRead] = useState(false)
  const found = useApi('getImport', [id], { refetchInterval: isRead ? false : LOOK_MS, staleTime: 0 })
  const { state, progress, counts, problems_count: problems, failure } = found.data ?? {}
  const isDone = state !== undefined && isOver(state)
  useEffect(() => {
    if (!isDone) return
    setRead(true)
    void queries.invalidateQueries({ queryKey: ['listProducts'] })
  }, [isDone, queries])
  if (!isDone) {
    return (
      <Stack gap="xs" role="status">
        <Words>{t(messages.importing, { count: progress?.records ?? 0 })}</Words>
        <Progress value={progress?.percent ?? 0} animated aria-label={t(messages.importProgress)} />
      </Stack>
    )
  }
  return (
    <Stack>
      <Alert color={state === 'done' ? 'sapin' : 'brique'} role="status">
        {state === 'done' ? t(messages.imported, { count: counts?.products_created ?? 0 }) : failure}
        {problems !== undefined && problems > 0 && ` ${t(messages.importProblems, { count: problems })}`}
      </Alert>
      <Button variant="subtle" onClick={onAgain}>
        {t(messages.importAnother)}
      </Button>
    </Stack>
  )
}
