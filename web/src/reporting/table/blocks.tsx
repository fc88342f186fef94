import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { Loaded } from '../../ui/index.ts'
import { type BlockOf, blocksOf, type Told, toldOf } from '../answer.ts'
import { CurrencyBlock } from './currency-block.tsx'
import classes from './table.module.css'

type Read<Answer> = {
  data: Answer | undefined
  error: Error | null
  isPlaceholderData: boolean
  refetch: () => unknown
}
type Blocked = { currencies?: ReadonlyArray<{ currency?: string | null }>; currency?: string | null }

type BlocksProps<Answer> = {
  readonly of: Read<Answer>
  readonly children: (block: BlockOf<Told<Answer>>, told: Told<Answer>) => ReactNode
}

/** A report as it comes: what it says of each currency, one under the other. */
export function Blocks<Answer>({ of, children }: BlocksProps<Answer>) {
  return (
    <Loaded of={of}>
      {(answer) => {
        const told = toldOf(answer)
        if (told === null) return null
        const blocks = blocksOf(told as Told<Answer> & Blocked)
        return (
          // The last answer stays, and stands back, while another one is awaited.
          <Stack gap="xl" className={classes.answer} aria-busy={of.isPlaceholderData}>
            {blocks.map((block) => {
              const { currency } = block as Blocked
              return (
                <CurrencyBlock key={currency} currency={blocks.length > 1 ? currency : null}>
                  {children(block as BlockOf<Told<Answer>>, told)}
                </CurrencyBlock>
              )
            })}
          </Stack>
        )
      }}
    </Loaded>
  )
}
