import { CheckIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { Button, Group, Kbd, Textarea, Text as Words } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useRef, useState } from 'react'
import { api, type Review, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Icon, notifyDone, Section } from '../../ui/index.ts'
import { messages } from './messages.ts'

type SettleFormProps = { readonly review: Review; readonly onSettled: () => void }

/** Accepts or rejects, once. A rejection without a reason goes to where the reason is written. */
export function SettleForm({ review, onSettled }: SettleFormProps) {
  const t = useText()
  const [note, setNote] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const settle = useAction(api.settleReview, ['listReviews', 'getReview', 'listSales', 'getSale'])
  const isHeld = review.subject_type === 'held_record'
  const decide = (settlement: 'accepted' | 'rejected') => {
    if (settle.isPending) return
    if (settlement === 'rejected' && note.trim() === '') return field.current?.focus()
    settle
      .mutateAsync([review.id, { settlement, ...(note.trim() !== '' && { note }) }])
      .then(() => {
        notifyDone(t(messages.done))
        onSettled()
      })
      // The field says what was refused.
      .catch(() => {})
  }
  useHotkeys([
    ['a', () => decide('accepted')],
    ['r', () => decide('rejected')],
  ])
  const refusal = settle.error === null ? undefined : (settle.error.errors.note?.join(' ') ?? settle.error.message)
  return (
    <Section title={t(messages.decide)}>
      <Words size="sm" c="dimmed">
        {t(isHeld ? messages.acceptHeldMeans : messages.acceptMeans)}
      </Words>
      <Textarea
        ref={field}
        label={t(messages.reason)}
        autosize
        minRows={2}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
        error={refusal}
      />
      <Group>
        <Button
          leftSection={<Icon of={CheckIcon} size={1} />}
          rightSection={<Kbd visibleFrom="md">A</Kbd>}
          onClick={() => decide('accepted')}
          loading={settle.isPending}
        >
          {t(messages.accept)}
        </Button>
        <Button
          color="brique"
          variant="light"
          leftSection={<Icon of={XMarkIcon} size={1} />}
          rightSection={<Kbd visibleFrom="md">R</Kbd>}
          onClick={() => decide('rejected')}
          disabled={settle.isPending}
        >
          {t(messages.reject)}
        </Button>
      </Group>
    </Section>
  )
}
