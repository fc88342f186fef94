import { Button, SegmentedControl, SimpleGrid, Stack, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { currencyDecimals, formatQuantity, formatRate, formatUnitPrice } from '../../../../../rules/index.ts'
import { useLanguage, useText } from '../../../i18n/index.ts'
import type { CartLine } from '../../cart/cart.ts'
import { discountLimitPpm } from '../../cart/cart-rights.ts'
import { fromPrice, readTyped, toPpm, toPrice, toQuantity } from '../../cart/decimals.ts'
import type { Discount } from '../../memory.ts'
import { useSale } from '../sell/sale-context.tsx'
import { Keypad } from '../shared/keypad.tsx'
import { messages as shared } from '../shared/messages.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { TypedField } from '../shared/typed-field.tsx'
import { messages } from './messages.ts'

/** How many of a line, or how much it weighs. */
export function QuantityDialog({ line }: { readonly line: CartLine }) {
  const t = useText()
  const { language } = useLanguage()
  const { change, close } = useSale()
  const [typed, setTyped] = useState('')
  const decimals = line.isWeighed ? 3 : 0
  const quantity = readTyped(typed, decimals)
  const confirm = () => {
    if (quantity !== null && toQuantity(quantity) > 0n) change({ type: 'quantity', key: line.key, quantity })
    close()
  }
  return (
    <TillDialog title={line.name} onClose={close} size="sm">
      <Stack>
        <TypedField
          label={t(line.isWeighed ? messages.weight : messages.quantity)}
          value={typed}
          onChange={setTyped}
          placeholder={formatQuantity(toQuantity(line.quantity), language)}
          onEnter={confirm}
          {...(line.isWeighed && { unit: 'kg' })}
        />
        <Keypad value={typed} onChange={setTyped} decimals={decimals} />
        <Button size="xl" onClick={confirm} disabled={quantity === null}>
          {t(shared.confirm)}
        </Button>
      </Stack>
    </TillDialog>
  )
}

const PERCENTS = ['5', '10', '15', '20', '25', '50'] as const
const WHOLE_PPM = 1_000_000n

/** What is taken off a line or off the ticket; `line` null: the ticket. */
export function DiscountDialog({ line }: { readonly line: CartLine | null }) {
  const t = useText()
  const { language } = useLanguage()
  const { store, cashier } = useSellingTill()
  const { cart, attempt, close } = useSale()
  const key = line?.key ?? null
  const now = line === null ? cart.discount : line.discount
  const [type, setType] = useState<Discount['type']>(now?.type ?? 'percent')
  const [typed, setTyped] = useState('')
  const value = readTyped(typed, type === 'percent' ? 2 : currencyDecimals(store.currency))
  const isTooMuch = type === 'percent' && value !== null && toPpm(value) > WHOLE_PPM
  const give = (discount: Discount | null) => {
    close()
    attempt({ type: 'discount', key, discount })
  }
  const confirm = () => {
    if (value !== null && !isTooMuch && toPpm(value) > 0n) give({ type, value })
  }
  const limit = discountLimitPpm(cashier)
  return (
    <TillDialog
      title={line === null ? t(messages.ticketDiscount) : t(messages.discountOf, { name: line.name })}
      onClose={close}
      size="sm"
    >
      <Stack>
        <SegmentedControl
          aria-label={t(messages.discountIn)}
          value={type}
          onChange={(chosen) => setType(chosen as Discount['type'])}
          data={[
            { value: 'percent', label: t(messages.percent) },
            { value: 'amount', label: t(messages.amount) },
          ]}
          size="md"
        />
        {type === 'percent' && (
          <SimpleGrid cols={3} spacing="xs">
            {PERCENTS.map((percent) => (
              <Button key={percent} variant="light" size="md" onClick={() => give({ type: 'percent', value: percent })}>
                {formatRate(toPpm(percent), language)}
              </Button>
            ))}
          </SimpleGrid>
        )}
        <TypedField
          label={t(type === 'percent' ? messages.percent : messages.amount)}
          value={typed}
          onChange={setTyped}
          onEnter={confirm}
          error={isTooMuch ? t(messages.tooMuch) : null}
          unit={type === 'percent' ? '%' : ''}
        />
        <Keypad value={typed} onChange={setTyped} decimals={2} />
        {limit !== null && (
          <Words size="sm" c="dimmed">
            {limit === 0 ? t(messages.limitNone) : t(messages.limit, { limit: formatRate(limit, language) })}
          </Words>
        )}
        <Button size="xl" onClick={confirm} disabled={value === null || isTooMuch}>
          {t(shared.confirm)}
        </Button>
        {now !== null && (
          <Button variant="subtle" color="gray" onClick={() => give(null)}>
            {t(messages.noDiscount)}
          </Button>
        )}
      </Stack>
    </TillDialog>
  )
}

/** Another price than the catalogue's. */
export function PriceDialog({ line }: { readonly line: CartLine }) {
  const t = useText()
  const { language } = useLanguage()
  const { currency } = useSellingTill().store
  const { attempt, close } = useSale()
  const [typed, setTyped] = useState('')
  const price = readTyped(typed, currencyDecimals(currency))
  const set = (unitPrice: string) => {
    close()
    attempt({ type: 'price', key: line.key, unitPrice })
  }
  const confirm = () => {
    if (price !== null) set(fromPrice(toPrice(price)))
  }
  const { askedPrice } = line
  const written = (of: string) => formatUnitPrice(toPrice(of), currency, language)
  return (
    <TillDialog title={t(messages.priceOf, { name: line.name })} onClose={close} size="sm">
      <Stack>
        {askedPrice !== null && <Words c="dimmed">{t(messages.cataloguePrice, { price: written(askedPrice) })}</Words>}
        <TypedField
          label={t(messages.newPrice)}
          value={typed}
          onChange={setTyped}
          placeholder={written(line.unitPrice)}
          onEnter={confirm}
        />
        <Keypad value={typed} onChange={setTyped} decimals={currencyDecimals(currency)} />
        <Button size="xl" onClick={confirm} disabled={price === null}>
          {t(shared.confirm)}
        </Button>
        {askedPrice !== null && askedPrice !== line.unitPrice && (
          <Button variant="subtle" color="gray" onClick={() => set(askedPrice)}>
            {t(messages.backToCatalogue)}
          </Button>
        )}
      </Stack>
    </TillDialog>
  )
}
