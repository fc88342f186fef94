import { MagnifyingGlassIcon, PencilSquareIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { type KeyboardEvent, memo, useCallback, useDeferredValue, useRef, useState } from 'react'
import { useText } from '../../../i18n/index.ts'
import { EmptyState, Icon, LoadingState } from '../../../ui/index.ts'
import { toPrice, toQuantity } from '../../cart/decimals.ts'
import { type ArticleGroup, groupArticles, readMultiplied } from '../../cart/group-articles.ts'
import { messages as shared } from '../shared/messages.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { ArticleTile } from './article-tile.tsx'
import { CategoryChips } from './category-chips.tsx'
import classes from './grid.module.css'
import { hueOf } from './hue-of.ts'
import { messages } from './messages.ts'
import { useSale } from './sale-context.tsx'
import { SEARCH_ID } from './search-id.ts'
import { type ShownArticles, useShownArticles } from './use-shown-articles.ts'
import { useTicketKeys } from './use-ticket-keys.ts'

const FIRST_FOUND = 12

/** Search and touch on one screen: what is typed narrows the tiles, Enter takes the first. */
export function ArticleGrid() {
  const t = useText()
  const { play, memory } = useSellingTill()
  const { addArticle, addCode, open } = useSale()
  const [typed, setTyped] = useState('')
  const [categoryId, setCategoryId] = useState<number | 'favourites'>('favourites')
  const [place, setPlace] = useState(0)
  const { quantity, text } = readMultiplied(typed)
  const shown = useShownArticles(useDeferredValue(text), categoryId)
  const onTicket = useTicketKeys()
  const choose = useCallback(
    (group: ArticleGroup, of = '1') => {
      const [article] = group.articles
      if (group.articles.length > 1) {
        open({ kind: 'variants', name: group.name, articles: group.articles, quantity: of })
      } else if (article !== undefined) addArticle(article, of)
    },
    [addArticle, open],
  )
  const type = useCallback((value: string) => {
    setTyped(value)
    setPlace(0)
  }, [])
  const show = useCallback((id: number | 'favourites') => {
    setTyped('')
    setPlace(0)
    setCategoryId(id)
  }, [])
  const enter = async () => {
    if (typed.trim() === '') return
    if (text === '' && quantity !== null) {
      onTicket.setQuantity(quantity)
      return type('')
    }
    // A code that was typed comes before a name: it says exactly what is meant.
    const isCode = /^[\w-]{3,}$/.test(text) && (await memory.copy.lookUp(text)).length > 0
    // Whoever types and presses Enter at once means what they typed, not what was shown before.
    const isShown = shown.text === text
    const groups = isShown ? shown.groups : groupArticles(await memory.copy.search(text, FIRST_FOUND))
    const group = groups?.[isShown ? place : 0]
    if (isCode) await addCode(text, quantity ?? '1')
    else if (group !== undefined) choose(group, quantity ?? '1')
    else if (/^\d{4,}$/.test(text)) await addCode(text, quantity ?? '1')
    else return play('refused')
    type('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Enter') void enter()
    else if (event.key === 'Escape') type('')
    else if (move !== 0 && text !== '') {
      setPlace(Math.min(Math.max(place + move, 0), (shown.groups?.length ?? 1) - 1))
    } else if (typed !== '' || !onTicket.handle(event.key)) return
    event.preventDefault()
  }
  const latest = useRef(onKeyDown)
  latest.current = onKeyDown
  const hear = useCallback((event: KeyboardEvent<HTMLInputElement>) => latest.current(event), [])
  return (
    <section className={classes.panel} aria-label={t(messages.articles)}>
      <div className={classes.searchRow}>
        <Search typed={typed} onType={type} onKeyDown={hear} />
        <OpenLine />
      </div>
      <CategoryChips chosen={text === '' ? categoryId : null} onChoose={show} />
      <div className={classes.scroll}>
        <Tiles shown={shown} highlighted={text === '' ? -1 : place} isSearch={text !== ''} onChoose={choose} />
      </div>
    </section>
  )
}

type SearchProps = {
  readonly typed: string
  readonly onType: (value: string) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** Drawn once for each key, not again for what it finds. */
const Search = memo(function Search({ typed, onType, onKeyDown }: SearchProps) {
  const t = useText()
  return (
    <TextInput
      id={SEARCH_ID}
      type="search"
      size="lg"
      aria-label={t(messages.search)}
      placeholder={t(messages.search)}
      leftSection={<Icon of={MagnifyingGlassIcon} />}
      rightSection={
        typed !== '' && (
          <ActionIcon aria-label={t(shared.cancel)} onClick={() => onType('')}>
            <Icon of={XMarkIcon} />
          </ActionIcon>
        )
      }
      value={typed}
      onChange={({ currentTarget }) => onType(currentTarget.value)}
      onKeyDown={onKeyDown}
      enterKeyHint="done"
      classNames={{ input: classes.searchInput }}
    />
  )
})

const OpenLine = memo(function OpenLine() {
  const t = useText()
  const { open } = useSale()
  return (
    <Button
      variant="default"
      size="lg"
      px="md"
      classNames={{ section: classes.openLine }}
      aria-label={t(messages.openLine)}
      leftSection={<Icon of={PencilSquareIcon} />}
      onClick={() => open({ kind: 'openPrice', article: null, quantity: '1' })}
    >
      <span className={classes.wideOnly}>{t(messages.openLine)}</span>
    </Button>
  )
})

type TilesProps = {
  readonly shown: ShownArticles
  readonly highlighted: number
  readonly isSearch: boolean
  readonly onChoose: (group: ArticleGroup) => void
}

/** Typing a letter leaves the tiles alone until what it finds is there. */
const Tiles = memo(function Tiles({ shown: { groups, stock }, highlighted, isSearch, onChoose }: TilesProps) {
  const t = useText()
  const { memory, store, snapshot, settings } = useSellingTill()
  if (groups === null) return <LoadingState />
  if (groups.length === 0) {
    if (isSearch) return <EmptyState title={t(messages.nothingFound)} hint={t(messages.nothingFoundHint)} />
    const isAll = snapshot.copy.articleCount === 0
    return isAll ? (
      <EmptyState title={t(messages.emptyCatalogue)} hint={t(messages.emptyCatalogueHint)} />
    ) : (
      <EmptyState title={t(messages.emptyCategory)} />
    )
  }
  const now = memory.device.now()
  return (
    <div className={classes.grid} data-tiles={settings.tiles}>
      {groups.map((group, index) => {
        const prices = group.articles.flatMap((article) => memory.copy.priceOf(article, now).price ?? [])
        const lowest = prices.toSorted((left, right) => (toPrice(left) < toPrice(right) ? -1 : 1))[0] ?? null
        const levels = group.articles.map(({ id }) => stock.get(id))
        return (
          <ArticleTile
            key={group.productId}
            group={group}
            price={lowest}
            hasSeveralPrices={new Set(prices).size > 1}
            currency={store.currency}
            hue={hueOf(group.articles[0]?.category_id ?? null, snapshot.copy.categories)}
            hasPicture={settings.hasPictures}
            isHighlighted={index === highlighted}
            isOut={levels.every((level) => level !== undefined && toQuantity(level.available) <= 0n)}
            onChoose={onChoose}
          />
        )
      })}
    </div>
  )
})
