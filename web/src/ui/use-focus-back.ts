import { useEffect, useRef } from 'react'

/** Whatever opens next, or takes the keyboard for itself, goes first. */
const PAUSE_MS = 20

/** What asked for the dialog that was opened last. */
let lastAsker: HTMLElement | null = null

/** A button that waits for an answer gives the keyboard up before the dialog that shows the answer opens. */
let lastFocused: Element | null = null
globalThis.document?.addEventListener('focusin', ({ target }) => {
  if (target instanceof Element) lastFocused = target
})

/**
 * When a dialog closes, the keyboard goes back to what asked for it, also where the dialog leaves the page at once. Where
 * that is gone too, it goes to the top of the page.
 */
export function useFocusBack(isOpen: boolean): void {
  const askers = useRef<readonly (HTMLElement | null)[]>([])
  const wasOpen = useRef(false)
  // While it is drawn for the first time: nothing in it has taken the keyboard yet.
  if (isOpen && !wasOpen.current) askers.current = findAskers()
  wasOpen.current = isOpen
  useEffect(() => {
    if (!isOpen) return
    const known = askers.current
    lastAsker = known.at(-1) ?? null
    return () => {
      setTimeout(() => {
        if (isFocused()) return
        const to = known.find((asker) => asker?.isConnected) ?? document.getElementById('content')
        to?.focus({ preventScroll: true })
      }, PAUSE_MS)
    }
  }, [isOpen])
}

const isFocused = () => document.activeElement !== null && document.activeElement !== document.body

/**
 * What has the keyboard, or had it last. An entry of a menu goes with its menu, whose button stays; what stands in a dialog may go with it,
 * and then the keyboard goes back to what asked for that one.
 */
function findAskers(): readonly (HTMLElement | null)[] {
  const activeElement = isFocused() ? document.activeElement : lastFocused
  if (!(activeElement instanceof HTMLElement)) return []
  const button = activeElement.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  const asker = button == null ? activeElement : document.getElementById(button)
  return activeElement.closest('[role="dialog"]') === null ? [asker] : [asker, lastAsker]
}
