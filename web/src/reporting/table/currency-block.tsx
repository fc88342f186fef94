import { Stack, Title } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext } from 'react'
import { useText } from '../../i18n/index.ts'
import { messages } from '../messages.ts'

type CurrencyBlockProps = {
  /** Named where there are several; null: it is the only one. */
  readonly currency: string | null | undefined
  readonly children: ReactNode
}

const CurrencyContext = createContext<string | null>(null)

/** What a report says of one currency. */
export function CurrencyBlock({ currency, children }: CurrencyBlockProps) {
  return (
    <CurrencyContext value={currency ?? null}>
      <Stack gap="md">
        {currency && <Title order={2}>{currency}</Title>}
        {children}
      </Stack>
    </CurrencyContext>
  )
}

/** Names a part of a report; where there are several currencies, by its own too, so that no two parts have one name. */
export function useBlockName(): (name: string) => string {
  const t = useText()
  const currency = useContext(CurrencyContext)
  return useCallback((name) => (currency === null ? name : t(messages.inCurrency, { name, currency })), [t, currency])
}
