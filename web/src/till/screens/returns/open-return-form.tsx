import { Button, Stack, TextInput, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../../i18n/index.ts'
import { useSale } from '../sell/sale-context.tsx'
import { messages as shared } from '../shared/messages.ts'
import { messages } from './messages.ts'

/** Goods whose receipt nobody has: why, and then which. */
export function OpenReturnForm() {
  const t = useText()
  const { change, close } = useSale()
  const [reason, setReason] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() === '') return
        change({ type: 'openReturn', reason: reason.trim() })
        close()
      }}
    >
      <Stack>
        <Words c="dimmed">{t(messages.openLead)}</Words>
        <TextInput
          label={t(shared.reason)}
          placeholder={t(messages.openReasonHint)}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          maxLength={500}
          size="lg"
          data-autofocus
        />
        <Button type="submit" size="xl" disabled={reason.trim() === ''}>
          {t(messages.begin)}
        </Button>
      </Stack>
    </form>
  )
}
