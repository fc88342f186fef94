import { Button, Group, Text as Words } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { messages } from '../messages.ts'
import classes from './matrix.module.css'
import { countChanges, type RoleChange } from './role-matrix.ts'

type SaveBarProps = {
  readonly changes: readonly RoleChange[]
  readonly refusal: string | null
  readonly isSaving: boolean
  readonly onDrop: () => void
  readonly onSave: () => void
}

/** What is not saved yet, and the two ways to end that; nothing while there is nothing. */
export function SaveBar({ changes, refusal, isSaving, onDrop, onSave }: SaveBarProps) {
  const t = useText()
  if (changes.length === 0) return null
  return (
    <div className={classes.bar}>
      <Group justify="space-between">
        <div role="status">
          <Words fw={600}>{t(messages.unsaved, { count: countChanges(changes) })}</Words>
          <Words size="sm" c="dimmed">
            {changes
              .map(({ role, given, taken }) =>
                t(messages.unsavedRole, { role: role.label, given: given.length, taken: taken.length }),
              )
              .join(' · ')}
          </Words>
          {refusal !== null && (
            <Words size="sm" c="var(--bad)" role="alert">
              {refusal}
            </Words>
          )}
        </div>
        <Group gap="xs">
          <Button variant="default" onClick={onDrop} disabled={isSaving}>
            {t(messages.drop)}
          </Button>
          <Button onClick={onSave} loading={isSaving}>
            {t(messages.save)}
          </Button>
        </Group>
      </Group>
    </div>
  )
}
