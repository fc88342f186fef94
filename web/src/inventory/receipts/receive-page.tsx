import { Button, Group, SimpleGrid, Stack, TextInput, Text as Words } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { api, newId, useAction } from '../../api/index.ts'
import { useChosenStore, useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { formErrors, notifyDone, Page, useOnce, useUndo } from '../../ui/index.ts'
import { ArticleField } from '../article-field.tsx'
import { addArticle, changeLine, type DraftLine, removeLine } from '../draft-lines.ts'
import { STOCK_READS } from '../levels/stock-reads.ts'
import classes from '../lines.module.css'
import { messages as shared } from '../messages.ts'
import { notifyUnplaced } from '../notify-unplaced.ts'
import { readTyped, readTypedCost } from '../quantity.ts'
import { useStoreNames } from '../store-names.ts'
import { StoreSelect } from '../store-select.tsx'
import { messages } from './messages.ts'
import { ReceiptDraft } from './receipt-draft.tsx'

type Draft = {
  readonly storeId: number | null
  readonly reference: string
  readonly note: string
  readonly lines: readonly DraftLine[]
  /** Renewed with every change: what is sent again as it was, even after the page was left, comes in once. */
  readonly key?: string
}

const NOTHING: Draft = { storeId: null, reference: '', note: '', lines: [] }

/** Goods come in: scanned or searched, counted, at their cost. What is entered stays in this browser until it is sent. */
export default function ReceivePage() {
  const t = useText()
  const stores = useStores()
  const [chosen] = useChosenStore()
  const [draft, setDraft] = useLocalStorage<Draft>({
    key: 'comptoir.receipt',
    defaultValue: NOTHING,
    getInitialValueInEffect: false,
  })
  const offerUndo = useUndo()
  const storeId = draft.storeId ?? chosen ?? (stores.length === 1 ? (stores[0]?.id ?? null) : null)
  const currency = stores.find(({ id }) => id === storeId)?.currency ?? ''
  const { send, errors, isPending } = useReceive(() => setDraft(NOTHING))
  const clear = () => {
    setDraft(NOTHING)
    offerUndo(t(messages.draftCleared), async () => setDraft(draft))
  }
  const isReady =
    storeId !== null &&
    draft.lines.length > 0 &&
    draft.lines.every(
      ({ quantity, unit_cost: cost = '' }) =>
        readTyped(quantity) !== null && (cost.trim() === '' || readTypedCost(cost) !== null),
    )
  const change = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch, key: newId() })
  return (
    <Page
      title={t(messages.receive)}
      lead={t(messages.kept)}
      crumbs={[{ label: t(shared.receipts), to: '/stock-receipts' }]}
    >
      <Heading draft={draft} storeId={storeId} errors={errors} onChange={change} />
      <ArticleField onPick={(article) => change({ lines: addArticle(draft.lines, article) })} size="lg" autoFocus />
      <Stack>
        <ReceiptDraft
          lines={draft.lines}
          currency={currency}
          errors={errors}
          onChange={(id, patch) => change({ lines: changeLine(draft.lines, id, patch) })}
          onRemove={(id) => change({ lines: removeLine(draft.lines, id) })}
        />
        {draft.lines.length > 0 && (
          <Group className={classes.footer} justify="flex-end">
            <Words c="dimmed" mr="auto">
              {t(messages.lines, { count: draft.lines.length })}
            </Words>
            <Button variant="default" onClick={clear}>
              {t(messages.discard)}
            </Button>
            <Button
              loading={isPending}
              disabled={!isReady}
              onClick={() => storeId !== null && send({ ...draft, storeId })}
            >
              {t(messages.finish)}
            </Button>
          </Group>
        )}
      </Stack>
    </Page>
  )
}

type HeadingProps = {
  readonly draft: Draft
  readonly storeId: number | null
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (patch: Partial<Draft>) => void
}

/** Where the goods came in, and on which slip. */
function Heading({ draft, storeId, errors, onChange }: HeadingProps) {
  const t = useText()
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <StoreSelect
        label={t(shared.store)}
        value={storeId}
        onChange={(id) => onChange({ storeId: id })}
        error={errors.store_id}
        required
      />
      <TextInput
        label={t(messages.supplierSlip)}
        value={draft.reference}
        onChange={({ currentTarget }) => onChange({ reference: currentTarget.value })}
        error={errors.reference}
      />
      <TextInput
        label={t(shared.note)}
        value={draft.note}
        onChange={({ currentTarget }) => onChange({ note: currentTarget.value })}
        error={errors.note}
      />
    </SimpleGrid>
  )
}

/** Sends what was entered, and goes to the receipt that it became. */
function useReceive(onDone: () => void) {
  const t = useText()
  const navigate = useNavigate()
  const nameOfStore = useStoreNames()
  const receive = useAction(api.receiveGoods, [...STOCK_READS, 'listStockReceipts'])
  const send = useOnce(async ({ storeId, reference, note, lines, key }: Draft & { readonly storeId: number }) => {
    try {
      const receipt = await receive.mutateAsync([
        {
          store_id: storeId,
          reference: reference.trim() || null,
          note: note.trim() || null,
          lines: lines.map(({ variant_id, quantity, unit_cost: cost = '' }) => ({
            variant_id,
            quantity: readTyped(quantity) ?? quantity,
            ...(cost.trim() !== '' && { unit_cost: readTypedCost(cost) ?? cost }),
          })),
        },
        // The store may be the chosen one, which changes without the draft.
        key === undefined ? {} : { idempotencyKey: `${key}-${storeId}` },
      ])
      onDone()
      notifyDone(t(messages.received, { count: lines.length, store: nameOfStore(storeId) }))
      void navigate({ to: `/stock-receipts/${receipt.id}` })
    } catch (error) {
      notifyUnplaced(error, [
        'store_id',
        'reference',
        'note',
        ...lines.flatMap((_, index) => [`lines.${index}.quantity`, `lines.${index}.unit_cost`]),
      ])
    }
  })
  return { send, errors: receive.error === null ? {} : formErrors(receive.error), isPending: receive.isPending }
}
