import { PlusIcon } from '@heroicons/react/24/outline'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { api, ComptoirError, type ListedStore, useAction } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { DecimalInput, formErrors, Icon, notifyError } from '../ui/index.ts'
import { messages } from './messages.ts'
import classes from './setup.module.css'

type Article = {
  readonly name: string
  readonly price: string
  /** How many there are; empty: nobody has counted. */
  readonly stock: string
}
const NOTHING: Article = { name: '', price: '', stock: '' }
const ROWS = 3

type FewProps = { readonly store: ListedStore; readonly onDone: () => void }

/** An article that the store sells, with what it has of it. */
async function makeArticle(storeId: number, { name, price, stock }: Article, reason: string): Promise<void> {
  const { variants = [] } = await api.createProduct({
    name: name.trim(),
    ...(price !== '' && { price }),
    store_ids: [storeId],
  })
  const [variant] = variants
  if (stock !== '' && variant !== undefined) {
    // The article is made: were this to stop here, it would be made again.
    await api.adjustStock(variant.id, { store_id: storeId, on_hand: stock, reason }).catch(notifyError)
  }
}

/** Makes articles one after the other; those that are made leave the form, one that is refused stays with the reason. */
export function FewArticles({ store, onDone }: FewProps) {
  const t = useText()
  const create = useAction(makeArticle, [])
  const settle = useAction(() => Promise.resolve(), ['listProducts'])
  // Of the first row: those before it are made.
  const [refusals, refuse] = useState<Readonly<Record<string, string>>>({})
  const form = useForm({ initialValues: { articles: Array.from({ length: ROWS }, () => NOTHING) } })
  const given = form.values.articles.filter(({ name }) => name.trim() !== '')
  const submit = form.onSubmit(async ({ articles }) => {
    refuse({})
    let rest = articles
    try {
      for (const article of articles) {
        if (article.name.trim() !== '') await create.mutateAsync([store.id ?? 0, article, t(messages.openingStock)])
        rest = rest.slice(1)
      }
      form.setValues({ articles: [NOTHING] })
      await settle.mutateAsync([])
      onDone()
    } catch (error) {
      if (!(error instanceof ComptoirError)) throw error
      form.setValues({ articles: rest })
      refuse({ name: error.message, ...formErrors(error) })
    }
  })
  return (
    <form onSubmit={submit}>
      <Stack>
        {form.values.articles.map((article, index) => (
          <ArticleRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own while it is being written.
            key={index}
            number={index + 1}
            article={article}
            currency={store.currency}
            refusals={index === 0 ? refusals : {}}
            onChange={(changed) => form.setFieldValue(`articles.${index}`, changed)}
          />
        ))}
        <Group justify="space-between">
          <Button
            variant="subtle"
            leftSection={<Icon of={PlusIcon} size={1} />}
            onClick={() => form.insertListItem('articles', NOTHING)}
          >
            {t(messages.oneMore)}
          </Button>
          <Button type="submit" loading={create.isPending || settle.isPending} disabled={given.length === 0}>
            {t(messages.addArticles, { count: given.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type RowProps = {
  readonly number: number
  readonly article: Article
  readonly currency: string | undefined
  readonly refusals: Readonly<Record<string, string>>
  readonly onChange: (article: Article) => void
}

function ArticleRow({ number, article, currency, refusals, onChange }: RowProps) {
  const t = useText()
  return (
    <Group align="flex-start" gap="xs">
      <TextInput
        aria-label={t(messages.articleName, { number })}
        placeholder={number === 1 ? t(messages.articleExample) : undefined}
        flex="1 1 14rem"
        value={article.name}
        onChange={({ currentTarget }) => onChange({ ...article, name: currentTarget.value })}
        error={refusals.name}
      />
      <DecimalInput
        aria-label={t(messages.articlePrice, { number })}
        placeholder={t(messages.price)}
        w="7rem"
        rightSection={<span className={classes.unit}>{currency}</span>}
        rightSectionWidth={48}
        value={article.price}
        onChange={(price) => onChange({ ...article, price })}
        error={refusals.price}
      />
      <DecimalInput
        aria-label={t(messages.articleStock, { number })}
        placeholder={t(messages.inStock)}
        w="7rem"
        value={article.stock}
        onChange={(stock) => onChange({ ...article, stock })}
      />
    </Group>
  )
}
