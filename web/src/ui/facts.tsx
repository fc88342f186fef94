import type { ReactNode } from 'react'
import classes from './facts.module.css'

export type Fact = { readonly name: string; readonly value: ReactNode }

type FactsProps = {
  readonly of: readonly Fact[]
  /** The values are figures that stand under each other. */
  readonly areNumbers?: boolean
}

/** What is known of one thing: each name with its value. */
export function Facts({ of, areNumbers = false }: FactsProps) {
  return (
    <dl className={classes.facts}>
      {of.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={areNumbers ? classes.number : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
