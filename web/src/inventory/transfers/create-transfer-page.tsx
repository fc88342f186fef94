import { Button, Group, SimpleGrid, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, useAction } from '../../api/index.ts'
import { useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { formErrors, Page, useOnce, useUndo, useUrlState } from '../../ui/index.ts'
import type { DraftLine } from '../draft-lines.ts'
import classes from '../lines.module.css'
import { useListedStore } from '../listed-store.ts'
import { messages as shared } from '../messages.ts'
import { notifyUnplaced } from '../notify-unplaced.ts'
import { readTyped } from '../quantity.ts'
import { StoreSelect } from '../store-select.tsx'
import { messages } from './messages.ts'
import { isRequestable, RequestLines } from './request-lines.tsx'
import { TRANSFER_READS } from './transfer-reads.ts'
import { useSupplier } from './use-supplier.ts'

const HEADING = ['source_id', 'destination_id', 'reference', 'note']

/** Asks another store, the warehouse as a rule, for articles. `?source=6&destination=1` says between whom. */
export default function CreateTransferPage() {
  const t = useText()
  const [ends, setEnds] = useUrlState()
  const stores = useStores()
  const listed = useListedStore(ends.destination)
  const destinationId = listed ?? (stores.length === 1 ? (stores[0]?.id ?? null) : null)
  const supplier = useSupplier(destinationId)
  const sourceId = Number(ends.source) || (supplier?.id ?? null)
  const [lines, setLines] = useState<readonly DraftLine[]>([])
  const [reference, setReference] = useState('')
  const [note, setNote] = useState('')
  const { send, errors, isPending } = useRequest()
  const submit = () => {
    if (sourceId === null || destinationId === null) return
    send({ source_id: sourceId, destination_id: destinationId, reference, note }, lines)
  }
  return (
    <Page title={t(messages.create)} crumbs={[{ label: t(shared.transfers), to: '/transfers' }]}>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        <StoreSelect
          label={t(messages.destination)}
          value={destinationId}
          onChange={(id) => setEnds({ destination: id === null ? undefined : String(id) })}
          except={sourceId}
          error={errors.destination_id}
          required
        />
        <StoreSelect
          label={t(messages.source)}
          value={sourceId}
          onChange={(id) => setEnds({ source: id === null ? undefined : String(id) })}
          except={destinationId}
          others={supplier === null ? [] : [supplier]}
          error={errors.source_id}
          required
        />
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
      </SimpleGrid>
      <RequestLines lines={lines} onChange={setLines} sourceId={sourceId} errors={errors} />
      <Group className={classes.footer} justify="flex-end">
        <Button
          loading={isPending}
          disabled={!isRequestable(lines) || sourceId === null || destinationId === null}
          onClick={submit}
        >
          {t(messages.send)}
        </Button>
      </Group>
    </Page>
  )
}

type Heading = {
  readonly source_id: number
  readonly destination_id: number
  readonly reference: string
  readonly note: string
}

/** Makes the request and goes to it; it can be taken back at once. */
function useRequest() {
  const t = useText()
  const navigate = useNavigate()
  const offerUndo = useUndo()
  const create = useAction(api.createTransfer, TRANSFER_READS)
  const cancel = useAction(api.cancelTransfer, TRANSFER_READS)
  const send = useOnce(async ({ reference, note, ...ends }: Heading, lines: readonly DraftLine[]) => {
    const wanted = lines.map(({ variant_id, quantity }) => ({ variant_id, quantity: readTyped(quantity) ?? quantity }))
    const heading = { ...ends, reference: reference.trim() || null, note: note.trim() || null }
    try {
      const transfer = await create.mutateAsync([{ ...heading, lines: wanted }])
      offerUndo(t(messages.wasRequested, { source: transfer.source_name }), () =>
        cancel.mutateAsync([transfer.id, { note: t(messages.undone) }]),
      )
      void navigate({ to: `/transfers/${transfer.id}` })
    } catch (error) {
      notifyUnplaced(error, [...HEADING, ...lines.map((_, index) => `lines.${index}.quantity`)])
    }
  })
  return { send, errors: create.error === null ? {} : formErrors(create.error), isPending: create.isPending }
}
