import { Button, Group, Stack, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { api, type Transfer, useAction } from '../../../api/index.ts'
import { useText } from '../../../i18n/index.ts'
import { formErrors, notifyDone, useOnce } from '../../../ui/index.ts'
import type { DraftLine } from '../../draft-lines.ts'
import { messages as shared } from '../../messages.ts'
import { notifyUnplaced } from '../../notify-unplaced.ts'
import { readTyped } from '../../quantity.ts'
import { isRequestable, RequestLines } from '../request-lines.tsx'
import { TRANSFER_READS } from '../transfer-reads.ts'
import { messages } from './messages.ts'

/** Who asked asks for something else, while nobody has approved it. */
export function ChangeRequest({ transfer, onDone }: { readonly transfer: Transfer; readonly onDone: () => void }) {
  const t = useText()
  const [lines, setLines] = useState<readonly DraftLine[]>(() =>
    transfer.lines.map(({ variant_id, product_name, variant_name, sku, requested }) => ({
      variant_id,
      product_name,
      variant_name,
      sku,
      quantity: requested,
    })),
  )
  const [reference, setReference] = useState(transfer.reference ?? '')
  const [note, setNote] = useState(transfer.note ?? '')
  const change = useAction(api.updateTransfer, TRANSFER_READS)
  const errors = change.error === null ? {} : formErrors(change.error)
  const submit = useOnce(async () => {
    const wanted = lines.map(({ variant_id, quantity }) => ({ variant_id, quantity: readTyped(quantity) ?? quantity }))
    const heading = { reference: reference.trim() || null, note: note.trim() || null }
    try {
      await change.mutateAsync([transfer.id, { ...heading, lines: wanted }])
      notifyDone(t(messages.changed))
      onDone()
    } catch (error) {
      notifyUnplaced(error, ['reference', 'note', ...lines.map((_, index) => `lines.${index}.quantity`)])
    }
  })
  return (
    <Stack>
      <Title order={2} size="h3">
        {t(messages.changeTitle)}
      </Title>
      <Group grow align="flex-start">
        <TextInput
          label={t(shared.reference)}
          value={reference}
          onChange={({ currentTarget }) => setReference(currentTarget.value)}
          error={errors.reference}
        />
        <TextInput
          label={t(shared.note)}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          error={errors.note}
        />
      </Group>
      <RequestLines lines={lines} onChange={setLines} sourceId={transfer.source_id} errors={errors} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t(shared.cancel)}
        </Button>
        <Button loading={change.isPending} disabled={!isRequestable(lines)} onClick={() => submit()}>
          {t(shared.save)}
        </Button>
      </Group>
    </Stack>
  )
}
