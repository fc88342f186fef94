import { MinusIcon, PlusIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Alert, Button, Checkbox, Group, Stack, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { formatMoney, formatQuantity } from '../../../../../rules/index.ts'
import { useFormat, useLanguage, useText } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import type { PickedLine, ReturnableLine, ReturnableTicket } from '../../cart/cart.ts'
import { fromQuantity, toQuantity } from '../../cart/decimals.ts'
import { allReturnable, returnedRows } from '../../cart/take-back.ts'
import { useSale } from '../sell/sale-context.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { messages } from './messages.ts'
import classes from './returns.module.css'

const ONE = 1000n

/** Which lines come back, how many of them, and what that gives. */
export function PickLines({ ticket }: { readonly ticket: ReturnableTicket }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { store } = useSellingTill()
  const { cart, change, close } = useSale()
  const known = cart.returned?.kind === 'receipt' && cart.returned.ticket.id === ticket.id ? cart.returned.picked : []
  const [picked, setPicked] = useState<readonly PickedLine[]>(known)
  const pick = (line: number, quantity: bigint, restock = true) => {
    const others = picked.filter((one) => one.line !== line)
    setPicked(quantity <= 0n ? others : [...others, { line, quantity: fromQuantity(quantity), restock }])
  }
  const inOrder = picked.toSorted((left, right) => left.line - right.line)
  const rows = returnedRows({ kind: 'receipt', ticket, picked: inOrder })
  const amount = rows.reduce((sum, { total }) => sum - total, 0n)
  const canExchange = ticket.prices_include_tax === store.prices_include_tax
  const confirm = () => {
    change({ type: 'takeBack', ticket, picked: inOrder })
    close()
  }
  return (
    <Stack>
      <Words c="dimmed">
        {t(messages.soldAt, {
          store: ticket.store_name,
          date: format.date(ticket.occurred_at, 'moment', store.time_zone),
        })}
      </Words>
      <Group justify="space-between">
        <Words fw={650}>{t(messages.pick)}</Words>
        <Group gap="xs">
          <Button size="compact-md" variant="light" onClick={() => setPicked(allReturnable(ticket))}>
            {t(messages.all)}
          </Button>
          <Button size="compact-md" variant="subtle" color="gray" onClick={() => setPicked([])}>
            {t(messages.none)}
          </Button>
        </Group>
      </Group>
      <ul className={classes.lines}>
        {ticket.lines.map((line) => (
          <PickRow
            key={line.line}
            line={line}
            picked={picked.find((one) => one.line === line.line)}
            currency={ticket.currency}
            onPick={(quantity, restock) => pick(line.line, quantity, restock)}
          />
        ))}
      </ul>
      {!canExchange && <Alert color="safran">{t(messages.otherPrices)}</Alert>}
      <Words size="sm" c="dimmed">
        {t(messages.exchangeHint)}
      </Words>
      <Button size="xl" disabled={picked.length === 0} onClick={confirm}>
        {t(messages.takeBack, { amount: formatMoney(amount, ticket.currency, language) })}
      </Button>
    </Stack>
  )
}

type PickRowProps = {
  readonly line: ReturnableLine
  readonly picked: PickedLine | undefined
  readonly currency: string
  readonly onPick: (quantity: bigint, restock: boolean) => void
}

function PickRow({ line, picked, currency, onPick }: PickRowProps) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const left = toQuantity(line.returnable)
  const taken = picked === undefined ? 0n : toQuantity(picked.quantity)
  const restock = picked?.restock ?? true
  // A weight comes back whole: nobody counts it one by one.
  const step = left % ONE === 0n ? ONE : left
  const clamp = (quantity: bigint) => (quantity < 0n ? 0n : quantity > left ? left : quantity)
  const note =
    left <= 0n
      ? t(messages.nothingLeft)
      : t(messages.returnable, {
          left: formatQuantity(left, language),
          sold: formatQuantity(toQuantity(line.quantity), language),
        })
  return (
    <li className={classes.line} data-picked={taken > 0n || undefined} data-fee={line.fee_of !== null || undefined}>
      <span className={classes.main}>
        <span className={classes.name}>{line.name}</span>
        <span className={classes.note}>{`${note} · ${format.money(line.total, currency)}`}</span>
      </span>
      {taken > 0n && !line.is_fee && (
        <Checkbox
          label={t(messages.damaged)}
          checked={!restock}
          onChange={({ currentTarget }) => onPick(taken, !currentTarget.checked)}
        />
      )}
      <fieldset className={classes.stepper} disabled={left <= 0n}>
        <legend className="visually-hidden">{t(messages.quantityOf, { name: line.name })}</legend>
        <ActionIcon
          variant="default"
          size="xl"
          aria-label={`${line.name} −`}
          disabled={taken <= 0n}
          onClick={() => onPick(clamp(taken - step), restock)}
        >
          <Icon of={MinusIcon} />
        </ActionIcon>
        <output className={classes.count}>{formatQuantity(taken, language)}</output>
        <ActionIcon
          variant="default"
          size="xl"
          aria-label={`${line.name} +`}
          disabled={taken >= left}
          onClick={() => onPick(clamp(taken + step), restock)}
        >
          <Icon of={PlusIcon} />
        </ActionIcon>
      </fieldset>
    </li>
  )
}
