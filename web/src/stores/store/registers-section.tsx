import { PlusIcon, TrashIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Group, Stack, Switch, Tooltip, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api, type ListedRegister, type Store, useAction, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Text, useText } from '../../i18n/index.ts'
import { EmptyState, Icon, Loaded, notifyError, Section, useUndo } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { NameDialog } from './name-dialog.tsx'

type Register = Required<ListedRegister>

const READS = ['listRegisters', 'getStore', 'reportDashboard'] as const
const MOST = 100
const KIND_NAMES: Readonly<Record<Register['kind'], Text>> = {
  till: messages.till,
  virtual: messages.virtualRegister,
  import: messages.importRegister,
}

export function RegistersSection({ store }: { readonly store: Store }) {
  const t = useText()
  const { can } = useSession()
  const [isAdding, dialog] = useDisclosure()
  const registers = useApi('listRegisters', [store.id, { per_page: MOST, sort: 'name' }])
  const create = useAction(api.createRegister, READS)
  return (
    <Section
      title={t(messages.registers)}
      actions={
        can('registers.create') && (
          <Button size="sm" leftSection={<Icon of={PlusIcon} size={1} />} onClick={dialog.open}>
            {t(messages.addRegister)}
          </Button>
        )
      }
    >
      <Loaded of={registers}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState title={t(messages.noRegisters)} />
          ) : (
            <Stack gap="sm">
              {(data as Register[]).map((register) => (
                <RegisterRow key={register.id} register={register} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      <NameDialog
        title={t(messages.addRegister)}
        label={t(messages.registerName)}
        isOpen={isAdding}
        onClose={dialog.close}
        save={(name) => create.mutateAsync([store.id, { name }])}
      />
    </Section>
  )
}

function RegisterRow({ register }: { readonly register: Register }) {
  const t = useText()
  const undo = useUndo()
  const { can } = useSession()
  const [isRenaming, dialog] = useDisclosure()
  const update = useAction(api.updateRegister, READS)
  const remove = useAction(api.deleteRegister, READS)
  const create = useAction(api.createRegister, READS)
  const { id, store_id: storeId, name, kind, is_active: isActive } = register
  const isTill = kind === 'till'
  const act = async () => {
    try {
      await remove.mutateAsync([id])
      undo(t(messages.registerRemoved, { name }), () => create.mutateAsync([storeId, { name, is_active: isActive }]))
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Words fw={600}>{name}</Words>
        <Words size="sm" c="dimmed">
          {t(KIND_NAMES[kind])}
        </Words>
      </div>
      {isTill && (
        <Group gap="xs" wrap="nowrap">
          {can('registers.update') && (
            <>
              <Switch
                label={t(messages.inUse)}
                aria-label={t(messages.registerInUse, { name })}
                checked={isActive}
                disabled={update.isPending}
                onChange={({ currentTarget }) =>
                  void update.mutateAsync([id, { is_active: currentTarget.checked }]).catch(notifyError)
                }
              />
              <Button variant="subtle" size="compact-sm" onClick={dialog.open}>
                {t(messages.rename)}
              </Button>
            </>
          )}
          {can('registers.delete') && (
            <Tooltip label={t(messages.removeRegister, { name })}>
              <ActionIcon
                color="brique"
                aria-label={t(messages.removeRegister, { name })}
                loading={remove.isPending}
                onClick={() => void act()}
              >
                <Icon of={TrashIcon} size={1.1} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      )}
      <NameDialog
        title={t(messages.rename)}
        label={t(messages.registerName)}
        name={name}
        isOpen={isRenaming}
        onClose={dialog.close}
        save={(next) => update.mutateAsync([id, { name: next }])}
      />
    </Group>
  )
}
