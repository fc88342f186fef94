import { Badge, Button, Card, Group, PinInput, Stack, Title, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { api, type User, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Dialog, formErrors, notifyDone, notifyError } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { PasswordField } from './password-field.tsx'
import { PERSON_READS } from './person-reads.ts'

const PIN_LENGTH = 6

/** With what a person signs in: a password here, a PIN at the till. One's own are changed in one's account. */
export function PersonAccess({ person }: { readonly person: User }) {
  const t = useText()
  const { can, profile } = useSession()
  const [isChangingPassword, passwordDialog] = useDisclosure()
  const [isChangingPin, pinDialog] = useDisclosure()
  const isOwn = profile.user?.id === person.id
  const isOpen = can('users.update') && person.deleted_at === null && !isOwn
  return (
    <Card>
      <Stack>
        <Title order={2}>{t(messages.access)}</Title>
        <Group justify="space-between">
          <Group gap="xs">
            <Words>{t(messages.password)}</Words>
            <Known is={person.has_password} />
          </Group>
          {isOpen && (
            <Button variant="default" size="sm" onClick={passwordDialog.open}>
              {t(messages.givePassword)}
            </Button>
          )}
        </Group>
        <Group justify="space-between">
          <Group gap="xs">
            <Words>{t(messages.tillPin)}</Words>
            <Known is={person.has_pin} />
          </Group>
          {isOpen && (
            <Button variant="default" size="sm" onClick={pinDialog.open}>
              {t(messages.givePin)}
            </Button>
          )}
        </Group>
        {isOwn && (
          <Words size="sm" c="dimmed">
            {t(messages.ownAccess)}
          </Words>
        )}
      </Stack>
      <Dialog opened={isChangingPassword} onClose={passwordDialog.close} title={t(messages.givePassword)}>
        <GivePassword person={person} onClose={passwordDialog.close} />
      </Dialog>
      <Dialog opened={isChangingPin} onClose={pinDialog.close} title={t(messages.givePin)}>
        <GivePin person={person} onClose={pinDialog.close} />
      </Dialog>
    </Card>
  )
}

function Known({ is }: { readonly is: boolean }) {
  const t = useText()
  return <Badge color={is ? 'sapin' : 'gray'}>{t(is ? messages.set : messages.notSet)}</Badge>
}

type GiveProps = { readonly person: User; readonly onClose: () => void }

function GivePassword({ person, onClose }: GiveProps) {
  const t = useText()
  const [password, choose] = useState('')
  const save = useAction(api.updateUser, PERSON_READS)
  const act = async () => {
    try {
      await save.mutateAsync([person.id, { password }])
      notifyDone(t(messages.passwordGiven, { name: person.name }))
      onClose()
    } catch {
      // The server's sentence stands at the field.
    }
  }
  return (
    <Stack>
      <Words size="sm" c="dimmed">
        {t(messages.passwordGivenHint)}
      </Words>
      <PasswordField
        value={password}
        onChange={choose}
        error={save.error === null ? undefined : (formErrors(save.error).password ?? save.error.message)}
      />
      <Group justify="flex-end">
        <Button loading={save.isPending} disabled={password === ''} onClick={() => void act()}>
          {t(messages.save)}
        </Button>
      </Group>
    </Stack>
  )
}

function GivePin({ person, onClose }: GiveProps) {
  const t = useText()
  const [pin, choose] = useState('')
  const save = useAction(api.setUserPin, PERSON_READS)
  const give = async (value: string | null) => {
    try {
      await save.mutateAsync([person.id, { pin: value }])
      notifyDone(t(value === null ? messages.pinTaken : messages.pinGiven, { name: person.name }))
      onClose()
    } catch (error) {
      if (value === null) notifyError(error)
    }
  }
  return (
    <Stack>
      <Words size="sm" c="dimmed">
        {t(messages.pinHint)}
      </Words>
      <PinInput
        length={PIN_LENGTH}
        type="number"
        value={pin}
        onChange={choose}
        error={save.error !== null}
        aria-label={t(messages.tillPin)}
        getInputProps={(index) => ({ 'aria-label': t(messages.pinDigit, { number: index + 1 }) })}
        oneTimeCode={false}
        autoFocus
      />
      {save.error !== null && (
        <Words size="sm" c="var(--bad)" role="alert">
          {formErrors(save.error).pin ?? save.error.message}
        </Words>
      )}
      <Group justify="flex-end">
        {person.has_pin && (
          <Button variant="light" color="brique" loading={save.isPending} onClick={() => void give(null)}>
            {t(messages.takePin)}
          </Button>
        )}
        <Button loading={save.isPending} disabled={pin.length < PIN_LENGTH} onClick={() => void give(pin)}>
          {t(messages.save)}
        </Button>
      </Group>
    </Stack>
  )
}
