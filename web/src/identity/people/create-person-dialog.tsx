import { Button, Group, MultiSelect, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { api, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { Dialog, formErrors, notifyDone } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { PasswordField } from './password-field.tsx'
import { RoleChoice } from './role-choice.tsx'

type DialogProps = { readonly isOpen: boolean; readonly onClose: () => void }

/** Everything that lets somebody begin: who they are, what they may do, where. */
export function CreatePersonDialog({ isOpen, onClose }: DialogProps) {
  const t = useText()
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t(messages.addPerson)} size="lg">
      <CreatePersonForm onClose={onClose} />
    </Dialog>
  )
}

function CreatePersonForm({ onClose }: Pick<DialogProps, 'onClose'>) {
  const t = useText()
  const navigate = useNavigate()
  const { can } = useSession()
  const stores = useStores()
  const create = useAction(api.createUser, ['listUsers', 'listStaff', 'getStore'])
  const form = useForm({
    initialValues: { name: '', email: '', password: '', roles: [] as string[], store_ids: [] as string[] },
  })
  const submit = form.onSubmit(async ({ name, email, password, roles, store_ids: storeIds }) => {
    try {
      const person = await create.mutateAsync([
        {
          name,
          email,
          ...(password !== '' && { password }),
          ...(roles.length > 0 && { roles }),
          ...(storeIds.length > 0 && { store_ids: storeIds.map(Number) }),
        },
      ])
      notifyDone(t(messages.personAdded, { name: person.name }))
      onClose()
      void navigate({ to: `/people/${person.id}` })
    } catch {
      // The server's sentences come with the error of the action, below.
    }
  })
  const refusals = create.error === null ? {} : formErrors(create.error)
  const field = (name: string) => ({ ...form.getInputProps(name), error: refusals[name] })
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t(messages.name)} required data-autofocus {...field('name')} />
        <TextInput label={t(messages.email)} type="email" required {...field('email')} />
        {can('roles.view') && <RoleChoice {...field('roles')} />}
        {can('stores.attachUsers') && (
          <MultiSelect
            label={t(messages.worksIn)}
            data={stores.map(({ id, name = '' }) => ({ value: String(id), label: name }))}
            searchable
            {...field('store_ids')}
          />
        )}
        <PasswordField
          value={form.values.password}
          onChange={(password) => form.setFieldValue('password', password)}
          error={refusals.password}
          description={t(messages.passwordLater)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(messages.cancel)}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t(messages.add)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
