import type { Text } from '../../i18n/index.ts'
import { messages } from '../messages.ts'

/** The sorts of records that the audit log tells of, as one filters by them. */
export const ENTITY_TYPES: Readonly<Record<string, Text>> = {
  user: messages.person,
  role: messages.role,
  token: messages.token,
  session: messages.browserSession,
  setting: messages.setting,
  store: messages.store,
  register: messages.register,
  address: messages.address,
  'tax-zone': messages.taxZone,
  'tax-class': messages.taxClass,
  product: messages.product,
  'product-variant': messages.variant,
  'product-option': messages.option,
  'product-category': messages.category,
  'barcode-layout': messages.barcodeLayout,
  file: messages.file,
  import: messages.import,
  device: messages.device,
  approval: messages.approval,
  'register-session': messages.drawerSession,
  export: messages.export,
  'saved-report': messages.savedReport,
  'stock-policy': messages.stockPolicy,
  'stock-target': messages.stockTarget,
  reservation: messages.reservation,
  transfer: messages.transfer,
  stocktake: messages.stocktake,
}
