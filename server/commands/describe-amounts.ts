import type { Language } from '../platform/text.ts'

const UNITS = {
  fr: ['octets', 'ko', 'Mo', 'Go', 'To'],
  en: ['bytes', 'kB', 'MB', 'GB', 'TB'],
} as const

/** `3,2 Mo`, `3.2 MB`. */
export function describeBytes(bytes: number, language: Language): string {
  const power = Math.min(UNITS[language].length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const format = new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA', {
    maximumFractionDigits: power === 0 ? 0 : 1,
  })
  return `${format.format(bytes / 1000 ** power)}\u00a0${UNITS[language][power]}`
}

const CLEAR_LINE = '\r\u001b[K'

/** Shows a line in place of the one before, on a terminal only; null removes it. */
export function writeOver(line: string | null): void {
  if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE + (line ?? ''))
}

/** A log for commands, which have none of their own: what fails is printed. */
export const toErrorOutput = {
  error: (error: unknown): void => console.error(error instanceof Error ? error.message : error),
}
