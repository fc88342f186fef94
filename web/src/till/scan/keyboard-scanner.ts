import { type BurstSettings, KeyBurst, type KeyStroke, readCode } from './key-burst.ts'

/** A field that a scanner has typed its first keys into, as it was before. */
type Touched = {
  readonly field: HTMLInputElement | HTMLTextAreaElement
  readonly value: string
  readonly start: number | null
  readonly end: number | null
}

const LATE_MS = 15
const NO_TEXT = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'])

/**
 * Hears a keyboard scanner wherever the focus is: `const stop = listenToScanner(onCode)`. No key of a code reaches the page: the
 * first ones are held until it is known whose they are, and given back when they were a person's. Into a field the first two
 * are let through, so that typing feels as ever, and are taken out again.
 */
export function listenToScanner(onCode: (code: string) => void, settings?: BurstSettings): () => void {
  const scanner = new KeyboardScanner(onCode, settings)
  const leaving = new AbortController()
  const options = { capture: true, signal: leaving.signal }
  window.addEventListener('keydown', (event) => scanner.hearDown(event), options)
  window.addEventListener('keyup', (event) => scanner.hearUp(event), options)
  return () => {
    leaving.abort()
    scanner.giveBack()
  }
}

class KeyboardScanner {
  readonly #onCode: (code: string) => void
  readonly #burst: KeyBurst
  /** Keys that the page has not seen. */
  #held: KeyboardEvent[] = []
  readonly #heldDown = new Set<string>()
  #touched: Touched | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(onCode: (code: string) => void, settings?: BurstSettings) {
    this.#onCode = onCode
    this.#burst = new KeyBurst(settings)
  }

  hearDown(event: KeyboardEvent): void {
    // One that was given back comes a second time, and is the page's.
    if (!event.isTrusted || event.isComposing) return
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
      this.giveBack()
      return
    }
    const stroke: KeyStroke = { key: event.key, code: event.code, atMs: event.timeStamp }
    const before = this.#burst.length
    const field = fieldOf(event.target)
    switch (this.#burst.take(stroke)) {
      case 'ends':
        this.#hold(event)
        this.#finish(true)
        return
      case 'none':
        if (event.key !== 'Shift') this.giveBack()
        return
      case 'first':
        if (before > 0) this.#flush()
        this.#touched = field === null ? null : touch(field)
        // A space presses the button that has the focus: what begins with one is no code.
        if (field === null && event.key !== ' ') this.#hold(event)
        break
      case 'inside':
        // Where the first went to no field, the page may have taken the focus to one meanwhile: the code goes nowhere still.
        if (field === null || this.#touched === null || this.#burst.isSure) this.#hold(event)
        // It was a hand after all, that hit some keys at once: they come before this one.
        else this.#release()
        break
    }
    this.#wait()
  }

  /** The page does not see a key end that it has not seen begin. */
  hearUp(event: KeyboardEvent): void {
    if (!event.isTrusted || !this.#heldDown.delete(event.code)) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  /** What was held was a person's. */
  giveBack(): void {
    this.#burst.end()
    this.#flush()
  }

  #hold(event: KeyboardEvent): void {
    event.preventDefault()
    event.stopImmediatePropagation()
    this.#held.push(event)
    this.#heldDown.add(event.code)
  }

  /** Where the page was busy and this comes late, keys may have come in time that it has not heard yet. */
  #wait(): void {
    clearTimeout(this.#timer)
    const dueMs = performance.now() + this.#burst.waitMs
    this.#timer = setTimeout(() => {
      if (performance.now() - dueMs > LATE_MS) this.#wait()
      else this.#finish(false)
    }, this.#burst.waitMs)
  }

  #finish(isEnded: boolean): void {
    clearTimeout(this.#timer)
    if (!this.#burst.isCode(isEnded)) {
      // The rest may still come, late: the moments of its keys will say that it belongs to these.
      this.#release()
      return
    }
    const strokes = this.#burst.end()
    this.#held = []
    if (this.#touched !== null) restore(this.#touched)
    this.#touched = null
    this.#onCode(readCode(strokes))
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#release()
    this.#touched = null
  }

  /** Gives the page the keys that it has not seen. */
  #release(): void {
    const held = this.#held
    this.#held = []
    if (held.length === 0) return
    const values = new Map([...document.querySelectorAll<Touched['field']>('input, textarea')].map(withValue))
    for (const event of held) {
      const field = this.#touched?.field ?? fieldOf(event.target)
      if (field !== null) insert(field, event.key)
      else repeat(event)
    }
    // Where the page took them to a field of its own choice, they are taken out of it again should they be a code's.
    const field = fieldOf(document.activeElement)
    if (this.#touched !== null || field === null) return
    this.#touched = { field, value: values.get(field) ?? field.value, start: null, end: null }
  }
}

const withValue = (field: Touched['field']) => [field, field.value] as const

/** Lets the page see a key that was held; it tells by `isTrusted` that it comes from here. */
function repeat(event: KeyboardEvent): void {
  const { key, code, shiftKey, location } = event
  const target = event.target instanceof Element && event.target.isConnected ? event.target : document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, location, bubbles: true, cancelable: true }))
}

function fieldOf(target: EventTarget | null): Touched['field'] | null {
  if (target instanceof HTMLTextAreaElement) return target
  return target instanceof HTMLInputElement && !NO_TEXT.has(target.type) ? target : null
}

const touch = (field: Touched['field']): Touched => ({
  field,
  value: field.value,
  start: field.selectionStart,
  end: field.selectionEnd,
})

function restore({ field, value, start, end }: Touched): void {
  if (field.value === value) return
  setValue(field, value)
  if (start !== null && end !== null) field.setSelectionRange(start, end)
}

function insert(field: Touched['field'], key: string): void {
  if ([...key].length !== 1 || field.readOnly || field.disabled) return
  const start = field.selectionStart ?? field.value.length
  const end = field.selectionEnd ?? start
  setValue(field, field.value.slice(0, start) + key + field.value.slice(end))
  if (field.selectionStart !== null) field.setSelectionRange(start + key.length, start + key.length)
}

/** As if somebody had typed it, so that whoever follows the field hears of it. */
function setValue(field: Touched['field'], value: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
}
