import { randomInt } from 'node:crypto'

const DIGITS = '01234567890'
const DIGITS_DOWN = [...DIGITS].reverse().join('')

/**
 * PINs that anybody tries first: a part of six digits repeated (`000000`, `121212`, `123123`), and digits in order, up or
 * down (`123456`, `543210`).
 */
export function isTrivialPin(pin: string): boolean {
  const isRepeated = [1, 2, 3].some((length) => pin === pin.slice(0, length).repeat(pin.length / length))
  return isRepeated || DIGITS.includes(pin) || DIGITS_DOWN.includes(pin)
}

/** Six random digits that nobody tries first. */
export function makePin(): string {
  const pin = String(randomInt(1_000_000)).padStart(6, '0')
  return isTrivialPin(pin) ? makePin() : pin
}
