import type { Text } from '../../i18n/index.ts'
import { messages } from '../messages.ts'
import type { Area } from './role-matrix.ts'

export const AREA_NAMES: Readonly<Record<Area, Text>> = {
  selling: messages.areaSelling,
  customers: messages.areaCustomers,
  stock: messages.areaStock,
  catalog: messages.areaCatalog,
  stores: messages.areaStores,
  people: messages.areaPeople,
  figures: messages.areaFigures,
  system: messages.areaSystem,
}
