import { Badge } from '@mantine/core'
import type { Import } from '../../api/index.ts'
import { type Text, useText } from '../../i18n/index.ts'
import { messages } from './messages.ts'

const STATES: Readonly<Record<Import['state'], { readonly title: Text; readonly color: string }>> = {
  queued: { title: messages.queued, color: 'gray' },
  running: { title: messages.running, color: 'safran' },
  done: { title: messages.done, color: 'sapin' },
  failed: { title: messages.failed, color: 'brique' },
  undone: { title: messages.undone, color: 'gray' },
}

const KINDS: Readonly<Record<string, Text>> = {
  products: messages.kindProducts,
  stock: messages.kindStock,
  stores: messages.kindStores,
  sales: messages.kindSales,
}

const FORMATS: Readonly<Record<string, Text>> = {
  shopify: messages.formatShopify,
  comptoir: messages.formatComptoir,
  csv: messages.formatCsv,
}

export function StateBadge({ state }: { readonly state: Import['state'] }) {
  const t = useText()
  const { title, color } = STATES[state]
  return <Badge color={color}>{t(title)}</Badge>
}

/** What a file holds, in words. */
export function useKindTitle(): (kind: string) => string {
  const t = useText()
  return (kind) => (KINDS[kind] === undefined ? kind : t(KINDS[kind]))
}

export function useFormatTitle(): (format: string) => string {
  const t = useText()
  return (format) => (FORMATS[format] === undefined ? format : t(FORMATS[format]))
}
