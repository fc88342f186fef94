/** Who asks. All but the owner and the other manager work in one store, whose records the requests are about. */
export const CALLERS = [
  'guest',
  'owner',
  'manager',
  'cashier',
  'stock_clerk',
  'analyst',
  'other_store_manager',
] as const
export type Caller = (typeof CALLERS)[number]

/** A status for each of CALLERS, in their order. */
export type ExpectedStatuses = readonly [
  guest: number,
  owner: number,
  manager: number,
  cashier: number,
  stockClerk: number,
  analyst: number,
  otherStoreManager: number,
]

const PUBLIC_LOGIN: ExpectedStatuses = [200, 200, 200, 200, 200, 200, 200]
const SIGNED_IN: ExpectedStatuses = [401, 200, 200, 200, 200, 200, 200]
/** Seen by every role, and the same for all of them. */
const SEEN_BY_ALL = SIGNED_IN
/** Seen by every role that works in the store. */
const SEEN_IN_STORE: ExpectedStatuses = [401, 200, 200, 200, 200, 200, 404]
/** The catalogue is the chain's: any manager changes it. */
const MANAGERS_CHANGE: ExpectedStatuses = [401, 200, 200, 403, 403, 403, 200]
const MANAGERS_CREATE: ExpectedStatuses = [401, 201, 201, 403, 403, 403, 201]
const STORE_MANAGER_CHANGES: ExpectedStatuses = [401, 200, 200, 403, 403, 403, 404]
/** Whoever sells in the store. */
const STORE_SELLERS_CHANGE: ExpectedStatuses = [401, 200, 200, 200, 403, 403, 404]
/** Whoever keeps the stock room: managers and clerks. */
const KEEPERS_IN_STORE: ExpectedStatuses = [401, 200, 200, 403, 200, 403, 404]
const KEEPERS_CREATE: ExpectedStatuses = [401, 201, 201, 403, 201, 403, 404]
/** What holds for the whole chain. */
const HEAD_OFFICE_CHANGES: ExpectedStatuses = [401, 200, 403, 403, 403, 403, 403]

/** A manager manages the people of their stores. */
const STORE_MANAGER_SEES: ExpectedStatuses = STORE_MANAGER_CHANGES
/** Who may do what, and what holds for the whole chain, is the owner's. */
const OWNER_ONLY: ExpectedStatuses = [401, 200, 403, 403, 403, 403, 403]
/** The chain's customers are seen by whoever sells, in any store. */
const SELLERS_SEE: ExpectedStatuses = [401, 200, 200, 200, 403, 403, 200]
const SELLERS_OF_STORE: ExpectedStatuses = [401, 200, 200, 200, 403, 403, 404]
/** Whoever counts stock in the store; the differences are for its manager. */
const COUNTERS_OF_STORE: ExpectedStatuses = [401, 200, 200, 403, 200, 403, 404]
const MANAGERS_SEE: ExpectedStatuses = [401, 200, 200, 403, 403, 403, 200]

/**
 * What each kind of caller gets from each endpoint for a request that is fine in itself. The architecture test fails
 * when an endpoint is missing here.
 */
