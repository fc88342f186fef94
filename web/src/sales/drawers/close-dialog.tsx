import { LockClosedIcon } from '@heroicons/react/24/outline'
import { Button, Stack, Textarea, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { api, type Session, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { DecimalInput, Dialog, formErrors, Icon, notifyDone } from '../../ui/index.ts'
import { OtherRefusal } from '../words/other-refusal.tsx'
import { messages } from './messages.ts'

/** Closes a drawer from here: for a till that is gone, or a cashier who left without counting. */
export function CloseButton({ session }: { readonly session: Session }) {
  const t = useText()
  const [isOpen, { open, close }] = useDisclosure()
  return (
    <>
      <Button leftSection={<Icon of={LockClosedIcon} size={1} />} onClick={open}>
        {t(messages.close)}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={t(messages.close)}>
        <CloseForm session={session} onDone={close} />
      </Dialog>
    </>
  )
}

function CloseForm({ session, onDone }: { readonly session: Session; readonly onDone: () => void }) {
  const t = useText()
  const [cash, setCash] = useState('')
  const [lastNumber, setLastNumber] = useState('')
  const [note, setNote] = useState('')
  const close = useAction(api.closeSession, ['getSession', 'getXReport', 'getZReport', 'listSessions'])
  const errors = close.error === null ? {} : formErrors(close.error)
  const isOfDevice = session.device_id !== null
  const submit = () =>
    close
      .mutateAsync([
        session.id,
        {
          counted: { cash },
          ...(isOfDevice && lastNumber !== '' && { last_number: Number(lastNumber) }),
          ...(note !== '' && { note }),
        },
      ])
      .then(({ session: { z_number: number } }) => {
        notifyDone(t(messages.closeDone, { number: number ?? 0 }))
        onDone()
      })
      // The fields say what was refused.
      .catch(() => {})
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        <Words size="sm" c="dimmed">
          {t(messages.closeHint)}
        </Words>
        <DecimalInput
          label={t(messages.countedCash)}
          value={cash}
          onChange={setCash}
          error={errors['counted.cash'] ?? errors.counted}
          data-autofocus
          required
          withAsterisk={false}
        />
        {isOfDevice && (
          <DecimalInput
            label={t(messages.lastNumber)}
            description={t(messages.lastNumberHint)}
            value={lastNumber}
            onChange={setLastNumber}
            error={errors.last_number}
          />
        )}
        <Textarea
          label={t(messages.note)}
          autosize
          minRows={2}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          error={errors.note}
        />
        <OtherRefusal error={close.error} />
        <Button type="submit" loading={close.isPending}>
          {t(messages.close)}
        </Button>
      </Stack>
    </form>
  )
}
