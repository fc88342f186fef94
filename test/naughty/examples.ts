import type { Examples } from './example.ts'
import { APPROVAL_EXAMPLES } from './examples-approvals.ts'
import { CATALOG_EXAMPLES } from './examples-catalog.ts'
import { CUSTOMERS_EXAMPLES } from './examples-customers.ts'
import { IDENTITY_EXAMPLES } from './examples-identity.ts'
import { IMPORT_EXAMPLES } from './examples-imports.ts'
import { INVENTORY_EXAMPLES } from './examples-inventory.ts'
import { REPORT_EXAMPLES } from './examples-reports.ts'
import { SALES_EXAMPLES } from './examples-sales.ts'
import { SESSION_EXAMPLES } from './examples-sessions.ts'
import { STOCKTAKE_EXAMPLES } from './examples-stocktakes.ts'
import { STORES_EXAMPLES } from './examples-stores.ts'
import { TAX_EXAMPLES } from './examples-taxes.ts'
import { TILL_EXAMPLES } from './examples-tills.ts'
import { TRANSFER_EXAMPLES } from './examples-transfers.ts'

/** One for each write, and for each read that needs more than its address. */
export const EXAMPLES: Examples = {
  ...IDENTITY_EXAMPLES,
  ...STORES_EXAMPLES,
  ...TAX_EXAMPLES,
  ...CATALOG_EXAMPLES,
  ...IMPORT_EXAMPLES,
  ...INVENTORY_EXAMPLES,
  ...STOCKTAKE_EXAMPLES,
  ...SALES_EXAMPLES,
  ...REPORT_EXAMPLES,
  ...APPROVAL_EXAMPLES,
  ...CUSTOMERS_EXAMPLES,
  ...SESSION_EXAMPLES,
  ...TILL_EXAMPLES,
  ...TRANSFER_EXAMPLES,
}

/** Texts that must name something that exists, or be a secret: whoever sends another is refused. By the place's name. */
const NAMED_TEXTS: ReadonlySet<string> = new Set([
  'abilities[]',
  'classes[].code',
  'classes[].tax_codes[]',
  'zones[].code',
  'zones[].tax_codes[]',
  'country',
  'roles[]',
  'permissions[]',
  'token',
  'public_key',
  'current_password',
  'tax_class',
  'default_value',
  'sku_pattern',
  'option_values[].option',
  'option_values[].value',
  'tax_zone',
  'time_zone',
  'setup_code',
  'password',
  'password_confirmation',
  'barcode',
  'barcode.code',
  'barcodes[]',
  'barcodes[].code',
  'lines[].sku',
  'counts[].sku',
  'lines[].barcode',
  'lines[].tax_class',
  'exchange_lines[].sku',
  'exchange_lines[].barcode',
  'exchange_lines[].tax_class',
  'sort',
])

/** Whether a place takes only texts that name something. */
export const isNamedText = (name: string): boolean =>
  [...NAMED_TEXTS].some((named) => name === named || name.endsWith(`.${named}`))

/** Each of these costs a password's hash, and is limited to a few attempts: they are tried together, for themselves. */
export const SIGN_IN_TEXTS: ReadonlySet<string> = new Set([
  'POST /api/v1/login password',
  'POST /api/v1/login device_name',
  'POST /api/v1/register name',
  'POST /api/v1/register password',
  'POST /api/v1/register password_confirmation',
  'POST /api/v1/register setup_code',
  'POST /api/v1/register device_name',
  'POST /api/v1/users password',
  'POST /api/v1/devices/enrol code',
  'PUT /api/v1/users/:id password',
  'PATCH /api/v1/users/:id password',
  'POST /api/v1/approvals pin',
  'POST /api/v1/approvals reason',
  'POST /api/v1/approvals details.name',
  'POST /api/v1/register-sessions/:id/cashier pin',
])