export const EXPECTED_STATUSES: Readonly<Record<string, ExpectedStatuses>> = {
  'POST /api/v1/login': PUBLIC_LOGIN,
  'POST /api/v1/register': [201, 201, 201, 201, 201, 201, 201],
  'POST /api/v1/logout': SIGNED_IN,
  'GET /api/v1/me': SIGNED_IN,
  'GET /api/v1/session': PUBLIC_LOGIN,
  'PUT /api/v1/me': SIGNED_IN,
  'PUT /api/v1/me/password': SIGNED_IN,
  'POST /api/v1/password/forgot': PUBLIC_LOGIN,
  'POST /api/v1/password/reset': PUBLIC_LOGIN,
  'GET /api/v1/tokens': SIGNED_IN,
  'POST /api/v1/tokens': [401, 201, 201, 201, 201, 201, 201],
  'DELETE /api/v1/tokens': SIGNED_IN,
  'DELETE /api/v1/tokens/:id': SIGNED_IN,

  'GET /api/v1/users': MANAGERS_SEE,
  // The other manager names a store that does not exist for them.
  'POST /api/v1/users': [401, 201, 201, 403, 403, 403, 422],
  'GET /api/v1/users/:id': STORE_MANAGER_SEES,
  'PUT /api/v1/users/:id': STORE_MANAGER_CHANGES,
  'PATCH /api/v1/users/:id': STORE_MANAGER_CHANGES,
  'DELETE /api/v1/users/:id': STORE_MANAGER_CHANGES,
  'POST /api/v1/users/:id/restore': STORE_MANAGER_CHANGES,
  'PUT /api/v1/users/:id/roles': OWNER_ONLY,
  'PUT /api/v1/users/:id/pin': STORE_MANAGER_CHANGES,
  'GET /api/v1/permissions': SIGNED_IN,
  'GET /api/v1/roles': OWNER_ONLY,
  'POST /api/v1/roles': [401, 201, 403, 403, 403, 403, 403],
  'GET /api/v1/roles/:id': OWNER_ONLY,
  'PUT /api/v1/roles/:id': OWNER_ONLY,
  'PATCH /api/v1/roles/:id': OWNER_ONLY,
  'DELETE /api/v1/roles/:id': OWNER_ONLY,
  'GET /api/v1/audit-log': MANAGERS_SEE,
  'GET /api/v1/settings': OWNER_ONLY,
  'PUT /api/v1/settings': OWNER_ONLY,
  'GET /api/v1/setup': PUBLIC_LOGIN,
  'GET /api/v1/setup/demo': OWNER_ONLY,
  // The chain of this test has stores.
  'POST /api/v1/setup/demo': [401, 409, 403, 403, 403, 403, 403],

  'GET /api/v1/stores': SEEN_BY_ALL,
  'POST /api/v1/stores': MANAGERS_CREATE,
  'GET /api/v1/stores/:id': SEEN_IN_STORE,
  'PUT /api/v1/stores/:id': STORE_MANAGER_CHANGES,
  'PATCH /api/v1/stores/:id': STORE_MANAGER_CHANGES,
  'DELETE /api/v1/stores/:id': STORE_MANAGER_CHANGES,
  'POST /api/v1/stores/:id/restore': STORE_MANAGER_CHANGES,
  'GET /api/v1/stores/:id/users': STORE_MANAGER_CHANGES,
  'POST /api/v1/stores/:id/users': STORE_MANAGER_CHANGES,
  'DELETE /api/v1/stores/:id/users/:user_id': STORE_MANAGER_CHANGES,
  'GET /api/v1/stores/:id/registers': SEEN_IN_STORE,
  'POST /api/v1/stores/:id/registers': [401, 201, 201, 403, 403, 403, 404],
  'GET /api/v1/registers/:id': SEEN_IN_STORE,
  'PUT /api/v1/registers/:id': STORE_MANAGER_CHANGES,
  'PATCH /api/v1/registers/:id': STORE_MANAGER_CHANGES,
  'DELETE /api/v1/registers/:id': STORE_MANAGER_CHANGES,

  'GET /api/v1/addresses': MANAGERS_CHANGE,
  // Another store is no owner that one could name.
  'POST /api/v1/addresses': [401, 201, 201, 403, 403, 403, 422],
  'GET /api/v1/addresses/:id': STORE_MANAGER_CHANGES,
  'PUT /api/v1/addresses/:id': STORE_MANAGER_CHANGES,
  'PATCH /api/v1/addresses/:id': STORE_MANAGER_CHANGES,
  'DELETE /api/v1/addresses/:id': STORE_MANAGER_CHANGES,

  'GET /api/v1/tax-zones': SEEN_BY_ALL,
  'POST /api/v1/tax-zones': [401, 201, 403, 403, 403, 403, 403],
  'GET /api/v1/tax-zones/:code': SEEN_BY_ALL,
  'PUT /api/v1/tax-zones/:code': HEAD_OFFICE_CHANGES,
  'PATCH /api/v1/tax-zones/:code': HEAD_OFFICE_CHANGES,
  'DELETE /api/v1/tax-zones/:code': HEAD_OFFICE_CHANGES,
  'GET /api/v1/tax-classes': SEEN_BY_ALL,
  'POST /api/v1/tax-classes': [401, 201, 403, 403, 403, 403, 403],
  'GET /api/v1/tax-classes/:code': SEEN_BY_ALL,
  'PUT /api/v1/tax-classes/:code': HEAD_OFFICE_CHANGES,
  'PATCH /api/v1/tax-classes/:code': HEAD_OFFICE_CHANGES,
  'DELETE /api/v1/tax-classes/:code': HEAD_OFFICE_CHANGES,

  'GET /api/v1/product-categories': SEEN_BY_ALL,
  'POST /api/v1/product-categories': MANAGERS_CREATE,
  'GET /api/v1/product-categories/:id': SEEN_BY_ALL,
  'PUT /api/v1/product-categories/:id': MANAGERS_CHANGE,
  'PATCH /api/v1/product-categories/:id': MANAGERS_CHANGE,
  'DELETE /api/v1/product-categories/:id': MANAGERS_CHANGE,
  'GET /api/v1/products': SEEN_BY_ALL,
  'POST /api/v1/products': MANAGERS_CREATE,
  'GET /api/v1/products/facets': SEEN_BY_ALL,
  'GET /api/v1/products/deleted': MANAGERS_SEE,
  'GET /api/v1/products/:id': SEEN_BY_ALL,
  'PUT /api/v1/products/:id': MANAGERS_CHANGE,
  'PATCH /api/v1/products/:id': MANAGERS_CHANGE,
  'DELETE /api/v1/products/:id': MANAGERS_CHANGE,
  'POST /api/v1/products/:id/restore': MANAGERS_CHANGE,
  'GET /api/v1/products/:id/variants': SEEN_BY_ALL,
  'POST /api/v1/products/:id/variants': MANAGERS_CREATE,
  'GET /api/v1/product-variants/:id': SEEN_BY_ALL,
  'PUT /api/v1/product-variants/:id': MANAGERS_CHANGE,
  'PATCH /api/v1/product-variants/:id': MANAGERS_CHANGE,
  'DELETE /api/v1/product-variants/:id': MANAGERS_CHANGE,
  'GET /api/v1/products/:id/options': SEEN_BY_ALL,
  'POST /api/v1/products/:id/options': MANAGERS_CREATE,
  'PUT /api/v1/product-options/:id': MANAGERS_CHANGE,
  'DELETE /api/v1/product-options/:id': MANAGERS_CHANGE,
  'POST /api/v1/product-options/:id/values': MANAGERS_CREATE,
  'PUT /api/v1/product-option-values/:id': MANAGERS_CHANGE,
  'DELETE /api/v1/product-option-values/:id': MANAGERS_CHANGE,
  'POST /api/v1/products/:id/variants/matrix': MANAGERS_CREATE,
  'POST /api/v1/product-variants/bulk': MANAGERS_CHANGE,
  'GET /api/v1/barcode-layouts': SEEN_BY_ALL,
  'PUT /api/v1/barcode-layouts': [401, 200, 403, 403, 403, 403, 403],
  'GET /api/v1/variants/lookup': SEEN_BY_ALL,
  'POST /api/v1/labels': SEEN_IN_STORE,
  'POST /api/v1/products/:id/gallery': MANAGERS_CREATE,
  'PUT /api/v1/products/:id/gallery/order': MANAGERS_CHANGE,
  'PATCH /api/v1/products/:id/gallery/:file_id': MANAGERS_CHANGE,
  'DELETE /api/v1/products/:id/gallery/:file_id': MANAGERS_CHANGE,
  'POST /api/v1/products/:id/gallery/fetch': [401, 202, 202, 403, 403, 403, 202],
  'POST /api/v1/product-variants/:id/gallery': MANAGERS_CREATE,
  'DELETE /api/v1/product-variants/:id/gallery/:file_id': MANAGERS_CHANGE,
  'GET /files/:key/:file': [200, 200, 200, 200, 200, 200, 200],
  'GET /api/v1/product-variants/:id/prices': SEEN_BY_ALL,
  'PUT /api/v1/product-variants/:id/prices': [401, 200, 200, 403, 403, 403, 422],
  'GET /api/v1/product-variants/:id/fees': SEEN_BY_ALL,
  'PUT /api/v1/product-variants/:id/fees': MANAGERS_CHANGE,
  'POST /api/v1/products/:id/stores': [401, 200, 200, 403, 403, 403, 422],
  'DELETE /api/v1/products/:id/stores/:store_id': STORE_MANAGER_CHANGES,

  'GET /api/v1/exports/products': SEEN_BY_ALL,
  'GET /api/v1/imports': [401, 200, 200, 403, 403, 403, 200],
  'POST /api/v1/imports': [401, 202, 202, 403, 403, 403, 202],
  'POST /api/v1/imports/preview': MANAGERS_SEE,
  // Whoever does not act everywhere sees only the imports that they asked for.
  'GET /api/v1/imports/:id': STORE_MANAGER_CHANGES,
  'GET /api/v1/imports/:id/errors.csv': STORE_MANAGER_CHANGES,
  'POST /api/v1/imports/:id/undo': [401, 202, 202, 403, 403, 403, 404],

  'GET /api/v1/stores/:id/stock': SEEN_IN_STORE,
  'GET /api/v1/stock': SEEN_BY_ALL,
  'GET /api/v1/stock/articles': SEEN_BY_ALL,
  'GET /api/v1/stock-movements': SEEN_BY_ALL,
  'PUT /api/v1/product-variants/:id/stock': [401, 200, 200, 403, 200, 403, 404],
  'DELETE /api/v1/product-variants/:id/stock/:store_id': [401, 200, 200, 403, 200, 403, 404],
  'GET /api/v1/stock/:store_id/:variant_id': SEEN_IN_STORE,
  'GET /api/v1/stock/:store_id/:variant_id/history': SEEN_IN_STORE,
  'PUT /api/v1/stock/:store_id/:variant_id/levels': [401, 200, 200, 403, 200, 403, 404],
  'GET /api/v1/stores/:id/stock-policy': SEEN_IN_STORE,
  'PUT /api/v1/stores/:id/stock-policy': STORE_MANAGER_CHANGES,
  'GET /api/v1/stock-alerts': SEEN_BY_ALL,
  'GET /api/v1/stock-receipts': SEEN_BY_ALL,
  'POST /api/v1/stock-receipts': [401, 201, 201, 403, 201, 403, 404],
  'GET /api/v1/stock-receipts/:id': SEEN_IN_STORE,
  'GET /api/v1/reservations': SEEN_BY_ALL,
  'POST /api/v1/reservations': [401, 201, 201, 201, 403, 403, 404],
  'GET /api/v1/reservations/:id': SEEN_IN_STORE,
  'PUT /api/v1/reservations/:id': STORE_SELLERS_CHANGE,
  'PATCH /api/v1/reservations/:id': STORE_SELLERS_CHANGE,
  'DELETE /api/v1/reservations/:id': STORE_SELLERS_CHANGE,
  'GET /api/v1/stocktakes': [401, 200, 200, 403, 200, 403, 200],
  'POST /api/v1/stocktakes': [401, 201, 201, 403, 201, 403, 404],
  'GET /api/v1/stocktakes/:id': COUNTERS_OF_STORE,
  'GET /api/v1/stocktakes/:id/articles': COUNTERS_OF_STORE,
  'GET /api/v1/stocktakes/:id/counts': COUNTERS_OF_STORE,
  'POST /api/v1/stocktakes/:id/counts': [401, 201, 201, 403, 201, 403, 404],
  'POST /api/v1/stocktakes/:id/finish': COUNTERS_OF_STORE,
  'POST /api/v1/stocktakes/:id/reopen': STORE_MANAGER_CHANGES,
  'POST /api/v1/stocktakes/:id/approve': STORE_MANAGER_CHANGES,
  'POST /api/v1/stocktakes/:id/cancel': STORE_MANAGER_CHANGES,
  'GET /api/v1/stocktakes/:id/variances': STORE_MANAGER_SEES,
  'GET /api/v1/stocktakes/:id/variances/summary': STORE_MANAGER_SEES,
  'GET /api/v1/stocktakes/:id/variances.csv': STORE_MANAGER_SEES,
  'GET /api/v1/transfers': [401, 200, 200, 403, 200, 403, 200],
  'POST /api/v1/transfers': KEEPERS_CREATE,
  'GET /api/v1/transfers/:id': KEEPERS_IN_STORE,
  'PATCH /api/v1/transfers/:id': KEEPERS_IN_STORE,
  'GET /api/v1/transfers/:id/pick-list': KEEPERS_IN_STORE,
  'POST /api/v1/transfers/:id/approve': STORE_MANAGER_CHANGES,
  'POST /api/v1/transfers/:id/pick': KEEPERS_IN_STORE,
  'POST /api/v1/transfers/:id/ship': KEEPERS_IN_STORE,
  'POST /api/v1/transfers/:id/receive': KEEPERS_IN_STORE,
  'POST /api/v1/transfers/:id/settle': KEEPERS_IN_STORE,
  'POST /api/v1/transfers/:id/cancel': KEEPERS_IN_STORE,
  'GET /api/v1/replenishment/proposals': KEEPERS_IN_STORE,
  'POST /api/v1/replenishment/requests': KEEPERS_CREATE,

  'POST /api/v1/sales': [401, 201, 201, 201, 403, 403, 404],
  'POST /api/v1/sales/batch': [401, 200, 200, 200, 403, 403, 200],
  'GET /api/v1/sales': [401, 200, 200, 200, 403, 200, 200],
  'GET /api/v1/sales/:id': [401, 200, 200, 200, 403, 200, 404],
  'GET /api/v1/sales/:id/receipt': [401, 200, 200, 200, 403, 200, 404],
  // The sale is a program's: what a cashier would print of it is a copy.
  'POST /api/v1/sales/:id/email': [401, 201, 201, 403, 403, 403, 404],
  'POST /api/v1/sales/:id/returns': [401, 201, 201, 201, 403, 403, 404],
  // Whoever takes goods back finds the ticket of a receipt, whichever store it is of.
  'GET /api/v1/sales/lookup': [401, 200, 200, 200, 403, 403, 200],
  'POST /api/v1/returns': [401, 201, 201, 403, 403, 403, 404],

  'POST /api/v1/approvals': [401, 201, 201, 201, 403, 403, 404],
  // A manager of another store sees none of this one.
  'GET /api/v1/approvals': MANAGERS_SEE,

  'GET /api/v1/customers': SELLERS_SEE,
  'POST /api/v1/customers': [401, 201, 201, 201, 403, 403, 201],
  'GET /api/v1/customers/:id': SELLERS_SEE,
  'PUT /api/v1/customers/:id': MANAGERS_CHANGE,
  'PATCH /api/v1/customers/:id': MANAGERS_CHANGE,
  'DELETE /api/v1/customers/:id': MANAGERS_CHANGE,
  'GET /api/v1/customers/:id/sales': SELLERS_SEE,
  'POST /api/v1/customers/:id/merge': MANAGERS_CHANGE,
  'GET /api/v1/customers/:id/export': MANAGERS_SEE,
  'POST /api/v1/customers/:id/erase': MANAGERS_CHANGE,
  'GET /api/v1/customers/:id/credit': SELLERS_SEE,
  'GET /api/v1/customers/:id/credit/movements': SELLERS_SEE,
  'POST /api/v1/customers/:id/credit': MANAGERS_CREATE,

  'GET /api/v1/parked-sales': SELLERS_SEE,
  'POST /api/v1/parked-sales': [401, 201, 201, 201, 403, 403, 404],
  'GET /api/v1/parked-sales/:id': SELLERS_OF_STORE,
  'PUT /api/v1/parked-sales/:id': SELLERS_OF_STORE,
  'PATCH /api/v1/parked-sales/:id': SELLERS_OF_STORE,
  'POST /api/v1/parked-sales/:id/resume': SELLERS_OF_STORE,
  'DELETE /api/v1/parked-sales/:id': SELLERS_OF_STORE,

  'POST /api/v1/registers/:id/sessions': [401, 201, 201, 201, 403, 403, 404],
  'GET /api/v1/register-sessions': [401, 200, 200, 200, 403, 403, 200],
  'GET /api/v1/register-sessions/:id': [401, 200, 200, 200, 403, 403, 404],
  'POST /api/v1/register-sessions/:id/cash-movements': [401, 201, 201, 403, 403, 403, 404],
  'POST /api/v1/register-sessions/:id/close': [401, 200, 200, 200, 403, 403, 404],
  'POST /api/v1/register-sessions/:id/cashier': [401, 200, 200, 200, 403, 403, 404],
  'GET /api/v1/register-sessions/:id/x-report': [401, 200, 200, 200, 403, 403, 404],
  'GET /api/v1/register-sessions/:id/z-report': [401, 200, 200, 200, 403, 403, 404],

  'GET /api/v1/pos/catalog': SELLERS_OF_STORE,
  'GET /api/v1/devices': MANAGERS_SEE,
  // A store in which one does not act is none that one could name.
  'POST /api/v1/devices': [401, 201, 201, 403, 403, 403, 422],
  'POST /api/v1/devices/enrol': PUBLIC_LOGIN,
  'GET /api/v1/devices/:id': STORE_MANAGER_SEES,
  'PATCH /api/v1/devices/:id': STORE_MANAGER_CHANGES,
  'POST /api/v1/devices/:id/code': STORE_MANAGER_CHANGES,
  'POST /api/v1/devices/:id/revoke': STORE_MANAGER_CHANGES,
  'POST /api/v1/registers/:id/lease': [401, 200, 200, 200, 403, 403, 404],
  'POST /api/v1/registers/:id/release': [401, 200, 200, 200, 403, 403, 404],
  'GET /api/v1/reviews': MANAGERS_SEE,
  'GET /api/v1/reviews/:id': STORE_MANAGER_SEES,
  'POST /api/v1/reviews/:id/settle': STORE_MANAGER_CHANGES,

  'GET /api/v1/journal': STORE_MANAGER_SEES,
  'GET /api/v1/journal/closings': MANAGERS_SEE,
  'GET /api/v1/journal/keys': MANAGERS_SEE,
  'GET /api/v1/journal/export': STORE_MANAGER_SEES,

  'GET /api/v1/exports': [401, 200, 200, 403, 403, 200, 200],
  'POST /api/v1/exports': [401, 202, 202, 403, 403, 202, 202],
  // Of an export of their own; it shows a store that the other manager may not see. Others' do not exist.
  'GET /api/v1/exports/:id': [401, 200, 200, 403, 403, 200, 200],
  'GET /api/v1/exports/:id/file': [401, 200, 200, 403, 403, 200, 403],
  'DELETE /api/v1/exports/:id': [401, 200, 200, 403, 403, 200, 200],
  'GET /api/v1/exports/accounting': [401, 200, 200, 403, 403, 200, 200],
  'GET /api/v1/reports/sales': [401, 200, 200, 403, 403, 200, 200],
  'GET /api/v1/reports/dashboard': [401, 200, 200, 403, 403, 200, 200],
  'GET /api/v1/reports/inventory': [401, 200, 200, 403, 403, 200, 200],
  'GET /api/v1/reports/top-products': [401, 200, 200, 403, 403, 200, 200],
  'GET /api/v1/reports/stores': [401, 200, 200, 403, 403, 200, 200],
  'GET /api/v1/reports/trends': [401, 200, 200, 403, 403, 200, 200],
  'GET /api/v1/reports/kpis': [401, 200, 200, 403, 403, 200, 200],
  'GET /api/v1/reports/fields': [401, 200, 200, 403, 403, 200, 200],
  'POST /api/v1/reports/custom': [401, 200, 200, 403, 403, 200, 200],
  'GET /api/v1/saved-reports': [401, 200, 200, 403, 403, 200, 200],
  'POST /api/v1/saved-reports': [401, 201, 201, 403, 403, 201, 201],
  // The owner sets up the chain, and sees everybody's; the manager's is shown to nobody.
  'GET /api/v1/saved-reports/:id': [401, 200, 200, 403, 403, 404, 404],
  'PUT /api/v1/saved-reports/:id': [401, 200, 200, 403, 403, 404, 404],
  'PATCH /api/v1/saved-reports/:id': [401, 200, 200, 403, 403, 404, 404],
  'DELETE /api/v1/saved-reports/:id': [401, 200, 200, 403, 403, 404, 404],

  'GET /api/v1/live': SIGNED_IN,

  'GET /api/v1/system': [401, 200, 200, 403, 403, 403, 200],
  'GET /api/v1/cache/stats': [401, 200, 200, 403, 403, 403, 200],
  'DELETE /api/v1/cache/clear': [401, 200, 200, 403, 403, 403, 200],
}
