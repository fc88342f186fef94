import { memo } from 'react'
import { useText } from '../../../i18n/index.ts'
import type { Category } from '../../memory.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import classes from './grid.module.css'
import { hueOf } from './hue-of.ts'
import { messages } from './messages.ts'

type CategoryChipsProps = {
  /** null: what is shown was searched for. */
  readonly chosen: number | 'favourites' | null
  readonly onChoose: (id: number | 'favourites') => void
}

const FAVOURITES_HUE = 85

/** The categories of the top, and below one that was chosen those within it. */
export const CategoryChips = memo(function CategoryChips({ chosen, onChoose }: CategoryChipsProps) {
  const t = useText()
  const { categories } = useSellingTill().snapshot.copy
  const top = childrenOf(null, categories)
  const open = categories.find(({ id }) => id === chosen)
  const within = open === undefined ? [] : childrenOf(open.parent_id === null ? open.id : open.parent_id, categories)
  const isBelow = open !== undefined && open.parent_id !== null
  const siblings = within.length > 0 || isBelow ? within : []
  return (
    <nav className={classes.chips} aria-label={t(messages.categories)}>
      <Chip
        label={t(messages.favourites)}
        hue={FAVOURITES_HUE}
        isChosen={chosen === 'favourites'}
        onChoose={() => onChoose('favourites')}
      />
      {top.map((category) => {
        const isOpen = category.id === chosen || category.id === open?.parent_id
        return [
          <Chip
            key={category.id}
            label={category.name}
            hue={hueOf(category.id, categories)}
            isChosen={isOpen}
            onChoose={() => onChoose(category.id)}
          />,
          ...(isOpen ? siblings : []).map((child) => (
            <Chip
              key={child.id}
              label={child.name}
              hue={hueOf(child.id, categories)}
              isChosen={child.id === chosen}
              onChoose={() => onChoose(child.id)}
            />
          )),
        ]
      })}
    </nav>
  )
})

const childrenOf = (parentId: number | null, categories: readonly Category[]): Category[] =>
  categories
    .filter(({ parent_id }) => parent_id === parentId)
    .toSorted((left, right) => left.position - right.position || left.name.localeCompare(right.name))

type ChipProps = {
  readonly label: string
  readonly hue: number
  readonly isChosen: boolean
  readonly onChoose: () => void
}

const Chip = ({ label, hue, isChosen, onChoose }: ChipProps) => (
  <button
    type="button"
    className={classes.chip}
    style={{ '--hue': hue } as React.CSSProperties}
    aria-pressed={isChosen}
    onClick={onChoose}
  >
    {label}
  </button>
)
