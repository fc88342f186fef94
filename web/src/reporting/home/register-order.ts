type Known = {
  readonly kind: 'till' | 'virtual'
  readonly state: 'open' | 'closed' | null
  readonly store_name: string
  readonly name: string
  readonly silent_since: string | null
}

/** An open register that gave no sign of life for so long is worth a look. */
const SILENT_MS = 30 * 60_000

export const isSilent = ({ state, silent_since: since }: Known, now: Date): boolean =>
  state === 'open' && since !== null && now.getTime() - Date.parse(since) > SILENT_MS

const placeOf = ({ kind, state }: Known): number => (kind === 'virtual' ? 2 : state === 'open' ? 0 : 1)

/** Open ones first, those without a drawer last; each kind by store and name. */
export function sortRegisters<Register extends Known>(registers: readonly Register[]): Register[] {
  return registers.toSorted(
    (left, right) =>
      placeOf(left) - placeOf(right) ||
      left.store_name.localeCompare(right.store_name, 'fr') ||
      left.name.localeCompare(right.name, 'fr', { numeric: true }),
  )
}
