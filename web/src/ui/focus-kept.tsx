import { type ReactNode, useEffect, useRef } from 'react'

/** What takes the keyboard for itself goes first. */
const PAUSE_MS = 50

const ABLE = ':not(:disabled, [tabindex="-1"], [type="hidden"])'
const PREFERRED = [
  `[data-autofocus]${ABLE}`,
  `:not(header *):is(button, input, select, textarea, [href])${ABLE}`,
  `button${ABLE}`,
]

/**
 * Keeps the keyboard in a dialog: where what had it was replaced by what came of it, or where what should have had it could
 * not take it yet.
 */
export function FocusKept({ isOpen, children }: { readonly isOpen: boolean; readonly children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const dialog = content.current?.closest('[role="dialog"]')
    if (!isOpen || dialog == null) return
    let pause = setTimeout(() => isAbove() || takeKeyboard(dialog), PAUSE_MS)
    const observer = new MutationObserver(() => {
      clearTimeout(pause)
      pause = setTimeout(() => isSomewhere() || takeKeyboard(dialog), PAUSE_MS)
    })
    observer.observe(dialog, { childList: true, subtree: true })
    return () => {
      clearTimeout(pause)
      observer.disconnect()
    }
  }, [isOpen])
  return (
    <div ref={content} style={{ display: 'contents' }}>
      {children}
    </div>
  )
}

const isSomewhere = () => document.activeElement !== null && document.activeElement !== document.body
/** Not on the page that lies below the dialog. */
const isAbove = () => document.activeElement?.closest('[role="dialog"], [role="menu"], [role="listbox"]') != null

function takeKeyboard(dialog: Element): void {
  const found = PREFERRED.map((some) => dialog.querySelector<HTMLElement>(some)).find((one) => one !== null)
  found?.focus({ preventScroll: true })
}
