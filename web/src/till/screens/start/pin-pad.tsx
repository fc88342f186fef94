import { Alert, Button, Stack } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../../../i18n/index.ts'
import { Keypad } from '../shared/keypad.tsx'
import { messages as shared } from '../shared/messages.ts'
import { messages } from './messages.ts'
import classes from './start.module.css'

const LENGTH = 6

type PinPadProps = {
  /** Resolves when the PIN was right; what it throws is shown. */
  readonly onPin: (pin: string) => Promise<void>
  readonly onBack: () => void
  readonly describe: (error: unknown) => string
}

/** Six digits, by finger or keyboard: the last one sends them. */
export function PinPad({ onPin, onBack, describe }: PinPadProps) {
  const t = useText()
  const [pin, setPin] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  // Keys that were held until it was known that no scanner types them come all at once, before anything is drawn.
  const latest = useRef('')
  const isAsking = useRef(false)
  const show = (typed: string) => {
    latest.current = typed
    setPin(typed)
  }
  const type = (typed: string) => {
    if (isAsking.current) return
    show(typed)
    setRefusal(null)
    if (typed.length < LENGTH) return
    isAsking.current = true
    setBusy(true)
    onPin(typed)
      .catch((error: unknown) => {
        setRefusal(describe(error))
        show('')
      })
      .finally(() => {
        isAsking.current = false
        setBusy(false)
      })
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typed = latest.current
      if (/^\d$/.test(event.key) && typed.length < LENGTH) type(typed + event.key)
      else if (event.key === 'Backspace') type(typed.slice(0, -1))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  return (
    <Stack gap="sm" maw="20rem" mx="auto" w="100%">
      <div className={classes.dots} role="status" aria-label={t(messages.pinDigits, { count: pin.length })}>
        {Array.from({ length: LENGTH }, (_, index) => index).map((index) => (
          <span key={index} className={classes.dot} data-filled={index < pin.length || undefined} />
        ))}
      </div>
      {refusal !== null && (
        <Alert color="brique" role="alert">
          {refusal}
        </Alert>
      )}
      <Keypad value={pin} onChange={type} decimals={0} most={LENGTH} />
      <Button variant="subtle" color="gray" onClick={onBack} loading={isBusy}>
        {t(shared.back)}
      </Button>
    </Stack>
  )
}
