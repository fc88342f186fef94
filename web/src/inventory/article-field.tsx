import { QrCodeIcon } from '@heroicons/react/24/outline'
import { Combobox, Loader, TextInput, type TextInputProps, useCombobox, Text as Words } from '@mantine/core'
import { useDebouncedValue, useId } from '@mantine/hooks'
import { type Ref, useRef, useState } from 'react'
import { useApi } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { Icon, notifyError } from '../ui/index.ts'
import { nameOf } from './article-name.tsx'
import { lookUp, type PickedArticle } from './look-up.ts'
import { messages } from './messages.ts'
import type { Quantity } from './quantity.ts'
import { readTypedQuantity } from './typed-quantity.ts'
import { useScannedCodes } from './use-scanned-codes.ts'

type ArticleFieldProps = {
  readonly onPick: (article: PickedArticle) => void
  readonly label?: string
  readonly ref?: Ref<HTMLInputElement>
  /** Takes a code as it is, at once, where counting does not wait for the network. */
  readonly onCode?: (code: string) => void
  /** Takes a quantity typed by hand, where there is something that it can be of. */
  readonly onQuantity?: (quantity: Quantity) => void
} & Pick<TextInputProps, 'autoFocus' | 'size' | 'disabled' | 'w' | 'rightSection'>

const PAUSE_MS = 180
const MOST_FOUND = 8
const LEAST_LETTERS = 2
/** Codes have digits; what has none is looked for by name. */
const A_DIGIT = /\d/

/**
 * Picks an article: a scanner types its code and Enter, a person some letters of its name. It stays ready for the next
 * one. A code that several articles bear offers them all.
 */
export function ArticleField({ onPick, onCode, onQuantity, label, ref, rightSection, ...props }: ArticleFieldProps) {
  const t = useText()
  const entry = useArticleEntry({ onPick, onCode, onQuantity })
  const { box, choices } = entry
  return (
    <Combobox store={box} onOptionSubmit={entry.submit} withinPortal={false}>
      <Combobox.Target withAriaAttributes={false}>
        <TextInput
          {...props}
          {...entry.aria}
          ref={ref}
          type="search"
          aria-label={label ?? t(messages.scanArticle)}
          placeholder={label ?? t(messages.scanArticle)}
          leftSection={<Icon of={QrCodeIcon} size={1.1} />}
          rightSection={entry.isBusy ? <Loader size="xs" /> : rightSection}
          value={entry.typed}
          error={entry.error}
          onChange={({ currentTarget }) => entry.type(currentTarget.value)}
          onBlur={() => box.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || (box.dropdownOpened && box.getSelectedOptionIndex() !== -1)) return
            event.preventDefault()
            void entry.enter()
          }}
          onKeyUp={entry.mark}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={entry.typed.trim().length < LEAST_LETTERS}>
        <Combobox.Options id={entry.listId} aria-label={label ?? t(messages.scanArticle)}>
          {choices.map((article, index) => (
            <Combobox.Option
              key={article.variant_id}
              id={`${entry.listId}-${index}`}
              value={String(article.variant_id)}
            >
              {nameOf(article)}
              {article.sku !== null && (
                <Words component="span" size="xs" opacity={0.8} ml="xs">
                  {article.sku}
                </Words>
              )}
            </Combobox.Option>
          ))}
          {choices.length === 0 && !entry.isSearching && <Combobox.Empty>{t(messages.nothingFound)}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** What is typed, what it finds, and what becomes of Enter. */
function useArticleEntry({ onPick, onCode, onQuantity }: Pick<ArticleFieldProps, 'onPick' | 'onCode' | 'onQuantity'>) {
  const t = useText()
  const listId = useId()
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  const [marked, setMarked] = useState(-1)
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [matches, setMatches] = useState<readonly PickedArticle[] | null>(null)
  const [isBusy, setBusy] = useState(false)
  const search = useFoundArticles(typed)
  const pace = usePace()
  const choices = matches ?? search.articles
  const change = (next: string) => {
    setTyped(next)
    setError(null)
    setMatches(null)
    setMarked(-1)
  }
  const pick = (article: PickedArticle) => {
    change('')
    box.closeDropdown()
    onPick(article)
  }
  const offer = (code: string, found: readonly PickedArticle[]) => {
    setTyped(code)
    setMatches(found.length === 0 ? null : found)
    if (found.length === 0) setError(t(messages.unknownCode, { code }))
    box.openDropdown()
  }
  const scanned = useScannedCodes((code, found) => {
    const [only] = found
    if (only !== undefined && found.length === 1) onPick(only)
    // Whoever scans has gone on to the next article meanwhile, and looks at the shelf.
    else if (typed !== '') notifyError(t(found.length === 0 ? messages.unknownCode : messages.severalBear, { code }))
    else offer(code, found)
  })
  const enter = async () => {
    const code = typed.trim()
    if (code === '' || isBusy) return
    const quantity = onQuantity === undefined ? null : readTypedQuantity(code, pace.took())
    if (quantity !== null || A_DIGIT.test(code)) {
      change('')
      box.closeDropdown()
      if (quantity !== null) return onQuantity?.(quantity)
      return onCode === undefined ? scanned.take(code) : onCode(code)
    }
    setBusy(true)
    try {
      const found = await lookUp(code)
      const [only] = found
      if (only !== undefined && found.length === 1) pick(only)
      else offer(code, found)
    } catch (failure) {
      notifyError(failure)
    } finally {
      setBusy(false)
    }
  }
  const isMarked = box.dropdownOpened && marked >= 0 && marked < choices.length
  return {
    box,
    choices,
    typed,
    listId,
    /** Follows what the arrow keys have marked. */
    mark: () => setMarked(box.getSelectedOptionIndex()),
    aria: {
      role: 'combobox',
      'aria-haspopup': 'listbox',
      'aria-expanded': box.dropdownOpened,
      'aria-controls': box.dropdownOpened ? listId : undefined,
      'aria-activedescendant': isMarked ? `${listId}-${marked}` : undefined,
    } as const,
    error,
    isBusy: isBusy || scanned.isBusy,
    isSearching: search.isBusy,
    enter,
    type: (next: string) => {
      pace.note(typed, next)
      change(next)
      box.openDropdown()
      box.resetSelectedOption()
    },
    submit: (id: string) => {
      const article = choices.find(({ variant_id: variant }) => String(variant) === id)
      if (article !== undefined) pick(article)
    },
  }
}

/** How long what stands in the field took to be typed; null where it did not come character by character. */
function usePace() {
  const begun = useRef<number | null>(null)
  return {
    note: (before: string, after: string) => {
      if (after.length > before.length + 1) begun.current = null
      else if (before === '') begun.current = performance.now()
    },
    took: () => (begun.current === null ? null : performance.now() - begun.current),
  }
}

function useFoundArticles(typed: string): { readonly articles: readonly PickedArticle[]; readonly isBusy: boolean } {
  const [q] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const isAsked = q.length >= LEAST_LETTERS
  const { data, isFetching } = useApi('listProducts', [{ q, include: 'variants', per_page: MOST_FOUND }], {
    enabled: isAsked,
  })
  const articles = (isAsked ? (data?.data ?? []) : []).flatMap(({ name = '', variants = [] }) =>
    variants.map((variant) => ({
      variant_id: variant.id,
      product_name: name,
      variant_name: variant.name,
      sku: variant.sku,
      quantity: null,
    })),
  )
  return { articles: articles.slice(0, 3 * MOST_FOUND), isBusy: isFetching || q !== typed.trim() }
}
