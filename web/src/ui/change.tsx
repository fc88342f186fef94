import { ArrowDownRightIcon, ArrowRightIcon, ArrowUpRightIcon } from '@heroicons/react/24/outline'
import { useFormat } from '../i18n/index.ts'
import classes from './change.module.css'
import { Icon } from './icon.tsx'

const LEAST = 0.0005

type ChangeProps = {
  /** As the API sends it: `0.1234` is 12.34 % more; null where there is nothing to compare with. */
  readonly ratio: string | null | undefined
  /** More returns, for example. */
  readonly isBadWhenUp?: boolean
}

/** By how much a figure changed: an arrow, a sign and a colour say the same. */
export function Change({ ratio, isBadWhenUp = false }: ChangeProps) {
  const format = useFormat()
  if (ratio === null || ratio === undefined) return <span className={classes.none}>{format.ratio(null)}</span>
  const change = Number.parseFloat(ratio)
  // Of which nothing is left where it is written.
  const isSame = Math.abs(change) < LEAST
  return <Arrow direction={isSame ? 0 : change} isBadWhenUp={isBadWhenUp} text={format.ratio(ratio, true)} />
}

type PointsProps = {
  /** Percentage points; null where there is nothing to compare with. */
  readonly points: number | null
  readonly isBadWhenUp?: boolean
}

/** By how much a rate changed: a percentage of a percentage would be taken for another. */
export function ChangeInPoints({ points, isBadWhenUp = false }: PointsProps) {
  const format = useFormat()
  if (points === null) return <span className={classes.none}>{format.points(null)}</span>
  return <Arrow direction={points} isBadWhenUp={isBadWhenUp} text={format.points(points)} />
}

type ArrowProps = { readonly direction: number; readonly isBadWhenUp: boolean; readonly text: string }

function Arrow({ direction, isBadWhenUp, text }: ArrowProps) {
  const isDown = direction < 0
  const mood = direction === 0 ? 'same' : isDown === isBadWhenUp ? 'good' : 'bad'
  const picture = direction === 0 ? ArrowRightIcon : isDown ? ArrowDownRightIcon : ArrowUpRightIcon
  return (
    <span className={classes.change} data-mood={mood}>
      <Icon of={picture} size={0.9} />
      {text}
    </span>
  )
}
