import type { CreateExportInput, ListedExport } from '../../api/index.ts'
import type { Text } from '../../i18n/index.ts'
import { messages } from './messages.ts'

type Kind = CreateExportInput['kind']

const NAMES: Readonly<Record<Kind, Text>> = {
  sales: messages.sales,
  kpis: messages.kpis,
  dashboard: messages.dashboard,
  inventory: messages.inventory,
  stores: messages.stores,
  'top-products': messages.topProducts,
  trends: messages.trends,
  custom: messages.custom,
  tickets: messages.tickets,
  ticket_lines: messages.ticketLines,
}

/** What each kind of export is called. */
export const KIND_NAMES: Readonly<Record<string, Text | undefined>> = NAMES

/** Whether it is worth looking again. */
export const isUnderWay = ({ state }: ListedExport): boolean => state === 'queued' || state === 'running'
