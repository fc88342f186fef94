import { Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Dialog, formErrors, notifyDone } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { useCanGive, useRoles, type WholeRole } from '../people/use-roles.ts'
import { nameOfRole } from './name-of-role.ts'

type DialogProps = {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** null: a new one. */
  readonly of: WholeRole | null
}

/** How a role is called in both languages, and how far its discounts go. */
export function RoleDialog({ isOpen, onClose, of: role }: DialogProps) {
  const t = useText()
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t(role === null ? messages.addRole : messages.editRole)}>
      <RoleForm of={role} onClose={onClose} />
    </Dialog>
  )
}

function RoleForm({ of: role, onClose }: Omit<DialogProps, 'isOpen'>) {
  const t = useText()
  const roles = useRoles()
  const canGive = useCanGive()
  const create = useAction(api.createRole, ['listRoles'])
  const update = useAction(api.updateRole, ['listRoles', 'getRole'])
  const action = role === null ? create : update
  const form = useForm({
    initialValues: {
      label_fr: role?.label_fr ?? '',
      label_en: role?.label_en ?? '',
      like: '',
      discount_limit: role?.discount_limit ?? '',
    },
  })
  const submit = form.onSubmit(async ({ label_fr: fr, label_en: en, like, discount_limit: limit }) => {
    const shown = { label_fr: fr, label_en: en === '' ? fr : en, discount_limit: limit === '' ? null : String(limit) }
    try {
      if (role === null) {
        const permissions = roles.find(({ name }) => name === like)?.permissions ?? []
        await create.mutateAsync([
          {
            name: nameOfRole(
              fr,
              roles.map(({ name }) => name),
            ),
            ...shown,
            permissions,
          },
        ])
      } else await update.mutateAsync([role.id, shown])
      notifyDone(t(messages.saved))
      onClose()
    } catch {
      // The server's sentences stand at their fields.
    }
  })
  const refusals = action.error === null ? {} : formErrors(action.error)
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t(messages.labelFr)}
          required
          data-autofocus
          {...form.getInputProps('label_fr')}
          error={refusals.label_fr ?? refusals.name}
        />
        <TextInput
          label={t(messages.labelEn)}
          placeholder={form.values.label_fr}
          {...form.getInputProps('label_en')}
          error={refusals.label_en}
        />
        {role === null && (
          <Select
            label={t(messages.likeRole)}
            placeholder={t(messages.fromNothing)}
            data={roles.filter(canGive).map(({ name, label }) => ({ value: name, label }))}
            clearable
            {...form.getInputProps('like')}
          />
        )}
        <NumberInput
          label={t(messages.discountLimit)}
          description={t(messages.discountLimitHint)}
          min={0}
          max={100}
          decimalScale={4}
          suffix={' %'}
          {...form.getInputProps('discount_limit')}
          error={refusals.discount_limit}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(messages.cancel)}
          </Button>
          <Button type="submit" loading={action.isPending}>
            {t(role === null ? messages.add : messages.save)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
