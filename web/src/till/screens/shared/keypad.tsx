import { BackspaceIcon } from '@heroicons/react/24/outline'
import { useText } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import classes from './keypad.module.css'
import { messages } from './messages.ts'

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const

type KeypadProps = {
  readonly value: string
  readonly onChange: (value: string) => void
  /** 0: there is no decimal mark. */
  readonly decimals: number
  /** Most characters, such as the digits of a PIN. */
  readonly most?: number
}

/** Large digits for a finger. What is typed stays a text until somebody reads it. */
export function Keypad({ value, onChange, decimals, most = 12 }: KeypadProps) {
  const t = useText()
  const mark = document.documentElement.lang === 'en' ? '.' : ','
  const add = (text: string) => {
    if (value.length + text.length <= most) onChange(value + text)
  }
  return (
    <fieldset className={classes.keypad}>
      <legend className="visually-hidden">{t(messages.keypad)}</legend>
      {DIGITS.map((digit) => (
        <button key={digit} type="button" className={classes.key} onClick={() => add(digit)}>
          {digit}
        </button>
      ))}
      {decimals > 0 ? (
        <button type="button" className={classes.key} onClick={() => !/[.,]/.test(value) && add(mark)}>
          {mark}
        </button>
      ) : (
        <span />
      )}
      <button type="button" className={classes.key} onClick={() => add('0')}>
        {'0'}
      </button>
      <button
        type="button"
        className={classes.key}
        aria-label={t(messages.erase)}
        onClick={() => onChange(value.slice(0, -1))}
      >
        <Icon of={BackspaceIcon} />
      </button>
    </fieldset>
  )
}
