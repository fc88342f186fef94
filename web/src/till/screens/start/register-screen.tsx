import { ComputerDesktopIcon } from '@heroicons/react/24/outline'
import { Alert, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { ComptoirError, useApi } from '../../../api/index.ts'
import { useText } from '../../../i18n/index.ts'
import { EmptyState, Icon, Loaded } from '../../../ui/index.ts'
import { useTill } from '../shared/till-context.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { messages } from './messages.ts'
import { StartFrame } from './start-frame.tsx'

type Choice = { readonly id: number; readonly name: string }

/** Which register this device numbers; one that another holds may be taken over. */
export function RegisterScreen({ storeId }: { readonly storeId: number }) {
  const t = useText()
  const { memory, snapshot } = useTill()
  const registers = useApi('listRegisters', [storeId, { kind: 'till', is_active: true, per_page: 100 }])
  const [busy, setBusy] = useState<number | null>(null)
  const [taken, setTaken] = useState<Choice | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const { leaseLost } = snapshot.device
  const choose = async (register: Choice, takeOver: boolean) => {
    setBusy(register.id)
    setRefusal(null)
    try {
      await memory.device.chooseRegister(register.id, { takeOver })
    } catch (error) {
      if (error instanceof ComptoirError && error.code === 'register_leased') setTaken(register)
      else setRefusal(tillErrorText(error, t))
    } finally {
      setBusy(null)
    }
  }
  return (
    <StartFrame title={t(messages.registerTitle)} lead={t(messages.registerLead)}>
      <Stack>
        {leaseLost !== null && (
          <Alert color="safran">{t(leaseLost === 'cleared' ? messages.leaseCleared : messages.leaseTakenOver)}</Alert>
        )}
        {refusal !== null && (
          <Alert color="brique" role="alert">
            {refusal}
          </Alert>
        )}
        <Loaded of={registers}>
          {({ data }) => (
            <RegisterList
              registers={data.flatMap(({ id, name, is_active: isActive }) =>
                id !== undefined && name !== undefined && isActive !== false ? [{ id, name }] : [],
              )}
              busy={busy}
              onChoose={(register) => void choose(register, false)}
            />
          )}
        </Loaded>
        {taken !== null && (
          <Alert color="safran" title={t(messages.registerTaken, { name: taken.name })}>
            <Stack gap="sm" align="flex-start">
              {t(messages.registerTakenHint)}
              <Button color="safran" loading={busy === taken.id} onClick={() => void choose(taken, true)}>
                {t(messages.takeOver)}
              </Button>
            </Stack>
          </Alert>
        )}
      </Stack>
    </StartFrame>
  )
}

type RegisterListProps = {
  readonly registers: readonly Choice[]
  readonly busy: number | null
  readonly onChoose: (register: Choice) => void
}

function RegisterList({ registers, busy, onChoose }: RegisterListProps) {
  const t = useText()
  if (registers.length === 0) {
    return (
      <EmptyState
        icon={<Icon of={ComputerDesktopIcon} size={2.5} />}
        title={t(messages.noRegisters)}
        hint={t(messages.noRegistersHint)}
      />
    )
  }
  return (
    <Group grow preventGrowOverflow={false}>
      {registers.map((register) => (
        <Button
          key={register.id}
          variant="default"
          size="xl"
          loading={busy === register.id}
          leftSection={<Icon of={ComputerDesktopIcon} />}
          onClick={() => onChoose(register)}
        >
          {register.name}
        </Button>
      ))}
    </Group>
  )
}
