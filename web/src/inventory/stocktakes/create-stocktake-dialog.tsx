import {
  Button,
  CloseButton,
  Group,
  MultiSelect,
  SegmentedControl,
  Stack,
  Switch,
  TextInput,
  Text as Words,
} from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type CreateStocktakeInput, useAction, useApi } from '../../api/index.ts'
import { useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { Dialog, formErrors, useOnce } from '../../ui/index.ts'
import { ArticleField } from '../article-field.tsx'
import { ArticleName, nameOf } from '../article-name.tsx'
import { addArticle, type DraftLine, removeLine } from '../draft-lines.ts'
import lines from '../lines.module.css'
import { messages as shared } from '../messages.ts'
import { notifyUnplaced } from '../notify-unplaced.ts'
import { StoreSelect } from '../store-select.tsx'
import { messages } from './messages.ts'
import { STOCKTAKE_SCOPES, type StocktakeScope } from './stocktake-states.ts'

type CreateStocktakeDialogProps = { readonly storeId: number | null; readonly onClose: () => void }

/** Begins a stocktake: of the whole store, of categories, or of some articles. */
export function CreateStocktakeDialog({ storeId: given, onClose }: CreateStocktakeDialogProps) {
  const t = useText()
  const stores = useStores()
  const [chosen, setChosen] = useState(given)
  const storeId = chosen ?? (stores.length === 1 ? (stores[0]?.id ?? null) : null)
  const [scope, setScope] = useState<StocktakeScope>('store')
  const [categoryIds, setCategoryIds] = useState<string[]>([])
  const [articles, setArticles] = useState<readonly DraftLine[]>([])
  const [isBlind, setBlind] = useState(true)
  const [note, setNote] = useState('')
  const { create, errors, isPending } = useCreate()
  const isReady =
    storeId !== null && (scope === 'store' || (scope === 'category' ? categoryIds.length > 0 : articles.length > 0))
  const submit = () => {
    if (storeId === null) return
    create({
      store_id: storeId,
      scope,
      blind: isBlind,
      note: note.trim() || null,
      ...(scope === 'category' && { category_ids: categoryIds.map(Number) }),
      ...(scope === 'list' && { variant_ids: articles.map(({ variant_id: id }) => id) }),
    })
  }
  return (
    <Dialog opened onClose={onClose} title={t(messages.create)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack>
          <Words size="sm" c="dimmed">
            {t(messages.createHint)}
          </Words>
          <StoreSelect label={t(shared.store)} value={storeId} onChange={setChosen} error={errors.store_id} required />
          <SegmentedControl
            aria-label={t(messages.what)}
            data={(Object.keys(STOCKTAKE_SCOPES) as StocktakeScope[]).map((value) => ({
              value,
              label: t(STOCKTAKE_SCOPES[value]),
            }))}
            value={scope}
            onChange={(value) => setScope(value)}
            size="xs"
            fullWidth
          />
          {scope === 'category' && (
            <CategoriesSelect value={categoryIds} onChange={setCategoryIds} error={errors.category_ids} />
          )}
          {scope === 'list' && <ArticleList articles={articles} onChange={setArticles} />}
          <Switch
            label={t(messages.blind)}
            description={t(messages.blindHint)}
            checked={isBlind}
            onChange={({ currentTarget }) => setBlind(currentTarget.checked)}
          />
          <TextInput
            label={t(shared.note)}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
            error={errors.note}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(shared.cancel)}
            </Button>
            <Button type="submit" loading={isPending} disabled={!isReady}>
              {t(messages.begin)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function useCreate() {
  const navigate = useNavigate()
  const action = useAction(api.createStocktake, ['listStocktakes'])
  const create = useOnce(async (body: CreateStocktakeInput) => {
    try {
      const { id } = await action.mutateAsync([body])
      void navigate({ to: `/stocktakes/${id}` })
    } catch (error) {
      notifyUnplaced(error, ['store_id', 'category_ids', 'note'])
    }
  })
  return { create, errors: action.error === null ? {} : formErrors(action.error), isPending: action.isPending }
}

type CategoriesSelectProps = {
  readonly value: string[]
  readonly onChange: (ids: string[]) => void
  readonly error: string | undefined
}

const MOST_CATEGORIES = 100

function CategoriesSelect({ value, onChange, error }: CategoriesSelectProps) {
  const t = useText()
  const { data } = useApi('listCategories', [{ per_page: MOST_CATEGORIES, sort: 'name' }], { staleTime: 60_000 })
  return (
    <MultiSelect
      label={t(messages.categories)}
      data={(data?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name ?? String(id) }))}
      value={value}
      onChange={onChange}
      error={error}
      searchable
      required
    />
  )
}

type ArticleListProps = {
  readonly articles: readonly DraftLine[]
  readonly onChange: (articles: readonly DraftLine[]) => void
}

function ArticleList({ articles, onChange }: ArticleListProps) {
  const t = useText()
  return (
    <Stack gap="xs">
      <ArticleField label={t(messages.articlesToCount)} onPick={(article) => onChange(addArticle(articles, article))} />
      {articles.length > 0 && (
        <ul className={lines.draft} aria-label={t(messages.articlesToCount)}>
          {articles.map((article) => (
            <li key={article.variant_id}>
              <div className={lines.name}>
                <ArticleName article={article} />
              </div>
              <CloseButton
                aria-label={t(shared.removeLine, { name: nameOf(article) })}
                onClick={() => onChange(removeLine(articles, article.variant_id))}
              />
            </li>
          ))}
        </ul>
      )}
    </Stack>
  )
}
