import { ClockIcon } from '@heroicons/react/24/outline'
import { Alert, Button, Stack, TextInput, Text as Words } from '@mantine/core'
import { useEffect, useState } from 'react'
import { api, type ListedParkedSale } from '../../../api/index.ts'
import { useFormat, useText } from '../../../i18n/index.ts'
import { EmptyState, Icon, notifyDone, notifyError } from '../../../ui/index.ts'
import { type Cart, isEmptyCart } from '../../cart/cart.ts'
import { fromMinor } from '../../cart/decimals.ts'
import { parkedInput, resumeCart } from '../../cart/park-cart.ts'
import type { ParkedTicket } from '../../memory.ts'
import { newId } from '../../new-id.ts'
import classes from '../dialogs/dialogs.module.css'
import { useSale } from '../sell/sale-context.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { messages } from './messages.ts'

/** Puts the ticket aside under a name: on every till where the server answers, else on this one. */
export function ParkDialog() {
  const t = useText()
  const format = useFormat()
  const { memory, store, snapshot, cashier, isTraining } = useSellingTill()
  const { cart, priced, change, close } = useSale()
  const [name, setName] = useState(cart.customer?.name ?? '')
  const [isBusy, setBusy] = useState(false)
  const total = fromMinor(priced.total, store.currency)
  const plainName = t(messages.parkPlainName, {
    time: format.date(memory.device.now().toISOString(), 'time', store.time_zone),
    count: cart.lines.length,
  })
  const parkedName = name.trim() === '' ? plainName : name.trim()
  const parkHere = () =>
    memory.parked.park({
      id: cart.id,
      name: parkedName,
      cashierId: cashier.id,
      total,
      lineCount: cart.lines.length,
      cart,
    })
  const park = async () => {
    if (isTraining) return
    setBusy(true)
    try {
      const input = parkedInput(cart, {
        storeId: store.id,
        registerId: snapshot.device.registerId,
        name: parkedName,
        total,
      })
      if (input === null || snapshot.isOnline === false) await parkHere()
      else await api.parkSale(input).catch(parkHere)
      change({ type: 'clear', id: newId() })
      notifyDone(t(messages.parked, { name: parkedName }))
      close()
    } catch (error) {
      notifyError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <TillDialog title={t(messages.parkTitle)} onClose={close} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void park()
        }}
      >
        <Stack>
          <TextInput
            label={t(messages.parkName)}
            description={t(messages.parkHint)}
            placeholder={plainName}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            maxLength={100}
            size="lg"
            data-autofocus
          />
          {cart.returned !== null && (
            <Words size="sm" c="dimmed">
              {t(messages.parkedHereOnly)}
            </Words>
          )}
          {isTraining && <Alert color="safran">{t(messages.parkTraining)}</Alert>}
          <Button type="submit" size="lg" loading={isBusy} disabled={isTraining}>
            {t(messages.park)}
          </Button>
        </Stack>
      </form>
    </TillDialog>
  )
}

type Waiting = { readonly here: readonly ParkedTicket[]; readonly elsewhere: readonly ListedParkedSale[] }

function useWaiting(): Waiting | null {
  const { memory, store, snapshot } = useSellingTill()
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const { isOnline } = snapshot
  useEffect(() => {
    let isLatest = true
    const read = async () => {
      const here = await memory.parked.list()
      if (isLatest) setWaiting({ here, elsewhere: [] })
      if (isOnline === false) return
      const { data } = await api.listParkedSales({
        store_id: store.id,
        is_resumed: false,
        per_page: 100,
        sort: '-created_at',
      })
      if (isLatest) setWaiting({ here, elsewhere: data })
    }
    read().catch(() => {})
    return () => {
      isLatest = false
    }
  }, [memory, store.id, isOnline])
  return waiting
}

/** Takes a ticket up again: only one till has it. */
export function ParkedDialog() {
  const t = useText()
  const format = useFormat()
  const { memory, store, snapshot, isTraining } = useSellingTill()
  const { cart: current, change, close } = useSale()
  const waiting = useWaiting()
  const take = (cart: Cart) => {
    change({ type: 'resume', cart })
    close()
  }
  const resumeHere = async ({ id }: ParkedTicket) => {
    const cart = (await memory.parked.resume(id, newId())) as Cart | null
    if (cart === null) notifyError(new Error(t(messages.resumedElsewhere)))
    else take(cart)
  }
  const resumeThere = async (id: string) => {
    const parked = await api.resumeParkedSale(id, { register_id: snapshot.device.registerId })
    const { cart, missing } = await resumeCart(parked, memory)
    take(cart)
    if (missing > 0) notifyError(new Error(t(messages.partlyResumed, { count: missing })))
  }
  const refusal = isTraining ? messages.parkTraining : isEmptyCart(current) ? null : messages.resumeBusy
  const isEmpty = waiting !== null && waiting.here.length + waiting.elsewhere.length === 0
  const time = (at: string | undefined) => format.date(at, 'time', store.time_zone)
  return (
    <TillDialog title={t(messages.parkedTitle)} onClose={close}>
      {refusal !== null && (
        <Alert color="safran" mb="sm">
          {t(refusal)}
        </Alert>
      )}
      {isEmpty && (
        <EmptyState
          icon={<Icon of={ClockIcon} size={2.5} />}
          title={t(messages.noParked)}
          hint={t(messages.noParkedHint)}
        />
      )}
      <ul className={classes.rows}>
        {waiting?.here.map((ticket) => (
          <ParkedRow
            key={ticket.id}
            name={ticket.name}
            note={`${t(messages.onThisTill)} · ${time(ticket.parkedAt)}`}
            amount={format.money(ticket.total, store.currency)}
            isDisabled={refusal !== null}
            onTake={() => void resumeHere(ticket).catch(notifyError)}
          />
        ))}
        {waiting?.elsewhere.map(({ id = '', name = '', created_at, total, parked_by }) => (
          <ParkedRow
            key={id}
            name={name}
            note={t(messages.parkedBy, { name: parked_by ?? '', time: time(created_at) })}
            amount={format.money(total, store.currency)}
            isDisabled={refusal !== null}
            onTake={() => void resumeThere(id).catch(notifyError)}
          />
        ))}
      </ul>
    </TillDialog>
  )
}

type ParkedRowProps = {
  readonly name: string
  readonly note: string
  readonly amount: string
  readonly isDisabled: boolean
  readonly onTake: () => void
}

const ParkedRow = ({ name, note, amount, isDisabled, onTake }: ParkedRowProps) => (
  <li>
    <button type="button" className={classes.row} disabled={isDisabled} onClick={onTake}>
      <span className={classes.rowMain}>
        <span className={classes.rowTitle}>{name}</span>
        <span className={classes.rowNote}>{note}</span>
      </span>
      <span className={classes.rowAmount}>{amount}</span>
    </button>
  </li>
)
