import { ArrowsUpDownIcon } from '@heroicons/react/24/outline'
import { Button, Group, Select, Stack, TextInput, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { api, newId, type Session, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { DecimalInput, Dialog, formErrors, Icon, notifyDone, Section } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { OtherRefusal } from '../words/other-refusal.tsx'
import { usePlaces } from '../words/places.ts'
import { messages } from './messages.ts'

const TYPES = {
  in: messages.movementIn,
  out: messages.movementOut,
  drop: messages.movementDrop,
  no_sale: messages.movementNoSale,
} as const
type Type = keyof typeof TYPES

/** What went into the drawer and out of it other than by a sale. */
export function CashMovements({ session }: { readonly session: Session }) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const { can } = useSession()
  const [isOpen, { open, close }] = useDisclosure()
  const mayMove = session.status === 'open' && can('sessions.cash')
  return (
    <Section
      title={t(messages.movements)}
      actions={
        mayMove && (
          <Button size="xs" variant="default" leftSection={<Icon of={ArrowsUpDownIcon} size={1} />} onClick={open}>
            {t(messages.move)}
          </Button>
        )
      }
    >
      {session.cash_movements.length === 0 ? (
        <Words size="sm" c="dimmed">
          {t(messages.noMovements)}
        </Words>
      ) : (
        <Stack gap="xs">
          {session.cash_movements.map(({ id, type, amount, reason, actor_name: name, occurred_at: at }) => (
            <Group key={id} justify="space-between" gap="xs">
              <div>
                <Words size="sm" fw={600}>
                  {t(TYPES[type])}
                </Words>
                <Words size="xs" c="dimmed">
                  {[reason, name, format.date(at, 'moment', places.zone(session.store_id))].filter(Boolean).join(' · ')}
                </Words>
              </div>
              {type !== 'no_sale' && <Words size="sm">{format.money(amount, session.currency)}</Words>}
            </Group>
          ))}
        </Stack>
      )}
      <Dialog opened={isOpen} onClose={close} title={t(messages.move)}>
        <MoveForm session={session} onDone={close} />
      </Dialog>
    </Section>
  )
}

function MoveForm({ session, onDone }: { readonly session: Session; readonly onDone: () => void }) {
  const t = useText()
  const [id] = useState(newId)
  const [type, setType] = useState<Type>('in')
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const move = useAction(api.moveCash, ['getSession', 'getXReport', 'listSessions'])
  const errors = move.error === null ? {} : formErrors(move.error)
  const submit = () =>
    move
      .mutateAsync([session.id, { id, type, reason, ...(type !== 'no_sale' && { amount }) }])
      .then(() => {
        notifyDone(t(messages.moved))
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
        <Select
          label={t(words.kind)}
          data={Object.entries(TYPES).map(([value, text]) => ({ value, label: t(text) }))}
          value={type}
          allowDeselect={false}
          onChange={(value) => setType(value as Type)}
        />
        {type !== 'no_sale' && (
          <DecimalInput
            label={t(messages.amount)}
            value={amount}
            onChange={setAmount}
            error={errors.amount}
            data-autofocus
          />
        )}
        <TextInput
          label={t(words.reason)}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          error={errors.reason}
        />
        <OtherRefusal error={move.error} />
        <Button type="submit" loading={move.isPending}>
          {t(words.save)}
        </Button>
      </Stack>
    </form>
  )
}
