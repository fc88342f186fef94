import { MagnifyingGlassIcon } from '@heroicons/react/24/outline'
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { api, useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Icon, notifyError } from '../../ui/index.ts'
import { messages } from './messages.ts'
import { articlesOf, type LabelArticle } from './use-articles.ts'

const PAUSE_MS = 200
const SHOWN = 12

/** Finds an article by its name as one types, or at once by the code that was scanned. */
export function ArticleSearch({ onFound }: { readonly onFound: (article: LabelArticle) => void }) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [asked] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const { data } = useApi('listProducts', [{ q: asked, per_page: SHOWN, include: 'variants' }], {
    enabled: asked !== '',
  })
  const found = useMemo(() => (asked === '' ? [] : (data?.data ?? []).flatMap(articlesOf)), [data, asked])
  const take = (article: LabelArticle) => {
    onFound(article)
    setTyped('')
    setError(null)
  }
  const lookUp = async (code: string) => {
    try {
      const [match] = await api.lookUpCode({ code })
      if (match === undefined) return setError(t(messages.unknownCode))
      const { id, product_name: name, name: variant, sku } = match
      take({ variantId: id, name: name === variant ? name : `${name} · ${variant}`, sku, copies: 1 })
    } catch (refusal) {
      notifyError(refusal)
    }
  }
  return (
    <Select
      aria-label={t(messages.addArticle)}
      placeholder={t(messages.addArticle)}
      leftSection={<Icon of={MagnifyingGlassIcon} size={1} />}
      data={found.map(({ variantId, name, sku }) => ({
        value: String(variantId),
        label: sku === null ? name : `${name} (${sku})`,
      }))}
      value={null}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has found them already, whatever the accents.
      filter={({ options }) => options}
      nothingFoundMessage={t(asked === '' ? messages.typeToFind : messages.nothingFound)}
      onChange={(value) => {
        const article = found.find(({ variantId }) => String(variantId) === value)
        if (article !== undefined) take(article)
      }}
      onKeyDown={(event) => {
        const isCode = event.key === 'Enter' && typed.trim() !== '' && asked !== typed.trim()
        if (!isCode) return
        // A scanner is quicker than the list.
        event.preventDefault()
        void lookUp(typed.trim())
      }}
      error={error}
    />
  )
}
