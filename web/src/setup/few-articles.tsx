import { PlusIcon } from '@heroicons/react/24/outline'
import { Alert, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { api, ComptoirError, type ListedStore, useAction } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { formErrors, Icon, notifyError, useRequestKeys } from '../ui/index.ts'
import { ArticleRow } from './article-row.tsx'
import { type Article, NO_ARTICLE, readArticles } from './articles.ts'
import { messages } from './messages.ts'
import { useTaxClasses } from './use-tax-classes.ts'

const ROWS = 3
const FIELDS = ['name', 'price', 'stock', 'tax_class']

type Sentences = Readonly<Record<string, string>>
type FewProps = { readonly store: ListedStore; readonly onDone: () => void }

/** An article that the store sells, with what it has of it. */
async function makeArticle(storeId: number, article: Article, reason: string, idempotencyKey: string): Promise<void> {
  const { name, price, stock, taxClass } = article
  const product = { name, price, tax_class: taxClass, store_ids: [storeId] }
  const { variants = [] } = await api.createProduct(product, { idempotencyKey })
  const [variant] = variants
  if (stock !== '' && variant !== undefined) {
    // The article is made: were this to stop here, it would be made again.
    await api.adjustStock(variant.id, { store_id: storeId, on_hand: stock, reason }).catch(notifyError)
  }
}

/** The sentences of a refusal by their field; what has no field here stands at the name. */
function sentencesOf(error: ComptoirError): Sentences {
  const byField = formErrors(error)
  const others = Object.entries(byField).filter(([field]) => !FIELDS.includes(field))
  const unplaced = Object.keys(byField).length === 0 ? [error.message] : others.map(([, sentence]) => sentence)
  return { ...byField, ...(unplaced.length > 0 && { name: [byField.name ?? [], ...unplaced].flat().join(' ') }) }
}

/**
 * The rows and what becomes of them: all are read before one is made, then they are made one after the other. Those that
 * are made leave the form; one that the server refuses stays, first, with the reason.
 */
function useArticles(store: ListedStore, onDone: () => void) {
  const t = useText()
  const create = useAction(makeArticle, [])
  const settle = useAction(() => Promise.resolve(), ['listProducts'])
  const keys = useRequestKeys()
  const [rows, setRows] = useState<readonly Article[]>(() => Array.from({ length: ROWS }, () => NO_ARTICLE))
  const [refused, refuse] = useState<ReadonlyMap<number, Sentences>>(new Map())
  const makeAll = async (articles: readonly Article[]) => {
    for (const [index, article] of articles.entries()) {
      try {
        await create.mutateAsync([store.id ?? 0, article, t(messages.openingStock), keys.keyOf(article)])
        keys.renew()
      } catch (error) {
        if (!(error instanceof ComptoirError)) throw error
        setRows(articles.slice(index))
        refuse(new Map([[0, sentencesOf(error)]]))
        return false
      }
    }
    setRows([NO_ARTICLE])
    return true
  }
  const submit = async () => {
    const { articles, refusals } = readArticles(rows)
    const sentences = [...refusals].map(
      ([index, texts]) =>
        [index, Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, t(text)]))] as const,
    )
    refuse(new Map(sentences))
    if (refusals.size > 0 || articles.length === 0) return
    const areMade = await makeAll(articles)
    await settle.mutateAsync([])
    if (areMade) onDone()
  }
  return { rows, setRows, refused, submit, isBusy: create.isPending || settle.isPending }
}

/** A few articles, typed: what each is called, costs and bears, and how many there are. */
export function FewArticles({ store, onDone }: FewProps) {
  const t = useText()
  const { rows, setRows, refused, submit, isBusy } = useArticles(store, onDone)
  const classes = useTaxClasses(store.tax_zone)
  const { articles } = readArticles(rows)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) void submit()
      }}
    >
      <Stack>
        {refused.size > 0 && (
          <Alert color="brique" role="alert">
            {t(messages.articlesRefused, { count: refused.size })}
          </Alert>
        )}
        {rows.map((article, index) => (
          <ArticleRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own while it is being written.
            key={index}
            number={index + 1}
            article={article}
            currency={store.currency}
            classes={classes}
            refusals={refused.get(index) ?? {}}
            onChange={(changed) => setRows(rows.map((row, place) => (place === index ? changed : row)))}
          />
        ))}
        <Group justify="space-between">
          <Button
            variant="subtle"
            leftSection={<Icon of={PlusIcon} size={1} />}
            onClick={() => setRows([...rows, NO_ARTICLE])}
          >
            {t(messages.oneMore)}
          </Button>
          <Button type="submit" loading={isBusy} disabled={articles.length === 0}>
            {t(messages.addArticles, { count: articles.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
