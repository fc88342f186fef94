import { Button, Group, Select, SimpleGrid, Stack, TextInput, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type CreateReservationInput, useAction, useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Dialog, formErrors, notifyDone, useOnce } from '../../ui/index.ts'
import { ArticleField } from '../article-field.tsx'
import { nameOf } from '../article-name.tsx'
import { STOCK_READS } from '../levels/stock-reads.ts'
import { messages as shared } from '../messages.ts'
import { notifyUnplaced } from '../notify-unplaced.ts'
import { readTyped } from '../quantity.ts'
import { QuantityField } from '../quantity-field.tsx'
import { StoreSelect } from '../store-select.tsx'
import { messages } from './messages.ts'

const DAYS = [1, 2, 3, 7, 14, 30]
const DAY_MS = 24 * 60 * 60 * 1000

type CreateReservationDialogProps = {
  readonly storeId: number | null
  /** What is reserved; null: it is still to be chosen. */
  readonly variantId: number | null
  readonly onClose: () => void
}

type Named = { readonly variant_id: number; readonly name: string }

/** Puts an article aside for somebody, for some days. */
export function CreateReservationDialog({ storeId: given, variantId, onClose }: CreateReservationDialogProps) {
  const t = useText()
  const [storeId, setStoreId] = useState(given)
  const [picked, setPicked] = useState<Named | null>(null)
  const [typed, setTyped] = useState('1')
  const [reference, setReference] = useState('')
  const [days, setDays] = useState('3')
  const named = useNamed(variantId)
  const article = picked ?? named
  const quantity = readTyped(typed)
  const { reserve, errors, isPending } = useReserve(onClose)
  const submit = () => {
    if (article === null || quantity === null || storeId === null) return
    const expires = new Date(Date.now() + Number(days) * DAY_MS).toISOString()
    const body = { store_id: storeId, variant_id: article.variant_id, quantity, expires_at: expires }
    reserve({ ...body, reference: reference.trim() || null }, article.name)
  }
  return (
    <Dialog opened onClose={onClose} title={t(messages.createTitle)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack>
          <Article of={article} onPick={setPicked} />
          <StoreSelect label={t(shared.store)} value={storeId} onChange={setStoreId} error={errors.store_id} required />
          <SimpleGrid cols={2}>
            <QuantityField
              label={t(shared.quantity)}
              value={typed}
              onChange={setTyped}
              error={errors.quantity}
              required
            />
            <Select
              label={t(messages.days)}
              data={DAYS.map((count) => ({ value: String(count), label: t(messages.day, { count }) }))}
              value={days}
              onChange={(value) => setDays(value ?? days)}
              error={errors.expires_at}
            />
          </SimpleGrid>
          <TextInput
            label={t(messages.forWhom)}
            description={t(messages.forWhomHint)}
            value={reference}
            onChange={({ currentTarget }) => setReference(currentTarget.value)}
            error={errors.reference}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(shared.cancel)}
            </Button>
            <Button
              type="submit"
              loading={isPending}
              disabled={article === null || storeId === null || quantity === null}
            >
              {t(messages.create)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function useReserve(onDone: () => void) {
  const t = useText()
  const action = useAction(api.createReservation, [...STOCK_READS, 'listReservations'])
  const reserve = useOnce(async (body: CreateReservationInput, name: string) => {
    try {
      await action.mutateAsync([body])
      notifyDone(t(messages.wasCreated, { name }))
      onDone()
    } catch (error) {
      notifyUnplaced(error, ['store_id', 'quantity', 'reference'])
    }
  })
  return { reserve, errors: action.error === null ? {} : formErrors(action.error), isPending: action.isPending }
}

type ArticleProps = { readonly of: Named | null; readonly onPick: (article: Named) => void }

function Article({ of: article, onPick }: ArticleProps) {
  if (article !== null) return <Words fw={600}>{article.name}</Words>
  return <ArticleField onPick={(found) => onPick({ variant_id: found.variant_id, name: nameOf(found) })} autoFocus />
}

/** The article that an address names. */
function useNamed(variantId: number | null): Named | null {
  const { data } = useApi('listStockArticles', [{ ids: String(variantId ?? 0) }], { enabled: variantId !== null })
  const found = data?.data.find(({ variant_id: id }) => id === variantId)
  return found?.variant_id === undefined ? null : { variant_id: found.variant_id, name: nameOf(found) }
}
