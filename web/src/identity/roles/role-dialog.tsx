import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { DecimalInput, Dialog, formErrors, notifyDone } from '../../ui/index.ts'
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

type RoleValues = {
  readonly label_fr: string
  readonly label_en: string
  /** The name of the role whose permissions a new one begins with. */
  readonly like: string
  /** Per cent; empty: no limit. */
  readonly discount_limit: string
}

/** Makes or changes a role; what the server refuses stands in `refusals`, by field. */
function useSaveRole(role: WholeRole | null, onSaved: () => void) {
  const t = useText()
  const roles = useRoles()
  const create = useAction(api.createRole, ['listRoles'])
  const update = useAction(api.updateRole, ['listRoles', 'getRole'])
  const { error, isPending: isSaving } = role === null ? create : update
  const save = async ({ label_fr: fr, label_en: en, like, discount_limit: limit }: RoleValues) => {
    const shown = { label_fr: fr, label_en: en === '' ? fr : en, discount_limit: limit === '' ? null : limit }
    try {
      if (role === null) {
        const taken = roles.map(({ name }) => name)
        const permissions = roles.find(({ name }) => name === like)?.permissions ?? []
        await create.mutateAsync([{ name: nameOfRole(fr, taken), ...shown, permissions }])
      } else await update.mutateAsync([role.id, shown])
      notifyDone(t(messages.saved))
      onSaved()
    } catch {
      // The server's sentences stand at their fields.
    }
  }
  const refusals: Readonly<Record<string, string>> =
    error === null ? {} : { label_fr: error.message, ...formErrors(error) }
  return { save, isSaving, refusals }
}

function RoleForm({ of: role, onClose }: Omit<DialogProps, 'isOpen'>) {
  const t = useText()
  const roles = useRoles()
  const canGive = useCanGive()
  const { save, isSaving, refusals } = useSaveRole(role, onClose)
  const form = useForm<RoleValues>({
    initialValues: {
      label_fr: role?.label_fr ?? '',
      label_en: role?.label_en ?? '',
      like: '',
      discount_limit: role?.discount_limit ?? '',
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => void save(values))}>
      <Stack>
        <TextInput
          label={t(messages.labelFr)}
          required
          data-autofocus
          {...form.getInputProps('label_fr')}
          error={refusals.label_fr}
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
        <DecimalInput
          label={t(messages.discountLimit)}
          description={t(messages.discountLimitHint)}
          rightSection="%"
          value={form.values.discount_limit}
          onChange={(limit) => form.setFieldValue('discount_limit', limit)}
          error={refusals.discount_limit}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(messages.cancel)}
          </Button>
          <Button type="submit" loading={isSaving}>
            {t(role === null ? messages.add : messages.save)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
