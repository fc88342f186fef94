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
  const isDown = ratio.startsWith('-')
  // Of which nothing is left where it is written.
  const isSame = Math.abs(Number.parseFloat(ratio)) < LEAST
  const mood = isSame ? 'same' : isDown === isBadWhenUp ? 'good' : 'bad'
  const picture = isSame ? ArrowRightIcon : isDown ? ArrowDownRightIcon : ArrowUpRightIcon
  return (
    <span className={classes.change} data-mood={mood}>
      <Icon of={picture} size={0.9} />
      {format.ratio(ratio, true)}
    </span>
  )
}
