import { Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'

type CurrencyBlockProps = {
  /** Named where there are several; null: it is the only one. */
  readonly currency: string | null | undefined
  readonly children: ReactNode
}

/** What a report says of one currency. */
export function CurrencyBlock({ currency, children }: CurrencyBlockProps) {
  return (
    <Stack gap="md">
      {currency && <Title order={2}>{currency}</Title>}
      {children}
    </Stack>
  )
}
