import { useEffect } from 'react'

type TypedKeys = {
  readonly fieldId: string
  readonly isOn: boolean
  readonly onEnter: () => void
}

/**
 * The cursor stands in the field as soon as there is one, and digits go into it wherever the cursor has gone since: a finger
 * on the keypad takes it away.
 */
export function useTypedKeys({ fieldId, isOn, onEnter }: TypedKeys): void {
  useEffect(() => {
    if (isOn) document.getElementById(fieldId)?.focus({ preventScroll: true })
  }, [fieldId, isOn])
  useEffect(() => {
    if (!isOn) return
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
      const field = document.getElementById(fieldId)
      if (!(field instanceof HTMLInputElement) || event.target === field) return
      if (event.key === 'Enter') {
        if (event.repeat || isMeant(event.target)) return
        onEnter()
      } else if (/^[\d.,]$/.test(event.key)) type(field, field.value + event.key)
      else if (event.key === 'Backspace') type(field, field.value.slice(0, -1))
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [fieldId, isOn, onEnter])
}

/** A button or link that has the focus is what Enter means; a digit of the keypad was meant once. */
const isMeant = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('a, button') !== null && target.closest('fieldset') === null

/** As if it had been typed there, so that whoever follows the field hears of it. */
function type(field: HTMLInputElement, value: string): void {
  field.focus({ preventScroll: true })
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
}
