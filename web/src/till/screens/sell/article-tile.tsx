import { memo } from 'react'
import { useFormat, useText } from '../../../i18n/index.ts'
import type { ArticleGroup } from '../../cart/group-articles.ts'
import { messages as shared } from '../shared/messages.ts'
import classes from './grid.module.css'
import { messages } from './messages.ts'

type ArticleTileProps = {
  readonly group: ArticleGroup
  /** The lowest price of the group; null: open. */
  readonly price: string | null
  readonly hasSeveralPrices: boolean
  readonly currency: string
  /** A hue in degrees: that of its category. */
  readonly hue: number
  readonly hasPicture: boolean
  readonly isHighlighted: boolean
  readonly isOut: boolean
  readonly onChoose: (group: ArticleGroup) => void
}

/** A product under the finger: its picture or its initials, its name, its price. */
export const ArticleTile = memo(function ArticleTile(props: ArticleTileProps) {
  const { group, price, hasSeveralPrices, currency, hue, hasPicture, isHighlighted, isOut, onChoose } = props
  const t = useText()
  const format = useFormat()
  const [article] = group.articles
  const image = hasPicture ? (group.articles.find((one) => one.image !== null)?.image ?? null) : null
  const isWeighed = article?.sold_by === 'weight'
  const amount = format.money(price, currency)
  const words =
    price === null
      ? t(shared.openPrice)
      : isWeighed
        ? t(shared.perKilogram, { price: amount })
        : hasSeveralPrices
          ? t(messages.from, { price: amount })
          : amount
  return (
    <button
      type="button"
      className={classes.tile}
      style={{ '--hue': hue } as React.CSSProperties}
      data-highlighted={isHighlighted || undefined}
      onClick={() => onChoose(group)}
    >
      <span className={classes.picture} aria-hidden="true">
        {image === null ? (
          <span className={classes.initials}>{initialsOf(group.name)}</span>
        ) : (
          <img src={image.url} alt="" loading="lazy" decoding="async" draggable={false} />
        )}
      </span>
      <span className={classes.name}>{group.name}</span>
      <span className={classes.foot}>
        <span className={classes.price}>{words}</span>
        {group.articles.length > 1 && (
          <span className={classes.note}>{t(messages.variants, { count: group.articles.length })}</span>
        )}
        {isOut && <span className={classes.out}>{t(messages.outOfStock)}</span>}
      </span>
    </button>
  )
})

function initialsOf(name: string): string {
  const words = name.split(/[\s'’(-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const [first = '', second = ''] = words.filter((word) => word.length > 2 || words.length < 3)
  return (second === '' ? first.slice(0, 2) : first.slice(0, 1) + second.slice(0, 1)).toUpperCase() || name.slice(0, 2)
}
