import { Group, Text as Words } from '@mantine/core'
import { type Text, useFormat, useText } from '../i18n/index.ts'
import { messages } from './messages.ts'
import { type LiveRegister, type RegisterState, stateOf } from './register-state.ts'
import classes from './stores.module.css'

const STATE_NAMES: Readonly<Record<RegisterState, Text>> = {
  open: messages.registerOpen,
  silent: messages.registerSilent,
  closed: messages.registerClosed,
  virtual: messages.registerVirtual,
}

/** A register with how it stands, in words and by a sign. */
export function RegisterLine({ register }: { readonly register: LiveRegister }) {
  const t = useText()
  const format = useFormat()
  const state = stateOf(register, Date.now())
  const { session, silent_since: since } = register
  const details = [
    t(STATE_NAMES[state]),
    state !== 'closed' ? session?.cashier_name : null,
    state === 'silent' ? t(messages.silentSince, { time: format.date(since, 'time') }) : null,
  ].filter((part) => part !== null && part !== undefined)
  return (
    <Group gap="xs" wrap="nowrap" className={classes.register}>
      <span className={classes.sign} data-state={state} aria-hidden />
      <Words size="sm" fw={600} className={classes.registerName}>
        {register.name}
      </Words>
      <Words size="sm" c="dimmed" ta="right" ml="auto">
        {details.join(' · ')}
      </Words>
    </Group>
  )
}
