import { useLocalStorage } from '@mantine/hooks'

/** What this device does its own way; it stays in this browser. */
export type TillSettings = {
  readonly hasSound: boolean
  /** By which way paper comes out. */
  readonly printer: 'browser' | 'usb' | 'serial'
  /** Columns of the paper: 32 and 42 for rolls of 58 mm, 42 and 48 for rolls of 80 mm. */
  readonly paperColumns: number
  /** The receipt is printed as soon as a sale is done. */
  readonly isPrintedAlways: boolean
  readonly tiles: 'small' | 'large'
  readonly hasPictures: boolean
}

const USUAL: TillSettings = {
  hasSound: true,
  printer: 'browser',
  paperColumns: 42,
  isPrintedAlways: false,
  tiles: 'large',
  hasPictures: true,
}

export function useTillSettings(): [TillSettings, (patch: Partial<TillSettings>) => void] {
  const [stored, setStored] = useLocalStorage<Partial<TillSettings>>({
    key: 'comptoir.till.settings',
    defaultValue: {},
    getInitialValueInEffect: false,
  })
  return [{ ...USUAL, ...stored }, (patch) => setStored((before) => ({ ...before, ...patch }))]
}
