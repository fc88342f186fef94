import { Alert, Button, Group } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { LeaveGuard } from '../../ui/index.ts'
import { messages } from '../messages.ts'

type SaveRowProps = {
  readonly isDirty: boolean
  readonly isSaving: boolean
  readonly refusal: string | null
  readonly onDrop: () => void
}

/** The end of a form: what was refused, and the two ways out. Leaving with changes asks first. */
export function SaveRow({ isDirty, isSaving, refusal, onDrop }: SaveRowProps) {
  const t = useText()
  return (
    <>
      {refusal !== null && (
        <Alert color="brique" role="alert">
          {refusal}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" disabled={!isDirty} onClick={onDrop}>
          {t(messages.drop)}
        </Button>
        <Button type="submit" loading={isSaving} disabled={!isDirty}>
          {t(messages.save)}
        </Button>
      </Group>
      <LeaveGuard when={isDirty} />
    </>
  )
}
