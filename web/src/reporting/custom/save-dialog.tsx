import { Alert, Button, Group, MultiSelect, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect } from 'react'
import { type ComptoirError, type SavedReport, useAction, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Dialog, formErrors, notifyDone, notifyError } from '../../ui/index.ts'
import { messages } from './messages.ts'
import { rolesWithoutReports, type ShareableRole, shareableRoles } from './shareable-roles.ts'

type Values = { readonly name: string; readonly roles: string[] }

/** Roles by their names and what they are called. */
type Shown = Pick<SavedReport, 'roles' | 'role_labels'>

type SaveDialogProps = {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  readonly initial: { readonly name: string } & Shown
  readonly act: (values: Values) => Promise<SavedReport>
  /** Said when it is done. */
  readonly done: string
  readonly onDone?: (report: SavedReport) => void
}

/** The name of a report, and the roles whose people see it. */
export function SaveDialog({ opened, onClose, title, initial, act, done, onDone }: SaveDialogProps) {
  const t = useText()
  const choices = useRoles(initial)
  const form = useForm<Values>({ initialValues: { name: initial.name, roles: [...initial.roles] } })
  const save = useAction(act, ['listSavedReports', 'getSavedReport'])
  const { setValues, resetDirty, clearErrors, setErrors } = form
  const { name, roles } = initial
  const shown = roles.join(',')
  useEffect(() => {
    if (!opened) return
    setValues({ name, roles: shown === '' ? [] : shown.split(',') })
    resetDirty()
    clearErrors()
  }, [opened, name, shown, setValues, resetDirty, clearErrors])
  const submit = async (values: Values) => {
    try {
      const report = await save.mutateAsync([values])
      notifyDone(done)
      onClose()
      onDone?.(report)
    } catch (error) {
      refuse(error as ComptoirError, setErrors)
    }
  }
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <form onSubmit={form.onSubmit((values) => void submit(values))} noValidate>
        <Stack gap="md">
          <TextInput label={t(messages.name)} data-autofocus required maxLength={100} {...form.getInputProps('name')} />
          <MultiSelect
            label={t(messages.shownTo)}
            description={t(messages.shownToHint)}
            data={choices.map((role) => ({ value: role.name, label: role.label }))}
            searchable
            clearable
            {...form.getInputProps('roles')}
          />
          <BlindRoles roles={choices} chosen={form.values.roles} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(messages.cancel)}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(messages.save)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** Says of which chosen roles nobody will see the report. */
function BlindRoles({
  roles,
  chosen,
}: {
  readonly roles: readonly ShareableRole[]
  readonly chosen: readonly string[]
}) {
  const t = useText()
  const blind = rolesWithoutReports(roles, chosen)
  if (blind.length === 0) return null
  return (
    <Alert color="safran" role="status">
      {t(messages.blindRoles, { count: blind.length, roles: blind.join(', ') })}
    </Alert>
  )
}

/** A name that is taken is no fault of a field to the API, but it is one of the name to whoever reads. */
function refuse(error: ComptoirError, setErrors: (errors: Record<string, string>) => void): void {
  if (error.code === 'saved_report_name_taken') setErrors({ name: error.message })
  else if (Object.keys(error.errors ?? {}).length > 0) setErrors(withRoles(formErrors(error)))
  else notifyError(error)
}

const withRoles = (errors: Record<string, string>): Record<string, string> => ({
  ...errors,
  roles: Object.entries(errors)
    .filter(([path]) => path.startsWith('roles'))
    .map(([, sentence]) => sentence)
    .join(' '),
})

const ROLES_MAX = 100

/** All roles for whoever may see them; otherwise one's own, and those that see the report already. */
function useRoles({ roles: names, role_labels: labels }: Shown): ShareableRole[] {
  const { can, profile } = useSession()
  const all = useApi('listRoles', [{ per_page: ROLES_MAX }], { enabled: can('roles.view') })
  return shareableRoles(
    all.data?.data ?? profile.roles,
    names.map((name, place) => ({ name, label: labels[place] })),
  )
}
