import { ArrowDownTrayIcon } from '@heroicons/react/24/outline'
import { Button, Code, Group, Stack, Text as Words } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { api, useAction, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Icon, Loaded, notifyError, Section, saveFile } from '../../ui/index.ts'
import type { Period } from '../tickets/period.ts'
import { PeriodFilter } from '../tickets/period-filter.tsx'
import { messages } from './messages.ts'

const COMMAND = 'node verify-journal.mjs journal.ndjson --key {key} --anchor {anchor} --lang {language}'

/** The journal as a file, the keys to hold it against, and how. */
export function VerifySection({ storeId, stores }: { readonly storeId: number; readonly stores: ReactNode }) {
  const t = useText()
  const format = useFormat()
  const keys = useApi('listJournalKeys', [])
  return (
    <Stack>
      <ExportSection storeId={storeId} stores={stores} />
      <Section title={t(messages.keys)}>
        <Words size="sm" c="dimmed">
          {t(messages.keysHint)}
        </Words>
        <Loaded of={keys}>
          {(list) => (
            <Stack gap="sm">
              {list.map(({ id, public_key: key, fingerprint, created_at: at }) => (
                <Stack key={id} gap={4}>
                  <Words size="sm" fw={600}>
                    {t(messages.keyOf, { id, day: format.date(at) })}
                  </Words>
                  <Code block>{`${key}\n${fingerprint}`}</Code>
                </Stack>
              ))}
            </Stack>
          )}
        </Loaded>
      </Section>
      <Section title={t(messages.howTitle)}>
        <Words size="sm">{t(messages.howHint)}</Words>
        <Code block>{commandFor(keys.data?.at(-1)?.fingerprint)}</Code>
        <Words size="sm" c="dimmed">
          {t(messages.howLimit)}
        </Words>
      </Section>
    </Stack>
  )
}

/** The anchor is the auditor's own: `register:position:hash`, as a Z prints it. */
const commandFor = (fingerprint: string | undefined): string =>
  COMMAND.replace('{key}', fingerprint ?? '…')
    .replace('{anchor}', '2:1042:9b31…')
    .replace('{language}', document.documentElement.lang)

function ExportSection({ storeId, stores }: { readonly storeId: number; readonly stores: ReactNode }) {
  const t = useText()
  const [period, setPeriod] = useState<Period>({ from: '', to: '' })
  const make = useAction(api.exportJournal, [])
  const download = () =>
    make
      .mutateAsync([
        {
          store_id: storeId,
          ...(period.from !== '' && { from: period.from }),
          ...(period.to !== '' && { to: period.to }),
        },
        { timeoutMs: LONGEST_MS },
      ])
      .then((file) => saveFile(file, `journal-${storeId}.ndjson`), notifyError)
  return (
    <Section title={t(messages.exportTitle)}>
      <Words size="sm" c="dimmed">
        {t(messages.exportHint)} {t(messages.wholeStore)}
      </Words>
      <Group gap="xs">
        {stores}
        <PeriodFilter value={period} onChange={setPeriod} />
        <Button
          leftSection={<Icon of={ArrowDownTrayIcon} size={1} />}
          onClick={() => void download()}
          loading={make.isPending}
        >
          {t(messages.download)}
        </Button>
      </Group>
    </Section>
  )
}

/** Ten years of a store are a large file. */
const LONGEST_MS = 600_000
