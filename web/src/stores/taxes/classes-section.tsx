import { PlusIcon } from '@heroicons/react/24/outline'
import { Button, Group, Stack, Table, TextInput, Text as Words } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { api, type TaxClass, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Dialog, formErrors, Icon, notifyDone, notifyError, Section, useUndo } from '../../ui/index.ts'
import { messages } from '../messages.ts'

const READS = ['listTaxClasses', 'listTaxZones', 'getTaxZone'] as const

/** The classes of articles that taxes tell apart, for the whole chain. */
export function ClassesSection({ classes }: { readonly classes: readonly TaxClass[] }) {
  const t = useText()
  const [isAdding, dialog] = useDisclosure()
  return (
    <Section
      title={t(messages.taxClasses)}
      actions={
        <Button size="sm" leftSection={<Icon of={PlusIcon} size={1} />} onClick={dialog.open}>
          {t(messages.addClass)}
        </Button>
      }
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(messages.name)}</Table.Th>
            <Table.Th>{t(messages.code)}</Table.Th>
            <Table.Th ta="right">{t(messages.actions)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {classes.map((taxClass) => (
            <ClassRow key={taxClass.code} taxClass={taxClass} />
          ))}
        </Table.Tbody>
      </Table>
      <Dialog opened={isAdding} onClose={dialog.close} title={t(messages.addClass)}>
        <ClassForm taxClass={null} onClose={dialog.close} />
      </Dialog>
    </Section>
  )
}

function ClassRow({ taxClass }: { readonly taxClass: TaxClass }) {
  const t = useText()
  const undo = useUndo()
  const [isEditing, dialog] = useDisclosure()
  const remove = useAction(api.deleteTaxClass, READS)
  const create = useAction(api.createTaxClass, READS)
  const { code, name, name_fr, name_en, position, zones } = taxClass
  const act = async () => {
    try {
      await remove.mutateAsync([code])
      undo(t(messages.classRemoved, { name }), () => create.mutateAsync([{ code, name_fr, name_en, position, zones }]))
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600}>
        {name}
      </Table.Th>
      <Table.Td>
        <Words ff="monospace" size="sm">
          {code}
        </Words>
      </Table.Td>
      <Table.Td>
        <Group justify="flex-end" gap={4}>
          <Button variant="subtle" size="compact-sm" onClick={dialog.open}>
            {t(messages.rename)}
          </Button>
          <Button
            variant="subtle"
            color="brique"
            size="compact-sm"
            loading={remove.isPending}
            onClick={() => void act()}
          >
            {t(messages.remove)}
          </Button>
        </Group>
        <Dialog opened={isEditing} onClose={dialog.close} title={t(messages.rename)}>
          <ClassForm taxClass={taxClass} onClose={dialog.close} />
        </Dialog>
      </Table.Td>
    </Table.Tr>
  )
}

function ClassForm({ taxClass, onClose }: { readonly taxClass: TaxClass | null; readonly onClose: () => void }) {
  const t = useText()
  const create = useAction(api.createTaxClass, READS)
  const update = useAction(api.updateTaxClass, READS)
  const action = taxClass === null ? create : update
  const form = useForm({
    initialValues: { code: '', name_fr: taxClass?.name_fr ?? '', name_en: taxClass?.name_en ?? '' },
  })
  const refusals = action.error === null ? {} : formErrors(action.error)
  const submit = form.onSubmit(async ({ code, name_fr: fr, name_en }) => {
    const en = name_en === '' ? fr : name_en
    try {
      if (taxClass === null) await create.mutateAsync([{ code, name_fr: fr, name_en: en }])
      else await update.mutateAsync([taxClass.code, { name_fr: fr, name_en: en }])
      notifyDone(t(messages.saved))
      onClose()
    } catch {
      // The server's sentences stand at their fields.
    }
  })
  return (
    <form onSubmit={submit}>
      <Stack>
        {taxClass === null && (
          <TextInput
            label={t(messages.code)}
            description={t(messages.classCodeHint)}
            required
            data-autofocus
            {...form.getInputProps('code')}
            error={refusals.code ?? (Object.keys(refusals).length === 0 ? create.error?.message : undefined)}
          />
        )}
        <TextInput label={t(messages.nameFr)} required {...form.getInputProps('name_fr')} error={refusals.name_fr} />
        <TextInput label={t(messages.nameEn)} {...form.getInputProps('name_en')} error={refusals.name_en} />
        <Group justify="flex-end">
          <Button type="submit" loading={action.isPending}>
            {t(messages.save)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
