import { Alert } from '@mantine/core'
import type { Answer } from '../api/index.ts'
import { useFormat, useText } from '../i18n/index.ts'
import { EmptyState, Facts, Section } from '../ui/index.ts'
import { describeBytes } from './figures.ts'
import { messages } from './messages.ts'
import { UNITS } from './units.ts'

type BackupSectionProps = { readonly backup: Answer<'readSystem'>['backup'] }

/** The last backup, and whether the latest attempt made one. */
export function BackupSection({ backup: { last, failed } }: BackupSectionProps) {
  const t = useText()
  const format = useFormat()
  return (
    <Section title={t(messages.backup)}>
      {failed !== null && (
        <Alert color="brique">
          {t(messages.backupFailed, { at: format.date(failed.at, 'moment'), reason: failed.reason })}
        </Alert>
      )}
      {last === null ? (
        <EmptyState title={t(messages.noBackup)} hint={t(messages.noBackupHint)} />
      ) : (
        <LastBackup last={last} />
      )}
    </Section>
  )
}

function LastBackup({ last }: { readonly last: NonNullable<BackupSectionProps['backup']['last']> }) {
  const t = useText()
  const format = useFormat()
  const { value, unit } = describeBytes(last.bytes)
  const facts = [
    { name: t(messages.lastBackup), value: format.date(last.at, 'moment') },
    { name: t(messages.backupSize), value: `${format.number(value, 1)}\u00a0${t(UNITS[unit])}` },
    { name: t(messages.backupPlace), value: last.place },
    { name: t(messages.encryption), value: t(last.is_encrypted ? messages.encrypted : messages.notEncrypted) },
  ]
  return <Facts of={facts} />
}
