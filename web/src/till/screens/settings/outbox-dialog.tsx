import { CheckCircleIcon, CloudArrowUpIcon } from '@heroicons/react/24/outline'
import { Alert, Badge, Button, Group, Stack, Text as Words } from '@mantine/core'
import { useEffect, useState } from 'react'
import { SignInForm } from '../../../app/sign-in-form.tsx'
import { type Text, useFormat, useText } from '../../../i18n/index.ts'
import { Icon, notifyError } from '../../../ui/index.ts'
import type { OutboxEntry, RecordKind } from '../../memory.ts'
import classes from '../dialogs/dialogs.module.css'
import { useSale } from '../sell/sale-context.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { messages } from './messages.ts'

const SHOWN = 25

const STATES: Readonly<Record<OutboxEntry['state'], { readonly label: Text; readonly color: string }>> = {
  waiting: { label: messages.stateWaiting, color: 'safran' },
  delivered: { label: messages.stateDelivered, color: 'sapin' },
  held: { label: messages.stateHeld, color: 'safran' },
  refused: { label: messages.stateRefused, color: 'brique' },
}

const KINDS: Readonly<Record<RecordKind, Text>> = {
  sale: messages.kindSale,
  return: messages.kindReturn,
  session_open: messages.kindOpen,
  session_close: messages.kindClose,
  cash_movement: messages.kindMovement,
  drawer_open: messages.kindNoSale,
}

/** What waits for the network, what was refused and why: nothing is ever dropped. */
export function OutboxDialog() {
  const t = useText()
  const { snapshot } = useSellingTill()
  const { close } = useSale()
  const { waiting } = snapshot.outbox
  return (
    <TillDialog title={t(messages.outboxTitle)} onClose={close} size="lg">
      <Stack>
        <Group gap="sm" wrap="nowrap">
          <Icon of={waiting === 0 ? CheckCircleIcon : CloudArrowUpIcon} size={2} />
          <div>
            <Words fw={650} size="lg">
              {t(messages.waiting, { count: waiting })}
            </Words>
            <Words c="dimmed">{t(waiting === 0 ? messages.allSent : messages.waitingHint)}</Words>
          </div>
        </Group>
        {snapshot.isOnline === false && <Alert color="safran">{t(messages.offline)}</Alert>}
        {!snapshot.device.isStorageKept && waiting > 0 && <Alert color="safran">{t(messages.notKept)}</Alert>}
        <Actions />
        <CatalogueState />
        <Entries />
      </Stack>
    </TillDialog>
  )
}

function Actions() {
  const t = useText()
  const format = useFormat()
  const { memory, snapshot, store } = useSellingTill()
  const { waiting, isDelivering, lastDeliveredAt, refused } = snapshot.outbox
  const saveFile = async () => {
    const text = await memory.outbox.exportText()
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
    link.download = `comptoir-${store.code}-${snapshot.device.series ?? 0}.json`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <Group justify="space-between">
      <Words size="sm" c="dimmed">
        {lastDeliveredAt !== null &&
          t(messages.lastSent, { date: format.date(lastDeliveredAt, 'moment', store.time_zone) })}
      </Words>
      <Group gap="xs">
        {waiting + refused > 0 && (
          <Button variant="default" onClick={() => void saveFile().catch(notifyError)}>
            {t(messages.download)}
          </Button>
        )}
        {waiting > 0 && (
          <Button loading={isDelivering} onClick={() => void memory.outbox.deliver().catch(notifyError)}>
            {t(messages.send)}
          </Button>
        )}
      </Group>
    </Group>
  )
}

/** Since when prices are as they are here, and what it takes to have newer ones. */
function CatalogueState() {
  const t = useText()
  const format = useFormat()
  const { memory, snapshot, store, readProfileAgain } = useSellingTill()
  const [isSigningIn, setSigningIn] = useState(false)
  const { at, isStale, needsSignIn } = snapshot.copy
  const date = format.date(at, 'moment', store.time_zone)
  const onSignedIn = async () => {
    await readProfileAgain()
    await memory.copy.refresh().catch(notifyError)
    setSigningIn(false)
  }
  if (isSigningIn) return <SignInForm onSignedIn={onSignedIn} />
  if (!needsSignIn) {
    return (
      <Words size="sm" c="dimmed">
        {t(isStale ? messages.pricesStale : messages.pricesOf, { date })}
      </Words>
    )
  }
  return (
    <Alert color="safran">
      <Group justify="space-between">
        {t(messages.signInAgain)}
        <Button size="sm" onClick={() => setSigningIn(true)}>
          {t(messages.signIn)}
        </Button>
      </Group>
    </Alert>
  )
}

function Entries() {
  const t = useText()
  const { memory, snapshot } = useSellingTill()
  const [entries, setEntries] = useState<readonly OutboxEntry[]>([])
  const { outbox } = snapshot
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the outbox holds has changed.
  useEffect(() => {
    let isLatest = true
    const read = async () => {
      const [refused, held, latest] = await Promise.all([
        memory.outbox.list({ state: 'refused' }),
        memory.outbox.list({ state: 'held' }),
        memory.outbox.list({ limit: SHOWN }),
      ])
      const bad = [...refused, ...held]
      const others = latest.filter(({ id }) => !bad.some((one) => one.id === id))
      if (isLatest) setEntries([...bad, ...others])
    }
    read().catch(notifyError)
    return () => {
      isLatest = false
    }
  }, [memory, outbox])
  const bad = entries.filter(({ state }) => state === 'refused')
  return (
    <>
      {bad.length > 0 && (
        <Alert color="brique" title={t(messages.refused)}>
          {t(messages.refusedHint)}
        </Alert>
      )}
      {entries.length > 0 && (
        <section aria-label={t(messages.latest)}>
          <ul className={classes.rows}>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Entry({ entry }: { readonly entry: OutboxEntry }) {
  const t = useText()
  const format = useFormat()
  const { store } = useSellingTill()
  const { kind, reference, occurredAt, state, message, total } = entry
  const { label, color } = STATES[state]
  return (
    <li className={classes.row}>
      <span className={classes.rowMain}>
        <span className={classes.rowTitle}>{`${t(KINDS[kind])} ${reference}`}</span>
        <span className={classes.rowNote}>
          {[format.date(occurredAt, 'moment', store.time_zone), message].filter(Boolean).join(' · ')}
        </span>
      </span>
      {total !== null && <span className={classes.rowAmount}>{format.money(total, store.currency)}</span>}
      <Badge color={color}>{t(label)}</Badge>
    </li>
  )
}
