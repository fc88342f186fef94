import type { Text } from '../i18n/index.ts'
import type { ByteUnit } from './figures.ts'
import { messages } from './messages.ts'

export const UNITS: Readonly<Record<ByteUnit, Text>> = { kib: messages.kib, mib: messages.mib, gib: messages.gib }
