// Generated from openapi.json by `npm run generate`; what is written here by hand is lost.
import type { CallOptions, ListOperation, StreamReset, WriteOptions } from './operation.ts'

/** Every code that a refusal may bear. */
export type ErrorCode =
  | "already_set_up"
  | "approval_expired"
  | "approval_required"
  | "approval_used"
  | "approver_may_not"
  | "bad_credentials"
  | "bad_origin"
  | "bad_parameter"
  | "bad_pin"
  | "bad_request"
  | "barcode_taken"
  | "beyond_power"
  | "category_external_id_taken"
  | "category_in_use"
  | "category_name_taken"
  | "combination_taken"
  | "conflict"
  | "count_too_large"
  | "customer_external_id_taken"
  | "customer_has_credit"
  | "customer_merged"
  | "delivery_id_reused"
  | "device_enrolled"
  | "device_is_revoked"
  | "device_not_enrolled"
  | "duplicate_count"
  | "duplicate_id"
  | "email_taken"
  | "export_beyond_rights"
  | "export_expired"
  | "export_not_ready"
  | "forbidden"
  | "idempotency_key_reused"
  | "import_not_undoable"
  | "insufficient_credit"
  | "internal_error"
  | "invalid_signature"
  | "invalid_token"
  | "last_owner"
  | "not_empty"
  | "not_enough_stock"
  | "not_found"
  | "not_ready"
  | "nothing_to_order"
  | "option_in_use"
  | "option_name_taken"
  | "option_value_in_use"
  | "option_value_taken"
  | "overloaded"
  | "overpaid"
  | "parked_sale_resumed"
  | "payload_too_large"
  | "payments_do_not_cover"
  | "people_only"
  | "plu_taken"
  | "print_id_used"
  | "product_external_id_taken"
  | "product_in_use"
  | "rate_limited"
  | "refund_beyond_tender"
  | "refund_mismatch"
  | "register_in_use"
  | "register_is_built_in"
  | "register_leased"
  | "register_name_taken"
  | "register_not_leased"
  | "register_takes_no_device"
  | "request_timeout"
  | "reservation_ended"
  | "reservation_of_transfer"
  | "returns_too_much"
  | "review_settled"
  | "role_in_use"
  | "role_is_built_in"
  | "role_name_taken"
  | "sale_missing"
  | "saved_report_name_taken"
  | "session_already_closed"
  | "session_already_open"
  | "session_has_no_drawer"
  | "session_still_open"
  | "sku_taken"
  | "stocktake_not_counting"
  | "stocktake_not_finished"
  | "stocktake_over"
  | "storage_unavailable"
  | "store_code_taken"
  | "store_currency_in_use"
  | "store_external_id_taken"
  | "store_in_use"
  | "tax_class_code_taken"
  | "tax_class_in_use"
  | "tax_class_is_built_in"
  | "tax_zone_code_taken"
  | "tax_zone_in_use"
  | "too_many_attempts"
  | "too_many_exports"
  | "too_many_streams"
  | "transfer_side"
  | "transfer_state"
  | "unauthenticated"
  | "unreadable_json"
  | "unreadable_multipart"
  | "unsupported_media_type"
  | "user_external_id_taken"
  | "validation_failed"
  | "variant_external_id_taken"

/** Where a page stands in its collection. */
export type PageMeta = NumberedPage | WalkedPage

/** A page by number. */
export type NumberedPage = {
  current_page: number
  last_page: number
  per_page: number
  total: number
}

/** A page of a walk: `next_cursor` leads to the next one, `null` marks its end. */
export type WalkedPage = {
  next_cursor: string | null
  per_page: number
}

export type Address = {
  id: number
  owner_type: "user" | "store"
  owner_id: number
  label: string | null
  line1: string
  line2: string | null
  city: string
  region: string | null
  postal_code: string | null
  country: string
  is_primary: boolean
  created_at: string
  updated_at: string
}

export type AdjustStockData = {
  store_id: number
  variant_id: number
  product_id: number
  product_name: string
  variant_name: string
  sku: string | null
  category_id: number | null
  on_hand: string
  /** What is promised by reservations that run, and to approved transfers. */
  reserved: string
  /** On its way to this store. */
  in_transit: string
  /** On hand and promised to nobody. */
  available: string
  status: "in" | "out" | "low" | "over" | "negative"
  /** To be ordered once so much is left. */
  reorder_point: string | null
  /** What one should have. */
  target: string | null
  /** What a pack holds. */
  pack_size: string | null
  lead_time_days: number | null
  last_sold_at: string | null
  currency: string
  /** Only with the permission products.viewCost. */
  average_cost?: string | null
  /** At cost. Only with the permission products.viewCost. */
  value?: string
  /** The cost of what is on its way. Only with the permission products.viewCost. */
  in_transit_value?: string
  updated_at: string
  movement: {
    id: number
    store_id: number
    variant_id: number
    product_id: number
    product_name: string
    variant_name: string
    sku: string | null
    kind: "sale" | "return" | "receipt" | "transfer_out" | "transfer_in" | "count" | "count_correction" | "adjustment" | "cost_variance"
    /** Positive for what came in. */
    quantity: string
    /** What was on hand once this movement was recorded. */
    balance_after: string
    /** The change of the value at cost. Only with the permission products.viewCost. */
    value?: string
    /** The cost of a unit. Only with the permission products.viewCost. */
    unit_cost?: string | null
    reason: string | null
    reference_type: string | null
    reference_id: string | null
    reference_line: number | null
    /** Where to read what caused it: the ticket, the receipt, the transfer. */
    reference_url: string | null
    actor_id: number | null
    actor_name: string
    occurred_at: string
    recorded_at: string
  } | null
}

export type AdjustStockInput = {
  store_id: number
  /** Sets it. A decimal number of at most 3 decimals, from 0, at most 999999; a string keeps every digit. */
  on_hand?: string | number
  /** Adds to it. A decimal number of at most 3 decimals, at most 999999; a string keeps every digit. */
  delta?: string | number
  reason: string
}

export type AttachGalleryInput = {
  alt?: string | null
}

export type AttachStoresInput = {
  store_ids: Array<number>
}

export type AttachUsersData = {
  store_id: number
  user_ids: Array<number>
}

export type AttachUsersInput = {
  user_ids: Array<number>
}

export type BarcodeLayout = {
  id: number
  name: string
  pattern: string
  /** What the value is: the price of the label, or its weight in kilograms. */
  measure: "price" | "weight"
  decimals: number
}

export type CacheStatistics = {
  instance_id: string
  enabled: boolean
  hits: number
  misses: number
  hit_ratio: number
  keys: number
  /** Bytes. */
  memory_used: number
  memory_used_human: string
  evictions: number
  /** Programs connected to the shared cache. */
  connected_clients: number
  shared: {
    enabled?: boolean
    hits?: number
    misses?: number
    hit_ratio?: number
    keys?: number
    /** Bytes. */
    memory_used?: number
    memory_used_human?: string
    evictions?: number
    /** Programs connected to the shared cache. */
    connected_clients?: number
    error?: string
  }
}

export type CancelTransferInput = {
  note?: string | null
}

export type CashMovedEvent = {
  id: number
  /** Cash was put into a drawer or taken out, or it was opened without a sale. */
  type: "cash.moved"
  store_id: number | null
  at: string
  data: {
    id: string
    session_id: string
    register_id: number
    cashier_id: number | null
    type: "in" | "out" | "drop" | "no_sale"
    currency: string
    amount: string
    occurred_at: string
  }
}

export type Category = {
  id: number
  name: string
  parent_id: number | null
  position: number
  /** Products of this category itself. */
  products_count: number
  /** With those of all categories under it. */
  products_count_total: number
  children_count: number
  /** With `tree=true`: the categories under it, in the same form. */
  children?: Array<Record<string, unknown>>
  external_id: string | null
  created_at: string
  updated_at: string
}

export type ChangeCustomerCreditData = {
  id: number
  customer_id: number
  kind: "grant" | "withdrawal" | "payment" | "refund" | "merge" | "forfeit"
  currency: string
  amount: string
  balance_after: string
  reason: string | null
  store_id: number | null
  sale_id: string | null
  other_customer_id: number | null
  actor_id: number | null
  actor_name: string | null
  recorded_at: string
}

export type ChangeCustomerCreditInput = {
  /** Negative to withdraw. A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
  amount: string | number
  /** Three letters: `CAD`, `EUR`. */
  currency?: string | null
  reason: string
}

export type ChangeManyVariantsData = {
  /** Of the row, from 0. */
  index: number
  /** Of the variant, as the row has it or as it was found. */
  id: number | null
  /** As if the row had come alone: 200, 403, 404, 409 or 422. */
  status: number
  error?: string
  code?: string
  errors?: Record<string, Array<string>>
}

export type ChangeManyVariantsInput = {
  variants: Array<Record<string, unknown>>
  /** Whether one bad row refuses all. No, unless true. */
  atomic?: boolean
}

export type ChangePasswordData = {
  /** Sessions and tokens that ended. */
  revoked: number
}

export type ChangePasswordInput = {
  current_password: string
  password: string
  password_confirmation: string
}

export type ClearCacheData = {
  cleared_keys: number
  cleared_shared_keys: number | null
}

export type CloseSessionInput = {
  /** Coins and notes one by one, or sums by payment method: `{cash, card?, …}`. */
  counted: Array<{
    /** A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    denomination: string | number
    count: number
  }> | {
    /** A decimal number of at most 3 decimals, from 0, at most 999999999; a string keeps every digit. */
    cash: string | number
    /** A decimal number of at most 3 decimals, from 0, at most 999999999; a string keeps every digit. */
    card?: string | number
    /** A decimal number of at most 3 decimals, from 0, at most 999999999; a string keeps every digit. */
    cheque?: string | number
    /** A decimal number of at most 3 decimals, from 0, at most 999999999; a string keeps every digit. */
    credit?: string | number
    /** A decimal number of at most 3 decimals, from 0, at most 999999999; a string keeps every digit. */
    other?: string | number
  }
  closed_at?: string | null
  last_number?: number | null
  totals?: {
    tickets?: number
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    net?: string | number
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    tax?: string | number
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    total?: string | number
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    cash?: string | number
  } | null
  note?: string | null
  cashier_id?: number | null
}

export type CountProductFacetsData = {
  /** Products that pass the filters: the `meta.total` of the list. */
  total: number
  /** Each with what is under it, as the filter `category_id` counts; the tree by `parent_id`. */
  categories?: Array<{
    id: number
    name: string
    parent_id: number | null
    count: number
  }>
  /** By the lowest price: from `from` to below `to`; null where there is no bound. */
  price_ranges?: Array<{
    from: string | null
    to: string | null
    count: number
  }>
  /** Your stores, each with how many of the products it sells. */
  stores?: Array<{
    id: number
    name: string
    count: number
  }>
  /** In `store_id`, or else in any of your stores. Null without the permission stock.view, and when more than 20000 products pass the filters. */
  availability?: {
    in_stock: number
    out_of_stock: number
  } | null
  vendors?: Array<{
    value: string
    count: number
  }>
  /** Null when more than 20000 products pass the filters. */
  tags?: Array<{
    value: string
    count: number
  }> | null
  tax_classes?: Array<{
    value: string
    count: number
  }>
  active?: {
    yes: number
    no: number
  }
  featured?: {
    yes: number
    no: number
  }
}

export type CreateAddressInput = {
  owner_type: "user" | "store"
  owner_id: number
  line1: string
  city: string
  /** ISO 3166-1, two letters: `CA`, `FR`. */
  country: string
  /** What the owner calls it: “Livraison”. */
  label?: string | null
  line2?: string | null
  /** In Canada the province, by code or name; kept as its code. */
  region?: string | null
  /** Checked in Canada and in France; kept in capitals. */
  postal_code?: string | null
  /** The owner’s main address; the first one is, and another takes its place by `true`. */
  is_primary?: boolean
}

export type CreateCategoryInput = {
  name: string
  parent_id?: number | null
  /** Among its sisters: the one that has it moves one on, and all after it. Left out: the last. */
  position?: number
  external_id?: string | null
}

export type CreateCustomerInput = {
  name: string
  email?: string | null
  /** As people write it; a search reads its digits only. */
  phone?: string | null
  address_line1?: string | null
  address_line2?: string | null
  city?: string | null
  region?: string | null
  postal_code?: string | null
  /** Two letters: `CA`, `FR`. */
  country?: string | null
  language?: "fr" | "en" | null
  note?: string | null
  external_id?: string | null
  tax_exemption?: {
    certificate_number: string
    /** The last day on which it holds, by the store’s calendar; null: without an end. */
    expires_on?: string | null
  } | null
}

export type CreateDeviceData = {
  id: string
  store_id: number
  name: string
  state: "waiting" | "enrolled" | "revoked"
  enrolled_at: string | null
  revoked_at: string | null
  last_seen_at: string | null
  /** By how much the clock of the device was behind ours at its last request, in milliseconds. */
  clock_offset_ms: number | null
  /** The registers that it holds. */
  leases: Array<{
    register_id: number
    series: number
    leased_at: string
    last_number: number
  }>
  created_at: string
  updated_at: string
  code: string
  code_expires_at: string
}

export type CreateDeviceInput = {
  store_id: number
  name: string
}

export type CreateExportInput = {
  /** A report by its name, or `tickets` and `ticket_lines`, row by row. */
  kind: "sales" | "kpis" | "dashboard" | "inventory" | "stores" | "top-products" | "trends" | "custom" | "tickets" | "ticket_lines"
  format: "csv" | "xlsx" | "pdf"
  /** What the report’s address takes; `tickets` and `ticket_lines` take `date_from`, `date_to`, `store_id` and `currency`. */
  parameters?: Record<string, unknown>
  /** What stands between the cells of a CSV; otherwise `semicolon` in French (decimal comma), `comma` in English (decimal point). */
  separator?: "comma" | "semicolon" | "tab"
}

export type CreateImportInput = {
  kind: "products" | "stores" | "stock" | "sales"
  /** Recognised by the columns unless given. */
  format?: "csv" | "shopify" | "comptoir"
  /** JSON: column → field, for columns that are not found by their names: `{"Prix TTC": "price"}`; `#3` is the third column. A column that is named here is nothing else, and with an empty field it is left out. */
  mapping?: Record<string, string>
  /** JSON: field → value, also for empty cells: `{"currency": "CAD"}`. */
  constants?: Record<string, string>
  /** Tries everything, keeps nothing. */
  dry_run?: boolean
  /** Found unless given. */
  delimiter?: "," | ";" | "|" | "tab"
  /** How decimals are written. */
  decimal_mark?: "auto" | "comma" | "point"
  /** The order of day, month and year. */
  date_format?: "iso" | "dmy" | "mdy"
  /** Name space of the external ids; `shopify` for Shopify’s files unless given. */
  source?: string
  /** Has the pictures behind the addresses fetched, stored and served. */
  fetch_images?: boolean
  /** Whether the rows of a ticket follow each other; noticed unless given. */
  group?: "auto" | "consecutive" | "scattered"
  /** Whether the history moves stock; `none` unless given. */
  stock?: "none" | "movements"
  /** Of times without one; the store’s unless given. */
  time_zone?: string
  /** Makes articles that are not known. */
  create_products?: boolean
}

export type CreateOptionInput = {
  name: string
  /** The first is 1; the others make room. Left out: the last. */
  position?: number
  /** In their order. */
  values?: Array<string>
  /** One of the values: the variants that are there already are given it. */
  default_value?: string
}

export type CreateOptionValueInput = {
  value: string
  /** The first is 1; the others make room. Left out: the last. */
  position?: number
  /** Whether to make the variants that it lacks, unless false: where others bear values of the option. */
  make_variants?: boolean
}

export type CreateProductInput = {
  name: string
  description?: string | null
  category_id?: number | null
  is_active?: boolean
  is_featured?: boolean
  /** The stores that sell it, among one’s own; any makes it theirs only. */
  store_ids?: Array<number>
  /** Whether every store sells it; so from the start, unless `store_ids` names some. */
  sold_everywhere?: boolean
  tax_class?: string
  vendor?: string | null
  tags?: Array<string>
  external_id?: string | null
  /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  price?: string | number
  /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  compare_at_price?: string | number | null
  /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  cost?: string | number | null
  sku?: string | null
  barcode?: string | {
    code: string
    type?: "gtin" | "internal"
  } | null
}

export type CreateRegisterInput = {
  name: string
  is_active?: boolean
}

export type CreateReservationInput = {
  store_id: number
  variant_id: number
  /** A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
  quantity: string | number
  /** Still to come, and within a year. */
  expires_at?: string
  /** For whom or for what: an order, a name. */
  reference?: string | null
}

export type CreateRoleInput = {
  /** Unique, whatever the case: how programs call the role. */
  name: string
  /** What people read, when it is the same in both languages. */
  label?: string
  /** What people read in French. */
  label_fr?: string
  /** What people read in English. */
  label_en?: string
  /** See `GET /permissions`. One gives only permissions that one holds. */
  permissions?: Array<string>
  /** The greatest part of a price, in percent, that a discount takes which who holds this role gives or approves; null, the default: no limit. It counts in roles that give `sales.discount` or `approvals.give`; of several the greatest. A decimal number of at most 4 decimals, from 0, at most 100; a string keeps every digit. */
  discount_limit?: string | number | null
}

export type CreateStocktakeInput = {
  store_id: number
  /** `store`: all that the store keeps; `category`: what it keeps of these categories and of those below; `list`: these articles. */
  scope: "store" | "category" | "list"
  /** With `category` only. */
  category_ids?: Array<number> | null
  /** With `list` only. */
  variant_ids?: Array<number> | null
  /** Blind: whoever counts does not see the quantity that is expected. */
  blind?: boolean
  note?: string | null
}

export type CreateStoreInput = {
  name: string
  /** IANA: America/Toronto. */
  time_zone: string
  /** ISO 4217. */
  currency: string
  tax_zone: string
  kind?: "store" | "warehouse"
  code?: string
  email?: string | null
  phone?: string | null
  prices_include_tax?: boolean
  group?: string | null
  city?: string | null
  opening_hours?: {
    monday?: Array<{
      opens: string
      closes: string
    }>
    tuesday?: Array<{
      opens: string
      closes: string
    }>
    wednesday?: Array<{
      opens: string
      closes: string
    }>
    thursday?: Array<{
      opens: string
      closes: string
    }>
    friday?: Array<{
      opens: string
      closes: string
    }>
    saturday?: Array<{
      opens: string
      closes: string
    }>
    sunday?: Array<{
      opens: string
      closes: string
    }>
  } | null
  opened_on?: string | null
  receipt_header?: string | null
  receipt_footer?: string | null
  /** Who sells, on receipts, where it is not the store’s name. */
  legal_name?: string | null
  /** The numbers that receipts must show, in their order: `TPS` (GST), `TVQ` (QST), `TVH` (HST), `NEQ` (Canada), `SIRET`, `SIREN`, `TVA` (VAT; France, European Union), whose form is checked, or any other register by its name. */
  registrations?: Array<{
    kind: string
    number: string
  }>
  external_id?: string | null
}

export type CreateTaxClassInput = {
  /** Small letters, digits and `_`. */
  code: string
  name_fr: string
  name_en: string
  /** Where it stands in the list. */
  position?: number
  /** Which taxes an article of the class bears in each zone. */
  zones?: Array<{
    code: string
    tax_codes: Array<string>
  }>
}

export type CreateTaxZoneInput = {
  /** Capitals, digits, `-` and `_`: `ON`, `BE`. */
  code: string
  name_fr: string
  name_en: string
  /** Whether a new store of the zone shows prices with tax. */
  prices_include_tax: boolean
  /** The step to which cash is rounded: "0.05" in Canada; null where it is not. A decimal number of at most 2 decimals, from 0.01, at most 100; a string keeps every digit. */
  cash_step?: string | number | null
  /** The whole list, in the order of receipts; a tax that is not in it leaves the zone. */
  taxes?: Array<{
    /** Kept on tickets and in reports: a tax of another meaning takes another code. */
    code: string
    name_fr: string
    name_en: string
    /** Per cent of the price without tax: "9.975". A decimal number of at most 4 decimals, from 0, at most 1000; a string keeps every digit. */
    rate: string | number
  }>
  /** Which taxes of the zone an article of each class bears here. */
  classes?: Array<{
    code: string
    tax_codes: Array<string>
  }>
}

export type CreateTokenInput = {
  name: string
  /** Names of permissions; without them, all that one may do. To act in every store, `stores.all` is one of them. */
  abilities?: Array<string> | null
  expires_at?: string | null
}

export type CreateTransferInput = {
  source_id: number
  destination_id: number
  /** The chain’s own: a slip, a round. */
  reference?: string | null
  note?: string | null
  /** Each article once. */
  lines: Array<{
    variant_id: number
    /** A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    quantity: string | number
  }>
}

export type CreateUserInput = {
  name: string
  email: string
  password?: string
  /** Names or ids of roles. Needs `roles.update`, and only roles that give nothing one does not hold. */
  roles?: Array<string | number>
  /** Where the person works, of the stores that one sees; others stay. Needs `stores.attachUsers`. */
  store_ids?: Array<number>
  /** The language of messages to the person. */
  locale?: "fr" | "en"
  external_id?: string | null
}

export type CreateVariantInput = {
  /** Null only for an article at an open price. A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  price?: string | number | null
  /** Its option values unless given: `M / Rouge`. */
  name?: string
  sku?: string | null
  /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  compare_at_price?: string | number | null
  /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  cost?: string | number | null
  weight_grams?: number | null
  /** Whoever sells it says its price; its own, if any, is only proposed. */
  is_open_price?: boolean
  /** By weight: quantities and prices are per kilogram. */
  sold_by?: "unit" | "weight"
  /** What one unit holds, such as 750 `ml`; the price per litre comes from it. A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
  content_quantity?: string | number | null
  content_unit?: "g" | "kg" | "ml" | "l" | "m" | "unit" | null
  /** The number under which scales know it; zeros before it do not count. */
  plu?: string | null
  is_active?: boolean
  position?: number
  barcode?: string | {
    code: string
    type?: "gtin" | "internal"
  } | null
  barcodes?: Array<string | {
    code: string
    type?: "gtin" | "internal"
  }>
  /** One value of each option of the product: the id of a value, or the names of both. Empty: none. */
  option_values?: Array<number | {
    option: string
    value: string
  }>
  external_id?: string | null
}

export type Customer = {
  id: number
  name: string
  email: string | null
  phone: string | null
  address_line1: string | null
  address_line2: string | null
  city: string | null
  region: string | null
  postal_code: string | null
  country: string | null
  language: "fr" | "en" | null
  note: string | null
  external_id: string | null
  tax_exemption: {
    certificate_number: string
    expires_on: string | null
  } | null
  /** What the chain owes them, by currency; empty when it owes nothing. */
  credit: Array<{
    currency: string
    balance: string
  }>
  merged_into_id: number | null
  created_at: string
  updated_at: string
}

export type CustomerCredit = {
  customer_id: number
  balances: Array<{
    currency: string
    balance: string
  }>
  movements: Array<ChangeCustomerCreditData>
}

export type Demo = {
  /** `waiting`: the worker will take it; `possible`: the installation holds nothing yet. */
  state: "possible" | "waiting" | "making" | "made" | "failed" | "not_possible"
}

export type Device = {
  id: string
  store_id: number
  name: string
  state: "waiting" | "enrolled" | "revoked"
  enrolled_at: string | null
  revoked_at: string | null
  last_seen_at: string | null
  /** By how much the clock of the device was behind ours at its last request, in milliseconds. */
  clock_offset_ms: number | null
  /** The registers that it holds. */
  leases: Array<{
    register_id: number
    series: number
    leased_at: string
    last_number: number
  }>
  created_at: string
  updated_at: string
}

export type EmailReceiptData = {
  print_id: string
  /** 0: the original. */
  copy_number: number
}

export type EmailReceiptInput = {
  to: string
  /** The receipt’s language; else that of the request. */
  lang?: "fr" | "en"
  /** The id of this printing, chosen by whoever prints: the same request made again within the hour is the same printing, and counts once. */
  print_id?: string
}

export type EnrolDeviceInput = {
  code: string
  /** Ed25519, in base64: its 32 bytes, or its SPKI form (DER). */
  public_key: string
}

export type EraseCustomerData = {
  id: number
  erased_at: string
  forfeited: Array<{
    currency: string
    balance: string
  }>
}

export type EraseCustomerInput = {
  /** The customer gives up the credit that remains. */
  forfeit_credit?: boolean
}

export type ExplainStockLevelData = {
  level: {
    store_id: number
    variant_id: number
    product_id: number
    product_name: string
    variant_name: string
    sku: string | null
    category_id: number | null
    on_hand: string
    /** What is promised by reservations that run, and to approved transfers. */
    reserved: string
    /** On its way to this store. */
    in_transit: string
    /** On hand and promised to nobody. */
    available: string
    status: "in" | "out" | "low" | "over" | "negative"
    /** To be ordered once so much is left. */
    reorder_point: string | null
    /** What one should have. */
    target: string | null
    /** What a pack holds. */
    pack_size: string | null
    lead_time_days: number | null
    last_sold_at: string | null
    currency: string
    /** Only with the permission products.viewCost. */
    average_cost?: string | null
    /** At cost. Only with the permission products.viewCost. */
    value?: string
    /** The cost of what is on its way. Only with the permission products.viewCost. */
    in_transit_value?: string
    updated_at: string
  }
  /** What there was before the oldest movement of this answer, and when that one was recorded. */
  opening: {
    balance: string
    at: string | null
  }
  /** The newest first. */
  movements: Array<{
    id: number
    store_id: number
    variant_id: number
    product_id: number
    product_name: string
    variant_name: string
    sku: string | null
    kind: "sale" | "return" | "receipt" | "transfer_out" | "transfer_in" | "count" | "count_correction" | "adjustment" | "cost_variance"
    /** Positive for what came in. */
    quantity: string
    /** What was on hand once this movement was recorded. */
    balance_after: string
    /** The change of the value at cost. Only with the permission products.viewCost. */
    value?: string
    /** The cost of a unit. Only with the permission products.viewCost. */
    unit_cost?: string | null
    reason: string | null
    reference_type: string | null
    reference_id: string | null
    reference_line: number | null
    /** Where to read what caused it: the ticket, the receipt, the transfer. */
    reference_url: string | null
    actor_id: number | null
    actor_name: string
    occurred_at: string
    recorded_at: string
  }>
  /** To go further back; null at the beginning. */
  next_cursor: string | null
}

export type Export = {
  id: number
  kind: string
  format: "csv" | "xlsx" | "pdf"
  separator: "comma" | "semicolon" | "tab" | null
  /** What was asked. */
  parameters: Record<string, unknown>
  state: "queued" | "running" | "done" | "failed" | "expired"
  progress: {
    /** Rows written. */
    rows: number
    /** null while it is not known. */
    total: number | null
    percent: number | null
  }
  /** Why it failed. */
  failure: string | null
  file: {
    name: string
    bytes: number
    sha256: string
  } | null
  /** What was sold up to then is counted. */
  as_of: string | null
  links: {
    self: string
    file: string | null
  }
  created_by: {
    id: number | null
    name: string
  }
  created_at: string
  started_at: string | null
  finished_at: string | null
  /** The file is kept until then. */
  expires_at: string | null
}

export type ExportAccountingData = {
  period: {
    date_from: string
    date_to: string
  }
  rows: Array<{
    store_id: number
    store_name: string
    business_day: string
    account: string
    kind: "sales" | "returns" | "tax" | "payment" | "rounding" | "cash_difference" | "cash_in" | "cash_out" | "cash_drop"
    label: string
    debit: string
    credit: string
    currency: string
  }>
}

export type ExportCustomerData = {
  exported_at: string
  customer: Customer
  merged: Array<Customer>
  credit_movements: Array<{
    id: number
    customer_id: number
    kind: "grant" | "withdrawal" | "payment" | "refund" | "merge" | "forfeit"
    currency: string
    amount: string
    balance_after: string
    reason: string | null
    store_id: number | null
    sale_id: string | null
    other_customer_id: number | null
    recorded_at: string
  }>
  parked_sales: Array<{
    id: string
    store_id: number
    register_id: number | null
    name: string
    customer_id: number | null
    note: string | null
    lines: Array<{
      variant_id: number | null
      sku: string | null
      barcode: string | null
      description: string | null
      tax_class: string | null
      quantity: string | null
      unit_price: string | null
      discount: {
        type: "percent" | "amount"
        value: string
      } | null
    }>
    discount: {
      type: "percent" | "amount"
      value: string
    } | null
    total: string | null
    resumed_at: string | null
    resumed_register_id: number | null
    created_at: string
    updated_at: string
  }>
  sales: Array<{
    id: string
    reference: string
    kind: "sale" | "return"
    store_id: number
    register_id: number
    session_id: string
    series: number
    number: number | null
    customer_id: number | null
    sale_id: string | null
    external_id: string | null
    occurred_at: string
    business_day: string
    currency: string
    prices_include_tax: boolean
    tax_exemption_number: string | null
    note: string | null
    lines: Array<{
      line: number
      kind: string
      variant_id: number | null
      product_id: number | null
      sku: string | null
      name: string
      quantity: string
      unit_price: string
      gross: string
      discount: string
      ticket_discount: string
      net: string
      tax_class: string
      taxes: Array<{
        code: string
        amount: string
      }>
      tax: string
      total: string
      /** A deposit or an eco-fee: its money counts, its quantity does not. */
      is_fee: boolean
      /** The line of this ticket whose fee it is; null too for a fee given back without it. */
      fee_of: number | null
      sale_line: number | null
    }>
    subtotal: string
    discount_total: string
    taxes: Array<{
      code: string
      name: string
      rate: string
      base: string
      amount: string
    }>
    tax_total: string
    total: string
    rounding: string
    paid: string
    change_due: string
    payments: Array<{
      method: string
      amount: string
      change: string
    }>
    approvals: Array<{
      id: string
      approver_id: number
      approver_name: string | null
      action: "discount" | "price_override" | "return_without_receipt"
      reason: string
    }>
    flags: Array<"session_closed" | "session_elsewhere" | "price_differs" | "stock_negative" | "total_differs" | "unknown_article" | "number_gap" | "clock_skew" | "over_returned" | "device_revoked" | "duplicate_id" | "duplicate_number" | "chain_broken" | "unknown_customer" | "no_receipt" | "not_approved">
    training: boolean
    previous_hash: string | null
    hash: string | null
  }>
}

export type Fee = {
  id: number
  /** A deposit that is given back with the container, or an eco-fee. */
  kind: "deposit" | "eco_fee"
  /** As printed. */
  label: string
  /** For one unit, in the currency of the store that sells it. */
  amount: string
  tax_class: string
}

export type FetchGalleryData = {
  id: number
  /** `remote`: only its address is known. `fetching`: it was asked for, and is on its way. `processing`: the original is there, its sizes are being made. `ready`: all is there. `failed`: it could not be had (see `failure`), or its sizes could not be made. */
  state: "remote" | "fetching" | "processing" | "ready" | "failed"
  /** Address of the original below that of the API; null while only `source_url` is known. */
  url: string | null
  /** Pixels. */
  width: number | null
  /** Pixels. */
  height: number | null
  bytes: number | null
  /** At most 160, 480 and 1200 pixels; none until `state` is `ready`. */
  sizes: {
    small?: {
      url: string
      width: number
      height: number
    }
    medium?: {
      url: string
      width: number
      height: number
    }
    large?: {
      url: string
      width: number
      height: number
    }
  }
  /** Where an import found it. */
  source_url: string | null
  /** Why it could not be fetched from `source_url`. */
  failure: "address_refused" | "unreachable" | "too_large" | "not_an_image" | null
  /** What it shows, in words. */
  alt: string | null
  position: number
  /** Whether it stands first. */
  is_main: boolean
  /** The variant that it shows; null: the product as such. */
  variant_id: number | null
}

export type FinishStocktakeInput = {
  /** What nobody counted: `leave`, its stock stays; `zero`, there is none. `leave`, where nothing is said. */
  uncounted?: "leave" | "zero"
}

export type GiveApprovalData = {
  id: string
  action: "discount" | "price_override" | "return_without_receipt"
  approver_id: number
  approver_name: string
  expires_at: string
}

export type GiveApprovalInput = {
  store_id: number
  register_id?: number | null
  approver_id: number
  pin: string
  action: "discount" | "price_override" | "return_without_receipt"
  reason: string
  /** Before and after, as they were shown to the approver. A discount always says `from`, what the line is worth before it (the ticket’s goods, without deposits and eco-fees, where no line is named): the approval is for no more than that; and `percent`, the largest discount that is allowed, or `to`. With both, `percent` is no more than `from` and `to` give. Another price says `from` (the catalogue’s) and `to`; a return without a receipt may say `amount`, the most that is given back. */
  details?: {
    /** The ticket’s line, from 1; without it the approval is for all of them. */
    line?: number | null
    name?: string | null
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    from?: string | number | null
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    to?: string | number | null
    /** A decimal number of at most 4 decimals, from 0, at most 100; a string keeps every digit. */
    percent?: string | number | null
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    amount?: string | number | null
  }
}

export type Import = {
  id: number
  kind: string
  format: string
  state: "queued" | "running" | "done" | "failed" | "undone"
  dry_run: boolean
  file: {
    name: string
    bytes: number
    sha256: string
  }
  mapping: Record<string, string>
  constants: Record<string, string>
  progress: {
    records: number
    bytes_read: number
    total_bytes: number
    percent: number
  }
  /** What became of the records: `products_created`, `variants_unchanged`, `refused`, … */
  counts: Record<string, number>
  problems_count: number
  /** The first fifty; all of them are in `links.errors`. */
  problems?: Array<{
    /** The physical line of the file on which the record begins. */
    line: number
    /** Not imported, or imported with a reservation. */
    severity: "refused" | "warning"
    field: string | null
    value: string | null
    reason: string
  }>
  /** Why it could not go on. */
  failure: string | null
  undo: {
    state: "queued" | "running" | "done" | "failed"
    percent: number
    /** What became of the records: `products_created`, `variants_unchanged`, `refused`, … */
    counts: Record<string, number>
    failure: string | null
    /** What stays as it is because of what was done since; the first fifty. */
    kept: Array<{
      type: string
      id: string
      name: string
      reason: string
    }>
    requested_by: {
      id: number | null
      name: string
    }
    requested_at: string
    finished_at: string | null
  } | null
  links: {
    self: string
    errors: string
    undo: string | null
  }
  created_by: {
    id: number | null
    name: string
  }
  created_at: string
  started_at: string | null
  finished_at: string | null
}

export type JournalKey = {
  id: number
  /** Ed25519, its 32 bytes in hexadecimal digits. */
  public_key: string
  /** SHA-256 of the key. */
  fingerprint: string
  created_at: string
}

export type LeaseRegisterData = {
  store_id: number
  register_id: number
  device_id: string
  series: number
  /** The number after the last that has arrived; a device that has given greater ones goes on from there. */
  next_number: number
  leased_at: string
  ended_at: string | null
}

export type LeaseRegisterInput = {
  device_id: string
  /** Takes the register from the device that holds it: its late tickets keep their series. */
  take_over?: boolean
}

export type ListedAddress = {
  id?: number
  owner_type?: "user" | "store"
  owner_id?: number
  label?: string | null
  line1?: string
  line2?: string | null
  city?: string
  region?: string | null
  postal_code?: string | null
  country?: string
  is_primary?: boolean
  created_at?: string
  updated_at?: string
}

export type ListedApproval = {
  id?: string
  store_id?: number
  register_id?: number | null
  action?: "discount" | "price_override" | "return_without_receipt"
  approver_id?: number
  /** null: a till named somebody whom the chain does not know. */
  approver_name?: string | null
  asked_by?: {
    id: number | null
    name: string
  }
  reason?: string
  details?: Record<string, unknown>
  /** Given to a till that was alone: no PIN was checked here. */
  is_offline?: boolean
  given_at?: string
  expires_at?: string | null
  used_at?: string | null
  ticket_id?: string | null
}

export type ListedAuditLog = {
  id?: number
  occurred_at?: string
  /** A person, the program of API_TOKEN, the operator and the jobs, or somebody who was not signed in. */
  actor?: "user" | "service" | "system" | "guest"
  /** The person; null also for one whom one does not see. */
  user?: {
    id: number
    name: string
  } | null
  /** The operationId of the request, or the name of a command or a job. */
  operation?: string
  action?: "create" | "update" | "delete"
  entity_type?: string
  entity_id?: string
  /** The table, when what changed belongs to the record. */
  part?: string | null
  store_id?: number | null
  request_id?: string | null
  /** Of a change only what differs. */
  before?: Record<string, unknown> | null
  /** Of a change only what differs. */
  after?: Record<string, unknown> | null
}

export type ListedCategory = {
  id?: number
  name?: string
  parent_id?: number | null
  position?: number
  /** Products of this category itself. */
  products_count?: number
  /** With those of all categories under it. */
  products_count_total?: number
  children_count?: number
  /** With `tree=true`: the categories under it, in the same form. */
  children?: Array<Record<string, unknown>>
  external_id?: string | null
  created_at?: string
  updated_at?: string
}

export type ListedCustomer = {
  id?: number
  name?: string
  email?: string | null
  phone?: string | null
  address_line1?: string | null
  address_line2?: string | null
  city?: string | null
  region?: string | null
  postal_code?: string | null
  country?: string | null
  language?: "fr" | "en" | null
  note?: string | null
  external_id?: string | null
  tax_exemption?: {
    certificate_number: string
    expires_on: string | null
  } | null
  /** What the chain owes them, by currency; empty when it owes nothing. */
  credit?: Array<{
    currency: string
    balance: string
  }>
  merged_into_id?: number | null
  created_at?: string
  updated_at?: string
}

export type ListedCustomerCreditMovement = {
  id?: number
  customer_id?: number
  kind?: "grant" | "withdrawal" | "payment" | "refund" | "merge" | "forfeit"
  currency?: string
  amount?: string
  balance_after?: string
  reason?: string | null
  store_id?: number | null
  sale_id?: string | null
  other_customer_id?: number | null
  actor_id?: number | null
  actor_name?: string | null
  recorded_at?: string
}

export type ListedDeletedProduct = {
  id?: number
  name?: string
  slug?: string
  /** Variants that come back with it. */
  variants_count?: number
  deleted_at?: string
}

export type ListedDevice = {
  id?: string
  store_id?: number
  name?: string
  state?: "waiting" | "enrolled" | "revoked"
  enrolled_at?: string | null
  revoked_at?: string | null
  last_seen_at?: string | null
  /** By how much the clock of the device was behind ours at its last request, in milliseconds. */
  clock_offset_ms?: number | null
  /** The registers that it holds. */
  leases?: Array<{
    register_id: number
    series: number
    leased_at: string
    last_number: number
  }>
  created_at?: string
  updated_at?: string
}

export type ListedExport = {
  id?: number
  kind?: string
  format?: "csv" | "xlsx" | "pdf"
  separator?: "comma" | "semicolon" | "tab" | null
  /** What was asked. */
  parameters?: Record<string, unknown>
  state?: "queued" | "running" | "done" | "failed" | "expired"
  progress?: {
    /** Rows written. */
    rows: number
    /** null while it is not known. */
    total: number | null
    percent: number | null
  }
  /** Why it failed. */
  failure?: string | null
  file?: {
    name: string
    bytes: number
    sha256: string
  } | null
  /** What was sold up to then is counted. */
  as_of?: string | null
  links?: {
    self: string
    file: string | null
  }
  created_by?: {
    id: number | null
    name: string
  }
  created_at?: string
  started_at?: string | null
  finished_at?: string | null
  /** The file is kept until then. */
  expires_at?: string | null
}

export type ListedImport = {
  id?: number
  kind?: string
  format?: string
  state?: "queued" | "running" | "done" | "failed" | "undone"
  dry_run?: boolean
  file?: {
    name: string
    bytes: number
    sha256: string
  }
  mapping?: Record<string, string>
  constants?: Record<string, string>
  progress?: {
    records: number
    bytes_read: number
    total_bytes: number
    percent: number
  }
  /** What became of the records: `products_created`, `variants_unchanged`, `refused`, … */
  counts?: Record<string, number>
  problems_count?: number
  /** The first fifty; all of them are in `links.errors`. */
  problems?: Array<{
    /** The physical line of the file on which the record begins. */
    line: number
    /** Not imported, or imported with a reservation. */
    severity: "refused" | "warning"
    field: string | null
    value: string | null
    reason: string
  }>
  /** Why it could not go on. */
  failure?: string | null
  undo?: {
    state: "queued" | "running" | "done" | "failed"
    percent: number
    /** What became of the records: `products_created`, `variants_unchanged`, `refused`, … */
    counts: Record<string, number>
    failure: string | null
    /** What stays as it is because of what was done since; the first fifty. */
    kept: Array<{
      type: string
      id: string
      name: string
      reason: string
    }>
    requested_by: {
      id: number | null
      name: string
    }
    requested_at: string
    finished_at: string | null
  } | null
  links?: {
    self: string
    errors: string
    undo: string | null
  }
  created_by?: {
    id: number | null
    name: string
  }
  created_at?: string
  started_at?: string | null
  finished_at?: string | null
}

export type ListedJournal = {
  position?: number
  kind?: "ticket" | "session_close"
  /** The ticket, or the session that was closed. */
  record_id?: string
  /** As printed; of a closing `store-register-Z-number`. */
  reference?: string | null
  formula_version?: number
  /** That of the entry before it. */
  previous_hash?: string
  /** SHA-256. */
  hash?: string
  key_id?: number | null
  /** Ed25519, in hexadecimal digits. */
  signature?: string | null
  recorded_at?: string
}

export type ListedJournalClosing = {
  id?: number
  store_id?: number
  /** Its place in the store’s chain. */
  position?: number
  kind?: "day" | "month" | "year"
  period?: string
  first_day?: string
  last_day?: string
  number?: number
  currency?: string
  totals?: {
    tickets: number
    return_tickets: number
    gross: string
    discounts: string
    returns: string
    net: string
    tax: string
    total: string
    rounding: string
  }
  taxes?: Array<{
    code: string
    /** In percent. */
    rate: string
    base: string
    amount: string
  }>
  payments?: Array<{
    method: "cash" | "card" | "cheque" | "credit" | "other"
    count: number
    amount: string
  }>
  /** Of a day: by the business day of the tickets, late ones under their own. */
  days?: Array<{
    business_day: string
    totals: {
      tickets: number
      return_tickets: number
      gross: string
      discounts: string
      returns: string
      net: string
      tax: string
      total: string
      rounding: string
    }
    taxes: Array<{
      code: string
      /** In percent. */
      rate: string
      base: string
      amount: string
    }>
    payments: Array<{
      method: "cash" | "card" | "cheque" | "credit" | "other"
      count: number
      amount: string
    }>
  }>
  perpetual?: {
    tickets: number
    return_tickets: number
    gross: string
    discounts: string
    returns: string
    net: string
    tax: string
    total: string
    rounding: string
  }
  covers?: Array<{
    register_id: number
    from: number
    /** `from` − 1 where nothing came. */
    to: number
    /** Of the entry `to`. */
    hash: string
  }>
  /** That of the closing before it. */
  previous_hash?: string
  /** SHA-256. */
  hash?: string
  key_id?: number
  /** Ed25519, in hexadecimal digits. */
  signature?: string
  made_at?: string
}

export type ListedParkedSale = {
  id?: string
  store_id?: number
  register_id?: number | null
  name?: string
  customer_id?: number | null
  note?: string | null
  lines?: Array<{
    variant_id: number | null
    sku: string | null
    barcode: string | null
    description: string | null
    tax_class: string | null
    quantity: string | null
    unit_price: string | null
    discount: {
      type: "percent" | "amount"
      value: string
    } | null
  }>
  discount?: {
    type: "percent" | "amount"
    value: string
  } | null
  total?: string | null
  parked_by?: string
  resumed_at?: string | null
  resumed_by?: string | null
  resumed_register_id?: number | null
  created_at?: string
  updated_at?: string
}

export type ListedProduct = {
  id?: number
  name?: string
  slug?: string
  description?: string | null
  category_id?: number | null
  category?: {
    id: number
    name: string
  } | null
  tax_class?: string
  vendor?: string | null
  tags?: Array<string>
  is_active?: boolean
  is_featured?: boolean
  /** Lowest price of an active variant. */
  price?: string | null
  /** Highest price of an active variant. */
  price_max?: string | null
  variants_count?: number
  /** Of the first variant. */
  sku?: string | null
  /** Of the first variant. */
  barcode?: string | null
  /** Only with the permission products.viewCost. */
  cost?: string | null
  /** Price minus cost, as they are; same permission. */
  margin?: string | null
  /** Whether every store sells it; else only `stores` do. */
  sold_everywhere?: boolean
  external_id?: string | null
  created_at?: string
  updated_at?: string
  variants?: Array<Variant>
  options?: Array<Option>
  stores?: Array<{
    id: number
    name: string
  }>
  /** In its order; the main picture first. */
  gallery?: Array<FetchGalleryData>
  /** The gallery, under its other name. */
  images?: Array<FetchGalleryData>
  creator?: {
    id: number
    name: string
  } | null
}

export type ListedRegister = {
  id?: number
  store_id?: number
  name?: string
  kind?: "till" | "virtual" | "import"
  is_active?: boolean
  created_at?: string
  updated_at?: string
}

export type ListedReplenishmentProposal = {
  store_id?: number
  variant_id?: number
  product_id?: number
  product_name?: string
  variant_name?: string
  sku?: string | null
  /** The place that supplies this store. */
  source_id?: number | null
  source_name?: string | null
  /** What to order; 0 where the source has none left. */
  quantity?: string
  /** What it would take, in whole packs, to reach the target. */
  wanted?: string
  /** `source`: it has not enough; `sharing`: other stores want it too, and each gets the same part of what it wants. */
  limited_by?: "source" | "sharing" | null
  /** The figures that the proposal follows from. */
  why?: {
    on_hand: string
    reserved: string
    in_transit: string
    /** Asked for, and not left yet. */
    requested: string
    /** On hand, less reserved, plus in transit, plus requested. */
    position: string
    /** `levels`: those that the store has set; `sales`: those that its sales suggest. */
    basis: "levels" | "sales"
    reorder_point: string
    target: string
    pack_size: string
    lead_time_days: number
    /** What a day sells. */
    daily_sales: string
    /** How many days the position lasts as it sells; null where nothing does. */
    days_left: string | null
    /** What the source has and has promised to nobody. */
    source_available: string
    /** What transfers ask it for already. */
    source_claimed: string
    /** What other stores that it supplies want of it, together. */
    others_wanted: string
    other_stores: number
  }
}

export type ListedReservation = {
  id?: number
  store_id?: number
  variant_id?: number
  product_id?: number
  product_name?: string
  variant_name?: string
  sku?: string | null
  quantity?: string
  /** What sales have taken of it. */
  consumed?: string
  /** What is still promised. */
  remaining?: string
  /** `active`: runs; `consumed`: sold; `released`: given up; `expired`: ran out. */
  status?: "active" | "consumed" | "released" | "expired"
  /** null for an approved transfer: it ends with the shipment. */
  expires_at?: string | null
  reference?: string | null
  /** The last sale that took some of it. */
  sale_id?: string | null
  /** The transfer that it is promised to; then it is neither for sale nor to be given up. */
  transfer_id?: number | null
  actor_id?: number | null
  actor_name?: string
  created_at?: string
  ended_at?: string | null
}

export type ListedReview = {
  id?: number
  store_id?: number
  subject_type?: "ticket" | "record" | "session" | "lease" | "held_record" | "approval"
  /** The ticket, the record, the session, the lease (`register-series`) or what is held. */
  subject_id?: string
  flag?: string
  /** What one must know to judge it. */
  details?: Record<string, unknown>
  created_at?: string
  settled_at?: string | null
  settlement?: "accepted" | "rejected" | "resolved" | null
  settled_by?: {
    id: number | null
    name: string
  } | null
  note?: string | null
}

export type ListedRole = {
  id?: number
  name?: string
  /** In the reader’s language. */
  label?: string
  label_fr?: string
  label_en?: string
  /** One of those that every installation has; it keeps its name. */
  is_system?: boolean
  permissions?: Array<string>
  /** The greatest part of a price, in percent, that a discount may take; null: no limit. */
  discount_limit?: string | null
  created_at?: string
  updated_at?: string
}

export type ListedSale = {
  id?: string
  reference?: string
  kind?: "sale" | "return"
  store_id?: number
  register_id?: number
  register_name?: string | null
  series?: number
  number?: number
  occurred_at?: string
  business_day?: string
  cashier_id?: number | null
  cashier_name?: string | null
  customer_id?: number | null
  customer_name?: string | null
  sale_id?: string | null
  external_id?: string | null
  currency?: string
  lines_count?: number
  subtotal?: string
  tax_total?: string
  total?: string
  flags?: Array<"session_closed" | "session_elsewhere" | "price_differs" | "stock_negative" | "total_differs" | "unknown_article" | "number_gap" | "clock_skew" | "over_returned" | "device_revoked" | "duplicate_id" | "duplicate_number" | "chain_broken" | "unknown_customer" | "no_receipt" | "not_approved">
}

export type ListedSavedReport = {
  id?: number
  name?: string
  /** What `POST /reports/custom` takes. */
  definition?: Record<string, unknown>
  roles?: Array<string>
  /** The same, in the reader’s language. */
  role_labels?: Array<string>
  owner?: {
    id: number | null
    name: string
  }
  /** True for its owner and for administrators. */
  may_edit?: boolean
  /** Why the reader cannot ask for this report as it stands, by field; empty: they can. */
  problems?: Record<string, Array<string>>
  created_at?: string
  updated_at?: string
}

export type ListedSession = {
  id?: string
  store_id?: number
  register_id?: number
  register_name?: string | null
  kind?: "drawer" | "day"
  status?: "open" | "closed"
  business_day?: string
  currency?: string
  device_id?: string | null
  series?: number
  opened_at?: string | null
  opened_by?: number | null
  opened_by_name?: string | null
  opening_float?: string
  taken_over_at?: string | null
  closed_at?: string | null
  closed_by?: number | null
  closed_by_name?: string | null
  z_number?: number | null
  last_number?: number | null
  is_complete?: boolean
  missing_records?: number
  expected_cash?: string | null
  counted_cash?: string | null
  difference?: string | null
  difference_note?: string | null
}

export type ListedStaff = {
  id?: number
  name?: string
  email?: string
  roles?: Array<string>
}

export type ListedStock = {
  store_id?: number
  variant_id?: number
  product_id?: number
  product_name?: string
  variant_name?: string
  sku?: string | null
  category_id?: number | null
  on_hand?: string
  /** What is promised by reservations that run, and to approved transfers. */
  reserved?: string
  /** On its way to this store. */
  in_transit?: string
  /** On hand and promised to nobody. */
  available?: string
  status?: "in" | "out" | "low" | "over" | "negative"
  /** To be ordered once so much is left. */
  reorder_point?: string | null
  /** What one should have. */
  target?: string | null
  /** What a pack holds. */
  pack_size?: string | null
  lead_time_days?: number | null
  last_sold_at?: string | null
  currency?: string
  /** Only with the permission products.viewCost. */
  average_cost?: string | null
  /** At cost. Only with the permission products.viewCost. */
  value?: string
  /** The cost of what is on its way. Only with the permission products.viewCost. */
  in_transit_value?: string
  updated_at?: string
}

export type ListedStockAlert = {
  id?: number
  store_id?: number
  variant_id?: number
  product_id?: number
  product_name?: string
  variant_name?: string
  sku?: string | null
  /** `out`: nothing left; `low`: at the reorder point or below; `over`: more than the target; `negative`: less than nothing; `no_sale`: in stock and not sold for long. */
  kind?: "out" | "low" | "over" | "negative" | "no_sale"
  /** What was on hand when the alert opened. */
  quantity?: string
  /** What is on hand now. */
  on_hand?: string
  reorder_point?: string | null
  target?: string | null
  /** Of `no_sale`: the last sale, or the coming of the goods where that is later. */
  idle_since?: string | null
  opened_at?: string
  closed_at?: string | null
}

export type ListedStockArticle = {
  variant_id?: number
  product_id?: number
  product_name?: string
  variant_name?: string
  sku?: string | null
  category_id?: number | null
  /** In all these stores together. */
  on_hand?: string
  /** Only those that have kept it. */
  stores?: Array<{
    store_id: number
    on_hand: string
    /** On hand and promised to nobody. */
    available: string
    /** On its way to this store. */
    in_transit: string
    status: "in" | "out" | "low" | "over" | "negative"
    reorder_point: string | null
    target: string | null
  }>
}

export type ListedStockMovement = {
  id?: number
  store_id?: number
  variant_id?: number
  product_id?: number
  product_name?: string
  variant_name?: string
  sku?: string | null
  kind?: "sale" | "return" | "receipt" | "transfer_out" | "transfer_in" | "count" | "count_correction" | "adjustment" | "cost_variance"
  /** Positive for what came in. */
  quantity?: string
  /** What was on hand once this movement was recorded. */
  balance_after?: string
  /** The change of the value at cost. Only with the permission products.viewCost. */
  value?: string
  /** The cost of a unit. Only with the permission products.viewCost. */
  unit_cost?: string | null
  reason?: string | null
  reference_type?: string | null
  reference_id?: string | null
  reference_line?: number | null
  /** Where to read what caused it: the ticket, the receipt, the transfer. */
  reference_url?: string | null
  actor_id?: number | null
  actor_name?: string
  occurred_at?: string
  recorded_at?: string
}

export type ListedStockReceipt = {
  id?: number
  store_id?: number
  reference?: string | null
  note?: string | null
  currency?: string
  lines_count?: number
  total_quantity?: string
  /** Only with the permission products.viewCost. */
  total_cost?: string
  actor_id?: number | null
  actor_name?: string
  received_at?: string
  recorded_at?: string
}

export type ListedStocktake = {
  id?: number
  store_id?: number
  /** `store`: all that the store keeps; `category`: what it keeps of these categories and of those below; `list`: these articles. */
  scope?: "store" | "category" | "list"
  category_ids?: Array<number> | null
  /** Blind: whoever counts does not see the quantity that is expected. */
  blind?: boolean
  note?: string | null
  status?: "counting" | "finished" | "approved" | "cancelled"
  /** The round of counting; opening again begins another. */
  round?: number
  uncounted?: "leave" | "zero" | null
  created_by?: number | null
  created_by_name?: string
  started_at?: string
  finished_by?: number | null
  finished_by_name?: string | null
  finished_at?: string | null
  approved_by?: number | null
  approved_by_name?: string | null
  approved_at?: string | null
  cancelled_by?: number | null
  cancelled_by_name?: string | null
  cancelled_at?: string | null
}

export type ListedStocktakeArticle = {
  variant_id?: number
  product_id?: number
  product_name?: string
  variant_name?: string
  sku?: string | null
  category_id?: number | null
  is_planned?: boolean
  is_counted?: boolean
  /** To be counted in this round, and not yet. */
  is_to_count?: boolean
  counted?: string | null
  zones?: number
  counted_at?: string | null
  /** What the ledger says now. Only with the permission stock.approve, or stock.view where the stocktake is not blind. */
  expected?: string
}

export type ListedStocktakeCount = {
  id?: string
  variant_id?: number
  product_id?: number
  product_name?: string
  variant_name?: string
  sku?: string | null
  round?: number
  zone?: string | null
  quantity?: string
  /** False for what another count of the zone has replaced, or a new round has voided. */
  is_current?: boolean
  counted_at?: string
  actor_id?: number | null
  actor_name?: string
  recorded_at?: string
}

export type ListedStocktakeVariance = {
  variant_id?: number
  product_id?: number
  product_name?: string
  variant_name?: string
  sku?: string | null
  category_id?: number | null
  category_name?: string | null
  is_planned?: boolean
  /** Nobody counted it: taken for none. */
  is_zeroed?: boolean
  /** The last count of its zones. */
  counted_at?: string
  counted?: string
  /** The ledger’s balance at the moment of the count. */
  expected?: string
  /** Counted − expected. */
  difference?: string
  /** What moved between the first and the last count of its zones: to be counted again if there is any. */
  moved_meanwhile?: string
  /** What records that came after the approval have explained of the difference. */
  corrected?: string
  currency?: string
  /** At the average cost. Only with the permission products.viewCost. */
  value?: string
}

export type ListedStore = {
  id?: number
  name?: string
  kind?: "store" | "warehouse"
  code?: string
  email?: string | null
  phone?: string | null
  group?: string | null
  city?: string | null
  time_zone?: string
  currency?: string
  tax_zone?: string
  prices_include_tax?: boolean
  opening_hours?: {
    monday?: Array<{
      opens: string
      closes: string
    }>
    tuesday?: Array<{
      opens: string
      closes: string
    }>
    wednesday?: Array<{
      opens: string
      closes: string
    }>
    thursday?: Array<{
      opens: string
      closes: string
    }>
    friday?: Array<{
      opens: string
      closes: string
    }>
    saturday?: Array<{
      opens: string
      closes: string
    }>
    sunday?: Array<{
      opens: string
      closes: string
    }>
  } | null
  opened_on?: string | null
  receipt_header?: string | null
  receipt_footer?: string | null
  legal_name?: string | null
  registrations?: Array<{
    kind: string
    number: string
  }>
  external_id?: string | null
  created_at?: string
  updated_at?: string
  deleted_at?: string | null
  address?: {
    id: number
    label: string | null
    line1: string
    line2: string | null
    city: string
    region: string | null
    postal_code: string | null
    country: string
    is_primary: boolean
  } | null
  addresses?: Array<{
    id: number
    label: string | null
    line1: string
    line2: string | null
    city: string
    region: string | null
    postal_code: string | null
    country: string
    is_primary: boolean
  }>
  registers?: Array<{
    id: number
    name: string
    kind: string
    is_active: boolean
  }>
  users?: Array<{
    id: number
    name: string
    email: string
  }>
}

export type ListedToken = {
  id?: number
  name?: string
  abilities?: Array<string> | null
  last_used_at?: string | null
  expires_at?: string | null
  created_at?: string
  is_current?: boolean
}

export type ListedTransfer = {
  id?: number
  source_id?: number
  source_name?: string
  destination_id?: number
  destination_name?: string
  /** `request`: asked for by the destination; `push`: offered by the source; `replenishment`: asked for by what replenishment proposes. */
  origin?: "request" | "push" | "replenishment"
  /** `requested`, `approved`, `picking`, `shipped`: under way; `partially_received`: some is still under way; `received`: nothing is under way any more; `cancelled`. */
  status?: "requested" | "approved" | "picking" | "shipped" | "partially_received" | "received" | "cancelled"
  reference?: string | null
  note?: string | null
  currency?: string
  lines_count?: number
  /** Of all lines together. */
  requested?: string
  approved?: string | null
  /** What left. */
  shipped?: string
  /** What arrived of what left. */
  received?: string
  /** What arrived beyond it. */
  surplus?: string
  /** What came back to the source. */
  returned?: string
  /** What is lost. */
  lost?: string
  /** What is still under way. */
  in_transit?: string
  /** What the goods that left were worth. Only with the permission products.viewCost. */
  shipped_value?: string
  /** What the goods under way are worth. Only with the permission products.viewCost. */
  in_transit_value?: string
  requested_by?: string
  requested_at?: string
  approved_at?: string | null
  shipped_at?: string | null
  /** Since when nothing is under way any more. */
  received_at?: string | null
  cancelled_at?: string | null
  updated_at?: string
}

export type ListedUser = {
  id?: number
  name?: string
  email?: string
  /** The language of messages to the person. */
  locale?: "fr" | "en"
  external_id?: string | null
  /** Whether the person can log in with a password. */
  has_password?: boolean
  has_pin?: boolean
  roles?: Array<{
    id: number
    name: string
    label: string
  }>
  /** Where the person works, of the stores that one sees. */
  stores?: Array<{
    id: number
    name: string
  }>
  created_at?: string
  updated_at?: string
  deleted_at?: string | null
}

export type ListedVariant = {
  id?: number
  product_id?: number
  name?: string
  sku?: string | null
  plu?: string | null
  /** The chain’s, or that of the store asked for by `store_id`. */
  price?: string | null
  is_open_price?: boolean
  compare_at_price?: string | null
  /** Only with the permission products.viewCost. */
  cost?: string | null
  /** Price minus cost, as they are; same permission. */
  margin?: string | null
  weight_grams?: number | null
  /** By weight: quantities and prices are per kilogram. */
  sold_by?: "unit" | "weight"
  content_quantity?: string | null
  content_unit?: "g" | "kg" | "ml" | "l" | "m" | "unit" | null
  is_active?: boolean
  position?: number
  barcodes?: Array<{
    code: string
    type: "gtin" | "internal"
  }>
  option_values?: Array<{
    option_id: number
    option: string
    value_id: number
    value: string
  }>
  /** The pictures that show this variant. */
  gallery?: Array<FetchGalleryData>
  fees?: Array<Fee>
  /** Of one’s own stores; with `include=prices`. */
  prices?: Array<StorePrice>
  external_id?: string | null
  created_at?: string
  updated_at?: string
}

export type LogInData = {
  token: string | null
  token_type: "Bearer" | "Session"
  expires_at: string
  user: UpdateProfileData
}

export type LogInInput = {
  email: string
  password: string
  /** How the token is called in the list of one’s tokens. */
  device_name?: string
  /** For browsers: set the session cookie and answer no token, so that no script ever holds a secret. */
  session?: boolean
}

export type LookUpCodeData = {
  /** What the code is; `scale`: a label of a scale, which `scan` reads. */
  match: "barcode" | "sku" | "plu" | "scale"
  is_exact: boolean
  /** The code as the article bears it. */
  code: string
  id: number
  product_id: number
  product_name: string
  name: string
  sku: string | null
  price: string | null
  is_open_price: boolean
  /** By weight: quantities and prices are per kilogram. */
  sold_by: "unit" | "weight"
  scan: {
    /** Kilograms, where the label gives a weight. */
    quantity: string | null
    /** Of the label as a whole, where it gives a price. */
    price: string | null
  } | null
  fees: Array<Fee>
  tax_class: string
  /** Whether both the variant and its product are. */
  is_active: boolean
}

export type LookUpSaleData = {
  id: string
  reference: string
  kind: "sale" | "return"
  store_id: number
  store_name: string
  occurred_at: string
  business_day: string
  currency: string
  prices_include_tax: boolean
  /** The ticket names a customer: a refund in store credit is theirs. */
  has_customer: boolean
  lines: Array<{
    line: number
    kind: string
    variant_id: number | null
    product_id: number | null
    sku: string | null
    name: string
    quantity: string
    unit_price: string
    gross: string
    discount: string
    ticket_discount: string
    net: string
    tax_class: string
    taxes: Array<{
      code: string
      amount: string
    }>
    tax: string
    total: string
    /** A deposit or an eco-fee: its money counts, its quantity does not. */
    is_fee: boolean
    /** The line of this ticket whose fee it is; null too for a fee given back without it. */
    fee_of: number | null
    sale_line: number | null
    /** What may still be returned. */
    returnable: string
  }>
  subtotal: string
  discount_total: string
  taxes: Array<{
    code: string
    name: string
    rate: string
    base: string
    amount: string
  }>
  tax_total: string
  total: string
  rounding: string
  tenders: Array<{
    method: string
    /** What this tender may still give back, for this sale and all that it was exchanged for. */
    refundable: string
    /** What the sale kept of it, less change. */
    kept: string
    /** What returns and exchanges gave back by it, less what they took. */
    refunded: string
  }>
  /** What returns and exchanges have owed the customer so far, before cash was rounded. */
  due_before: string
  /** What the store that sold rounds cash to; null: nothing. */
  cash_step: string | null
}

export type MakeVariantMatrixData = {
  created: Array<Variant>
  /** Combinations that had a variant already. */
  existing_count: number
}

export type MakeVariantMatrixInput = {
  /** That of the product’s first variant unless given. A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  price?: string | number
  /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  compare_at_price?: string | number | null
  /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  cost?: string | number | null
  weight_grams?: number | null
  is_active?: boolean
  /** Makes their SKUs, with the value of an option where its name stands: `TS-{Taille}-{Couleur}`. */
  sku_pattern?: string
}

export type MergeCustomersInput = {
  customer_id: number
}

export type MoveCashData = {
  id: string
  session_id: string
  type: "in" | "out" | "drop" | "no_sale"
  amount: string
  reason: string | null
  cashier_id: number | null
  actor_name: string
  occurred_at: string
}

export type MoveCashInput = {
  id?: string
  type: "in" | "out" | "drop" | "no_sale"
  /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
  amount?: string | number | null
  reason: string
  occurred_at?: string | null
  cashier_id?: number | null
}

export type OpenSessionInput = {
  id?: string
  /** A decimal number of at most 3 decimals, from 0, at most 999999999; a string keeps every digit. */
  opening_float: string | number
  opened_at?: string | null
  cashier_id?: number | null
}

export type Option = {
  id: number
  name: string
  /** The first is 1. */
  position: number
  values: Array<{
    id: number
    value: string
    position: number
  }>
}

export type OptionValue = {
  id: number
  option_id: number
  value: string
  position: number
  created_variants: Array<Variant>
}

export type OrderGalleryInput = {
  /** The first becomes the main picture. Those not named keep their order after these. */
  file_ids: Array<number>
}

export type ParkSaleInput = {
  id?: string
  store_id: number
  /** Under which it is found again. */
  name: string
  lines: Array<{
    variant_id?: number | null
    sku?: string | null
    barcode?: string | null
    description?: string | null
    /** The tax class of a line without an article. An article’s is its own; naming another takes `sales.override`. */
    tax_class?: string | null
    /** Required, but for the label of a scale, which says it. A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    quantity?: string | number | null
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    unit_price?: string | number | null
    discount?: {
      type: "percent" | "amount"
      /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
      value: string | number
    } | null
    /** The reservation that this line takes, as far as some of it remains. */
    reservation_id?: number | null
  }>
  register_id?: number | null
  customer_id?: number | null
  note?: string | null
  discount?: {
    type: "percent" | "amount"
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    value: string | number
  } | null
  /** As the till showed it. A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
  total?: string | number | null
}

export type ParkedSale = {
  id: string
  store_id: number
  register_id: number | null
  name: string
  customer_id: number | null
  note: string | null
  lines: Array<{
    variant_id: number | null
    sku: string | null
    barcode: string | null
    description: string | null
    tax_class: string | null
    quantity: string | null
    unit_price: string | null
    discount: {
      type: "percent" | "amount"
      value: string
    } | null
  }>
  discount: {
    type: "percent" | "amount"
    value: string
  } | null
  total: string | null
  parked_by: string
  resumed_at: string | null
  resumed_by: string | null
  resumed_register_id: number | null
  created_at: string
  updated_at: string
}

export type Permission = {
  name: string
  /** What stands before the dot. */
  group: string
  /** What it allows, in the reader’s language. */
  label: string
  label_fr: string
  label_en: string
}

export type PickList = {
  id: number
  /** `requested`, `approved`, `picking`, `shipped`: under way; `partially_received`: some is still under way; `received`: nothing is under way any more; `cancelled`. */
  status: "requested" | "approved" | "picking" | "shipped" | "partially_received" | "received" | "cancelled"
  reference: string | null
  source_name: string
  destination_name: string
  lines: Array<{
    line: number
    variant_id: number
    product_id: number
    product_name: string
    variant_name: string
    sku: string | null
    category_name: string | null
    barcode: string | null
    /** What is approved, or asked for while nothing is. */
    to_pick: string
    picked: string | null
    /** What the source has on hand. */
    on_hand: string
    /** The source has less than is needed. */
    is_short: boolean
  }>
}

export type PickTransferInput = {
  note?: string | null
  /** Each article once. */
  lines: Array<{
    variant_id: number
    /** A decimal number of at most 3 decimals, from 0, at most 999999; a string keeps every digit. */
    quantity: string | number
  }>
}

export type PreviewImportData = {
  /** As the columns have it. */
  format: string
  delimiter: "," | ";" | "|" | "tab"
  encoding: string
  /** In the order of the file. */
  columns: Array<{
    name: string
    /** What it is taken for unless `mapping` says otherwise. */
    field: string | null
    /** Its cells in the first records. */
    samples: Array<string>
  }>
  /** All that a column can be. */
  fields: Array<{
    name: string
    label: string
    is_required: boolean
  }>
}

export type PreviewImportInput = {
  kind: "products" | "stores" | "stock" | "sales"
  /** Found unless given. */
  delimiter?: "," | ";" | "|" | "tab"
}

export type PrintLabelsData = {
  kind: "shelf" | "product"
  language: "fr" | "en"
  currency: string
  prices_include_tax: boolean
  start_at: number
  /** All copies together. */
  labels_count: number
  pages: number
  /** Lengths in millimetres. */
  sheet: {
    name: "avery-5160" | "avery-l7160" | "roll-50x30" | "roll-57x32"
    page_width: number
    page_height: number
    label_width: number
    label_height: number
    columns: number
    rows: number
    left: number
    top: number
    column_pitch: number
    row_pitch: number
  }
  labels: Array<{
    variant_id: number
    copies: number
    name: string
    sku: string | null
    price: string | null
    price_text: string | null
    compare_at_price: string | null
    compare_at_price_text: string | null
    unit_price: {
      price: string
      quantity: number
      unit: "g" | "kg" | "ml" | "l" | "unit" | "m"
      text: string
    } | null
    tax_text: string | null
    date: string | null
    barcode: {
      symbology: "ean13" | "ean8" | "upca" | "itf14" | "code128"
      code: string
      /** As printed under the bars. */
      text: string
      /** Widths, in modules: a bar, a space, a bar … */
      modules: Array<number>
    } | null
    layout: {
      texts: Array<{
        text: string
        /** From the left edge of the label: where the text begins, or ends when it is aligned to the right. */
        x: number
        /** From the top edge of the label. */
        baseline: number
        /** As measured with Roboto. */
        width: number
        size_pt: number
        is_bold: boolean
        is_struck: boolean
        align: "left" | "right"
      }>
      bars: {
        /** Of the first bar; the quiet zones are left free around the bars. */
        x: number
        y: number
        height: number
        /** Width of the narrowest bar. */
        module: number
      } | null
    }
  }>
}

export type PrintLabelsInput = {
  /** 2000 labels at most, all copies together. */
  items: Array<{
    variant_id: number
    copies?: number
  }>
  kind?: "shelf" | "product"
  format?: "pdf" | "zpl" | "json"
  sheet?: "avery-5160" | "avery-l7160" | "roll-50x30" | "roll-57x32"
  /** Its prices, currency, taxes and language of the law; needed when your stores differ in these. */
  store_id?: number
  language?: "fr" | "en"
  /** The first free label of a sheet in use, along its rows. */
  start_at?: number
  /** Dots per inch, for `zpl`. */
  resolution?: 203 | 300
  show?: {
    /** Shown unless said otherwise. */
    price?: boolean
    /** Shown, struck through, where it is above the price. */
    compare_at_price?: boolean
    /** On shelf labels, of articles with a net content. */
    unit_price?: boolean
    /** On shelf labels: whether the price holds the taxes. */
    tax?: boolean
    /** Shown unless said otherwise. */
    sku?: boolean
    /** Shown unless said otherwise. */
    barcode?: boolean
    /** The day of printing in the store, on shelf labels. */
    date?: boolean
  }
}

export type Product = {
  id: number
  name: string
  slug: string
  description: string | null
  category_id: number | null
  category: {
    id: number
    name: string
  } | null
  tax_class: string
  vendor: string | null
  tags: Array<string>
  is_active: boolean
  is_featured: boolean
  /** Lowest price of an active variant. */
  price: string | null
  /** Highest price of an active variant. */
  price_max: string | null
  variants_count: number
  /** Of the first variant. */
  sku: string | null
  /** Of the first variant. */
  barcode: string | null
  /** Only with the permission products.viewCost. */
  cost?: string | null
  /** Price minus cost, as they are; same permission. */
  margin?: string | null
  /** Whether every store sells it; else only `stores` do. */
  sold_everywhere: boolean
  external_id: string | null
  created_at: string
  updated_at: string
  variants?: Array<Variant>
  options?: Array<Option>
  stores?: Array<{
    id: number
    name: string
  }>
  /** In its order; the main picture first. */
  gallery?: Array<FetchGalleryData>
  /** The gallery, under its other name. */
  images?: Array<FetchGalleryData>
  creator?: {
    id: number
    name: string
  } | null
}

export type ProductChangedEvent = {
  id: number
  /** A product, or what belongs to it (variants, prices, codes, pictures, stores), has changed: once for each modification. */
  type: "product.changed"
  store_id: number | null
  at: string
  data: {
    product_id: number
  }
}

export type Profile = {
  kind: "user" | "service"
  user: UpdateProfileData | null
  roles: Array<{
    name: string
    label: string
  }>
  permissions: Array<string>
  /** The greatest part of a price, in percent, that a discount may take; null: no limit. */
  discount_limit: string | null
  /** The stores in which one acts, or "all". */
  store_ids: "all" | Array<number>
}

export type ReadSessionData = Profile | null

/** `copy_number`: 0 for the original, then the number of the copy; null for a mere reading. `prints`: how often the receipt was printed or sent. `barcode.modules`: widths of a bar, a space, a bar … */
export type Receipt = {
  kind: string
  store: {
    name: string
    legal_name: string | null
    header: Array<string>
    address: Array<string>
    registrations: Array<{
      name: string
      number: string
    }>
    footer: Array<string>
  }
  reference: string
  return_of: string | null
  date: string
  register: string | null
  cashier: string | null
  customer: string | null
  currency: string
  prices_include_tax: boolean
  lines: Array<{
    line: number
    name: string
    quantity: string
    unit: string | null
    unit_price: string
    gross: string
    discount: string
    tax_codes: Array<string>
    /** The line whose deposit or eco-fee this is. */
    fee_of: number | null
  }>
  ticket_discount: string
  subtotal: string
  taxes: Array<{
    code: string
    name: string
    rate: string
    base: string
    amount: string
  }>
  exempted_tax: string
  exemption_certificate: string | null
  total: string
  rounding: string
  payments: Array<{
    method: string
    amount: string
  }>
  change_due: string
  training: boolean
  copy_number: number | null
  prints: number
  barcode: {
    symbology: string
    code: string
    modules: Array<number>
  }
}

export type ReceiveGoodsInput = {
  store_id: number
  /** The supplier’s: delivery note, invoice. */
  reference?: string | null
  note?: string | null
  /** Now, where nothing is said. */
  received_at?: string | null
  lines: Array<{
    variant_id: number
    /** A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    quantity: string | number
    /** In the store’s currency; without it, the article’s own cost. A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    unit_cost?: string | number | null
  }>
}

export type ReceiveTransferInput = {
  /** The id that the receiver gives this delivery; it comes in once. */
  id?: string
  note?: string | null
  /** Each article once. */
  lines?: Array<{
    variant_id: number
    /** A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    quantity: string | number
    /** More of it may have arrived than is under way, or without the transfer speaking of it: what is beyond comes in as a surplus. Refused otherwise. */
    surplus?: boolean
    reason?: string | null
  }>
}

export type RecordOpenReturnInput = {
  id?: string
  register_id?: number | null
  session_id?: string | null
  cashier_id?: number | null
  /** The moment of the ticket; now, if it is missing. The catalogue’s prices are those of that moment. For a person without `sales.override`, where it is more than 24 hours ago, they are those of now; the ticket keeps its moment. */
  occurred_at?: string | null
  /** To practise: the ticket is computed, refused and answered like a real one, but takes no number, no stock and no place in a report; its receipt is marked TRAINING and stays for a week. */
  training?: boolean
  device_id?: null
  series?: null
  number?: null
  previous_hash?: null
  hash?: null
  /** The `id`s that `POST /approvals` answered, for what exceeds your rights; each is good for one ticket. */
  approvals?: Array<string>
  store_id: number
  customer_id?: number | null
  lines: Array<{
    variant_id?: number | null
    sku?: string | null
    barcode?: string | null
    description?: string | null
    /** The tax class of a line without an article. An article’s is its own; naming another takes `sales.override`. */
    tax_class?: string | null
    /** Required, but for the label of a scale, which says it. A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    quantity?: string | number | null
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    unit_price?: string | number | null
    /** false: damaged, does not come back into stock, and its cost stays spent. */
    restock?: boolean
  }>
  refunds: Array<{
    method: "cash" | "card" | "credit" | "other"
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    amount: string | number
  }>
  reason: string
}

export type RecordReturnInput = {
  id?: string
  register_id?: number | null
  session_id?: string | null
  cashier_id?: number | null
  /** The moment of the ticket; now, if it is missing. The catalogue’s prices are those of that moment. For a person without `sales.override`, where it is more than 24 hours ago, they are those of now; the ticket keeps its moment. */
  occurred_at?: string | null
  note?: string | null
  /** To practise: the ticket is computed, refused and answered like a real one, but takes no number, no stock and no place in a report; its receipt is marked TRAINING and stays for a week. */
  training?: boolean
  device_id?: null
  series?: null
  number?: null
  previous_hash?: null
  hash?: null
  /** The `id`s that `POST /approvals` answered, for what exceeds your rights; each is good for one ticket. */
  approvals?: Array<string>
  store_id?: number
  customer_id?: number | null
  lines: Array<{
    sale_line: number
    /** A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    quantity: string | number
    /** false: damaged, does not come back into stock, and its cost stays spent. */
    restock?: boolean
    /** By default the line’s deposits and eco-fees are given back with it; false keeps them. A fee that a line of the return names is given back by that line alone. */
    with_fees?: boolean
  }>
  refunds?: Array<{
    method: "cash" | "card" | "cheque" | "credit" | "other"
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    amount: string | number
  }>
  exchange_lines?: Array<{
    variant_id?: number | null
    sku?: string | null
    barcode?: string | null
    description?: string | null
    /** The tax class of a line without an article. An article’s is its own; naming another takes `sales.override`. */
    tax_class?: string | null
    /** Required, but for the label of a scale, which says it. A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    quantity?: string | number | null
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    unit_price?: string | number | null
    discount?: {
      type: "percent" | "amount"
      /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
      value: string | number
    } | null
    /** The reservation that this line takes, as far as some of it remains. */
    reservation_id?: number | null
  }>
  discount?: {
    type: "percent" | "amount"
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    value: string | number
  } | null
  payments?: Array<{
    method: "cash" | "card" | "cheque" | "credit" | "other"
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    amount: string | number
  }>
}

export type RecordSaleInput = {
  id?: string
  register_id?: number | null
  session_id?: string | null
  cashier_id?: number | null
  /** The moment of the ticket; now, if it is missing. The catalogue’s prices are those of that moment. For a person without `sales.override`, where it is more than 24 hours ago, they are those of now; the ticket keeps its moment. */
  occurred_at?: string | null
  note?: string | null
  /** To practise: the ticket is computed, refused and answered like a real one, but takes no number, no stock and no place in a report; its receipt is marked TRAINING and stays for a week. */
  training?: boolean
  device_id?: null
  series?: null
  number?: null
  previous_hash?: null
  hash?: null
  /** The `id`s that `POST /approvals` answered, for what exceeds your rights; each is good for one ticket. */
  approvals?: Array<string>
  store_id: number
  customer_id?: number | null
  lines: Array<{
    variant_id?: number | null
    sku?: string | null
    barcode?: string | null
    description?: string | null
    /** The tax class of a line without an article. An article’s is its own; naming another takes `sales.override`. */
    tax_class?: string | null
    /** Required, but for the label of a scale, which says it. A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    quantity?: string | number | null
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    unit_price?: string | number | null
    discount?: {
      type: "percent" | "amount"
      /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
      value: string | number
    } | null
    /** The reservation that this line takes, as far as some of it remains. */
    reservation_id?: number | null
  }>
  discount?: {
    type: "percent" | "amount"
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    value: string | number
  } | null
  payments: Array<{
    method: "cash" | "card" | "cheque" | "credit" | "other"
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    amount: string | number
  }>
  /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
  total?: string | number | null
  taxes?: Array<{
    code: string
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    amount: string | number
  }> | null
}

export type RecordSalesData = {
  id: string | null
  status: number
  data?: Sale
  record?: {
    id: string
    reference: string
    kind: "sale" | "return" | "session_open" | "session_close" | "cash_movement" | "drawer_open"
    store_id: number
    register_id: number
    session_id: string | null
    device_id: string | null
    series: number
    number: number
    cashier_id: number | null
    occurred_at: string
    business_day: string
    flags: Array<"session_closed" | "session_elsewhere" | "price_differs" | "stock_negative" | "total_differs" | "unknown_article" | "number_gap" | "clock_skew" | "over_returned" | "device_revoked" | "duplicate_id" | "duplicate_number" | "chain_broken" | "unknown_customer" | "no_receipt" | "not_approved">
  }
  /** Why what a device has delivered waits (202). */
  message?: string
  /** Of what is kept for a manager (202, `held_for_review`). */
  reason?: "device_revoked" | "duplicate_id" | "duplicate_number" | "sale_missing"
  error?: string
  code?: string
  errors?: Record<string, Array<string>>
}

export type RecordSalesInput = {
  records: Array<{
    kind?: unknown
  }>
}

export type RecordStocktakeCountsData = {
  id: string
  variant_id: number
  product_id: number
  product_name: string
  variant_name: string
  sku: string | null
  round: number
  zone: string | null
  quantity: string
  /** False for what another count of the zone has replaced, or a new round has voided. */
  is_current: boolean
  counted_at: string
  actor_id: number | null
  actor_name: string
  recorded_at: string
}

export type RecordStocktakeCountsInput = {
  counts: Array<{
    /** Given by whoever counts: the same one, sent twice, counts once. */
    id: string
    variant_id?: number | null
    sku?: string | null
    barcode?: string | null
    /** A decimal number of at most 3 decimals, from 0, at most 999999; a string keeps every digit. */
    quantity: string | number
    /** By the device’s clock; the moment it was received, where the device says one to come or from before the stocktake began. */
    counted_at: string
    /** The zones of an article add up; of the same one the last count to be received replaces those before. */
    zone?: string | null
  }>
}

export type Register = {
  id: number
  store_id: number
  name: string
  kind: "till" | "virtual" | "import"
  is_active: boolean
  created_at: string
  updated_at: string
}

export type RegisterClosedEvent = {
  id: number
  /** A session of a register was closed and has its Z number; what was counted less what was expected, but for the day of a register without a drawer. */
  type: "register.closed"
  store_id: number | null
  at: string
  data: {
    session_id: string
    register_id: number
    z_number: number
    closed_at: string
    currency: string
    expected_cash: string | null
    counted_cash: string | null
    difference: string | null
  }
}

export type RegisterOpenedEvent = {
  id: number
  /** The drawer of a register was opened. */
  type: "register.opened"
  store_id: number | null
  at: string
  data: {
    session_id: string
    register_id: number
    cashier_id: number | null
    opened_at: string
    currency: string
    opening_float: string
  }
}

export type RegisterUserInput = {
  name: string
  email: string
  password: string
  password_confirmation: string
  setup_code?: string
  /** How the token is called in the list of one’s tokens. */
  device_name?: string
  /** For browsers: set the session cookie and answer no token, so that no script ever holds a secret. */
  session?: boolean
}

export type ReleaseRegisterInput = {
  device_id: string
  /** The last number that the device has given: what is still missing up to it is waited for. */
  final_number?: number
}

export type ReopenStocktakeInput = {
  variant_ids: Array<number>
}

export type ReplaceBarcodeLayoutsInput = {
  /** What is not there ends. */
  layouts: Array<{
    name: string
    /** Digits of the prefix, P for the PLU, K for the value’s own check digit if any, V for the value, C for the check digit: `20PPPPPVVVVVC`. */
    pattern: string
    /** What the value is: the price of the label, or its weight in kilograms. */
    measure: "price" | "weight"
    /** Decimals of the value: 2 are cents, 3 are grams. Those two unless given. */
    decimals?: number
  }>
}

export type ReplaceFeesInput = {
  /** In the order in which they are printed; what is not there ends. */
  fees: Array<{
    /** A deposit that is given back with the container, or an eco-fee. */
    kind: "deposit" | "eco_fee"
    /** As printed. */
    label: string
    /** For one unit, in the currency of the store that sells it. A decimal number of at most 4 decimals, from 0.0001, at most 999999999; a string keeps every digit. */
    amount: string | number
    tax_class: string
  }>
}

export type ReplaceStorePricesInput = {
  /** Whatever one’s own stores are to ask, now and later; what is not there ends. */
  prices: Array<{
    store_id: number
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    price: string | number
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    compare_at_price?: string | number | null
    /** Null or left out: it has always held. */
    starts_at?: string | null
    /** From then on it no longer holds. Null or left out: without an end. */
    ends_at?: string | null
  }>
}

export type ReportCustomData = {
  period: {
    date_from: string
    date_to: string
  }
  compared_period: {
    date_from: string
    date_to: string
  } | null
  /** ISO 4217 code. */
  currency?: string | null
  totals?: {
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Sales and adjustments before discounts, without tax. */
    gross?: string | null
    /** Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns. */
    discounts?: string | null
    /** Net value of goods taken back, without tax: a negative number. */
    returns?: string | null
    /** Gross − discounts + returns: the revenue. */
    net?: string | null
    /** All taxes. */
    tax?: string | null
    /** Net + tax. */
    total?: string | null
    /** Rounding of cash payments. */
    rounding?: string | null
    /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
    collected?: string | null
    /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
    cost?: string | null
    /** Net − cost. Only with the permission reports.margin. */
    margin?: string | null
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: string | null
    /** Net ÷ tickets. */
    average_ticket?: string | null
    /** Value of returns ÷ (gross − discounts). */
    returns_rate?: string | null
    /** Discounts ÷ gross. */
    discounts_rate?: string | null
    /** Known customers who bought in the period. */
    active_customers?: number
    /** In the period of comparison. */
    previous?: {
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Sales and adjustments before discounts, without tax. */
      gross?: string | null
      /** Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns. */
      discounts?: string | null
      /** Net value of goods taken back, without tax: a negative number. */
      returns?: string | null
      /** Gross − discounts + returns: the revenue. */
      net?: string | null
      /** All taxes. */
      tax?: string | null
      /** Net + tax. */
      total?: string | null
      /** Rounding of cash payments. */
      rounding?: string | null
      /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
      collected?: string | null
      /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
      cost?: string | null
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Value of returns ÷ (gross − discounts). */
      returns_rate?: string | null
      /** Discounts ÷ gross. */
      discounts_rate?: string | null
      /** Known customers who bought in the period. */
      active_customers?: number
    }
    change?: {
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      tickets?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      units?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      gross?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      discounts?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      returns?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      net?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      tax?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      total?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      rounding?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      collected?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      cost?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin_rate?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      average_ticket?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      returns_rate?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      discounts_rate?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      active_customers?: string | null
    }
  }
  rows?: Array<{
    keys: {
      hour?: number | null
      day?: string | null
      weekday?: number | null
      week?: string | null
      month?: string | null
      year?: string | null
      fiscal_quarter?: string | null
      fiscal_year?: string | null
      store?: number | null
      store_group?: string | null
      city?: string | null
      category?: number | null
      product?: number | null
      variant?: number | null
      customer?: number | null
      country?: string | null
      cashier?: number | null
      payment_method?: string | null
    }
    labels: {
      hour?: string
      day?: string
      weekday?: string
      week?: string
      month?: string
      year?: string
      fiscal_quarter?: string
      fiscal_year?: string
      store?: string
      store_group?: string
      city?: string
      category?: string
      product?: string
      variant?: string
      customer?: string
      country?: string
      cashier?: string
      payment_method?: string
    }
    sku?: string | null
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Sales and adjustments before discounts, without tax. */
    gross?: string | null
    /** Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns. */
    discounts?: string | null
    /** Net value of goods taken back, without tax: a negative number. */
    returns?: string | null
    /** Gross − discounts + returns: the revenue. */
    net?: string | null
    /** All taxes. */
    tax?: string | null
    /** Net + tax. */
    total?: string | null
    /** Rounding of cash payments. */
    rounding?: string | null
    /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
    collected?: string | null
    /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
    cost?: string | null
    /** Net − cost. Only with the permission reports.margin. */
    margin?: string | null
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: string | null
    /** Net ÷ tickets. */
    average_ticket?: string | null
    /** Value of returns ÷ (gross − discounts). */
    returns_rate?: string | null
    /** Discounts ÷ gross. */
    discounts_rate?: string | null
    /** Known customers who bought in the period. */
    active_customers?: number
    /** In the period of comparison. */
    previous?: {
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Sales and adjustments before discounts, without tax. */
      gross?: string | null
      /** Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns. */
      discounts?: string | null
      /** Net value of goods taken back, without tax: a negative number. */
      returns?: string | null
      /** Gross − discounts + returns: the revenue. */
      net?: string | null
      /** All taxes. */
      tax?: string | null
      /** Net + tax. */
      total?: string | null
      /** Rounding of cash payments. */
      rounding?: string | null
      /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
      collected?: string | null
      /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
      cost?: string | null
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Value of returns ÷ (gross − discounts). */
      returns_rate?: string | null
      /** Discounts ÷ gross. */
      discounts_rate?: string | null
      /** Known customers who bought in the period. */
      active_customers?: number
    }
    change?: {
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      tickets?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      units?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      gross?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      discounts?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      returns?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      net?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      tax?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      total?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      rounding?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      collected?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      cost?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin_rate?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      average_ticket?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      returns_rate?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      discounts_rate?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      active_customers?: string | null
    }
    /** The address of the tickets that this comes from, returns among them. */
    tickets_url: string
  }>
  /** True when there are more rows than `limit`. */
  truncated?: boolean
  /** The address of the tickets that this comes from, returns among them. */
  tickets_url?: string
  /** One block per currency, in place of these fields, when there are several. */
  currencies?: Array<{
    /** ISO 4217 code. */
    currency?: string | null
    totals?: {
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Sales and adjustments before discounts, without tax. */
      gross?: string | null
      /** Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns. */
      discounts?: string | null
      /** Net value of goods taken back, without tax: a negative number. */
      returns?: string | null
      /** Gross − discounts + returns: the revenue. */
      net?: string | null
      /** All taxes. */
      tax?: string | null
      /** Net + tax. */
      total?: string | null
      /** Rounding of cash payments. */
      rounding?: string | null
      /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
      collected?: string | null
      /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
      cost?: string | null
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Value of returns ÷ (gross − discounts). */
      returns_rate?: string | null
      /** Discounts ÷ gross. */
      discounts_rate?: string | null
      /** Known customers who bought in the period. */
      active_customers?: number
      /** In the period of comparison. */
      previous?: {
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
        /** Sales and adjustments before discounts, without tax. */
        gross?: string | null
        /** Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns. */
        discounts?: string | null
        /** Net value of goods taken back, without tax: a negative number. */
        returns?: string | null
        /** Gross − discounts + returns: the revenue. */
        net?: string | null
        /** All taxes. */
        tax?: string | null
        /** Net + tax. */
        total?: string | null
        /** Rounding of cash payments. */
        rounding?: string | null
        /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
        collected?: string | null
        /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
        cost?: string | null
        /** Net − cost. Only with the permission reports.margin. */
        margin?: string | null
        /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
        margin_rate?: string | null
        /** Net ÷ tickets. */
        average_ticket?: string | null
        /** Value of returns ÷ (gross − discounts). */
        returns_rate?: string | null
        /** Discounts ÷ gross. */
        discounts_rate?: string | null
        /** Known customers who bought in the period. */
        active_customers?: number
      }
      change?: {
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        tickets?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        units?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        gross?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        discounts?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        returns?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        net?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        tax?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        total?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        rounding?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        collected?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        cost?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin_rate?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        average_ticket?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        returns_rate?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        discounts_rate?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        active_customers?: string | null
      }
    }
    rows?: Array<{
      keys: {
        hour?: number | null
        day?: string | null
        weekday?: number | null
        week?: string | null
        month?: string | null
        year?: string | null
        fiscal_quarter?: string | null
        fiscal_year?: string | null
        store?: number | null
        store_group?: string | null
        city?: string | null
        category?: number | null
        product?: number | null
        variant?: number | null
        customer?: number | null
        country?: string | null
        cashier?: number | null
        payment_method?: string | null
      }
      labels: {
        hour?: string
        day?: string
        weekday?: string
        week?: string
        month?: string
        year?: string
        fiscal_quarter?: string
        fiscal_year?: string
        store?: string
        store_group?: string
        city?: string
        category?: string
        product?: string
        variant?: string
        customer?: string
        country?: string
        cashier?: string
        payment_method?: string
      }
      sku?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Sales and adjustments before discounts, without tax. */
      gross?: string | null
      /** Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns. */
      discounts?: string | null
      /** Net value of goods taken back, without tax: a negative number. */
      returns?: string | null
      /** Gross − discounts + returns: the revenue. */
      net?: string | null
      /** All taxes. */
      tax?: string | null
      /** Net + tax. */
      total?: string | null
      /** Rounding of cash payments. */
      rounding?: string | null
      /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
      collected?: string | null
      /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
      cost?: string | null
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Value of returns ÷ (gross − discounts). */
      returns_rate?: string | null
      /** Discounts ÷ gross. */
      discounts_rate?: string | null
      /** Known customers who bought in the period. */
      active_customers?: number
      /** In the period of comparison. */
      previous?: {
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
        /** Sales and adjustments before discounts, without tax. */
        gross?: string | null
        /** Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns. */
        discounts?: string | null
        /** Net value of goods taken back, without tax: a negative number. */
        returns?: string | null
        /** Gross − discounts + returns: the revenue. */
        net?: string | null
        /** All taxes. */
        tax?: string | null
        /** Net + tax. */
        total?: string | null
        /** Rounding of cash payments. */
        rounding?: string | null
        /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
        collected?: string | null
        /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
        cost?: string | null
        /** Net − cost. Only with the permission reports.margin. */
        margin?: string | null
        /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
        margin_rate?: string | null
        /** Net ÷ tickets. */
        average_ticket?: string | null
        /** Value of returns ÷ (gross − discounts). */
        returns_rate?: string | null
        /** Discounts ÷ gross. */
        discounts_rate?: string | null
        /** Known customers who bought in the period. */
        active_customers?: number
      }
      change?: {
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        tickets?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        units?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        gross?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        discounts?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        returns?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        net?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        tax?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        total?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        rounding?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        collected?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        cost?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin_rate?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        average_ticket?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        returns_rate?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        discounts_rate?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        active_customers?: string | null
      }
      /** The address of the tickets that this comes from, returns among them. */
      tickets_url: string
    }>
    /** True when there are more rows than `limit`. */
    truncated?: boolean
    /** The address of the tickets that this comes from, returns among them. */
    tickets_url?: string
  }>
}

export type ReportCustomInput = {
  /** What the rows stand for, three at the most; none: the totals alone. */
  dimensions: Array<"hour" | "day" | "weekday" | "week" | "month" | "year" | "fiscal_quarter" | "fiscal_year" | "store" | "store_group" | "city" | "category" | "product" | "variant" | "customer" | "country" | "cashier" | "payment_method">
  measures: Array<"tickets" | "units" | "gross" | "discounts" | "returns" | "net" | "tax" | "total" | "rounding" | "collected" | "cost" | "margin" | "margin_rate" | "average_ticket" | "returns_rate" | "discounts_rate" | "active_customers">
  filters?: Array<{
    dimension: "hour" | "weekday" | "store" | "store_group" | "city" | "category" | "product" | "variant" | "customer" | "country" | "cashier" | "payment_method"
    /** One key of the dimension or several; null: what has none. */
    values: Array<string | number | null>
  }>
  /** First business day. */
  date_from?: string
  /** Last business day; the last 30 days by default. */
  date_to?: string
  /** One store or several by comma; all stores of the caller by default. */
  store_id?: string | number
  /** ISO 4217 code; every currency by default. One without a ticket gives zeros. */
  currency?: string
  /** In place of `date_from` and `date_to`: days that go with the calendar whenever the report is asked for. Weeks begin on Monday. */
  period?: "today" | "yesterday" | "this_week" | "last_week" | "this_month" | "last_month" | "last_30_days" | "this_quarter" | "last_quarter" | "this_year" | "last_year" | "last_12_months" | "since_last_year"
  week_start?: "monday" | "sunday"
  /** Measures and dimensions asked for, with commas, `-` before one for descending order. */
  sort?: string
  /** Rows per currency; 1,000 by default. */
  limit?: number
  /** `previous_period`: the month, quarter or year before, the same days of it while the period is not over, otherwise as many days just before; `previous_year`: the same dates a year earlier; or two dates. */
  compare?: string | {
    date_from: string
    date_to: string
  }
  /** The title of the file, from which its name follows; “Custom report” by default. */
  title?: string
}

export type ReportDashboardData = {
  date: string
  last_week: string
  last_year: string
  registers: Array<{
    id: number
    name: string
    kind: "till" | "virtual"
    store_id: number
    store_name: string
    /** Its drawer; null for the virtual register, which needs none. */
    state: "open" | "closed" | null
    session: {
      id: string
      opened_at: string | null
      /** With sessions.view. */
      cashier_id: number | null
      /** Who took their turn there, else who opened it. */
      cashier_name: string | null
      currency: string
      /** What the drawer should hold; with sessions.cash, the count being blind. */
      expected_cash: string | null
      /** The session. */
      session_url: string
    } | null
    device: {
      id: string
      name: string
      last_seen_at: string | null
    } | null
    last_sale: {
      id: string
      reference: string
      kind: "sale" | "return"
      occurred_at: string
      currency: string
      total: string
      /** The ticket. */
      sale_url: string
    } | null
    /** The last sign of life: of its device, a ticket or the opening. */
    silent_since: string | null
  }>
  /** With the permission stock.view. */
  alerts: {
    total: number
    counts: {
      out: number
      low: number
      negative: number
      over: number
      no_sale: number
    }
    newest: Array<{
      id: number
      kind: "out" | "low" | "negative" | "over" | "no_sale"
      store_id: number
      store_name: string
      variant_id: number
      product_name: string
      variant_name: string
      sku: string | null
      on_hand: string
      opened_at: string
    }>
    /** All alerts. */
    alerts_url: string
  } | null
  /** ISO 4217 code. */
  currency?: string | null
  figures?: {
    /** Gross − discounts + returns: the revenue. */
    revenue?: {
      /** On the day. */
      value: string | null
      /** Seven days earlier. */
      last_week: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      last_week_change: string | null
      /** 364 days earlier: the same day of the week. */
      last_year: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      last_year_change: string | null
    }
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: {
      /** On the day. */
      value: number
      /** Seven days earlier. */
      last_week: number
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      last_week_change: string | null
      /** 364 days earlier: the same day of the week. */
      last_year: number
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      last_year_change: string | null
    }
    /** Net ÷ tickets. */
    average_ticket?: {
      /** On the day. */
      value: string | null
      /** Seven days earlier. */
      last_week: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      last_week_change: string | null
      /** 364 days earlier: the same day of the week. */
      last_year: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      last_year_change: string | null
    }
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: {
      /** On the day. */
      value: string
      /** Seven days earlier. */
      last_week: string
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      last_week_change: string | null
      /** 364 days earlier: the same day of the week. */
      last_year: string
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      last_year_change: string | null
    }
    /** Net − cost. Only with the permission reports.margin. */
    margin?: {
      /** On the day. */
      value: string | null
      /** Seven days earlier. */
      last_week: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      last_week_change: string | null
      /** 364 days earlier: the same day of the week. */
      last_year: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      last_year_change: string | null
    }
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: {
      /** On the day. */
      value: string | null
      /** Seven days earlier. */
      last_week: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      last_week_change: string | null
      /** 364 days earlier: the same day of the week. */
      last_year: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      last_year_change: string | null
    }
  }
  hours?: Array<{
    /** By the store’s clock. */
    hour: number
    label: string
    /** Gross − discounts + returns: the revenue. */
    revenue?: string | null
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Seven days earlier. */
    last_week: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
    }
    /** 364 days earlier: the same day of the week. */
    last_year: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
    }
  }>
  stores?: Array<{
    /** Its place by revenue; null without a sale. */
    rank: number | null
    /** Its place seven days earlier. */
    last_week_rank: number | null
    /** The store. */
    key: number
    label: string
    /** Share of the revenue. */
    share: string | null
    /** Gross − discounts + returns: the revenue. */
    revenue?: string | null
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Net ÷ tickets. */
    average_ticket?: string | null
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Net − cost. Only with the permission reports.margin. */
    margin?: string | null
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: string | null
    /** Seven days earlier. */
    last_week: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
    }
    last_week_change: {
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      revenue?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      tickets?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      average_ticket?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      units?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin_rate?: string | null
    }
    /** 364 days earlier: the same day of the week. */
    last_year: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
    }
    last_year_change: {
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      revenue?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      tickets?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      average_ticket?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      units?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin_rate?: string | null
    }
    /** The tickets behind this row. */
    tickets_url: string
  }>
  /** One block per currency, in place of these fields, when there are several. */
  currencies?: Array<{
    /** ISO 4217 code. */
    currency?: string | null
    figures?: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: {
        /** On the day. */
        value: string | null
        /** Seven days earlier. */
        last_week: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        last_week_change: string | null
        /** 364 days earlier: the same day of the week. */
        last_year: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        last_year_change: string | null
      }
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: {
        /** On the day. */
        value: number
        /** Seven days earlier. */
        last_week: number
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        last_week_change: string | null
        /** 364 days earlier: the same day of the week. */
        last_year: number
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        last_year_change: string | null
      }
      /** Net ÷ tickets. */
      average_ticket?: {
        /** On the day. */
        value: string | null
        /** Seven days earlier. */
        last_week: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        last_week_change: string | null
        /** 364 days earlier: the same day of the week. */
        last_year: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        last_year_change: string | null
      }
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: {
        /** On the day. */
        value: string
        /** Seven days earlier. */
        last_week: string
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        last_week_change: string | null
        /** 364 days earlier: the same day of the week. */
        last_year: string
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        last_year_change: string | null
      }
      /** Net − cost. Only with the permission reports.margin. */
      margin?: {
        /** On the day. */
        value: string | null
        /** Seven days earlier. */
        last_week: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        last_week_change: string | null
        /** 364 days earlier: the same day of the week. */
        last_year: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        last_year_change: string | null
      }
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: {
        /** On the day. */
        value: string | null
        /** Seven days earlier. */
        last_week: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        last_week_change: string | null
        /** 364 days earlier: the same day of the week. */
        last_year: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        last_year_change: string | null
      }
    }
    hours?: Array<{
      /** By the store’s clock. */
      hour: number
      label: string
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Seven days earlier. */
      last_week: {
        /** Gross − discounts + returns: the revenue. */
        revenue?: string | null
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
      }
      /** 364 days earlier: the same day of the week. */
      last_year: {
        /** Gross − discounts + returns: the revenue. */
        revenue?: string | null
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
      }
    }>
    stores?: Array<{
      /** Its place by revenue; null without a sale. */
      rank: number | null
      /** Its place seven days earlier. */
      last_week_rank: number | null
      /** The store. */
      key: number
      label: string
      /** Share of the revenue. */
      share: string | null
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
      /** Seven days earlier. */
      last_week: {
        /** Gross − discounts + returns: the revenue. */
        revenue?: string | null
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Net ÷ tickets. */
        average_ticket?: string | null
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
        /** Net − cost. Only with the permission reports.margin. */
        margin?: string | null
        /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
        margin_rate?: string | null
      }
      last_week_change: {
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        revenue?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        tickets?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        average_ticket?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        units?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin_rate?: string | null
      }
      /** 364 days earlier: the same day of the week. */
      last_year: {
        /** Gross − discounts + returns: the revenue. */
        revenue?: string | null
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Net ÷ tickets. */
        average_ticket?: string | null
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
        /** Net − cost. Only with the permission reports.margin. */
        margin?: string | null
        /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
        margin_rate?: string | null
      }
      last_year_change: {
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        revenue?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        tickets?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        average_ticket?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        units?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin_rate?: string | null
      }
      /** The tickets behind this row. */
      tickets_url: string
    }>
  }>
}

export type ReportField = {
  dimensions: Array<{
    name: "hour" | "day" | "weekday" | "week" | "month" | "year" | "fiscal_quarter" | "fiscal_year" | "store" | "store_group" | "city" | "category" | "product" | "variant" | "customer" | "country" | "cashier" | "payment_method"
    label: string
    /** Whether its rows stand in the order of their keys, as days do; otherwise the largest net first. */
    is_ordered: boolean
    /** Whether a custom report may filter by its keys. */
    is_filter: boolean
  }>
  /** Of the custom report. */
  measures: Array<{
    name: string
    label: string
    meaning: string
    /** `rate`: 1 is 100%; `number`: neither money nor a quantity, such as days. */
    unit: "money" | "quantity" | "count" | "rate" | "number"
    /** Whether rows add up to the total. */
    is_additive: boolean
  }>
  /** Of the key figures. */
  key_figures: Array<{
    name: string
    label: string
    meaning: string
    /** `rate`: 1 is 100%; `number`: neither money nor a quantity, such as days. */
    unit: "money" | "quantity" | "count" | "rate" | "number"
    /** Whether rows add up to the total. */
    is_additive: boolean
  }>
  stock_groupings: Array<{
    name: "store" | "store_group" | "city" | "category" | "product" | "variant" | "abc_class"
    label: string
  }>
  /** Of the inventory report. */
  stock_measures: Array<{
    name: string
    label: string
    meaning: string
    /** `rate`: 1 is 100%; `number`: neither money nor a quantity, such as days. */
    unit: "money" | "quantity" | "count" | "rate" | "number"
    /** Whether rows add up to the total. */
    is_additive: boolean
  }>
}

export type ReportInventoryData = {
  period: {
    date_from: string
    date_to: string
  }
  /** Days of the period that have begun. */
  days: number
  dead_days: number
  group_by: "store" | "store_group" | "city" | "category" | "product" | "variant" | "abc_class"
  /** ISO 4217 code. */
  currency?: string | null
  totals?: {
    /** Articles that the stores keep: one that two stores keep counts twice. */
    articles?: number
    /** Quantities on hand, the sum of the movements. */
    units?: string
    /** Promised to somebody, and still on hand. */
    reserved?: string
    /** Sent here and not received yet. */
    in_transit?: string
    /** Stock at its average cost: that of the ledger. Only with the permission reports.margin. */
    value_at_cost?: string | null
    /** Stock at the price that each store asks now, with or without tax as its prices are. */
    value_at_price?: string | null
    /** What is in transit, at cost. Only with the permission reports.margin. */
    in_transit_value?: string | null
    /** Articles with none left. */
    out?: number
    /** Articles at their reorder point or below. */
    low?: number
    /** Articles whose stock is below zero. */
    negative?: number
    /** Articles beyond their target. */
    over?: number
    /** What overstock has beyond its target. */
    over_units?: string
    /** What overstock has beyond its target, at cost. Only with the permission reports.margin. */
    over_value?: string | null
    /** Articles whose stock, less what is reserved, plus what is in transit, is at the reorder point or below. */
    to_reorder?: number
    /** Articles on hand without a sale for `dead_days` days, and not come since. */
    dead?: number
    /** Quantities of the dead articles. */
    dead_units?: string
    /** Dead articles, at cost. Only with the permission reports.margin. */
    dead_value?: string | null
    /** Dead articles, at the price asked now. */
    dead_value_at_price?: string | null
    /** Gross − discounts + returns: the revenue. */
    revenue?: string | null
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    sold_units?: string
    /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
    cost_of_goods?: string | null
    /** Average of the values at cost of each evening of the period since the ledger began. Only with the permission reports.margin. */
    average_value?: string | null
    /** Cost of goods sold ÷ average stock: how often the stock was sold in the period. Only with the permission reports.margin. */
    rotation?: string | null
    /** On hand ÷ units sold per day of the period; null where nothing was sold. */
    days_of_cover?: string | null
    /** What adjustments, stocktakes and settled transfers took away in the period, and nothing explains. */
    lost_units?: string
    /** What adjustments and stocktakes added in the period. */
    found_units?: string
    /** Units lost, at cost. Only with the permission reports.margin. */
    lost_value?: string | null
    /** Units found, at cost. Only with the permission reports.margin. */
    found_value?: string | null
  }
  rows?: Array<{
    /** Id, name or class; null: none. */
    key: string | number | null
    label: string
    /** With `group_by=variant`. */
    sku?: string | null
    /** With `group_by=variant`: A for the articles that make 80% of the revenue, B for the next 15%, C for the rest. */
    abc_class?: "A" | "B" | "C" | null
    /** Articles that the stores keep: one that two stores keep counts twice. */
    articles?: number
    /** Quantities on hand, the sum of the movements. */
    units?: string
    /** Promised to somebody, and still on hand. */
    reserved?: string
    /** Sent here and not received yet. */
    in_transit?: string
    /** Stock at its average cost: that of the ledger. Only with the permission reports.margin. */
    value_at_cost?: string | null
    /** Stock at the price that each store asks now, with or without tax as its prices are. */
    value_at_price?: string | null
    /** What is in transit, at cost. Only with the permission reports.margin. */
    in_transit_value?: string | null
    /** Articles with none left. */
    out?: number
    /** Articles at their reorder point or below. */
    low?: number
    /** Articles whose stock is below zero. */
    negative?: number
    /** Articles beyond their target. */
    over?: number
    /** What overstock has beyond its target. */
    over_units?: string
    /** What overstock has beyond its target, at cost. Only with the permission reports.margin. */
    over_value?: string | null
    /** Articles whose stock, less what is reserved, plus what is in transit, is at the reorder point or below. */
    to_reorder?: number
    /** Articles on hand without a sale for `dead_days` days, and not come since. */
    dead?: number
    /** Quantities of the dead articles. */
    dead_units?: string
    /** Dead articles, at cost. Only with the permission reports.margin. */
    dead_value?: string | null
    /** Dead articles, at the price asked now. */
    dead_value_at_price?: string | null
    /** Gross − discounts + returns: the revenue. */
    revenue?: string | null
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    sold_units?: string
    /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
    cost_of_goods?: string | null
    /** Average of the values at cost of each evening of the period since the ledger began. Only with the permission reports.margin. */
    average_value?: string | null
    /** Cost of goods sold ÷ average stock: how often the stock was sold in the period. Only with the permission reports.margin. */
    rotation?: string | null
    /** On hand ÷ units sold per day of the period; null where nothing was sold. */
    days_of_cover?: string | null
    /** What adjustments, stocktakes and settled transfers took away in the period, and nothing explains. */
    lost_units?: string
    /** What adjustments and stocktakes added in the period. */
    found_units?: string
    /** Units lost, at cost. Only with the permission reports.margin. */
    lost_value?: string | null
    /** Units found, at cost. Only with the permission reports.margin. */
    found_value?: string | null
    /** The stock behind this row. */
    stock_url: string | null
    /** The alerts behind this row. */
    alerts_url: string | null
  }>
  /** True when there are more rows than `limit`; the totals are complete. */
  truncated?: boolean
  shrinkage?: Array<{
    kind: "adjustment" | "count" | "transfer"
    /** As people write it most often. */
    reason: string | null
    label: string
    /** What is missing, as a positive. */
    lost_units: string
    /** What was found beyond. */
    found_units: string
    /** Units lost, at cost. */
    lost_value?: string
    /** Units found, at cost. */
    found_value?: string
    /** The movements of this kind. */
    movements_url: string | null
  }>
  /** One block per currency, in place of these fields, when there are several. */
  currencies?: Array<{
    /** ISO 4217 code. */
    currency?: string | null
    totals?: {
      /** Articles that the stores keep: one that two stores keep counts twice. */
      articles?: number
      /** Quantities on hand, the sum of the movements. */
      units?: string
      /** Promised to somebody, and still on hand. */
      reserved?: string
      /** Sent here and not received yet. */
      in_transit?: string
      /** Stock at its average cost: that of the ledger. Only with the permission reports.margin. */
      value_at_cost?: string | null
      /** Stock at the price that each store asks now, with or without tax as its prices are. */
      value_at_price?: string | null
      /** What is in transit, at cost. Only with the permission reports.margin. */
      in_transit_value?: string | null
      /** Articles with none left. */
      out?: number
      /** Articles at their reorder point or below. */
      low?: number
      /** Articles whose stock is below zero. */
      negative?: number
      /** Articles beyond their target. */
      over?: number
      /** What overstock has beyond its target. */
      over_units?: string
      /** What overstock has beyond its target, at cost. Only with the permission reports.margin. */
      over_value?: string | null
      /** Articles whose stock, less what is reserved, plus what is in transit, is at the reorder point or below. */
      to_reorder?: number
      /** Articles on hand without a sale for `dead_days` days, and not come since. */
      dead?: number
      /** Quantities of the dead articles. */
      dead_units?: string
      /** Dead articles, at cost. Only with the permission reports.margin. */
      dead_value?: string | null
      /** Dead articles, at the price asked now. */
      dead_value_at_price?: string | null
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      sold_units?: string
      /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
      cost_of_goods?: string | null
      /** Average of the values at cost of each evening of the period since the ledger began. Only with the permission reports.margin. */
      average_value?: string | null
      /** Cost of goods sold ÷ average stock: how often the stock was sold in the period. Only with the permission reports.margin. */
      rotation?: string | null
      /** On hand ÷ units sold per day of the period; null where nothing was sold. */
      days_of_cover?: string | null
      /** What adjustments, stocktakes and settled transfers took away in the period, and nothing explains. */
      lost_units?: string
      /** What adjustments and stocktakes added in the period. */
      found_units?: string
      /** Units lost, at cost. Only with the permission reports.margin. */
      lost_value?: string | null
      /** Units found, at cost. Only with the permission reports.margin. */
      found_value?: string | null
    }
    rows?: Array<{
      /** Id, name or class; null: none. */
      key: string | number | null
      label: string
      /** With `group_by=variant`. */
      sku?: string | null
      /** With `group_by=variant`: A for the articles that make 80% of the revenue, B for the next 15%, C for the rest. */
      abc_class?: "A" | "B" | "C" | null
      /** Articles that the stores keep: one that two stores keep counts twice. */
      articles?: number
      /** Quantities on hand, the sum of the movements. */
      units?: string
      /** Promised to somebody, and still on hand. */
      reserved?: string
      /** Sent here and not received yet. */
      in_transit?: string
      /** Stock at its average cost: that of the ledger. Only with the permission reports.margin. */
      value_at_cost?: string | null
      /** Stock at the price that each store asks now, with or without tax as its prices are. */
      value_at_price?: string | null
      /** What is in transit, at cost. Only with the permission reports.margin. */
      in_transit_value?: string | null
      /** Articles with none left. */
      out?: number
      /** Articles at their reorder point or below. */
      low?: number
      /** Articles whose stock is below zero. */
      negative?: number
      /** Articles beyond their target. */
      over?: number
      /** What overstock has beyond its target. */
      over_units?: string
      /** What overstock has beyond its target, at cost. Only with the permission reports.margin. */
      over_value?: string | null
      /** Articles whose stock, less what is reserved, plus what is in transit, is at the reorder point or below. */
      to_reorder?: number
      /** Articles on hand without a sale for `dead_days` days, and not come since. */
      dead?: number
      /** Quantities of the dead articles. */
      dead_units?: string
      /** Dead articles, at cost. Only with the permission reports.margin. */
      dead_value?: string | null
      /** Dead articles, at the price asked now. */
      dead_value_at_price?: string | null
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      sold_units?: string
      /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
      cost_of_goods?: string | null
      /** Average of the values at cost of each evening of the period since the ledger began. Only with the permission reports.margin. */
      average_value?: string | null
      /** Cost of goods sold ÷ average stock: how often the stock was sold in the period. Only with the permission reports.margin. */
      rotation?: string | null
      /** On hand ÷ units sold per day of the period; null where nothing was sold. */
      days_of_cover?: string | null
      /** What adjustments, stocktakes and settled transfers took away in the period, and nothing explains. */
      lost_units?: string
      /** What adjustments and stocktakes added in the period. */
      found_units?: string
      /** Units lost, at cost. Only with the permission reports.margin. */
      lost_value?: string | null
      /** Units found, at cost. Only with the permission reports.margin. */
      found_value?: string | null
      /** The stock behind this row. */
      stock_url: string | null
      /** The alerts behind this row. */
      alerts_url: string | null
    }>
    /** True when there are more rows than `limit`; the totals are complete. */
    truncated?: boolean
    shrinkage?: Array<{
      kind: "adjustment" | "count" | "transfer"
      /** As people write it most often. */
      reason: string | null
      label: string
      /** What is missing, as a positive. */
      lost_units: string
      /** What was found beyond. */
      found_units: string
      /** Units lost, at cost. */
      lost_value?: string
      /** Units found, at cost. */
      found_value?: string
      /** The movements of this kind. */
      movements_url: string | null
    }>
  }>
}

export type ReportKpisData = {
  period: {
    date_from: string
    date_to: string
  }
  /** The period before: before a month, a quarter or a year, the one that precedes it, and the same days of it while the period is not over; before other days, as many days. */
  previous_period: {
    date_from: string
    date_to: string
  }
  /** ISO 4217 code. */
  currency?: string | null
  /** Gross − discounts + returns: the revenue. */
  revenue?: {
    /** In the period. */
    value: string | null
    /** In the period before. */
    previous: string | null
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
  }
  /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
  tickets?: {
    /** In the period. */
    value: number
    /** In the period before. */
    previous: number
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
  }
  /** Net ÷ tickets. */
  average_ticket?: {
    /** In the period. */
    value: string | null
    /** In the period before. */
    previous: string | null
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
  }
  /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
  units?: {
    /** In the period. */
    value: string
    /** In the period before. */
    previous: string
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
  }
  /** Net − cost. Only with the permission reports.margin. */
  margin?: {
    /** In the period. */
    value: string | null
    /** In the period before. */
    previous: string | null
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
  }
  /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
  margin_rate?: {
    /** In the period. */
    value: string | null
    /** In the period before. */
    previous: string | null
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
  }
  /** Value of returns ÷ (gross − discounts). */
  returns_rate?: {
    /** In the period. */
    value: string | null
    /** In the period before. */
    previous: string | null
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
  }
  /** Discounts ÷ gross. */
  discounts_rate?: {
    /** In the period. */
    value: string | null
    /** In the period before. */
    previous: string | null
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
  }
  /** All taxes. */
  tax?: {
    /** In the period. */
    value: string | null
    /** In the period before. */
    previous: string | null
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
  }
  /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
  collected?: {
    /** In the period. */
    value: string | null
    /** In the period before. */
    previous: string | null
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
  }
  /** Known customers who bought in the period. */
  active_customers?: {
    /** In the period. */
    value: number
    /** In the period before. */
    previous: number
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
  }
  /** One block per currency, in place of these fields, when there are several. */
  currencies?: Array<{
    /** ISO 4217 code. */
    currency?: string | null
    /** Gross − discounts + returns: the revenue. */
    revenue?: {
      /** In the period. */
      value: string | null
      /** In the period before. */
      previous: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
    }
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: {
      /** In the period. */
      value: number
      /** In the period before. */
      previous: number
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
    }
    /** Net ÷ tickets. */
    average_ticket?: {
      /** In the period. */
      value: string | null
      /** In the period before. */
      previous: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
    }
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: {
      /** In the period. */
      value: string
      /** In the period before. */
      previous: string
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
    }
    /** Net − cost. Only with the permission reports.margin. */
    margin?: {
      /** In the period. */
      value: string | null
      /** In the period before. */
      previous: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
    }
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: {
      /** In the period. */
      value: string | null
      /** In the period before. */
      previous: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
    }
    /** Value of returns ÷ (gross − discounts). */
    returns_rate?: {
      /** In the period. */
      value: string | null
      /** In the period before. */
      previous: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
    }
    /** Discounts ÷ gross. */
    discounts_rate?: {
      /** In the period. */
      value: string | null
      /** In the period before. */
      previous: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
    }
    /** All taxes. */
    tax?: {
      /** In the period. */
      value: string | null
      /** In the period before. */
      previous: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
    }
    /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
    collected?: {
      /** In the period. */
      value: string | null
      /** In the period before. */
      previous: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
    }
    /** Known customers who bought in the period. */
    active_customers?: {
      /** In the period. */
      value: number
      /** In the period before. */
      previous: number
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
    }
  }>
}

export type ReportSalesData = {
  period: {
    date_from: string
    date_to: string
  }
  group_by: "hour" | "day" | "weekday" | "week" | "month" | "year" | "fiscal_quarter" | "fiscal_year" | "store" | "store_group" | "city" | "category" | "product" | "variant" | "customer" | "country" | "cashier" | "payment_method"
  /** ISO 4217 code. */
  currency?: string | null
  totals?: {
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Sales and adjustments before discounts, without tax. */
    gross?: string | null
    /** Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns. */
    discounts?: string | null
    /** Net value of goods taken back, without tax: a negative number. */
    returns?: string | null
    /** Gross − discounts + returns: the revenue. */
    net?: string | null
    /** All taxes. */
    tax?: string | null
    /** Net + tax. */
    total?: string | null
    /** Rounding of cash payments. */
    rounding?: string | null
    /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
    collected?: string | null
    /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
    cost?: string | null
    /** Net − cost. Only with the permission reports.margin. */
    margin?: string | null
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: string | null
    /** Net ÷ tickets. */
    average_ticket?: string | null
  }
  rows?: Array<{
    /** Id, hour, weekday (1 is Monday), `2026-11-20`, `2026-W47`, `2026-11`, `2026` or name; null: none. */
    key: string | number | null
    label: string
    /** With `group_by=variant`. */
    sku?: string | null
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Sales and adjustments before discounts, without tax. */
    gross?: string | null
    /** Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns. */
    discounts?: string | null
    /** Net value of goods taken back, without tax: a negative number. */
    returns?: string | null
    /** Gross − discounts + returns: the revenue. */
    net?: string | null
    /** All taxes. */
    tax?: string | null
    /** Net + tax. */
    total?: string | null
    /** Rounding of cash payments. */
    rounding?: string | null
    /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
    collected?: string | null
    /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
    cost?: string | null
    /** Net − cost. Only with the permission reports.margin. */
    margin?: string | null
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: string | null
    /** Net ÷ tickets. */
    average_ticket?: string | null
    /** The address of the tickets that this comes from, returns among them. */
    tickets_url?: string
  }>
  /** True when there are more than 10,000 rows; the totals are complete. */
  truncated?: boolean
  /** One block per currency, in place of these fields, when there are several. */
  currencies?: Array<{
    /** ISO 4217 code. */
    currency?: string | null
    totals?: {
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Sales and adjustments before discounts, without tax. */
      gross?: string | null
      /** Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns. */
      discounts?: string | null
      /** Net value of goods taken back, without tax: a negative number. */
      returns?: string | null
      /** Gross − discounts + returns: the revenue. */
      net?: string | null
      /** All taxes. */
      tax?: string | null
      /** Net + tax. */
      total?: string | null
      /** Rounding of cash payments. */
      rounding?: string | null
      /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
      collected?: string | null
      /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
      cost?: string | null
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
      /** Net ÷ tickets. */
      average_ticket?: string | null
    }
    rows?: Array<{
      /** Id, hour, weekday (1 is Monday), `2026-11-20`, `2026-W47`, `2026-11`, `2026` or name; null: none. */
      key: string | number | null
      label: string
      /** With `group_by=variant`. */
      sku?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Sales and adjustments before discounts, without tax. */
      gross?: string | null
      /** Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns. */
      discounts?: string | null
      /** Net value of goods taken back, without tax: a negative number. */
      returns?: string | null
      /** Gross − discounts + returns: the revenue. */
      net?: string | null
      /** All taxes. */
      tax?: string | null
      /** Net + tax. */
      total?: string | null
      /** Rounding of cash payments. */
      rounding?: string | null
      /** Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket. */
      collected?: string | null
      /** Cost of the goods, fixed by the sale. Only with the permission reports.margin. */
      cost?: string | null
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** The address of the tickets that this comes from, returns among them. */
      tickets_url?: string
    }>
    /** True when there are more than 10,000 rows; the totals are complete. */
    truncated?: boolean
  }>
}

export type ReportStoresData = {
  period: {
    date_from: string
    date_to: string
  }
  /** The period before: before a month, a quarter or a year, the one that precedes it, and the same days of it while the period is not over; before other days, as many days. */
  previous_period: {
    date_from: string
    date_to: string
  }
  last_year: {
    date_from: string
    date_to: string
  }
  /** ISO 4217 code. */
  currency?: string | null
  totals?: {
    /** Gross − discounts + returns: the revenue. */
    revenue?: string | null
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Net ÷ tickets. */
    average_ticket?: string | null
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Net − cost. Only with the permission reports.margin. */
    margin?: string | null
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: string | null
    /** Quantities on hand, the sum of the movements. */
    on_hand?: string
    /** Stock at its average cost: that of the ledger. Only with the permission reports.margin. */
    value_at_cost?: string | null
    /** Stock at the price that each store asks now, with or without tax as its prices are. */
    value_at_price?: string | null
    /** Cost of goods sold ÷ average stock: how often the stock was sold in the period. Only with the permission reports.margin. */
    rotation?: string | null
    /** On hand ÷ units sold per day of the period; null where nothing was sold. */
    days_of_cover?: string | null
    /** The period before. */
    previous: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
    }
    change: {
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      revenue?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      tickets?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      average_ticket?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      units?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin_rate?: string | null
    }
    /** The same dates a year earlier; the 28th of February for the 29th. */
    last_year: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
    }
    last_year_change: {
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      revenue?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      tickets?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      average_ticket?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      units?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin_rate?: string | null
    }
  }
  rows?: Array<{
    /** Its place by revenue; null without a sale. */
    rank: number | null
    /** Its place in the period before. */
    previous_rank: number | null
    /** The store. */
    key: number
    label: string
    city: string | null
    store_group: string | null
    /** Gross − discounts + returns: the revenue. */
    revenue?: string | null
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Net ÷ tickets. */
    average_ticket?: string | null
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Net − cost. Only with the permission reports.margin. */
    margin?: string | null
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: string | null
    /** Quantities on hand, the sum of the movements. */
    on_hand?: string
    /** Stock at its average cost: that of the ledger. Only with the permission reports.margin. */
    value_at_cost?: string | null
    /** Stock at the price that each store asks now, with or without tax as its prices are. */
    value_at_price?: string | null
    /** Cost of goods sold ÷ average stock: how often the stock was sold in the period. Only with the permission reports.margin. */
    rotation?: string | null
    /** On hand ÷ units sold per day of the period; null where nothing was sold. */
    days_of_cover?: string | null
    /** The period before. */
    previous: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
    }
    change: {
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      revenue?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      tickets?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      average_ticket?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      units?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin_rate?: string | null
    }
    /** The same dates a year earlier; the 28th of February for the 29th. */
    last_year: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
    }
    last_year_change: {
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      revenue?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      tickets?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      average_ticket?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      units?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin?: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      margin_rate?: string | null
    }
    /** The tickets behind this row. */
    tickets_url: string
    /** The stock behind this row. */
    stock_url: string
  }>
  /** One block per currency, in place of these fields, when there are several. */
  currencies?: Array<{
    /** ISO 4217 code. */
    currency?: string | null
    totals?: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
      /** Quantities on hand, the sum of the movements. */
      on_hand?: string
      /** Stock at its average cost: that of the ledger. Only with the permission reports.margin. */
      value_at_cost?: string | null
      /** Stock at the price that each store asks now, with or without tax as its prices are. */
      value_at_price?: string | null
      /** Cost of goods sold ÷ average stock: how often the stock was sold in the period. Only with the permission reports.margin. */
      rotation?: string | null
      /** On hand ÷ units sold per day of the period; null where nothing was sold. */
      days_of_cover?: string | null
      /** The period before. */
      previous: {
        /** Gross − discounts + returns: the revenue. */
        revenue?: string | null
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Net ÷ tickets. */
        average_ticket?: string | null
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
        /** Net − cost. Only with the permission reports.margin. */
        margin?: string | null
        /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
        margin_rate?: string | null
      }
      change: {
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        revenue?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        tickets?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        average_ticket?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        units?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin_rate?: string | null
      }
      /** The same dates a year earlier; the 28th of February for the 29th. */
      last_year: {
        /** Gross − discounts + returns: the revenue. */
        revenue?: string | null
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Net ÷ tickets. */
        average_ticket?: string | null
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
        /** Net − cost. Only with the permission reports.margin. */
        margin?: string | null
        /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
        margin_rate?: string | null
      }
      last_year_change: {
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        revenue?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        tickets?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        average_ticket?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        units?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin_rate?: string | null
      }
    }
    rows?: Array<{
      /** Its place by revenue; null without a sale. */
      rank: number | null
      /** Its place in the period before. */
      previous_rank: number | null
      /** The store. */
      key: number
      label: string
      city: string | null
      store_group: string | null
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net ÷ tickets. */
      average_ticket?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
      /** Quantities on hand, the sum of the movements. */
      on_hand?: string
      /** Stock at its average cost: that of the ledger. Only with the permission reports.margin. */
      value_at_cost?: string | null
      /** Stock at the price that each store asks now, with or without tax as its prices are. */
      value_at_price?: string | null
      /** Cost of goods sold ÷ average stock: how often the stock was sold in the period. Only with the permission reports.margin. */
      rotation?: string | null
      /** On hand ÷ units sold per day of the period; null where nothing was sold. */
      days_of_cover?: string | null
      /** The period before. */
      previous: {
        /** Gross − discounts + returns: the revenue. */
        revenue?: string | null
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Net ÷ tickets. */
        average_ticket?: string | null
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
        /** Net − cost. Only with the permission reports.margin. */
        margin?: string | null
        /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
        margin_rate?: string | null
      }
      change: {
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        revenue?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        tickets?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        average_ticket?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        units?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin_rate?: string | null
      }
      /** The same dates a year earlier; the 28th of February for the 29th. */
      last_year: {
        /** Gross − discounts + returns: the revenue. */
        revenue?: string | null
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Net ÷ tickets. */
        average_ticket?: string | null
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
        /** Net − cost. Only with the permission reports.margin. */
        margin?: string | null
        /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
        margin_rate?: string | null
      }
      last_year_change: {
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        revenue?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        tickets?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        average_ticket?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        units?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin?: string | null
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        margin_rate?: string | null
      }
      /** The tickets behind this row. */
      tickets_url: string
      /** The stock behind this row. */
      stock_url: string
    }>
  }>
}

export type ReportTopProductsData = {
  period: {
    date_from: string
    date_to: string
  }
  /** The period before: before a month, a quarter or a year, the one that precedes it, and the same days of it while the period is not over; before other days, as many days. */
  previous_period: {
    date_from: string
    date_to: string
  }
  by: "revenue" | "units" | "tickets" | "margin"
  /** ISO 4217 code. */
  currency?: string | null
  totals?: {
    /** Gross − discounts + returns: the revenue. */
    revenue?: string | null
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Net − cost. Only with the permission reports.margin. */
    margin?: string | null
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: string | null
  }
  previous_totals?: {
    /** Gross − discounts + returns: the revenue. */
    revenue?: string | null
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Net − cost. Only with the permission reports.margin. */
    margin?: string | null
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: string | null
  }
  /** The first. */
  rows?: Array<{
    /** The product. */
    key: number
    label: string
    /** Its place; null where it was not sold. */
    rank: number | null
    /** Its place in the period before. */
    previous_rank: number | null
    /** Gross − discounts + returns: the revenue. */
    revenue?: string | null
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Net − cost. Only with the permission reports.margin. */
    margin?: string | null
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: string | null
    /** Share of the total of the measure that ranks; of `tickets`, the part of the sales that it is on. */
    share: string | null
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
    previous: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
    }
  }>
  /** Those that gained most, the most first. */
  rising?: Array<{
    /** The product. */
    key: number
    label: string
    /** Its place; null where it was not sold. */
    rank: number | null
    /** Its place in the period before. */
    previous_rank: number | null
    /** Gross − discounts + returns: the revenue. */
    revenue?: string | null
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Net − cost. Only with the permission reports.margin. */
    margin?: string | null
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: string | null
    /** Share of the total of the measure that ranks; of `tickets`, the part of the sales that it is on. */
    share: string | null
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
    previous: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
    }
  }>
  /** Those that lost most, the most first. */
  falling?: Array<{
    /** The product. */
    key: number
    label: string
    /** Its place; null where it was not sold. */
    rank: number | null
    /** Its place in the period before. */
    previous_rank: number | null
    /** Gross − discounts + returns: the revenue. */
    revenue?: string | null
    /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
    units?: string
    /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
    tickets?: number
    /** Net − cost. Only with the permission reports.margin. */
    margin?: string | null
    /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
    margin_rate?: string | null
    /** Share of the total of the measure that ranks; of `tickets`, the part of the sales that it is on. */
    share: string | null
    /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
    change: string | null
    previous: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
    }
  }>
  /** One block per currency, in place of these fields, when there are several. */
  currencies?: Array<{
    /** ISO 4217 code. */
    currency?: string | null
    totals?: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
    }
    previous_totals?: {
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
    }
    /** The first. */
    rows?: Array<{
      /** The product. */
      key: number
      label: string
      /** Its place; null where it was not sold. */
      rank: number | null
      /** Its place in the period before. */
      previous_rank: number | null
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
      /** Share of the total of the measure that ranks; of `tickets`, the part of the sales that it is on. */
      share: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
      previous: {
        /** Gross − discounts + returns: the revenue. */
        revenue?: string | null
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Net − cost. Only with the permission reports.margin. */
        margin?: string | null
        /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
        margin_rate?: string | null
      }
    }>
    /** Those that gained most, the most first. */
    rising?: Array<{
      /** The product. */
      key: number
      label: string
      /** Its place; null where it was not sold. */
      rank: number | null
      /** Its place in the period before. */
      previous_rank: number | null
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
      /** Share of the total of the measure that ranks; of `tickets`, the part of the sales that it is on. */
      share: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
      previous: {
        /** Gross − discounts + returns: the revenue. */
        revenue?: string | null
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Net − cost. Only with the permission reports.margin. */
        margin?: string | null
        /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
        margin_rate?: string | null
      }
    }>
    /** Those that lost most, the most first. */
    falling?: Array<{
      /** The product. */
      key: number
      label: string
      /** Its place; null where it was not sold. */
      rank: number | null
      /** Its place in the period before. */
      previous_rank: number | null
      /** Gross − discounts + returns: the revenue. */
      revenue?: string | null
      /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
      units?: string
      /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
      tickets?: number
      /** Net − cost. Only with the permission reports.margin. */
      margin?: string | null
      /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
      margin_rate?: string | null
      /** Share of the total of the measure that ranks; of `tickets`, the part of the sales that it is on. */
      share: string | null
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
      previous: {
        /** Gross − discounts + returns: the revenue. */
        revenue?: string | null
        /** Quantities sold less quantities taken back, without adjustments, deposits and eco-fees. */
        units?: string
        /** Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total. */
        tickets?: number
        /** Net − cost. Only with the permission reports.margin. */
        margin?: string | null
        /** Margin ÷ net, with four decimals. Only with the permission reports.margin. */
        margin_rate?: string | null
      }
    }>
  }>
}

export type ReportTrendsData = {
  period: {
    date_from: string
    date_to: string
  }
  measure: "revenue" | "tickets" | "average_ticket" | "units" | "margin"
  /** ISO 4217 code. */
  currency?: string | null
  months?: {
    years: Array<number>
    rows: Array<{
      /** 1 to 12. */
      month: number
      label: string
      /** A value per year, in their order; null outside the period and before the first ticket. */
      values: Array<string | number | null>
      /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
      change: string | null
      /** Seasonality index: the mean day of the month relative to that of its twelve months, on average of the latest whole years; 1 is average, null without a whole year. */
      index: string | null
    }>
    /** By year. */
    totals: Array<string | number | null>
  }
  week?: {
    /** By the store’s clock. */
    hours: Array<number>
    rows: Array<{
      /** 1 is Monday. */
      weekday: number
      label: string
      /** How many there are in the period, since the first ticket of these stores. */
      days: number
      /** A value per hour, in their order. */
      values: Array<string | number | null>
      /** Of the weekday. */
      total: string | number | null
      /** Mean of a day since the first ticket of these stores, days without a sale among them; of a ticket, the average ticket. */
      average: string | null
      /** Relative to the mean day of the period. */
      index: string | null
    }>
    /** By hour. */
    totals: Array<string | number | null>
  }
  days?: Array<{
    date: string
    /** The measure. */
    value: string | number | null
    /** Mean of the 7 days up to this one, since the first ticket. */
    average_7: string | null
    /** Mean of the 28 days up to this one, since the first ticket. */
    average_28: string | null
  }>
  /** One block per currency, in place of these fields, when there are several. */
  currencies?: Array<{
    /** ISO 4217 code. */
    currency?: string | null
    months?: {
      years: Array<number>
      rows: Array<{
        /** 1 to 12. */
        month: number
        label: string
        /** A value per year, in their order; null outside the period and before the first ticket. */
        values: Array<string | number | null>
        /** (value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous. */
        change: string | null
        /** Seasonality index: the mean day of the month relative to that of its twelve months, on average of the latest whole years; 1 is average, null without a whole year. */
        index: string | null
      }>
      /** By year. */
      totals: Array<string | number | null>
    }
    week?: {
      /** By the store’s clock. */
      hours: Array<number>
      rows: Array<{
        /** 1 is Monday. */
        weekday: number
        label: string
        /** How many there are in the period, since the first ticket of these stores. */
        days: number
        /** A value per hour, in their order. */
        values: Array<string | number | null>
        /** Of the weekday. */
        total: string | number | null
        /** Mean of a day since the first ticket of these stores, days without a sale among them; of a ticket, the average ticket. */
        average: string | null
        /** Relative to the mean day of the period. */
        index: string | null
      }>
      /** By hour. */
      totals: Array<string | number | null>
    }
    days?: Array<{
      date: string
      /** The measure. */
      value: string | number | null
      /** Mean of the 7 days up to this one, since the first ticket. */
      average_7: string | null
      /** Mean of the 28 days up to this one, since the first ticket. */
      average_28: string | null
    }>
  }>
}

export type RequestPasswordResetInput = {
  email: string
}

export type RequestReplenishmentInput = {
  store_id: number
  /** The place that supplies the store, where nothing is said. Of another, what it would take is asked for, whatever it has. */
  source_id?: number
  /** Whatever is proposed, the most urgent first, at most 1000 articles. */
  all?: true
  lines?: Array<{
    variant_id: number
    /** The one proposed, where nothing is said. A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    quantity?: string | number
  }>
  reference?: string | null
  note?: string | null
}

export type Reservation = {
  id: number
  store_id: number
  variant_id: number
  product_id: number
  product_name: string
  variant_name: string
  sku: string | null
  quantity: string
  /** What sales have taken of it. */
  consumed: string
  /** What is still promised. */
  remaining: string
  /** `active`: runs; `consumed`: sold; `released`: given up; `expired`: ran out. */
  status: "active" | "consumed" | "released" | "expired"
  /** null for an approved transfer: it ends with the shipment. */
  expires_at: string | null
  reference: string | null
  /** The last sale that took some of it. */
  sale_id: string | null
  /** The transfer that it is promised to; then it is neither for sale nor to be given up. */
  transfer_id: number | null
  actor_id: number | null
  actor_name: string
  created_at: string
  ended_at: string | null
}

export type ResetPasswordInput = {
  token: string
  password: string
  password_confirmation: string
}

export type ResumeParkedSaleInput = {
  register_id?: number | null
}

export type Review = {
  id: number
  store_id: number
  subject_type: "ticket" | "record" | "session" | "lease" | "held_record" | "approval"
  /** The ticket, the record, the session, the lease (`register-series`) or what is held. */
  subject_id: string
  flag: string
  /** What one must know to judge it. */
  details: Record<string, unknown>
  created_at: string
  settled_at: string | null
  settlement: "accepted" | "rejected" | "resolved" | null
  settled_by: {
    id: number | null
    name: string
  } | null
  note: string | null
  record: Record<string, unknown> | null
}

export type ReviewOpenedEvent = {
  id: number
  /** An odd, held or missing record waits for somebody to look at it. */
  type: "review.opened"
  store_id: number | null
  at: string
  data: {
    id: number
    subject_type: "ticket" | "record" | "held_record" | "lease"
    subject_id: string
    flag: string
  }
}

export type RevokeTokensData = {
  revoked: number
}

export type Role = {
  id: number
  name: string
  /** In the reader’s language. */
  label: string
  label_fr: string
  label_en: string
  /** One of those that every installation has; it keeps its name. */
  is_system: boolean
  permissions: Array<string>
  /** The greatest part of a price, in percent, that a discount may take; null: no limit. */
  discount_limit: string | null
  created_at: string
  updated_at: string
}

export type Sale = {
  id: string
  reference: string
  kind: "sale" | "return"
  store_id: number
  register_id: number
  session_id: string
  device_id: string | null
  series: number
  number: number | null
  cashier_id: number | null
  customer_id: number | null
  sale_id: string | null
  external_id: string | null
  occurred_at: string
  business_day: string
  currency: string
  prices_include_tax: boolean
  tax_exemption_number: string | null
  note: string | null
  lines: Array<{
    line: number
    kind: string
    variant_id: number | null
    product_id: number | null
    sku: string | null
    name: string
    quantity: string
    unit_price: string
    gross: string
    discount: string
    ticket_discount: string
    net: string
    tax_class: string
    taxes: Array<{
      code: string
      amount: string
    }>
    tax: string
    total: string
    /** A deposit or an eco-fee: its money counts, its quantity does not. */
    is_fee: boolean
    /** The line of this ticket whose fee it is; null too for a fee given back without it. */
    fee_of: number | null
    sale_line: number | null
  }>
  subtotal: string
  discount_total: string
  taxes: Array<{
    code: string
    name: string
    rate: string
    base: string
    amount: string
  }>
  tax_total: string
  total: string
  rounding: string
  paid: string
  change_due: string
  payments: Array<{
    method: string
    amount: string
    change: string
  }>
  approvals: Array<{
    id: string
    approver_id: number
    approver_name: string | null
    action: "discount" | "price_override" | "return_without_receipt"
    reason: string
  }>
  flags: Array<"session_closed" | "session_elsewhere" | "price_differs" | "stock_negative" | "total_differs" | "unknown_article" | "number_gap" | "clock_skew" | "over_returned" | "device_revoked" | "duplicate_id" | "duplicate_number" | "chain_broken" | "unknown_customer" | "no_receipt" | "not_approved">
  training: boolean
  previous_hash: string | null
  hash: string | null
}

export type SaleCompletedEvent = {
  id: number
  /** A sale was recorded. */
  type: "sale.completed"
  store_id: number | null
  at: string
  data: {
    id: string
    reference: string
    register_id: number
    session_id: string
    cashier_id: number | null
    occurred_at: string
    business_day: string
    currency: string
    total: string
    flags: Array<"session_closed" | "session_elsewhere" | "price_differs" | "stock_negative" | "total_differs" | "unknown_article" | "number_gap" | "clock_skew" | "over_returned" | "device_revoked" | "duplicate_id" | "duplicate_number" | "chain_broken" | "unknown_customer" | "no_receipt" | "not_approved">
  }
}

export type SaleReturnedEvent = {
  id: number
  /** A return or an exchange was recorded; the total of a return is negative. */
  type: "sale.returned"
  store_id: number | null
  at: string
  data: {
    id: string
    reference: string
    register_id: number
    session_id: string
    cashier_id: number | null
    occurred_at: string
    business_day: string
    currency: string
    total: string
    flags: Array<"session_closed" | "session_elsewhere" | "price_differs" | "stock_negative" | "total_differs" | "unknown_article" | "number_gap" | "clock_skew" | "over_returned" | "device_revoked" | "duplicate_id" | "duplicate_number" | "chain_broken" | "unknown_customer" | "no_receipt" | "not_approved">
  }
}

export type SaveReportInput = {
  name: string
  definition: {
    /** What the rows stand for, three at the most; none: the totals alone. */
    dimensions: Array<"hour" | "day" | "weekday" | "week" | "month" | "year" | "fiscal_quarter" | "fiscal_year" | "store" | "store_group" | "city" | "category" | "product" | "variant" | "customer" | "country" | "cashier" | "payment_method">
    measures: Array<"tickets" | "units" | "gross" | "discounts" | "returns" | "net" | "tax" | "total" | "rounding" | "collected" | "cost" | "margin" | "margin_rate" | "average_ticket" | "returns_rate" | "discounts_rate" | "active_customers">
    filters?: Array<{
      dimension: "hour" | "weekday" | "store" | "store_group" | "city" | "category" | "product" | "variant" | "customer" | "country" | "cashier" | "payment_method"
      /** One key of the dimension or several; null: what has none. */
      values: Array<string | number | null>
    }>
    /** First business day. */
    date_from?: string
    /** Last business day; the last 30 days by default. */
    date_to?: string
    /** One store or several by comma; all stores of the caller by default. */
    store_id?: string | number
    /** ISO 4217 code; every currency by default. One without a ticket gives zeros. */
    currency?: string
    /** In place of `date_from` and `date_to`: days that go with the calendar whenever the report is asked for. Weeks begin on Monday. */
    period?: "today" | "yesterday" | "this_week" | "last_week" | "this_month" | "last_month" | "last_30_days" | "this_quarter" | "last_quarter" | "this_year" | "last_year" | "last_12_months" | "since_last_year"
    week_start?: "monday" | "sunday"
    /** Measures and dimensions asked for, with commas, `-` before one for descending order. */
    sort?: string
    /** Rows per currency; 1,000 by default. */
    limit?: number
    /** `previous_period`: the month, quarter or year before, the same days of it while the period is not over, otherwise as many days just before; `previous_year`: the same dates a year earlier; or two dates. */
    compare?: string | {
      date_from: string
      date_to: string
    }
  }
  /** Names of the roles whose people see this report. */
  roles?: Array<string>
}

export type SavedReport = {
  id: number
  name: string
  /** What `POST /reports/custom` takes. */
  definition: Record<string, unknown>
  roles: Array<string>
  /** The same, in the reader’s language. */
  role_labels: Array<string>
  owner: {
    id: number | null
    name: string
  }
  /** True for its owner and for administrators. */
  may_edit: boolean
  /** Why the reader cannot ask for this report as it stands, by field; empty: they can. */
  problems: Record<string, Array<string>>
  created_at: string
  updated_at: string
}

export type Session = {
  id: string
  store_id: number
  register_id: number
  register_name: string | null
  kind: "drawer" | "day"
  status: "open" | "closed"
  business_day: string
  currency: string
  device_id: string | null
  series: number
  opened_at: string | null
  opened_by: number | null
  opened_by_name: string | null
  opening_float: string
  taken_over_at: string | null
  closed_at: string | null
  closed_by: number | null
  closed_by_name: string | null
  z_number: number | null
  last_number: number | null
  is_complete: boolean
  missing_records: number
  expected_cash: string | null
  counted_cash: string | null
  difference: string | null
  difference_note: string | null
  cash_movements: Array<MoveCashData>
}

export type SetStockPolicyInput = {
  /** What becomes of a sale of more than there is. `allow`: recorded; `warn`: recorded and flagged; `refuse`: refused to a program, recorded and flagged where it comes from a till. */
  below_zero?: "allow" | "warn" | "refuse"
  /** After so many days without a sale an article in stock calls for attention; null: never. */
  no_sale_days?: number | null
  /** A store or a warehouse of the same currency; null: the chain’s first warehouse. */
  supplied_by?: number | null
}

export type SetStockTargetsInput = {
  /** A decimal number of at most 3 decimals, from 0, at most 999999; a string keeps every digit. */
  reorder_point?: string | number | null
  /** A decimal number of at most 3 decimals, from 0, at most 999999; a string keeps every digit. */
  target?: string | number | null
  /** A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
  pack_size?: string | number | null
  /** In days, from order to receipt; 7 for suggestions where it is not given. */
  lead_time_days?: number | null
}

export type SetUserPinInput = {
  /** Six digits that nobody tries first; null removes it. */
  pin: string | null
  current_password?: string
}

export type SetUserRolesInput = {
  /** Names or ids of roles. Needs `roles.update`, and only roles that give nothing one does not hold. */
  roles: Array<string | number>
}

export type Settings = {
  /** In messages to people. */
  chain_name: string
  /** The language of messages to the person. */
  default_locale: "fr" | "en"
  /** From whom e-mails come; null: the name of the chain. */
  mail_sender_name: string | null
  /** From 1 to 12; a fiscal year is called by the year in which it ends. */
  fiscal_year_start_month: number
  /** The accounts of the accounting export: `france` for the stores of the tax zone FR, `quebec` for the others. */
  accounting: {
    quebec: {
      /** Sales, without tax, after discounts. */
      sales: string
      sales_by_tax_class: Array<{
        tax_class: string
        /** In place of `sales`. */
        account: string
      }>
      /** Returns, without tax. */
      returns: string
      /** Taxes to be paid. */
      taxes: string
      taxes_by_code: Array<{
        code: string
        /** In place of `taxes`. */
        account: string
      }>
      /** Cash in drawers. */
      cash: string
      /** Cards to be collected. */
      card: string
      /** Cheques to be collected. */
      cheque: string
      /** Store credit owed to customers. */
      credit: string
      /** Other payments. */
      other: string
      /** Rounding of cash. */
      rounding: string
      /** Cash over. */
      cash_over: string
      /** Cash short. */
      cash_short: string
      /** Where cash in comes from. */
      cash_in: string
      /** What cash out pays. */
      cash_out: string
      /** The safe. */
      cash_drop: string
    }
    france: {
      /** Sales, without tax, after discounts. */
      sales: string
      sales_by_tax_class: Array<{
        tax_class: string
        /** In place of `sales`. */
        account: string
      }>
      /** Returns, without tax. */
      returns: string
      /** Taxes to be paid. */
      taxes: string
      taxes_by_code: Array<{
        code: string
        /** In place of `taxes`. */
        account: string
      }>
      /** Cash in drawers. */
      cash: string
      /** Cards to be collected. */
      card: string
      /** Cheques to be collected. */
      cheque: string
      /** Store credit owed to customers. */
      credit: string
      /** Other payments. */
      other: string
      /** Rounding of cash. */
      rounding: string
      /** Cash over. */
      cash_over: string
      /** Cash short. */
      cash_short: string
      /** Where cash in comes from. */
      cash_in: string
      /** What cash out pays. */
      cash_out: string
      /** The safe. */
      cash_drop: string
    }
  }
}

export type SettleReviewInput = {
  settlement: "accepted" | "rejected"
  note?: string | null
}

export type SettleTransferInput = {
  note?: string | null
  /** Each article once. */
  lines: Array<{
    variant_id: number
    /** `returned`: the source has received them; `lost`: lost. */
    outcome: "returned" | "lost"
    /** A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    quantity: string | number
    reason: string
  }>
}

export type Setup = {
  needs_owner: boolean
}

export type ShipTransferInput = {
  note?: string | null
  /** Each article once. */
  lines?: Array<{
    variant_id: number
    /** A decimal number of at most 3 decimals, from 0, at most 999999; a string keeps every digit. */
    quantity: string | number
  }>
}

export type StockLevel = {
  store_id: number
  variant_id: number
  product_id: number
  product_name: string
  variant_name: string
  sku: string | null
  category_id: number | null
  on_hand: string
  /** What is promised by reservations that run, and to approved transfers. */
  reserved: string
  /** On its way to this store. */
  in_transit: string
  /** On hand and promised to nobody. */
  available: string
  status: "in" | "out" | "low" | "over" | "negative"
  /** To be ordered once so much is left. */
  reorder_point: string | null
  /** What one should have. */
  target: string | null
  /** What a pack holds. */
  pack_size: string | null
  lead_time_days: number | null
  last_sold_at: string | null
  currency: string
  /** Only with the permission products.viewCost. */
  average_cost?: string | null
  /** At cost. Only with the permission products.viewCost. */
  value?: string
  /** The cost of what is on its way. Only with the permission products.viewCost. */
  in_transit_value?: string
  updated_at: string
  /** The levels that sales, lead time and pack size suggest; null where nothing was sold. */
  suggestion: {
    /** The days of sales that it rests on, at most 28. */
    days: number
    /** What a day sells, less returns. */
    daily_sales: string
    reorder_point: string | null
    target: string | null
  }
}

export type StockLowEvent = {
  id: number
  /** An article is down to its reorder point. */
  type: "stock.low"
  store_id: number | null
  at: string
  data: {
    alert_id: number
    variant_id: number
    on_hand: string
  }
}

export type StockNegativeEvent = {
  id: number
  /** The stock of an article is below zero. */
  type: "stock.negative"
  store_id: number | null
  at: string
  data: {
    alert_id: number
    variant_id: number
    on_hand: string
  }
}

export type StockOutEvent = {
  id: number
  /** There is none left of an article. */
  type: "stock.out"
  store_id: number | null
  at: string
  data: {
    alert_id: number
    variant_id: number
    on_hand: string
  }
}

export type StockOverEvent = {
  id: number
  /** There is too much of an article. */
  type: "stock.over"
  store_id: number | null
  at: string
  data: {
    alert_id: number
    variant_id: number
    on_hand: string
  }
}

export type StockPolicy = {
  store_id: number
  /** What becomes of a sale of more than there is. `allow`: recorded; `warn`: recorded and flagged; `refuse`: refused to a program, recorded and flagged where it comes from a till. */
  below_zero: "allow" | "warn" | "refuse"
  /** After so many days without a sale an article in stock calls for attention; null: never. */
  no_sale_days: number | null
  /** A store or a warehouse of the same currency; null: the chain’s first warehouse. */
  supplied_by: number | null
}

export type StockReceipt = {
  id: number
  store_id: number
  reference: string | null
  note: string | null
  currency: string
  lines_count: number
  total_quantity: string
  /** Only with the permission products.viewCost. */
  total_cost?: string
  actor_id: number | null
  actor_name: string
  received_at: string
  recorded_at: string
  lines: Array<{
    line: number
    variant_id: number
    product_id: number
    product_name: string
    variant_name: string
    sku: string | null
    quantity: string
    /** Only with the permission products.viewCost. */
    unit_cost?: string
    /** Only with the permission products.viewCost. */
    cost?: string
    /** What the receipt corrected of the value of what was missing. Only with the permission products.viewCost. */
    cost_variance?: string
  }>
}

export type Stocktake = {
  id: number
  store_id: number
  /** `store`: all that the store keeps; `category`: what it keeps of these categories and of those below; `list`: these articles. */
  scope: "store" | "category" | "list"
  category_ids: Array<number> | null
  /** Blind: whoever counts does not see the quantity that is expected. */
  blind: boolean
  note: string | null
  status: "counting" | "finished" | "approved" | "cancelled"
  /** The round of counting; opening again begins another. */
  round: number
  uncounted: "leave" | "zero" | null
  created_by: number | null
  created_by_name: string
  started_at: string
  finished_by: number | null
  finished_by_name: string | null
  finished_at: string | null
  approved_by: number | null
  approved_by_name: string | null
  approved_at: string | null
  cancelled_by: number | null
  cancelled_by_name: string | null
  cancelled_at: string | null
  progress: {
    /** Of the stocktake, with those found on shelves. */
    articles: number
    counted: number
    /** What remains to be counted in this round. */
    to_count: number
    /** Counted without having been planned. */
    found: number
  }
  counters: Array<{
    actor_id: number | null
    actor_name: string
    counts: number
    articles: number
    last_counted_at: string
  }>
  /** Whoever approved had counted as well; null while nobody has approved. */
  is_approved_by_counter: boolean | null
}

export type Store = {
  id: number
  name: string
  kind: "store" | "warehouse"
  code: string
  email: string | null
  phone: string | null
  group: string | null
  city: string | null
  time_zone: string
  currency: string
  tax_zone: string
  prices_include_tax: boolean
  opening_hours: {
    monday?: Array<{
      opens: string
      closes: string
    }>
    tuesday?: Array<{
      opens: string
      closes: string
    }>
    wednesday?: Array<{
      opens: string
      closes: string
    }>
    thursday?: Array<{
      opens: string
      closes: string
    }>
    friday?: Array<{
      opens: string
      closes: string
    }>
    saturday?: Array<{
      opens: string
      closes: string
    }>
    sunday?: Array<{
      opens: string
      closes: string
    }>
  } | null
  opened_on: string | null
  receipt_header: string | null
  receipt_footer: string | null
  legal_name: string | null
  registrations: Array<{
    kind: string
    number: string
  }>
  external_id: string | null
  created_at: string
  updated_at: string
  deleted_at: string | null
  address: {
    id: number
    label: string | null
    line1: string
    line2: string | null
    city: string
    region: string | null
    postal_code: string | null
    country: string
    is_primary: boolean
  } | null
  addresses?: Array<{
    id: number
    label: string | null
    line1: string
    line2: string | null
    city: string
    region: string | null
    postal_code: string | null
    country: string
    is_primary: boolean
  }>
  registers?: Array<{
    id: number
    name: string
    kind: string
    is_active: boolean
  }>
  users?: Array<{
    id: number
    name: string
    email: string
  }>
}

export type StorePrice = {
  id: number
  store_id: number
  /** The store’s. */
  currency: string
  price: string
  compare_at_price: string | null
  /** Null: it has always held. */
  starts_at: string | null
  /** From then on it no longer holds. Null: without an end. */
  ends_at: string | null
}

export type SumStocktakeVariancesData = {
  currency: string
  total: {
    articles: number
    different: number
    /** What was found beyond. */
    more: string
    /** What is missing, as a positive. */
    less: string
    /** At the average cost. Only with the permission products.viewCost. */
    gain?: string
    /** At the average cost. Only with the permission products.viewCost. */
    loss?: string
    /** At the average cost. Only with the permission products.viewCost. */
    value?: string
  }
  categories: Array<{
    category_id: number | null
    category_name: string | null
    articles: number
    different: number
    /** What was found beyond. */
    more: string
    /** What is missing, as a positive. */
    less: string
    /** At the average cost. Only with the permission products.viewCost. */
    gain?: string
    /** At the average cost. Only with the permission products.viewCost. */
    loss?: string
    /** At the average cost. Only with the permission products.viewCost. */
    value?: string
  }>
}

export type System = {
  status: "ok" | "degraded" | "down"
  version: string
  node_version: string
  instance_id: string
  uptime_seconds: number
  parts: {
    database: {
      status: "up" | "down" | "off" | "unknown"
      latency_ms?: number
      detail?: string
    }
    cache: {
      status: "up" | "down" | "off" | "unknown"
      latency_ms?: number
      detail?: string
    }
    redis: {
      status: "up" | "down" | "off" | "unknown"
      latency_ms?: number
      detail?: string
    }
    worker: {
      status: "up" | "down" | "off" | "unknown"
      latency_ms?: number
      detail?: string
    }
  }
  database: {
    version: string
    size_bytes: number
  }
  /** The last backup that was made, and, if the latest attempt failed, why. */
  backup: {
    last: {
      at: string
      bytes: number
      place: string
      is_encrypted: boolean
      sha256: string
    } | null
    failed: {
      at: string
      reason: string
    } | null
  }
  /** The processes of Comptoir that are connected to the database, by name; behind a pooler, what it lets be seen of them. */
  processes: Array<{
    name: string
    connections: number
    since: string
  }>
  /** Background jobs by queue, as the worker counted them. */
  queues: Array<{
    queue: string
    waiting: number
    active: number
    failed: number
  }>
  /** The ten statements that took the most time in all, without their values, since the counts were last reset; `null` where the server does not count them (`pg_stat_statements`). */
  slow_statements: Array<{
    query_id: string
    statement: string
    calls: number
    mean_ms: number
    total_ms: number
  }> | null
}

export type TakeTurnData = {
  id: number
  name: string
  /** Percent of a price; null: no limit. */
  discount_limit: string | null
  permissions: Array<string>
}

export type TakeTurnInput = {
  cashier_id: number
  pin: string
}

export type TaxClass = {
  code: string
  name: string
  name_fr: string
  name_en: string
  position: number
  zones: Array<{
    code: string
    tax_codes: Array<string>
  }>
}

export type TaxZone = {
  code: string
  name: string
  name_fr: string
  name_en: string
  prices_include_tax: boolean
  /** The step to which cash is rounded: "0.05". */
  cash_step: string | null
  taxes: Array<{
    code: string
    name: string
    name_fr: string
    name_en: string
    /** Per cent: "9.975". */
    rate: string
  }>
  classes: Array<{
    code: string
    tax_codes: Array<string>
  }>
}

export type TillFeed = {
  /** True: a complete copy begins here; what one held of this store holds no longer. */
  complete: boolean
  /** The moment of the answer. */
  at: string
  /** Whole, as soon as anything of it has changed; null: as before. */
  store: {
    id: number
    name: string
    code: string
    legal_name: string | null
    phone: string | null
    address: {
      line1: string
      line2: string | null
      city: string
      region: string | null
      postal_code: string | null
      country: string
    } | null
    registrations: Array<{
      kind: string
      number: string
    }>
    receipt_header: string | null
    receipt_footer: string | null
    time_zone: string
    currency: string
    tax_zone: string
    prices_include_tax: boolean
    /** The step to which cash is rounded; null: it is not. */
    cash_step: string | null
    payment_methods: Array<"cash" | "card" | "cheque" | "credit" | "other">
    below_zero: "allow" | "warn" | "refuse"
    taxes: Array<{
      code: string
      name_fr: string
      name_en: string
      /** Per cent. */
      rate: string
    }>
    tax_classes: Array<{
      code: string
      name_fr: string
      name_en: string
      tax_codes: Array<string>
    }>
    barcode_layouts: Array<{
      name: string
      pattern: string
      measure: "price" | "weight"
      decimals: number
    }>
    registers: Array<{
      id: number
      name: string
      is_active: boolean
    }>
    cashiers: Array<{
      id: number
      name: string
      has_pin: boolean
      /** What they may of what is about tickets, drawers and customers. */
      permissions: Array<string>
      /** Per cent of a price that a discount may take; null: no limit. Beyond it takes an approval. */
      discount_limit: string | null
    }>
  } | null
  categories: Array<{
    id: number
    name: string
    parent_id: number | null
    position: number
  }>
  customers: Array<{
    id: number
    name: string
    email: string | null
    phone: string | null
    external_id: string | null
    tax_exemption: {
      certificate_number: string
      expires_on: string | null
    } | null
  }>
  articles: Array<{
    /** Of the variant. */
    id: number
    product_id: number
    /** As on the receipt: the product, and in brackets its options. */
    name: string
    product_name: string
    variant_name: string
    /** Among its sisters. */
    position: number
    sku: string | null
    barcodes: Array<{
      code: string
      type: "gtin" | "internal"
    }>
    category_id: number | null
    tax_class: string
    /** What the store asks at the moment `at`; null: open price, none is proposed. */
    price: string | null
    /** Compare-at price of the same moment. */
    compare_at_price: string | null
    /** The chain’s, which holds when none of `store_prices` does. */
    chain_price: string | null
    /** The chain’s compare-at price. */
    chain_compare_at_price: string | null
    /** The store’s prices that have not ended, now and to come: each holds from `starts_at` (null: always) until before `ends_at` (null: without an end). */
    store_prices: Array<{
      price: string
      compare_at_price: string | null
      starts_at: string | null
      ends_at: string | null
    }>
    is_open_price: boolean
    sold_by: "unit" | "weight"
    /** The number by which the labels of scales name it (see `store.barcode_layouts`). */
    plu: string | null
    fees: Array<{
      kind: "deposit" | "eco_fee"
      label: string
      /** For one unit. */
      amount: string
      tax_class: string
    }>
    image: {
      url: string
      /** Another picture, another version. */
      version: string
    } | null
  }>
  /** An article without a row has none. */
  stock: Array<{
    variant_id: number
    on_hand: string
    /** Without what is reserved. */
    available: string
  }>
  /** What is no longer part of the copy, by id (`stock`: of variants); perhaps it never was. */
  deleted: {
    categories: Array<number>
    customers: Array<number>
    articles: Array<number>
    stock: Array<number>
  }
  /** True: ask again at once with `cursor`. False: the copy is the store of the moment `at`. */
  has_more: boolean
  /** Opaque, to be given back as `since`. */
  cursor: string
}

export type Token = {
  id: number
  name: string
  abilities: Array<string> | null
  last_used_at: string | null
  expires_at: string | null
  created_at: string
  token: string
}

export type Transfer = {
  id: number
  source_id: number
  source_name: string
  destination_id: number
  destination_name: string
  /** `request`: asked for by the destination; `push`: offered by the source; `replenishment`: asked for by what replenishment proposes. */
  origin: "request" | "push" | "replenishment"
  /** `requested`, `approved`, `picking`, `shipped`: under way; `partially_received`: some is still under way; `received`: nothing is under way any more; `cancelled`. */
  status: "requested" | "approved" | "picking" | "shipped" | "partially_received" | "received" | "cancelled"
  reference: string | null
  note: string | null
  currency: string
  lines_count: number
  /** Of all lines together. */
  requested: string
  approved: string | null
  /** What left. */
  shipped: string
  /** What arrived of what left. */
  received: string
  /** What arrived beyond it. */
  surplus: string
  /** What came back to the source. */
  returned: string
  /** What is lost. */
  lost: string
  /** What is still under way. */
  in_transit: string
  /** What the goods that left were worth. Only with the permission products.viewCost. */
  shipped_value?: string
  /** What the goods under way are worth. Only with the permission products.viewCost. */
  in_transit_value?: string
  requested_by: string
  requested_at: string
  approved_at: string | null
  shipped_at: string | null
  /** Since when nothing is under way any more. */
  received_at: string | null
  cancelled_at: string | null
  updated_at: string
  actions: Array<"change" | "approve" | "pick" | "ship" | "receive" | "settle" | "cancel">
  lines: Array<{
    line: number
    variant_id: number
    product_id: number
    product_name: string
    variant_name: string
    sku: string | null
    /** Nothing, of what arrived without being on the transfer. */
    requested: string
    approved: string | null
    picked: string | null
    /** What left. */
    shipped: string
    /** What arrived of what left. */
    received: string
    /** What arrived beyond it. */
    surplus: string
    /** What came back to the source. */
    returned: string
    /** What is lost. */
    lost: string
    /** What is still under way. */
    in_transit: string
    /** What the goods that left were worth. Only with the permission products.viewCost. */
    shipped_value?: string
    /** What the goods under way are worth. Only with the permission products.viewCost. */
    in_transit_value?: string
  }>
  /** Who did what, when and why. */
  steps: Array<{
    step: number
    kind: "requested" | "changed" | "approved" | "picked" | "shipped" | "received" | "settled" | "cancelled"
    note: string | null
    delivery_id: string | null
    actor_id: number | null
    actor_name: string
    recorded_at: string
    entries: Array<{
      variant_id: number
      kind: "requested" | "approved" | "picked" | "shipped" | "received" | "surplus" | "returned" | "lost"
      quantity: string
      reason: string | null
      /** At cost. Only with the permission products.viewCost. */
      value?: string
    }>
  }>
}

export type TransferApprovedEvent = {
  id: number
  /** A transfer was approved. */
  type: "transfer.approved"
  store_id: number | null
  at: string
  data: {
    transfer_id: number
    source_id: number
    destination_id: number
    status: "requested" | "approved" | "picking" | "shipped" | "partially_received" | "received" | "cancelled"
  }
}

export type TransferCancelledEvent = {
  id: number
  /** A transfer was cancelled. */
  type: "transfer.cancelled"
  store_id: number | null
  at: string
  data: {
    transfer_id: number
    source_id: number
    destination_id: number
    status: "requested" | "approved" | "picking" | "shipped" | "partially_received" | "received" | "cancelled"
  }
}

export type TransferChangedEvent = {
  id: number
  /** A requested transfer was changed. */
  type: "transfer.changed"
  store_id: number | null
  at: string
  data: {
    transfer_id: number
    source_id: number
    destination_id: number
    status: "requested" | "approved" | "picking" | "shipped" | "partially_received" | "received" | "cancelled"
  }
}

export type TransferReceivedEvent = {
  id: number
  /** A delivery of a transfer arrived. */
  type: "transfer.received"
  store_id: number | null
  at: string
  data: {
    transfer_id: number
    source_id: number
    destination_id: number
    status: "requested" | "approved" | "picking" | "shipped" | "partially_received" | "received" | "cancelled"
  }
}

export type TransferRequestedEvent = {
  id: number
  /** A transfer was requested. */
  type: "transfer.requested"
  store_id: number | null
  at: string
  data: {
    transfer_id: number
    source_id: number
    destination_id: number
    status: "requested" | "approved" | "picking" | "shipped" | "partially_received" | "received" | "cancelled"
  }
}

export type TransferSettledEvent = {
  id: number
  /** What will not arrive of a transfer was settled. */
  type: "transfer.settled"
  store_id: number | null
  at: string
  data: {
    transfer_id: number
    source_id: number
    destination_id: number
    status: "requested" | "approved" | "picking" | "shipped" | "partially_received" | "received" | "cancelled"
  }
}

export type TransferShippedEvent = {
  id: number
  /** A transfer is under way. */
  type: "transfer.shipped"
  store_id: number | null
  at: string
  data: {
    transfer_id: number
    source_id: number
    destination_id: number
    status: "requested" | "approved" | "picking" | "shipped" | "partially_received" | "received" | "cancelled"
  }
}

export type UpdateAddressInput = {
  line1?: string
  city?: string
  /** ISO 3166-1, two letters: `CA`, `FR`. */
  country?: string
  /** What the owner calls it: “Livraison”. */
  label?: string | null
  line2?: string | null
  /** In Canada the province, by code or name; kept as its code. */
  region?: string | null
  /** Checked in Canada and in France; kept in capitals. */
  postal_code?: string | null
  /** The owner’s main address; the first one is, and another takes its place by `true`. */
  is_primary?: boolean
}

export type UpdateCategoryInput = {
  name?: string
  parent_id?: number | null
  /** Among its sisters: the one that has it moves one on, and all after it. Left out: the last. */
  position?: number
  external_id?: string | null
}

export type UpdateCustomerInput = {
  name?: string
  email?: string | null
  /** As people write it; a search reads its digits only. */
  phone?: string | null
  address_line1?: string | null
  address_line2?: string | null
  city?: string | null
  region?: string | null
  postal_code?: string | null
  /** Two letters: `CA`, `FR`. */
  country?: string | null
  language?: "fr" | "en" | null
  note?: string | null
  external_id?: string | null
  tax_exemption?: {
    certificate_number: string
    /** The last day on which it holds, by the store’s calendar; null: without an end. */
    expires_on?: string | null
  } | null
}

export type UpdateDeviceInput = {
  name?: string
}

export type UpdateOptionInput = {
  name?: string
  /** The first is 1; the others make room. Left out: the last. */
  position?: number
}

export type UpdateOptionValueData = {
  id: number
  option_id: number
  value: string
  position: number
}

export type UpdateOptionValueInput = {
  value?: string
  /** The first is 1; the others make room. Left out: the last. */
  position?: number
}

export type UpdateParkedSaleInput = {
  /** Under which it is found again. */
  name?: string
  lines?: Array<{
    variant_id?: number | null
    sku?: string | null
    barcode?: string | null
    description?: string | null
    /** The tax class of a line without an article. An article’s is its own; naming another takes `sales.override`. */
    tax_class?: string | null
    /** Required, but for the label of a scale, which says it. A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    quantity?: string | number | null
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    unit_price?: string | number | null
    discount?: {
      type: "percent" | "amount"
      /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
      value: string | number
    } | null
    /** The reservation that this line takes, as far as some of it remains. */
    reservation_id?: number | null
  }>
  register_id?: number | null
  customer_id?: number | null
  note?: string | null
  discount?: {
    type: "percent" | "amount"
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    value: string | number
  } | null
  /** As the till showed it. A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
  total?: string | number | null
}

export type UpdatePictureInput = {
  alt?: string | null
  variant_id?: number | null
}

export type UpdateProductInput = {
  name?: string
  description?: string | null
  category_id?: number | null
  is_active?: boolean
  is_featured?: boolean
  /** The stores that sell it, among one’s own; any makes it theirs only. */
  store_ids?: Array<number>
  /** Whether every store sells it; so from the start, unless `store_ids` names some. */
  sold_everywhere?: boolean
  tax_class?: string
  vendor?: string | null
  tags?: Array<string>
  external_id?: string | null
  /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  price?: string | number
  /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  compare_at_price?: string | number | null
  /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  cost?: string | number | null
  sku?: string | null
  barcode?: string | {
    code: string
    type?: "gtin" | "internal"
  } | null
  /** Changes of its variants, all or none; those that are not named stay as they are. */
  variants?: Array<{
    id: number
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    price?: string | number | null
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    compare_at_price?: string | number | null
    /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
    cost?: string | number | null
    is_active?: boolean
    sku?: string | null
  }>
}

export type UpdateProfileData = {
  id: number
  name: string
  email: string
  locale: "fr" | "en"
  created_at: string
}

export type UpdateProfileInput = {
  name?: string
  email?: string
  /** The language of messages to the person. */
  locale?: "fr" | "en"
  current_password?: string
}

export type UpdateRegisterInput = {
  name?: string
  is_active?: boolean
}

export type UpdateReservationInput = {
  /** Still to come, and within a year. */
  expires_at: string
}

export type UpdateRoleInput = {
  /** Unique, whatever the case: how programs call the role. */
  name?: string
  /** What people read, when it is the same in both languages. */
  label?: string
  /** What people read in French. */
  label_fr?: string
  /** What people read in English. */
  label_en?: string
  /** See `GET /permissions`. One gives only permissions that one holds. */
  permissions?: Array<string>
  /** The greatest part of a price, in percent, that a discount takes which who holds this role gives or approves; null, the default: no limit. It counts in roles that give `sales.discount` or `approvals.give`; of several the greatest. A decimal number of at most 4 decimals, from 0, at most 100; a string keeps every digit. */
  discount_limit?: string | number | null
}

export type UpdateSavedReportInput = {
  name?: string
  definition?: {
    /** What the rows stand for, three at the most; none: the totals alone. */
    dimensions: Array<"hour" | "day" | "weekday" | "week" | "month" | "year" | "fiscal_quarter" | "fiscal_year" | "store" | "store_group" | "city" | "category" | "product" | "variant" | "customer" | "country" | "cashier" | "payment_method">
    measures: Array<"tickets" | "units" | "gross" | "discounts" | "returns" | "net" | "tax" | "total" | "rounding" | "collected" | "cost" | "margin" | "margin_rate" | "average_ticket" | "returns_rate" | "discounts_rate" | "active_customers">
    filters?: Array<{
      dimension: "hour" | "weekday" | "store" | "store_group" | "city" | "category" | "product" | "variant" | "customer" | "country" | "cashier" | "payment_method"
      /** One key of the dimension or several; null: what has none. */
      values: Array<string | number | null>
    }>
    /** First business day. */
    date_from?: string
    /** Last business day; the last 30 days by default. */
    date_to?: string
    /** One store or several by comma; all stores of the caller by default. */
    store_id?: string | number
    /** ISO 4217 code; every currency by default. One without a ticket gives zeros. */
    currency?: string
    /** In place of `date_from` and `date_to`: days that go with the calendar whenever the report is asked for. Weeks begin on Monday. */
    period?: "today" | "yesterday" | "this_week" | "last_week" | "this_month" | "last_month" | "last_30_days" | "this_quarter" | "last_quarter" | "this_year" | "last_year" | "last_12_months" | "since_last_year"
    week_start?: "monday" | "sunday"
    /** Measures and dimensions asked for, with commas, `-` before one for descending order. */
    sort?: string
    /** Rows per currency; 1,000 by default. */
    limit?: number
    /** `previous_period`: the month, quarter or year before, the same days of it while the period is not over, otherwise as many days just before; `previous_year`: the same dates a year earlier; or two dates. */
    compare?: string | {
      date_from: string
      date_to: string
    }
  }
  /** Names of the roles whose people see this report. */
  roles?: Array<string>
}

export type UpdateSettingsInput = {
  /** In messages to people. */
  chain_name?: string
  /** The language of messages to the person. */
  default_locale?: "fr" | "en"
  /** From whom e-mails come; null: the name of the chain. */
  mail_sender_name?: string | null
  /** From 1 to 12; a fiscal year is called by the year in which it ends. */
  fiscal_year_start_month?: number
  /** The accounts of the accounting export: `france` for the stores of the tax zone FR, `quebec` for the others. */
  accounting?: {
    quebec: {
      /** Sales, without tax, after discounts. */
      sales: string
      sales_by_tax_class: Array<{
        tax_class: string
        /** In place of `sales`. */
        account: string
      }>
      /** Returns, without tax. */
      returns: string
      /** Taxes to be paid. */
      taxes: string
      taxes_by_code: Array<{
        code: string
        /** In place of `taxes`. */
        account: string
      }>
      /** Cash in drawers. */
      cash: string
      /** Cards to be collected. */
      card: string
      /** Cheques to be collected. */
      cheque: string
      /** Store credit owed to customers. */
      credit: string
      /** Other payments. */
      other: string
      /** Rounding of cash. */
      rounding: string
      /** Cash over. */
      cash_over: string
      /** Cash short. */
      cash_short: string
      /** Where cash in comes from. */
      cash_in: string
      /** What cash out pays. */
      cash_out: string
      /** The safe. */
      cash_drop: string
    }
    france: {
      /** Sales, without tax, after discounts. */
      sales: string
      sales_by_tax_class: Array<{
        tax_class: string
        /** In place of `sales`. */
        account: string
      }>
      /** Returns, without tax. */
      returns: string
      /** Taxes to be paid. */
      taxes: string
      taxes_by_code: Array<{
        code: string
        /** In place of `taxes`. */
        account: string
      }>
      /** Cash in drawers. */
      cash: string
      /** Cards to be collected. */
      card: string
      /** Cheques to be collected. */
      cheque: string
      /** Store credit owed to customers. */
      credit: string
      /** Other payments. */
      other: string
      /** Rounding of cash. */
      rounding: string
      /** Cash over. */
      cash_over: string
      /** Cash short. */
      cash_short: string
      /** Where cash in comes from. */
      cash_in: string
      /** What cash out pays. */
      cash_out: string
      /** The safe. */
      cash_drop: string
    }
  }
}

export type UpdateStoreInput = {
  name?: string
  /** IANA: America/Toronto. */
  time_zone?: string
  /** ISO 4217. */
  currency?: string
  tax_zone?: string
  kind?: "store" | "warehouse"
  code?: string
  email?: string | null
  phone?: string | null
  prices_include_tax?: boolean
  group?: string | null
  city?: string | null
  opening_hours?: {
    monday?: Array<{
      opens: string
      closes: string
    }>
    tuesday?: Array<{
      opens: string
      closes: string
    }>
    wednesday?: Array<{
      opens: string
      closes: string
    }>
    thursday?: Array<{
      opens: string
      closes: string
    }>
    friday?: Array<{
      opens: string
      closes: string
    }>
    saturday?: Array<{
      opens: string
      closes: string
    }>
    sunday?: Array<{
      opens: string
      closes: string
    }>
  } | null
  opened_on?: string | null
  receipt_header?: string | null
  receipt_footer?: string | null
  /** Who sells, on receipts, where it is not the store’s name. */
  legal_name?: string | null
  /** The numbers that receipts must show, in their order: `TPS` (GST), `TVQ` (QST), `TVH` (HST), `NEQ` (Canada), `SIRET`, `SIREN`, `TVA` (VAT; France, European Union), whose form is checked, or any other register by its name. */
  registrations?: Array<{
    kind: string
    number: string
  }>
  external_id?: string | null
}

export type UpdateTaxClassInput = {
  name_fr?: string
  name_en?: string
  /** Where it stands in the list. */
  position?: number
  /** Which taxes an article of the class bears in each zone. */
  zones?: Array<{
    code: string
    tax_codes: Array<string>
  }>
}

export type UpdateTaxZoneInput = {
  name_fr?: string
  name_en?: string
  /** Whether a new store of the zone shows prices with tax. */
  prices_include_tax?: boolean
  /** The step to which cash is rounded: "0.05" in Canada; null where it is not. A decimal number of at most 2 decimals, from 0.01, at most 100; a string keeps every digit. */
  cash_step?: string | number | null
  /** The whole list, in the order of receipts; a tax that is not in it leaves the zone. */
  taxes?: Array<{
    /** Kept on tickets and in reports: a tax of another meaning takes another code. */
    code: string
    name_fr: string
    name_en: string
    /** Per cent of the price without tax: "9.975". A decimal number of at most 4 decimals, from 0, at most 1000; a string keeps every digit. */
    rate: string | number
  }>
  /** Which taxes of the zone an article of each class bears here. */
  classes?: Array<{
    code: string
    tax_codes: Array<string>
  }>
}

export type UpdateTransferInput = {
  /** The chain’s own: a slip, a round. */
  reference?: string | null
  note?: string | null
  /** Each article once. */
  lines?: Array<{
    variant_id: number
    /** A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
    quantity: string | number
  }>
}

export type UpdateUserInput = {
  name?: string
  email?: string
  password?: string
  /** Names or ids of roles. Needs `roles.update`, and only roles that give nothing one does not hold. */
  roles?: Array<string | number>
  /** Where the person works, of the stores that one sees; others stay. Needs `stores.attachUsers`. */
  store_ids?: Array<number>
  /** The language of messages to the person. */
  locale?: "fr" | "en"
  external_id?: string | null
}

export type UpdateVariantInput = {
  /** Null only for an article at an open price. A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  price?: string | number | null
  /** Its option values unless given: `M / Rouge`. */
  name?: string
  sku?: string | null
  /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  compare_at_price?: string | number | null
  /** A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  cost?: string | number | null
  weight_grams?: number | null
  /** Whoever sells it says its price; its own, if any, is only proposed. */
  is_open_price?: boolean
  /** By weight: quantities and prices are per kilogram. */
  sold_by?: "unit" | "weight"
  /** What one unit holds, such as 750 `ml`; the price per litre comes from it. A decimal number of at most 3 decimals, from 0.001, at most 999999; a string keeps every digit. */
  content_quantity?: string | number | null
  content_unit?: "g" | "kg" | "ml" | "l" | "m" | "unit" | null
  /** The number under which scales know it; zeros before it do not count. */
  plu?: string | null
  is_active?: boolean
  position?: number
  barcode?: string | {
    code: string
    type?: "gtin" | "internal"
  } | null
  barcodes?: Array<string | {
    code: string
    type?: "gtin" | "internal"
  }>
  /** One value of each option of the product: the id of a value, or the names of both. Empty: none. */
  option_values?: Array<number | {
    option: string
    value: string
  }>
  external_id?: string | null
}

export type User = {
  id: number
  name: string
  email: string
  /** The language of messages to the person. */
  locale: "fr" | "en"
  external_id: string | null
  /** Whether the person can log in with a password. */
  has_password: boolean
  has_pin: boolean
  roles?: Array<{
    id: number
    name: string
    label: string
  }>
  /** Where the person works, of the stores that one sees. */
  stores?: Array<{
    id: number
    name: string
  }>
  created_at: string
  updated_at: string
  deleted_at: string | null
}

export type Variant = {
  id: number
  product_id: number
  name: string
  sku: string | null
  plu: string | null
  /** The chain’s, or that of the store asked for by `store_id`. */
  price: string | null
  is_open_price: boolean
  compare_at_price: string | null
  /** Only with the permission products.viewCost. */
  cost?: string | null
  /** Price minus cost, as they are; same permission. */
  margin?: string | null
  weight_grams: number | null
  /** By weight: quantities and prices are per kilogram. */
  sold_by: "unit" | "weight"
  content_quantity: string | null
  content_unit: "g" | "kg" | "ml" | "l" | "m" | "unit" | null
  is_active: boolean
  position: number
  barcodes: Array<{
    code: string
    type: "gtin" | "internal"
  }>
  option_values: Array<{
    option_id: number
    option: string
    value_id: number
    value: string
  }>
  /** The pictures that show this variant. */
  gallery: Array<FetchGalleryData>
  fees: Array<Fee>
  /** Of one’s own stores; with `include=prices`. */
  prices?: Array<StorePrice>
  external_id: string | null
  created_at: string
  updated_at: string
}

export type XReport = {
  kind: "x" | "z"
  session: {
    id: string
    store_id: number
    register_id: number
    register_name: string | null
    kind: "drawer" | "day"
    status: "open" | "closed"
    business_day: string
    currency: string
    device_id: string | null
    series: number
    opened_at: string | null
    opened_by: number | null
    opened_by_name: string | null
    opening_float: string
    taken_over_at: string | null
    closed_at: string | null
    closed_by: number | null
    closed_by_name: string | null
    z_number: number | null
    last_number: number | null
    is_complete: boolean
    missing_records: number
    expected_cash: string | null
    counted_cash: string | null
    difference: string | null
    difference_note: string | null
  }
  /** Of a closed session: the head of its register’s journal, with the closing. Kept elsewhere, it proves that nothing has changed up to there; null before the journal held closings. */
  anchor: {
    position: number
    hash: string
  } | null
  totals: {
    tickets: number
    return_tickets: number
    units: string
    gross: string
    discounts: string
    returns: string
    net: string
    tax: string
    total: string
    rounding: string
    collected: string
  }
  days: Array<{
    business_day: string
    tickets: number
    return_tickets: number
    units: string
    gross: string
    discounts: string
    returns: string
    net: string
    tax: string
    total: string
    rounding: string
    collected: string
  }>
  taxes: Array<{
    code: string
    name: string
    base: string
    amount: string
  }>
  payments: Array<{
    method: "cash" | "card" | "cheque" | "credit" | "other"
    count: number
    received: string
    change: string
    refunded: string
    kept: string
  }> | null
  cash_movements: Array<{
    type: "in" | "out" | "drop" | "no_sale"
    count: number
    amount: string
  }>
  counts: Array<{
    method: "cash" | "card" | "cheque" | "credit" | "other"
    expected: string
    counted: string
    difference: string
  }>
  denominations: Array<{
    denomination: string
    count: number
  }> | null
  stated: {
    tickets?: number
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    net?: string | number
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    tax?: string | number
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    total?: string | number
    /** A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
    cash?: string | number
    last_number?: number
    second_closing?: {
      closed_at: string
      counted_cash: string | null
      note: string | null
    }
  } | null
  late: {
    totals: {
      tickets: number
      return_tickets: number
      units: string
      gross: string
      discounts: string
      returns: string
      net: string
      tax: string
      total: string
      rounding: string
      collected: string
    }
    tickets: Array<{
      id: string
      reference: string
      business_day: string
      occurred_at: string
      total: string
    }>
  }
}

export type ListTokensQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, created_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
}

export type ListUsersQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, email, created_at, updated_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** The name of a role. */
  role?: string
  /** People who work in this store. */
  store_id?: number
  email?: string
  external_id?: string
  /** true: the deleted ones, instead of the others. */
  is_deleted?: boolean
  /** Any of roles, stores. */
  include?: string
}

export type ListRolesQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, created_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** Roles that give this. */
  permission?: string
}

export type ListAuditLogQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** Who acted. */
  user_id?: number
  /** The sort of what changed: `user`, `role`, `token`, `session`, `setting`, `store`, `register`, `address`, `tax-zone`, `tax-class`, `product`, `product-variant`, `product-option`, `product-category`, `barcode-layout`, `file`, `import` …; the plural of addresses (`users`) does too. */
  entity_type?: string
  entity_id?: string
  action?: "create" | "update" | "delete"
  /** The `operationId` of the request (`updateProduct`, `logIn`), or the name of a command or a job (`import`, `comptoir user create`). */
  operation?: string
  /** From the beginning of this day, in UTC. */
  date_from?: string
  /** To the end of this day, in UTC. */
  date_to?: string
  store_id?: number
  request_id?: string
}

export type ListImportsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, created_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  kind?: string
  state?: "queued" | "running" | "done" | "failed" | "undone"
  dry_run?: boolean
}

export type ReadImportErrorsQuery = {
  /** The problems of the import, or what its undo kept. */
  stage?: "import" | "undo"
}

export type ListStoresQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, code, kind, group, city, created_at, updated_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  kind?: "store" | "warehouse"
  group?: string
  city?: string
  currency?: string
  external_id?: string
  /** Only the deleted stores, for whoever may restore them (`stores.delete`). */
  deleted?: boolean
  /** Any of addresses, registers, users; each asks for its own permission (`registers.view`, …). */
  include?: string
}

export type GetStoreQuery = {
  /** Any of addresses, registers, users; each asks for its own permission (`registers.view`, …). */
  include?: string
}

export type ListStaffQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, email; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** The name of a role. */
  role?: string
}

export type ListRegistersQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, created_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  is_active?: boolean
  kind?: string
}

export type ListAddressesQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, city, country, postal_code, created_at, updated_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  owner_type?: "user" | "store"
  owner_id?: number
  country?: string
  region?: string
  city?: string
  is_primary?: boolean
}

export type ListCategoriesQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, position, created_at, updated_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** Directly under this one; 0: at the top. */
  parent_id?: number
  external_id?: string
  /** The whole tree at once, or all that is under `parent_id`; nothing else then counts. */
  tree?: boolean
  /** `children`: the same as `tree=true`. */
  include?: string
}

export type ListProductsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, price, created_at, updated_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** With the categories under it. */
  category_id?: number
  /** An active variant costs at least this: the chain’s price, or that of `store_id` at this moment. A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  price_min?: string | number
  /** An active variant costs at most this: the chain’s price, or that of `store_id` at this moment. A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  price_max?: string | number
  /** Products that this store sells, shown at its prices of the moment. */
  store_id?: number
  /** Whether some is in stock in `store_id`, or else in any of your stores. Asks for `stock.view`. */
  availability?: "in_stock" | "out_of_stock"
  is_active?: boolean
  is_featured?: boolean
  tax_class?: string
  vendor?: string
  tag?: string
  sku?: string
  barcode?: string
  external_id?: string
  /** Whether `q` also finds words that resemble its own, of four letters and more, with one or two wrong. True unless said. */
  fuzzy?: boolean
  /** Any of variants, stores, category, options, gallery, images, creator, prices. */
  include?: string
}

export type ListDeletedProductsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, deleted_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
}

export type GetProductQuery = {
  /** Show the prices that this store asks at this moment. */
  store_id?: number
  /** `prices`: those of each of one’s stores. */
  include?: string
}

export type CountProductFacetsQuery = {
  /** Search, as in the list. */
  q?: string
  /** With the categories under it. */
  category_id?: number
  /** An active variant costs at least this: the chain’s price, or that of `store_id` at this moment. A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  price_min?: string | number
  /** An active variant costs at most this: the chain’s price, or that of `store_id` at this moment. A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  price_max?: string | number
  /** Products that this store sells, shown at its prices of the moment. */
  store_id?: number
  /** Whether some is in stock in `store_id`, or else in any of your stores. Asks for `stock.view`. */
  availability?: "in_stock" | "out_of_stock"
  is_active?: boolean
  is_featured?: boolean
  tax_class?: string
  vendor?: string
  tag?: string
  sku?: string
  barcode?: string
  external_id?: string
  /** Whether `q` also finds words that resemble its own, of four letters and more, with one or two wrong. True unless said. */
  fuzzy?: boolean
  /** Any of categories, price_ranges, stores, availability, vendors, tags, tax_classes, active, featured; all of them unless said. */
  include?: string
}

export type ListVariantsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, position, name, price, created_at, updated_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  is_active?: boolean
  sku?: string
  external_id?: string
  /** Show the prices that this store asks at this moment. */
  store_id?: number
}

export type GetVariantQuery = {
  /** Show the prices that this store asks at this moment. */
  store_id?: number
  /** `prices`: those of each of one’s stores. */
  include?: string
}

export type LookUpCodeQuery = {
  code: string
  /** Answer the prices that this store asks at this moment. */
  store_id?: number
}

export type ExportProductsQuery = {
  /** `comptoir` and `shopify` are what an import takes; `csv` tells everything in each row. */
  format: "comptoir" | "shopify" | "csv"
  /** Search, as in the list of products. */
  q?: string
  /** With the categories under it. */
  category_id?: number
  /** An active variant costs at least this: the chain’s price, or that of `store_id` at this moment. A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  price_min?: string | number
  /** An active variant costs at most this: the chain’s price, or that of `store_id` at this moment. A decimal number of at most 4 decimals, from 0, at most 999999999; a string keeps every digit. */
  price_max?: string | number
  /** Products that this store sells, shown at its prices of the moment. */
  store_id?: number
  /** Whether some is in stock in `store_id`, or else in any of your stores. Asks for `stock.view`. */
  availability?: "in_stock" | "out_of_stock"
  is_active?: boolean
  is_featured?: boolean
  tax_class?: string
  vendor?: string
  tag?: string
  sku?: string
  barcode?: string
  external_id?: string
  /** Whether `q` also finds words that resemble its own, of four letters and more, with one or two wrong. True unless said. */
  fuzzy?: boolean
}

export type ListStoreStockQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, sku, on_hand, updated_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, with `store_id` and `variant_id`: `on_hand,sku`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** With the categories below it. */
  category_id?: number
  /** `out`: nothing left; `low`: at the reorder point or below; `over`: more than the target; `negative`: less than nothing; `in`: nothing to say. */
  status?: "in" | "out" | "low" | "over" | "negative"
}

export type ListStockQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, store_id, variant_id, name, sku, on_hand, updated_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, with `store_id` and `variant_id`: `on_hand,sku`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** With the categories below it. */
  category_id?: number
  /** `out`: nothing left; `low`: at the reorder point or below; `over`: more than the target; `negative`: less than nothing; `in`: nothing to say. */
  status?: "in" | "out" | "low" | "over" | "negative"
  store_id?: number
  product_id?: number
  variant_id?: number
}

export type ListStockArticlesQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, sku; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, with `variant_id`: `stores,sku`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** With the categories below it. */
  category_id?: number
  /** So in one store at least. */
  status?: "in" | "out" | "low" | "over" | "negative"
}

export type ListStockMovementsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  variant_id?: number
  kind?: "sale" | "return" | "receipt" | "transfer_out" | "transfer_in" | "count" | "count_correction" | "adjustment" | "cost_variance"
  /** First day, in the store’s own time. */
  date_from?: string
  /** Last day, in the store’s own time. */
  date_to?: string
}

export type RemoveStockQuery = {
  reason?: string
}

export type ExplainStockLevelQuery = {
  /** Movements of an answer, 15 by default. */
  per_page?: number
  /** What the answer before gave in `next_cursor`. */
  cursor?: string
}

export type ListStockAlertsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, opened_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  variant_id?: number
  product_id?: number
  /** `out`: nothing left; `low`: at the reorder point or below; `over`: more than the target; `negative`: less than nothing; `no_sale`: in stock and not sold for long. */
  kind?: "out" | "low" | "over" | "negative" | "no_sale"
  /** `open` where nothing is said. */
  status?: "open" | "closed" | "all"
  /** Opened that day or later, in the store’s own time. */
  date_from?: string
  /** Opened that day or earlier, in the store’s own time. */
  date_to?: string
}

export type ListStockReceiptsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, received_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  /** In which this article was received. */
  variant_id?: number
  reference?: string
  /** First day, in the store’s own time. */
  date_from?: string
  /** Last day, in the store’s own time. */
  date_to?: string
}

export type ListReservationsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, expires_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  variant_id?: number
  /** `active`: runs; `consumed`: sold; `released`: given up; `expired`: ran out. */
  status?: "active" | "consumed" | "released" | "expired"
  reference?: string
}

export type ListStocktakesQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, started_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  status?: "counting" | "finished" | "approved" | "cancelled"
}

export type ListStocktakeArticlesQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, sku; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** `false`: what is missing. */
  is_counted?: boolean
  is_to_count?: boolean
}

export type ListStocktakeCountsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  variant_id?: number
  zone?: string
}

export type ListStocktakeVariancesQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, value, difference, name, sku; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** Of this very category. */
  category_id?: number
  /** `true`: only what differs. */
  is_different?: boolean
}

export type ListTransfersQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, requested_at, updated_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** At either end. */
  store_id?: number
  source_id?: number
  destination_id?: number
  /** Which this article is on. */
  variant_id?: number
  /** `requested`, `approved`, `picking`, `shipped`: under way; `partially_received`: some is still under way; `received`: nothing is under way any more; `cancelled`. */
  status?: "requested" | "approved" | "picking" | "shipped" | "partially_received" | "received" | "cancelled"
  /** Neither received nor cancelled; or one of them. */
  is_open?: boolean
  /** `request`: asked for by the destination; `push`: offered by the source; `replenishment`: asked for by what replenishment proposes. */
  origin?: "request" | "push" | "replenishment"
  reference?: string
  /** Asked for on this day or later, in the destination’s own time. */
  date_from?: string
  /** Asked for on this day or earlier, in the destination’s own time. */
  date_to?: string
}

export type ListReplenishmentProposalsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, product_name, wanted, days_left, shortfall; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 variants: `1,2,3`. */
  ids?: string
  /** Only these fields, with `store_id` and `variant_id`: `quantity,why`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id: number
}

export type ListSalesQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, occurred_at, business_day, number, total; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 UUIDs, separated by commas. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  register_id?: number
  session_id?: string
  kind?: "sale" | "return"
  date_from?: string
  date_to?: string
  customer_id?: number
  cashier_id?: number
  variant_id?: number
  external_id?: string
  flag?: "session_closed" | "session_elsewhere" | "price_differs" | "stock_negative" | "total_differs" | "unknown_article" | "number_gap" | "clock_skew" | "over_returned" | "device_revoked" | "duplicate_id" | "duplicate_number" | "chain_broken" | "unknown_customer" | "no_receipt" | "not_approved"
  /** The returns and exchanges of this ticket. */
  sale_id?: string
  /** A total of at least this much. A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
  total_min?: string | number
  /** A total of at most this much. A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
  total_max?: string | number
  /** Stores, by ids with commas. */
  store_ids?: string
  /** ISO 4217 code. */
  currency?: string
  /** Categories of an article, by ids with commas; `none`: none. */
  category_ids?: string
  /** Products, by ids with commas; `none`: none. */
  product_ids?: string
  /** Variants, by ids with commas; `none`: none. */
  variant_ids?: string
  /** Customers, by ids with commas; `none`: none. */
  customer_ids?: string
  /** Cashiers, by ids with commas; `none`: none. */
  cashier_ids?: string
  /** Countries separated by `|`; nothing between two: no country. */
  countries?: string
  /** Methods of the main payment, with commas; `none`: without payment. */
  payment_methods?: string
  /** Hours of the store, 0 to 23. */
  hours?: string
  /** Weekdays, Monday (1) to Sunday (7). */
  weekdays?: string
}

export type LookUpSaleQuery = {
  /** The printed reference, which is also what a scanner reads from the receipt’s barcode. */
  reference: string
}

export type ListApprovalsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, given_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 UUIDs, separated by commas. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  approver_id?: number
  action?: "discount" | "price_override" | "return_without_receipt"
  date_from?: string
  date_to?: string
  used?: boolean
}

export type ListDevicesQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, created_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 UUIDs, separated by commas. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  state?: "waiting" | "enrolled" | "revoked"
}

export type ListReviewsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, created_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  state?: "open" | "settled"
  flag?: string
  subject_type?: "ticket" | "record" | "session" | "lease" | "held_record" | "approval"
  subject_id?: string
}

export type ListJournalQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, position; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  register_id: number
  kind?: "ticket" | "session_close"
  /** The entry of this ticket, or of this closed session. */
  record_id?: string
}

export type ListJournalClosingsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, last_day, position; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  kind?: "day" | "month" | "year"
  from?: string
  to?: string
}

export type ExportJournalQuery = {
  /** The store, with its closings. */
  store_id?: number
  /** Or one register, without closings. */
  register_id?: number
  /** First day of acceptance. */
  from?: string
  /** Last day of acceptance. */
  to?: string
}

export type GetReceiptQuery = {
  /** `json` by default. */
  format?: "json" | "text" | "html" | "pdf" | "escpos"
  /** The receipt’s language; else that of the request. */
  lang?: "fr" | "en"
  /** Columns of the paper, for `text` and `escpos`: 32 (58 mm), 42 (the default) or 48 (80 mm). */
  width?: 32 | 42 | 48
  /** The id of this printing, chosen by whoever prints: the same request made again within the hour is the same printing, and counts once. */
  print_id?: string
}

export type ListSessionsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, business_day; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 UUIDs, separated by commas. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  register_id?: number
  kind?: "drawer" | "day"
  status?: "open" | "closed"
  date_from?: string
  date_to?: string
}

export type ListCustomersQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, created_at, updated_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  email?: string
  /** The number, whichever way it is written. */
  phone?: string
  external_id?: string
  is_tax_exempt?: boolean
}

export type ListCustomerSalesQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, occurred_at, business_day, number, total; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 UUIDs, separated by commas. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  register_id?: number
  session_id?: string
  kind?: "sale" | "return"
  date_from?: string
  date_to?: string
  cashier_id?: number
  variant_id?: number
  external_id?: string
  flag?: "session_closed" | "session_elsewhere" | "price_differs" | "stock_negative" | "total_differs" | "unknown_article" | "number_gap" | "clock_skew" | "over_returned" | "device_revoked" | "duplicate_id" | "duplicate_number" | "chain_broken" | "unknown_customer" | "no_receipt" | "not_approved"
  /** The returns and exchanges of this ticket. */
  sale_id?: string
  /** A total of at least this much. A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
  total_min?: string | number
  /** A total of at most this much. A decimal number of at most 3 decimals, at most 999999999; a string keeps every digit. */
  total_max?: string | number
  /** Stores, by ids with commas. */
  store_ids?: string
  /** ISO 4217 code. */
  currency?: string
  /** Categories of an article, by ids with commas; `none`: none. */
  category_ids?: string
  /** Products, by ids with commas; `none`: none. */
  product_ids?: string
  /** Variants, by ids with commas; `none`: none. */
  variant_ids?: string
  /** Customers, by ids with commas; `none`: none. */
  customer_ids?: string
  /** Cashiers, by ids with commas; `none`: none. */
  cashier_ids?: string
  /** Countries separated by `|`; nothing between two: no country. */
  countries?: string
  /** Methods of the main payment, with commas; `none`: without payment. */
  payment_methods?: string
  /** Hours of the store, 0 to 23. */
  hours?: string
  /** Weekdays, Monday (1) to Sunday (7). */
  weekdays?: string
}

export type ListCustomerCreditMovementsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, recorded_at; `-` before a name for descending. */
  sort?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** Three letters: `CAD`, `EUR`. */
  currency?: string
  kind?: "grant" | "withdrawal" | "payment" | "refund" | "merge" | "forfeit"
}

export type ListParkedSalesQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, created_at, updated_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  store_id?: number
  register_id?: number
  customer_id?: number
  /** true: those that were resumed. */
  is_resumed?: boolean
}

export type ReadTillFeedQuery = {
  store_id: number
  /** The `cursor` of the last answer, as it is. Without it, everything. */
  since?: string
  /** Rows of all lists together in an answer, 5000 unless given. */
  limit?: number
}

export type ReportSalesQuery = {
  /** First business day. */
  date_from?: string
  /** Last business day; the last 30 days by default. */
  date_to?: string
  /** One store or several by comma; all stores of the caller by default. */
  store_id?: string
  /** ISO 4217 code; every currency by default. One without a ticket gives zeros. */
  currency?: string
  /** What the rows stand for; `day` by default. */
  group_by?: "hour" | "day" | "weekday" | "week" | "month" | "year" | "fiscal_quarter" | "fiscal_year" | "store" | "store_group" | "city" | "category" | "product" | "variant" | "customer" | "country" | "cashier" | "payment_method"
  /** First day of a week, for `week` and `weekday`; ISO weeks, from Monday, by default. */
  week_start?: "monday" | "sunday"
  /** `json` by default; `csv`, `xlsx` and `pdf` answer a file, in the reader’s language. */
  format?: "json" | "csv" | "xlsx" | "pdf"
  /** What stands between the cells of a CSV; otherwise `semicolon` in French (decimal comma), `comma` in English (decimal point). */
  separator?: "comma" | "semicolon" | "tab"
}

export type ReportKpisQuery = {
  /** First business day. */
  date_from?: string
  /** Last business day; the last 30 days by default. */
  date_to?: string
  /** One store or several by comma; all stores of the caller by default. */
  store_id?: string
  /** ISO 4217 code; every currency by default. One without a ticket gives zeros. */
  currency?: string
  /** `json` by default; `csv`, `xlsx` and `pdf` answer a file, in the reader’s language. */
  format?: "json" | "csv" | "xlsx" | "pdf"
  /** What stands between the cells of a CSV; otherwise `semicolon` in French (decimal comma), `comma` in English (decimal point). */
  separator?: "comma" | "semicolon" | "tab"
}

export type ReportDashboardQuery = {
  /** The business day of each store; the latest that has begun by default. */
  date?: string
  /** One store or several by comma; all stores of the caller by default. */
  store_id?: string
  /** ISO 4217 code; every currency by default. One without a ticket gives zeros. */
  currency?: string
  /** `json` by default; `csv`, `xlsx` and `pdf` answer a file, in the reader’s language. */
  format?: "json" | "csv" | "xlsx" | "pdf"
  /** What stands between the cells of a CSV; otherwise `semicolon` in French (decimal comma), `comma` in English (decimal point). */
  separator?: "comma" | "semicolon" | "tab"
}

export type ReportInventoryQuery = {
  /** First business day. */
  date_from?: string
  /** Last business day; the last 30 days by default. */
  date_to?: string
  /** One store or several by comma; all stores of the caller by default. */
  store_id?: string
  /** ISO 4217 code; every currency by default. One without a ticket gives zeros. */
  currency?: string
  /** What the rows stand for; `store` by default. */
  group_by?: "store" | "store_group" | "city" | "category" | "product" | "variant" | "abc_class"
  /** After how many days without a sale an article on hand is dead; 90 by default. */
  dead_days?: number
  /** One or several measures (articles, units, reserved, in_transit, value_at_cost, value_at_price, in_transit_value, out, low, negative, over, over_units, over_value, to_reorder, dead, dead_units, dead_value, dead_value_at_price, revenue, sold_units, cost_of_goods, average_value, rotation, days_of_cover, lost_units, found_units, lost_value, found_value) or `label`; `-` before a name for descending. The largest value first where nothing is said. */
  sort?: string
  /** At most so many rows; 1000 by default. */
  limit?: number
  /** `json` by default; `csv`, `xlsx` and `pdf` answer a file, in the reader’s language. */
  format?: "json" | "csv" | "xlsx" | "pdf"
  /** What stands between the cells of a CSV; otherwise `semicolon` in French (decimal comma), `comma` in English (decimal point). */
  separator?: "comma" | "semicolon" | "tab"
}

export type ReportTopProductsQuery = {
  /** First business day. */
  date_from?: string
  /** Last business day; the last 30 days by default. */
  date_to?: string
  /** One store or several by comma; all stores of the caller by default. */
  store_id?: string
  /** ISO 4217 code; every currency by default. One without a ticket gives zeros. */
  currency?: string
  /** What ranks the products; `revenue` by default, `margin` with the permission reports.margin. */
  by?: "revenue" | "units" | "tickets" | "margin"
  /** Products of each list; 10 by default. */
  limit?: number
  /** `json` by default; `csv`, `xlsx` and `pdf` answer a file, in the reader’s language. */
  format?: "json" | "csv" | "xlsx" | "pdf"
  /** What stands between the cells of a CSV; otherwise `semicolon` in French (decimal comma), `comma` in English (decimal point). */
  separator?: "comma" | "semicolon" | "tab"
}

export type ReportStoresQuery = {
  /** First business day. */
  date_from?: string
  /** Last business day; the last 30 days by default. */
  date_to?: string
  /** One store or several by comma; all stores of the caller by default. */
  store_id?: string
  /** ISO 4217 code; every currency by default. One without a ticket gives zeros. */
  currency?: string
  /** `json` by default; `csv`, `xlsx` and `pdf` answer a file, in the reader’s language. */
  format?: "json" | "csv" | "xlsx" | "pdf"
  /** What stands between the cells of a CSV; otherwise `semicolon` in French (decimal comma), `comma` in English (decimal point). */
  separator?: "comma" | "semicolon" | "tab"
}

export type ReportTrendsQuery = {
  /** First business day. */
  date_from?: string
  /** Last business day; the last 30 days by default. */
  date_to?: string
  /** One store or several by comma; all stores of the caller by default. */
  store_id?: string
  /** ISO 4217 code; every currency by default. One without a ticket gives zeros. */
  currency?: string
  /** What the trend is of; `revenue` by default, `margin` with the permission reports.margin. */
  measure?: "revenue" | "tickets" | "average_ticket" | "units" | "margin"
  /** `json` by default; `csv`, `xlsx` and `pdf` answer a file, in the reader’s language. */
  format?: "json" | "csv" | "xlsx" | "pdf"
  /** What stands between the cells of a CSV; otherwise `semicolon` in French (decimal comma), `comma` in English (decimal point). */
  separator?: "comma" | "semicolon" | "tab"
}

export type ReportCustomQuery = {
  /** `json` by default; `csv`, `xlsx` and `pdf` answer a file, in the reader’s language. */
  format?: "json" | "csv" | "xlsx" | "pdf"
  /** What stands between the cells of a CSV; otherwise `semicolon` in French (decimal comma), `comma` in English (decimal point). */
  separator?: "comma" | "semicolon" | "tab"
}

export type ExportAccountingQuery = {
  /** First business day. */
  date_from?: string
  /** Last business day; the last 30 days by default. */
  date_to?: string
  /** One store or several by comma; all stores of the caller by default. */
  store_id?: string
  /** `csv` by default. */
  format?: "csv" | "json"
}

export type ListSavedReportsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, name, updated_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  /** `yours`: one’s own and those shown to one of one’s roles; `others`: the rest, which only whoever sets up the chain sees. */
  whose?: "yours" | "others"
}

export type ListExportsQuery = {
  /** The page, from 1. */
  page?: number
  /** Items of a page, 15 by default; also `size`, `limit`. */
  per_page?: number
  /** One or several of id, created_at; `-` before a name for descending. */
  sort?: string
  /** Search: every word must be found. */
  q?: string
  /** Up to 100 ids: `1,2,3`. */
  ids?: string
  /** Only these fields, and `id`: `id,name`. */
  fields?: string
  /** Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null. */
  cursor?: string
  kind?: string
  format?: "csv" | "xlsx" | "pdf"
  state?: "queued" | "running" | "done" | "failed" | "expired"
}

export type StreamEventsQuery = {
  /** Only these types: `sale.completed,stock.out`. */
  types?: string
  /** Only this store, and what concerns the whole chain. */
  store_id?: number
  /** Like the header `Last-Event-ID`, which goes first: where one stood. */
  last_event_id?: string
}

/** What `streamEvents` carries. */
export type StreamEventsItem = ProductChangedEvent | StockLowEvent | StockOutEvent | StockNegativeEvent | StockOverEvent | TransferRequestedEvent | TransferChangedEvent | TransferApprovedEvent | TransferShippedEvent | TransferReceivedEvent | TransferSettledEvent | TransferCancelledEvent | SaleCompletedEvent | SaleReturnedEvent | RegisterOpenedEvent | RegisterClosedEvent | CashMovedEvent | ReviewOpenedEvent

export type Api = {
  /**
   * Log in.
   *
   * Answers a token, or with `session: true` a session cookie for a browser. Five failures per account and thirty per address in fifteen minutes.
   *
   * Everyone may ask.
   *
   * `POST /api/v1/login`
   */
  logIn(body: LogInInput, options?: CallOptions): Promise<LogInData>
  /**
   * Register.
   *
   * The first person gives the set-up code and becomes owner; others have no permission until given a role.
   *
   * Everyone may ask.
   *
   * `POST /api/v1/register`
   */
  registerUser(body: RegisterUserInput, options?: CallOptions): Promise<LogInData>
  /**
   * Log out.
   *
   * Revokes the token or the session of this request.
   *
   * Whoever is signed in may ask.
   *
   * `POST /api/v1/logout`
   */
  logOut(options?: CallOptions): Promise<null>
  /**
   * Who am I, and what may I do.
   *
   * Answers the person or the program that calls, their roles, their permissions (already narrowed to those of the token) and the stores in which they act (`"all"`: every one). A program that has just been given a token starts here.
   *
   * Whoever is signed in may ask.
   *
   * `GET /api/v1/me`
   */
  readProfile(options?: CallOptions): Promise<Profile>
  /**
   * Change one’s name, language, e-mail.
   *
   * Only the fields that are given change. Another e-mail asks for the password (`current_password`).
   *
   * Whoever is signed in may ask.
   *
   * `PUT /api/v1/me`
   */
  updateProfile(body: UpdateProfileInput, options?: CallOptions): Promise<UpdateProfileData>
  /**
   * The session of this browser, if it has one.
   *
   * Answers as `GET /me` does, or `null` to whoever is not known: a page asks so, without a refusal, whether somebody is there already.
   *
   * Everyone may ask.
   *
   * `GET /api/v1/session`
   */
  readSession(options?: CallOptions): Promise<ReadSessionData>
  /**
   * Change one’s password.
   *
   * Asks for the present password. Ends the other sessions and tokens; the one of this request goes on. Five errors in fifteen minutes.
   *
   * Whoever is signed in may ask.
   *
   * `PUT /api/v1/me/password`
   */
  changePassword(body: ChangePasswordInput, options?: CallOptions): Promise<ChangePasswordData>
  /**
   * Ask for a new password.
   *
   * Sends a code by e-mail to the account, if there is one; the answer is the same if there is none. Three requests per account and twenty per address in an hour.
   *
   * Everyone may ask.
   *
   * `POST /api/v1/password/forgot`
   */
  requestPasswordReset(body: RequestPasswordResetInput, options?: CallOptions): Promise<null>
  /**
   * Choose a new password.
   *
   * With the code received by e-mail, which serves once within an hour. Ends every session and token.
   *
   * Everyone may ask.
   *
   * `POST /api/v1/password/reset`
   */
  resetPassword(body: ResetPasswordInput, options?: CallOptions): Promise<null>
  /**
   * List one’s tokens.
   *
   * The caller’s own tokens, without their secret, with their abilities, their expiry and when they were last used. A program that calls with `API_TOKEN` has none: 403.
   *
   * Whoever is signed in may ask.
   *
   * `GET /api/v1/tokens`
   */
  listTokens: ListOperation<[query?: ListTokensQuery, options?: CallOptions], ListedToken, PageMeta>
  /**
   * Create a token.
   *
   * Makes a token for a program. `abilities` narrow it to some of the person’s permissions, never beyond them; `expires_at` (ISO 8601, in the future) ends it. The secret is shown in this answer only, which is never kept: repeating the request makes another token.
   *
   * Whoever is signed in may ask.
   *
   * `POST /api/v1/tokens`
   */
  createToken(body: CreateTokenInput, options?: CallOptions): Promise<Token>
  /**
   * Revoke all of one’s tokens.
   *
   * Revokes all of the person’s tokens, the one of this request among them, and answers how many there were.
   *
   * Whoever is signed in may ask.
   *
   * `DELETE /api/v1/tokens`
   */
  revokeTokens(options?: CallOptions): Promise<RevokeTokensData>
  /**
   * Revoke one of one’s tokens.
   *
   * The token is of no more use: at once on the instance that answers, within a second on the others. Another person’s token does not exist here (404).
   *
   * Whoever is signed in may ask.
   *
   * `DELETE /api/v1/tokens/{id}`
   */
  revokeToken(id: number, options?: CallOptions): Promise<null>
  /**
   * List people.
   *
   * Without `stores.all`, oneself and the people with whom one shares a store; others do not exist.
   *
   * Permission: `users.view`.
   *
   * `GET /api/v1/users`
   */
  listUsers: ListOperation<[query?: ListUsersQuery, options?: CallOptions], ListedUser, PageMeta>
  /**
   * Add a person.
   *
   * Without a password the person chooses one with `POST /password/forgot`. Whoever does not act everywhere names at least one of their stores. Nobody gives more power than they hold. A removed person keeps their e-mail: restore them.
   *
   * Permission: `users.create`.
   *
   * `POST /api/v1/users`
   */
  createUser(body: CreateUserInput, options?: CallOptions): Promise<User>
  /**
   * Read a person.
   *
   * With their roles and stores.
   *
   * Permission: `users.view`.
   *
   * `GET /api/v1/users/{id}`
   */
  getUser(id: number, options?: CallOptions): Promise<User>
  /**
   * Change a person.
   *
   * Only the fields that are given change. Another password ends the person’s sessions and tokens. Somebody with more permissions or stores than oneself is not changed. One’s own password and e-mail: `PUT /me/password`, `PUT /me`.
   *
   * Permission: `users.update`.
   *
   * `PUT /api/v1/users/{id}`
   */
  replaceUser(id: number, body: UpdateUserInput, options?: CallOptions): Promise<User>
  /**
   * Change a person.
   *
   * Only the fields that are given change. Another password ends the person’s sessions and tokens. Somebody with more permissions or stores than oneself is not changed. One’s own password and e-mail: `PUT /me/password`, `PUT /me`.
   *
   * Permission: `users.update`.
   *
   * `PATCH /api/v1/users/{id}`
   */
  updateUser(id: number, body: UpdateUserInput, options?: CallOptions): Promise<User>
  /**
   * Remove a person.
   *
   * Ends their sessions and tokens; their name stays on what they did. The last owner is refused.
   *
   * Permission: `users.delete`.
   *
   * `DELETE /api/v1/users/{id}`
   */
  deleteUser(id: number, options?: WriteOptions): Promise<null>
  /**
   * Restore a person.
   *
   * With the roles and stores they had. Somebody who was not removed is answered as they are.
   *
   * Permission: `users.restore`.
   *
   * `POST /api/v1/users/{id}/restore`
   */
  restoreUser(id: number, options?: WriteOptions): Promise<User>
  /**
   * Give a person their roles.
   *
   * Replaces their roles by these, by name or by id. One gives only what one holds; the chain keeps an owner.
   *
   * Permission: `roles.update`.
   *
   * `PUT /api/v1/users/{id}/roles`
   */
  setUserRoles(id: number, body: SetUserRolesInput, options?: WriteOptions): Promise<User>
  /**
   * Give a person a PIN.
   *
   * Six digits, to take turns at a till. For one’s own one gives one’s password too (`current_password`); for another person’s one needs `users.update`.
   *
   * Whoever is signed in may ask.
   *
   * `PUT /api/v1/users/{id}/pin`
   */
  setUserPin(id: number, body: SetUserPinInput, options?: CallOptions): Promise<null>
  /**
   * List the permissions.
   *
   * Every one that exists, with what it allows. Without `stores.all` a permission holds in the stores where one works.
   *
   * Whoever is signed in may ask.
   *
   * `GET /api/v1/permissions`
   */
  listPermissions(options?: CallOptions): Promise<Array<Permission>>
  /**
   * List the roles.
   *
   * The roles of the chain, with their permissions.
   *
   * Permission: `roles.view`.
   *
   * `GET /api/v1/roles`
   */
  listRoles: ListOperation<[query?: ListRolesQuery, options?: CallOptions], ListedRole, PageMeta>
  /**
   * Create a role.
   *
   * A set of permissions, all of which one holds oneself. Without a label it is called by its name.
   *
   * Permission: `roles.create`.
   *
   * `POST /api/v1/roles`
   */
  createRole(body: CreateRoleInput, options?: WriteOptions): Promise<Role>
  /**
   * Read a role.
   *
   * A role, with its permissions.
   *
   * Permission: `roles.view`.
   *
   * `GET /api/v1/roles/{id}`
   */
  getRole(id: number, options?: CallOptions): Promise<Role>
  /**
   * Change a role.
   *
   * Only the fields that are given change; whoever holds the role may at once do what it allows. The owner’s role does not change, and those of every installation keep their names. A role that gives more power than one holds, or that somebody with more power holds, is not changed.
   *
   * Permission: `roles.update`.
   *
   * `PUT /api/v1/roles/{id}`
   */
  replaceRole(id: number, body: UpdateRoleInput, options?: WriteOptions): Promise<Role>
  /**
   * Change a role.
   *
   * Only the fields that are given change; whoever holds the role may at once do what it allows. The owner’s role does not change, and those of every installation keep their names. A role that gives more power than one holds, or that somebody with more power holds, is not changed.
   *
   * Permission: `roles.update`.
   *
   * `PATCH /api/v1/roles/{id}`
   */
  updateRole(id: number, body: UpdateRoleInput, options?: WriteOptions): Promise<Role>
  /**
   * Delete a role.
   *
   * A role that somebody still holds is refused, with the number of people; those of every installation stay.
   *
   * Permission: `roles.delete`.
   *
   * `DELETE /api/v1/roles/{id}`
   */
  deleteRole(id: number, options?: WriteOptions): Promise<null>
  /**
   * Read the audit log.
   *
   * Who did what, when, to what, with before and after, latest first. Without `stores.all` one reads what is about one’s stores, the people one sees, and the catalogue; costs need `products.viewCost`. Sign-ins and tokens are there too. Numbered pages are of the first 10,000 entries in the order asked for, and `total` counts no more; a walk by `cursor` gives them all.
   *
   * Permission: `audit.view`.
   *
   * `GET /api/v1/audit-log`
   */
  listAuditLog: ListOperation<[query?: ListAuditLogQuery, options?: CallOptions], ListedAuditLog, PageMeta>
  /**
   * Read the settings of the chain.
   *
   * What holds for the whole chain; what nobody has decided has its default.
   *
   * Permission: `settings.manage`.
   *
   * `GET /api/v1/settings`
   */
  readSettings(options?: CallOptions): Promise<Settings>
  /**
   * Change the settings of the chain.
   *
   * Only the settings that are given change.
   *
   * Permission: `settings.manage`.
   *
   * `PUT /api/v1/settings`
   */
  updateSettings(body: UpdateSettingsInput, options?: WriteOptions): Promise<Settings>
  /**
   * Does the installation wait for its first person?.
   *
   * As long as `needs_owner` is true, `POST /register` asks for the set-up code printed at start, and makes an owner.
   *
   * Everyone may ask.
   *
   * `GET /api/v1/setup`
   */
  readSetup(options?: CallOptions): Promise<Setup>
  /**
   * How far the demo chain is.
   *
   * What became of the demo chain that was asked for, or whether it can still be asked for.
   *
   * Permission: `settings.manage`.
   *
   * `GET /api/v1/setup/demo`
   */
  readDemo(options?: CallOptions): Promise<Demo>
  /**
   * Take the demo chain.
   *
   * Asks the worker for an example chain: five stores, a warehouse, articles, people and 90 days of sales. Refused once the installation holds a store, an article or a customer. The passwords of its people are kept in `demo-sign-in.txt` of the data folder.
   *
   * Permission: `settings.manage`.
   *
   * `POST /api/v1/setup/demo`
   */
  takeDemo(options?: WriteOptions): Promise<Demo>
  /**
   * List imports.
   *
   * The newest first. Whoever does not act in all stores sees only those that they asked for.
   *
   * Permission: `imports.run`.
   *
   * `GET /api/v1/imports`
   */
  listImports: ListOperation<[query?: ListImportsQuery, options?: CallOptions], ListedImport, PageMeta>
  /**
   * Import a file.
   *
   * A CSV (200 MiB at most, gzip allowed) of products, stock, stores or past sales. Encoding, delimiter and format are recognised; `mapping` names the columns that are not. An unreadable file or a missing required column is refused at once; the rest happens in the background, one import at a time: follow `links.self`. Repeating an import does nothing twice. Beside `imports.run` it takes the right to write what the file holds: `products.create` and `products.update`, `stock.adjust` (in one’s own stores only), `stores.create` and `stores.update`, `sales.create` and `stores.all`. `dry_run` tries everything and keeps nothing.
   *
   * Permission: `imports.run`.
   *
   * `POST /api/v1/imports`
   */
  createImport(body: {
    kind: "products" | "stores" | "stock" | "sales"
    /** Recognised by the columns unless given. */
    format?: "" | "csv" | "shopify" | "comptoir"
    /** JSON: column → field, for columns that are not found by their names: `{"Prix TTC": "price"}`; `#3` is the third column. A column that is named here is nothing else, and with an empty field it is left out. */
    mapping?: Record<string, string>
    /** JSON: field → value, also for empty cells: `{"currency": "CAD"}`. */
    constants?: Record<string, string>
    /** Tries everything, keeps nothing. */
    dry_run?: boolean
    /** Found unless given. */
    delimiter?: "" | "," | ";" | "|" | "tab"
    /** How decimals are written. */
    decimal_mark?: "" | "auto" | "comma" | "point"
    /** The order of day, month and year. */
    date_format?: "" | "iso" | "dmy" | "mdy"
    /** Name space of the external ids; `shopify` for Shopify’s files unless given. */
    source?: string
    /** Has the pictures behind the addresses fetched, stored and served. */
    fetch_images?: boolean
    /** Whether the rows of a ticket follow each other; noticed unless given. */
    group?: "" | "auto" | "consecutive" | "scattered"
    /** Whether the history moves stock; `none` unless given. */
    stock?: "" | "none" | "movements"
    /** Of times without one; the store’s unless given. */
    time_zone?: string
    /** Makes articles that are not known. */
    create_products?: boolean
    /** At most 209715200 bytes each, 209715200 together. */
    file: Blob
  }, options?: WriteOptions): Promise<Import>
  /**
   * Follow an import.
   *
   * Its state, its progress (updated every second), its counts and its first fifty problems.
   *
   * Permission: `imports.run`.
   *
   * `GET /api/v1/imports/{id}`
   */
  getImport(id: number, options?: CallOptions): Promise<Import>
  /**
   * Download an import’s errors.
   *
   * Each record that was refused or imported with a reservation: line of the file, field, value, reason in the reader’s language. UTF-8 with a byte order mark; what a spreadsheet would take for a formula is made harmless. Kept for thirty days, the first hundred thousand.
   *
   * Permission: `imports.run`.
   *
   * `GET /api/v1/imports/{id}/errors.csv`
   */
  readImportErrors(id: number, query?: ReadImportErrorsQuery, options?: CallOptions): Promise<string>
  /**
   * Undo an import.
   *
   * Takes away in the background what the import created and gives back the values that it changed. What somebody has changed, sold or counted since stays as it is and stands in `undo.kept`. Once only; refused for a dry run, for an import that has not ended, and for sales, which are never erased.
   *
   * Permission: `imports.run`.
   *
   * `POST /api/v1/imports/{id}/undo`
   */
  undoImport(id: number, options?: WriteOptions): Promise<Import>
  /**
   * List stores.
   *
   * Those one works in, warehouses too. `include` joins their relations, each by its own permission; `deleted=true` shows those that were deleted to whoever may restore them.
   *
   * Permission: `stores.view`.
   *
   * `GET /api/v1/stores`
   */
  listStores: ListOperation<[query?: ListStoresQuery, options?: CallOptions], ListedStore, PageMeta>
  /**
   * Create a store.
   *
   * With its virtual register. Without `stores.all`, one works at once in the store one makes. IANA time zone, ISO 4217 currency, opening hours that do not overlap.
   *
   * Permission: `stores.create`.
   *
   * `POST /api/v1/stores`
   */
  createStore(body: CreateStoreInput, options?: WriteOptions): Promise<Store>
  /**
   * Read a store.
   *
   * With its primary address; `include` joins its relations, each by its own permission.
   *
   * Permission: `stores.view`.
   *
   * `GET /api/v1/stores/{id}`
   */
  getStore(id: number, query?: GetStoreQuery, options?: CallOptions): Promise<Store>
  /**
   * Change a store.
   *
   * Only the fields that are given change. The currency no longer changes once the store has tickets or stock movements.
   *
   * Permission: `stores.update`.
   *
   * `PUT /api/v1/stores/{id}`
   */
  replaceStore(id: number, body: UpdateStoreInput, options?: WriteOptions): Promise<Store>
  /**
   * Change a store.
   *
   * Only the fields that are given change. The currency no longer changes once the store has tickets or stock movements.
   *
   * Permission: `stores.update`.
   *
   * `PATCH /api/v1/stores/{id}`
   */
  updateStore(id: number, body: UpdateStoreInput, options?: WriteOptions): Promise<Store>
  /**
   * Delete a store.
   *
   * It leaves every list; its tickets keep its name, its code stays taken, its people stay attached. Refused while something depends on it, with all reasons at once.
   *
   * Permission: `stores.delete`.
   *
   * `DELETE /api/v1/stores/{id}`
   */
  deleteStore(id: number, options?: WriteOptions): Promise<null>
  /**
   * Restore a store.
   *
   * It comes back as it was, with its registers, addresses and people. A store that was not deleted is answered as it is.
   *
   * Permission: `stores.delete`.
   *
   * `POST /api/v1/stores/{id}/restore`
   */
  restoreStore(id: number, options?: WriteOptions): Promise<Store>
  /**
   * List the people of a store.
   *
   * The people who work there, with their roles; those who work everywhere without being attached are not among them.
   *
   * Permission: `users.view`.
   *
   * `GET /api/v1/stores/{id}/users`
   */
  listStaff: ListOperation<[id: number, query?: ListStaffQuery, options?: CallOptions], ListedStaff, PageMeta>
  /**
   * Attach people to a store.
   *
   * Whoever works there already stays. Without `stores.all`, one attaches to one’s own stores the people who work in one of them; nobody attaches somebody who holds more permissions or stores than they do. Takes effect at once.
   *
   * Permission: `stores.attachUsers`.
   *
   * `POST /api/v1/stores/{id}/users`
   */
  attachUsers(id: number, body: AttachUsersInput, options?: WriteOptions): Promise<AttachUsersData>
  /**
   * Detach a person from a store.
   *
   * The person may do nothing there any more, at once; what they recorded stays. Nobody detaches somebody who holds more permissions or stores than they do.
   *
   * Permission: `stores.attachUsers`.
   *
   * `DELETE /api/v1/stores/{id}/users/{user_id}`
   */
  detachUser(id: number, userId: number, options?: WriteOptions): Promise<null>
  /**
   * List the registers of a store.
   *
   * With the virtual register, which takes the sales of programs.
   *
   * Permission: `registers.view`.
   *
   * `GET /api/v1/stores/{id}/registers`
   */
  listRegisters: ListOperation<[id: number, query?: ListRegistersQuery, options?: CallOptions], ListedRegister, PageMeta>
  /**
   * Add a register to a store.
   *
   * Its name is unique within the store, whatever its case.
   *
   * Permission: `registers.create`.
   *
   * `POST /api/v1/stores/{id}/registers`
   */
  createRegister(id: number, body: CreateRegisterInput, options?: WriteOptions): Promise<Register>
  /**
   * Read a register.
   *
   * The register, its store, and whether it is still in use. 404 in a store in which one does not act.
   *
   * Permission: `registers.view`.
   *
   * `GET /api/v1/registers/{id}`
   */
  getRegister(id: number, options?: CallOptions): Promise<Register>
  /**
   * Change a register.
   *
   * Only the fields that are given change. The virtual register and that of imports belong to the system and stay active.
   *
   * Permission: `registers.update`.
   *
   * `PUT /api/v1/registers/{id}`
   */
  replaceRegister(id: number, body: UpdateRegisterInput, options?: WriteOptions): Promise<Register>
  /**
   * Change a register.
   *
   * Only the fields that are given change. The virtual register and that of imports belong to the system and stay active.
   *
   * Permission: `registers.update`.
   *
   * `PATCH /api/v1/registers/{id}`
   */
  updateRegister(id: number, body: UpdateRegisterInput, options?: WriteOptions): Promise<Register>
  /**
   * Delete a register.
   *
   * Its tickets stay, and its name is free again. The virtual register and that of the history belong to the system.
   *
   * Permission: `registers.delete`.
   *
   * `DELETE /api/v1/registers/{id}`
   */
  deleteRegister(id: number, options?: WriteOptions): Promise<null>
  /**
   * List addresses.
   *
   * Those of the stores one works in, one’s own, and with `users.view` those of the people who work in the same stores.
   *
   * Permission: `addresses.view`.
   *
   * `GET /api/v1/addresses`
   */
  listAddresses: ListOperation<[query?: ListAddressesQuery, options?: CallOptions], ListedAddress, PageMeta>
  /**
   * Add an address.
   *
   * To a person or a store; the first one is the primary one. Postal codes of Canada and France are checked, those of Québec against their region (`QC`: G, H, J, and K1A, which the federal offices of Gatineau and Ottawa share); those of other countries are free.
   *
   * Permission: `addresses.create`.
   *
   * `POST /api/v1/addresses`
   */
  createAddress(body: CreateAddressInput, options?: WriteOptions): Promise<Address>
  /**
   * Read an address.
   *
   * An address leaves with the person or store that it belongs to, and comes back with them.
   *
   * Permission: `addresses.view`.
   *
   * `GET /api/v1/addresses/{id}`
   */
  getAddress(id: number, options?: CallOptions): Promise<Address>
  /**
   * Change an address.
   *
   * Only the fields that are given change; an address stays its owner’s. The primary one stays so until another becomes it.
   *
   * Permission: `addresses.update`.
   *
   * `PUT /api/v1/addresses/{id}`
   */
  replaceAddress(id: number, body: UpdateAddressInput, options?: WriteOptions): Promise<Address>
  /**
   * Change an address.
   *
   * Only the fields that are given change; an address stays its owner’s. The primary one stays so until another becomes it.
   *
   * Permission: `addresses.update`.
   *
   * `PATCH /api/v1/addresses/{id}`
   */
  updateAddress(id: number, body: UpdateAddressInput, options?: WriteOptions): Promise<Address>
  /**
   * Delete an address.
   *
   * If it was the primary one, the oldest of those that remain takes its place.
   *
   * Permission: `addresses.delete`.
   *
   * `DELETE /api/v1/addresses/{id}`
   */
  deleteAddress(id: number, options?: WriteOptions): Promise<null>
  /**
   * List tax zones.
   *
   * Each with its taxes, their rates in per cent of the price without tax, and what every class bears.
   *
   * Permission: `stores.view`.
   *
   * `GET /api/v1/tax-zones`
   */
  listTaxZones(options?: CallOptions): Promise<Array<TaxZone>>
  /**
   * Define a tax zone.
   *
   * Ordinary articles (class `standard`) bear all taxes of the zone unless `classes` says otherwise; a class that is not named is taxed as they are, unless it is taxed nowhere.
   *
   * Permission: `settings.manage`.
   *
   * `POST /api/v1/tax-zones`
   */
  createTaxZone(body: CreateTaxZoneInput, options?: WriteOptions): Promise<TaxZone>
  /**
   * Read a tax zone.
   *
   * By its code, such as `QC`.
   *
   * Permission: `stores.view`.
   *
   * `GET /api/v1/tax-zones/{code}`
   */
  getTaxZone(code: string, options?: CallOptions): Promise<TaxZone>
  /**
   * Change a tax zone.
   *
   * Only the fields that are given change; `taxes` is the whole list. Sales follow at once, recorded tickets keep their rates. A new tax falls on no class until `classes` says so, and no class loses its last tax without being named.
   *
   * Permission: `settings.manage`.
   *
   * `PUT /api/v1/tax-zones/{code}`
   */
  replaceTaxZone(code: string, body: UpdateTaxZoneInput, options?: WriteOptions): Promise<TaxZone>
  /**
   * Change a tax zone.
   *
   * Only the fields that are given change; `taxes` is the whole list. Sales follow at once, recorded tickets keep their rates. A new tax falls on no class until `classes` says so, and no class loses its last tax without being named.
   *
   * Permission: `settings.manage`.
   *
   * `PATCH /api/v1/tax-zones/{code}`
   */
  updateTaxZone(code: string, body: UpdateTaxZoneInput, options?: WriteOptions): Promise<TaxZone>
  /**
   * Delete a tax zone.
   *
   * Refused while a store is in it, even a deleted one. The zones given at the start do not come back by themselves.
   *
   * Permission: `settings.manage`.
   *
   * `DELETE /api/v1/tax-zones/{code}`
   */
  deleteTaxZone(code: string, options?: WriteOptions): Promise<null>
  /**
   * List tax classes.
   *
   * Those that an article may have, each with what it bears in every zone.
   *
   * Permission: `stores.view`.
   *
   * `GET /api/v1/tax-classes`
   */
  listTaxClasses(options?: CallOptions): Promise<Array<TaxClass>>
  /**
   * Define a tax class.
   *
   * It is the chain’s; in a zone that `zones` does not name it bears what ordinary articles bear.
   *
   * Permission: `settings.manage`.
   *
   * `POST /api/v1/tax-classes`
   */
  createTaxClass(body: CreateTaxClassInput, options?: WriteOptions): Promise<TaxClass>
  /**
   * Read a tax class.
   *
   * By its code, such as `standard`.
   *
   * Permission: `stores.view`.
   *
   * `GET /api/v1/tax-classes/{code}`
   */
  getTaxClass(code: string, options?: CallOptions): Promise<TaxClass>
  /**
   * Change a tax class.
   *
   * Only the fields that are given change; in a zone that `zones` does not name, nothing does.
   *
   * Permission: `settings.manage`.
   *
   * `PUT /api/v1/tax-classes/{code}`
   */
  replaceTaxClass(code: string, body: UpdateTaxClassInput, options?: WriteOptions): Promise<TaxClass>
  /**
   * Change a tax class.
   *
   * Only the fields that are given change; in a zone that `zones` does not name, nothing does.
   *
   * Permission: `settings.manage`.
   *
   * `PATCH /api/v1/tax-classes/{code}`
   */
  updateTaxClass(code: string, body: UpdateTaxClassInput, options?: WriteOptions): Promise<TaxClass>
  /**
   * Delete a tax class.
   *
   * Refused while products, deposits or eco-fees have it, even those of deleted products; `standard` always stays.
   *
   * Permission: `settings.manage`.
   *
   * `DELETE /api/v1/tax-classes/{code}`
   */
  deleteTaxClass(code: string, options?: WriteOptions): Promise<null>
  /**
   * List categories.
   *
   * Each with its products and those of its whole branch. tree=true gives the whole tree, each category with those under it.
   *
   * Permission: `product-categories.view`.
   *
   * `GET /api/v1/product-categories`
   */
  listCategories: ListOperation<[query?: ListCategoriesQuery, options?: CallOptions], ListedCategory, PageMeta>
  /**
   * Create a category.
   *
   * Adds a category, at the top or under another. A name is used once in one place, whatever its case.
   *
   * Permission: `product-categories.create`.
   *
   * `POST /api/v1/product-categories`
   */
  createCategory(body: CreateCategoryInput, options?: WriteOptions): Promise<Category>
  /**
   * Read a category.
   *
   * The category, how many products are in it itself, and how many subcategories are directly under it.
   *
   * Permission: `product-categories.view`.
   *
   * `GET /api/v1/product-categories/{id}`
   */
  getCategory(id: number, options?: CallOptions): Promise<Category>
  /**
   * Change a category.
   *
   * Only the fields that are given change. parent_id moves the category with its branch: never under itself, and on ten levels at most.
   *
   * Permission: `product-categories.update`.
   *
   * `PUT /api/v1/product-categories/{id}`
   */
  replaceCategory(id: number, body: UpdateCategoryInput, options?: WriteOptions): Promise<Category>
  /**
   * Change a category.
   *
   * Only the fields that are given change. parent_id moves the category with its branch: never under itself, and on ten levels at most.
   *
   * Permission: `product-categories.update`.
   *
   * `PATCH /api/v1/product-categories/{id}`
   */
  updateCategory(id: number, body: UpdateCategoryInput, options?: WriteOptions): Promise<Category>
  /**
   * Delete a category.
   *
   * Only an empty one: the refusal counts its products and subcategories.
   *
   * Permission: `product-categories.delete`.
   *
   * `DELETE /api/v1/product-categories/{id}`
   */
  deleteCategory(id: number, options?: WriteOptions): Promise<null>
  /**
   * List products.
   *
   * The chain’s catalogue, which everybody sees. `q` looks for each word, whatever the accents, in the name, the SKUs, the barcodes, the categories and the description, and forgives one or two wrong letters (unless `fuzzy=false`). Without `sort` the best come first: the very code, the very name, a name that begins so, the whole word, a name that contains it, a code that does, the category, the description, then what resembles it. A walk by `cursor` always follows an order, the newest first unless said. The prices of filters and orders are those of active variants, in the store `store_id` at this moment or else the chain’s; `include` joins relations, `fields` narrows the answer. Costs appear only with the permission `products.viewCost`, and neither filter nor sort.
   *
   * Permission: `products.view`.
   *
   * `GET /api/v1/products`
   */
  listProducts: ListOperation<[query?: ListProductsQuery, options?: CallOptions], ListedProduct, PageMeta>
  /**
   * Create a product.
   *
   * A `price` (a decimal of at most four decimals) also makes the first variant, with its SKU and barcode. The slug comes from the name, followed by `-1`, `-2`… when it is taken. Refused: an unknown category, tax class or store, a GTIN with a wrong check digit, a code that another article bears.
   *
   * Permission: `products.create`.
   *
   * `POST /api/v1/products`
   */
  createProduct(body: CreateProductInput, options?: WriteOptions): Promise<Product>
  /**
   * List deleted products.
   *
   * Those that can be restored, the last deleted first. `q` looks in the name.
   *
   * Permission: `products.restore`.
   *
   * `GET /api/v1/products/deleted`
   */
  listDeletedProducts: ListOperation<[query?: ListDeletedProductsQuery, options?: CallOptions], ListedDeletedProduct, PageMeta>
  /**
   * Read a product.
   *
   * The product with its category, variants, options, images and the stores that sell it (only one’s own, for whoever does not act everywhere). Cost and margin take `products.viewCost`.
   *
   * Permission: `products.view`.
   *
   * `GET /api/v1/products/{id}`
   */
  getProduct(id: number, query?: GetProductQuery, options?: CallOptions): Promise<Product>
  /**
   * Change a product.
   *
   * Only the fields that are given change; the slug stays. Price, SKU and barcode are those of the only variant of a product that has just one. Whether every store sells it (`sold_everywhere`) is changed by whoever acts in all stores; the `store_ids` of others hold for their stores only.
   *
   * Permission: `products.update`.
   *
   * `PUT /api/v1/products/{id}`
   */
  replaceProduct(id: number, body: UpdateProductInput, options?: WriteOptions): Promise<Product>
  /**
   * Change a product.
   *
   * Only the fields that are given change; the slug stays. Price, SKU and barcode are those of the only variant of a product that has just one. Whether every store sells it (`sold_everywhere`) is changed by whoever acts in all stores; the `store_ids` of others hold for their stores only.
   *
   * Permission: `products.update`.
   *
   * `PATCH /api/v1/products/{id}`
   */
  updateProduct(id: number, body: UpdateProductInput, options?: WriteOptions): Promise<Product>
  /**
   * Delete a product.
   *
   * Takes the product off the lists; old tickets keep its name, its barcodes are free again. Refused while some of it is in stock. It can be restored.
   *
   * Permission: `products.delete`.
   *
   * `DELETE /api/v1/products/{id}`
   */
  deleteProduct(id: number, options?: WriteOptions): Promise<null>
  /**
   * Restore a deleted product.
   *
   * Brings back a deleted product with its variants and their barcodes. Refused when another article bears one of these codes now. A product that was not deleted is answered as it is.
   *
   * Permission: `products.restore`.
   *
   * `POST /api/v1/products/{id}/restore`
   */
  restoreProduct(id: number, options?: WriteOptions): Promise<Product>
  /**
   * Count products by facet.
   *
   * How the products of a search and of filters, the same as the list’s, are spread: by category (with its branches), price range, store, availability, vendor, tag, tax class, active and featured. Every facet counts what passes all filters. With `store_id`, prices are those of this store at this moment. `include` asks for some only. Only your stores appear.
   *
   * Permission: `products.view`.
   *
   * `GET /api/v1/products/facets`
   */
  countProductFacets(query?: CountProductFacetsQuery, options?: CallOptions): Promise<CountProductFacetsData>
  /**
   * Have stores sell a product.
   *
   * Adds these stores to those that sell it. If it was sold everywhere and you act in all stores, it is now sold in these only; otherwise it stays sold everywhere. A store that is not yours does not exist.
   *
   * Permission: `products.update`.
   *
   * `POST /api/v1/products/{id}/stores`
   */
  attachStores(id: number, body: AttachStoresInput, options?: WriteOptions): Promise<Product>
  /**
   * Have a store sell a product no longer.
   *
   * After the last store none sells it: only sold_everywhere has every store sell it again.
   *
   * Permission: `products.update`.
   *
   * `DELETE /api/v1/products/{id}/stores/{store_id}`
   */
  detachStore(id: number, storeId: number, options?: WriteOptions): Promise<null>
  /**
   * List the variants of a product.
   *
   * The variants of the product in the order of their position. Costs take `products.viewCost`.
   *
   * Permission: `product-variants.view`.
   *
   * `GET /api/v1/products/{id}/variants`
   */
  listVariants: ListOperation<[id: number, query?: ListVariantsQuery, options?: CallOptions], ListedVariant, PageMeta>
  /**
   * Add a variant to a product.
   *
   * Adds what is sold: a price (at most four decimals), a SKU and barcodes unique in the chain, a weight in grams. A barcode is a GTIN with its check digit, or `{code, type: "internal"}`.
   *
   * Permission: `product-variants.create`.
   *
   * `POST /api/v1/products/{id}/variants`
   */
  createVariant(id: number, body: CreateVariantInput, options?: WriteOptions): Promise<Variant>
  /**
   * Read a variant.
   *
   * The variant, its barcodes and its option values. Costs take `products.viewCost`.
   *
   * Permission: `product-variants.view`.
   *
   * `GET /api/v1/product-variants/{id}`
   */
  getVariant(id: number, query?: GetVariantQuery, options?: CallOptions): Promise<Variant>
  /**
   * Change a variant.
   *
   * Only the fields that are given change; `barcodes` replaces all that it had. An inactive variant no longer claims its barcodes.
   *
   * Permission: `product-variants.update`.
   *
   * `PUT /api/v1/product-variants/{id}`
   */
  replaceVariant(id: number, body: UpdateVariantInput, options?: WriteOptions): Promise<Variant>
  /**
   * Change a variant.
   *
   * Only the fields that are given change; `barcodes` replaces all that it had. An inactive variant no longer claims its barcodes.
   *
   * Permission: `product-variants.update`.
   *
   * `PATCH /api/v1/product-variants/{id}`
   */
  updateVariant(id: number, body: UpdateVariantInput, options?: WriteOptions): Promise<Variant>
  /**
   * Delete a variant.
   *
   * Takes the variant away; old tickets keep its name. Refused while some of it is in stock.
   *
   * Permission: `product-variants.delete`.
   *
   * `DELETE /api/v1/product-variants/{id}`
   */
  deleteVariant(id: number, options?: WriteOptions): Promise<null>
  /**
   * Look up a barcode or a SKU.
   *
   * What a scanner has just read: every article that bears this code as a barcode, a SKU or a PLU, exact ones before those that differ in case or in leading zeros only. A label of a scale is read by the layouts of the chain: `scan` gives its weight in kilograms or its price. An empty list when nobody bears it.
   *
   * Permission: `product-variants.view`.
   *
   * `GET /api/v1/variants/lookup`
   */
  lookUpCode(query: LookUpCodeQuery, options?: CallOptions): Promise<Array<LookUpCodeData>>
  /**
   * Print labels.
   *
   * Shelf or product labels, in the order asked for, 2,000 at most. `format`: `pdf` (on sheets or rolls, barcodes as shapes), `zpl` (bytes for a Zebra printer of 203 or 300 dots per inch, on rolls) or `json` (texts and places in millimetres, to draw them yourself). A shelf label bears the price per unit of measure of what has a net content: per 100 g or 100 ml in Québec, per kilogram or litre elsewhere. Prices are those of the store named; without one, those of the chain, provided that all your stores have the same currency and taxes. Refused, with the field named: an article that is unknown, deleted, or priced at the till (unless `show.price` is false); a sheet with `zpl`; a `start_at` that the sheet does not have. A code too long for the width has no bars; a character that the font lacks is replaced by �.
   *
   * Permission: `products.view`.
   *
   * `POST /api/v1/labels`
   */
  printLabels(body: PrintLabelsInput, options?: CallOptions): Promise<Blob | PrintLabelsData>
  /**
   * Order the gallery of a product.
   *
   * Puts these pictures first, in this order; the first becomes the main picture. The others follow, as they were.
   *
   * Permission: `products.attachGallery`.
   *
   * `PUT /api/v1/products/{id}/gallery/order`
   */
  orderGallery(id: number, body: OrderGalleryInput, options?: WriteOptions): Promise<Array<FetchGalleryData>>
  /**
   * Describe a picture.
   *
   * Changes the text that says what the picture shows, and the variant that it shows (null: the product as such).
   *
   * Permission: `products.attachGallery`.
   *
   * `PATCH /api/v1/products/{id}/gallery/{file_id}`
   */
  updatePicture(id: number, fileId: number, body: UpdatePictureInput, options?: WriteOptions): Promise<FetchGalleryData>
  /**
   * Remove a picture from a product.
   *
   * `file_id` is the `id` of the picture in the gallery. The file goes a day later, unless a gallery shows it.
   *
   * Permission: `products.attachGallery`.
   *
   * `DELETE /api/v1/products/{id}/gallery/{file_id}`
   */
  detachGallery(id: number, fileId: number, options?: WriteOptions): Promise<null>
  /**
   * Remove a picture from a variant.
   *
   * `file_id` is the `id` of the picture in the gallery. The file goes a day later, unless a gallery shows it.
   *
   * Permission: `products.attachGallery`.
   *
   * `DELETE /api/v1/product-variants/{id}/gallery/{file_id}`
   */
  detachVariantGallery(id: number, fileId: number, options?: WriteOptions): Promise<null>
  /**
   * Fetch the pictures known by their address.
   *
   * An import keeps only the addresses of pictures. This has those of the product fetched, in the background and from the public internet only; the state of each picture says how far it is.
   *
   * Permission: `products.attachGallery`.
   *
   * `POST /api/v1/products/{id}/gallery/fetch`
   */
  fetchGallery(id: number, options?: WriteOptions): Promise<Array<FetchGalleryData>>
  /**
   * List the options of a product.
   *
   * With their values, in their order.
   *
   * Permission: `product-options.view`.
   *
   * `GET /api/v1/products/{id}/options`
   */
  listOptions(id: number, options?: CallOptions): Promise<Array<Option>>
  /**
   * Add an option to a product.
   *
   * A size, a colour, with its values. default_value goes to the variants that are there already; without it they have no value of this option. At most five options per product.
   *
   * Permission: `product-options.create`.
   *
   * `POST /api/v1/products/{id}/options`
   */
  createOption(id: number, body: CreateOptionInput, options?: WriteOptions): Promise<Option>
  /**
   * Change an option.
   *
   * Only the fields that are given change. Variants called by their values follow the order of the options.
   *
   * Permission: `product-options.update`.
   *
   * `PUT /api/v1/product-options/{id}`
   */
  updateOption(id: number, body: UpdateOptionInput, options?: WriteOptions): Promise<Option>
  /**
   * Delete an option.
   *
   * Variants that still differ without it stay. Otherwise those that have one of its values are deleted with it; refused, with their number, when some were sold or are in stock.
   *
   * Permission: `product-options.delete`.
   *
   * `DELETE /api/v1/product-options/{id}`
   */
  deleteOption(id: number, options?: WriteOptions): Promise<null>
  /**
   * Make the variants that the options lack.
   *
   * A variant for each combination of values that has none yet, at the price given or that of the first variant; those that are there do not change. A second time, nothing is made. At most 1000 variants per product.
   *
   * Permission: `product-variants.create`.
   *
   * `POST /api/v1/products/{id}/variants/matrix`
   */
  makeVariantMatrix(id: number, body: MakeVariantMatrixInput, options?: WriteOptions): Promise<MakeVariantMatrixData>
  /**
   * Add a value to an option.
   *
   * Also makes the variants that are missing: one for each combination of the other options, at its sister’s price; the answer gives them. Nothing is made while no variant has a value of this option, nor with make_variants false.
   *
   * Permission: `product-option-values.create`.
   *
   * `POST /api/v1/product-options/{id}/values`
   */
  createOptionValue(id: number, body: CreateOptionValueInput, options?: WriteOptions): Promise<OptionValue>
  /**
   * Change an option value.
   *
   * Variants called by their values change their names with it; tickets keep theirs.
   *
   * Permission: `product-option-values.update`.
   *
   * `PUT /api/v1/product-option-values/{id}`
   */
  updateOptionValue(id: number, body: UpdateOptionValueInput, options?: WriteOptions): Promise<UpdateOptionValueData>
  /**
   * Delete an option value.
   *
   * The variants that have it are deleted with it; refused, with their number, when some were sold or are in stock.
   *
   * Permission: `product-option-values.delete`.
   *
   * `DELETE /api/v1/product-option-values/{id}`
   */
  deleteOptionValue(id: number, options?: WriteOptions): Promise<null>
  /**
   * Change thousands of variants in one request.
   *
   * Prices, compare-at prices, costs, activation, SKUs and the product’s category, 5000 rows at most. Changing the category also takes `products.update`. Each row has its answer, in the same order: the good ones happen, the others say why they do not. With atomic one bad row refuses all, and the answer is 422. A SKU that another variant bears is taken, even if that one leaves it in the same request.
   *
   * Permission: `product-variants.update`.
   *
   * `POST /api/v1/product-variants/bulk`
   */
  changeManyVariants(body: ChangeManyVariantsInput, options?: WriteOptions): Promise<Array<ChangeManyVariantsData>>
  /**
   * List the layouts of the scales’ codes.
   *
   * How the scales of the chain write a weight or a price into a barcode. The look-up by code reads them; the variant’s PLU is the number of the article.
   *
   * Permission: `product-variants.view`.
   *
   * `GET /api/v1/barcode-layouts`
   */
  listBarcodeLayouts(options?: CallOptions): Promise<Array<BarcodeLayout>>
  /**
   * Replace the layouts of the scales’ codes.
   *
   * The list replaces the one that is there. A pattern has 12 or 13 signs, such as 20PPPPPVVVVVC: prefix, PLU (P), check digit of the value (K, optional), value (V), check digit (C). Two patterns whose prefixes overlap are refused.
   *
   * Permission: `settings.manage`.
   *
   * `PUT /api/v1/barcode-layouts`
   */
  replaceBarcodeLayouts(body: ReplaceBarcodeLayoutsInput, options?: WriteOptions): Promise<Array<BarcodeLayout>>
  /**
   * List the prices of a variant per store.
   *
   * The past, present and coming prices of your stores, each in the store’s currency. A store that has none at a moment asks the chain’s price, which is the variant’s.
   *
   * Permission: `product-variants.view`.
   *
   * `GET /api/v1/product-variants/{id}/prices`
   */
  listStorePrices(id: number, options?: CallOptions): Promise<Array<StorePrice>>
  /**
   * Replace the prices of a variant per store.
   *
   * The list replaces all prices of your stores for this variant; those of other stores stay. A period begins at starts_at and ends just before ends_at; two periods of one store do not overlap. Prices are in the store’s currency, with at most four decimals.
   *
   * Permission: `product-variants.update`.
   *
   * `PUT /api/v1/product-variants/{id}/prices`
   */
  replaceStorePrices(id: number, body: ReplaceStorePricesInput, options?: WriteOptions): Promise<Array<StorePrice>>
  /**
   * List the deposits and eco-fees of a variant.
   *
   * What a unit bears beside its price, each amount with a tax class of its own. The variant and the look-up by code show them too.
   *
   * Permission: `product-variants.view`.
   *
   * `GET /api/v1/product-variants/{id}/fees`
   */
  listFees(id: number, options?: CallOptions): Promise<Array<Fee>>
  /**
   * Replace the deposits and eco-fees of a variant.
   *
   * The list replaces the one that is there, in the order in which it is printed; an empty one takes all away. The amount is for one unit, in the currency of the store that sells it.
   *
   * Permission: `product-variants.update`.
   *
   * `PUT /api/v1/product-variants/{id}/fees`
   */
  replaceFees(id: number, body: ReplaceFeesInput, options?: WriteOptions): Promise<Array<Fee>>
  /**
   * Export products.
   *
   * The catalogue of one moment, as CSV, with the filters of the list. The format `comptoir` gives back all that an import takes: imported into an empty chain it makes the catalogue again, imported into the same one it changes nothing. `shopify` keeps to Shopify’s format, which knows neither a tree of categories nor classes of taxes. Costs have a column only for whoever holds `products.viewCost`. What a spreadsheet would take for a formula has an apostrophe before it, which the import takes off.
   *
   * Permission: `products.view`.
   *
   * `GET /api/v1/exports/products`
   */
  exportProducts(query: ExportProductsQuery, options?: CallOptions): Promise<string>
  /**
   * A store’s stock.
   *
   * Every article that this store has ever kept, with what is on hand (units or kilograms, at most three decimals). The value at cost takes `products.viewCost`.
   *
   * Permission: `stock.view`.
   *
   * `GET /api/v1/stores/{id}/stock`
   */
  listStoreStock: ListOperation<[id: number, query?: ListStoreStockQuery, options?: CallOptions], ListedStock, PageMeta>
  /**
   * Stock by store and variant.
   *
   * The stock of the stores in which one acts, a row for each store and variant. Another’s store gives no row.
   *
   * Permission: `stock.view`.
   *
   * `GET /api/v1/stock`
   */
  listStock: ListOperation<[query?: ListStockQuery, options?: CallOptions], ListedStock, PageMeta>
  /**
   * Stock by article, its stores side by side.
   *
   * A row for each article that one of one’s stores has kept, with what each has of it. `status` keeps the articles that are so in one store at least.
   *
   * Permission: `stock.view`.
   *
   * `GET /api/v1/stock/articles`
   */
  listStockArticles: ListOperation<[query?: ListStockArticlesQuery, options?: CallOptions], ListedStockArticle, PageMeta>
  /**
   * Stock movements, each with the balance after it.
   *
   * The ledger: each coming and going with its reason, its author, its reference and the balance after it. Nothing in it is ever changed. Days are those of the store.
   *
   * Permission: `stock.view`.
   *
   * `GET /api/v1/stock-movements`
   */
  listStockMovements: ListOperation<[query?: ListStockMovementsQuery, options?: CallOptions], ListedStockMovement, PageMeta>
  /**
   * Set or change a variant’s stock.
   *
   * `on_hand` sets the quantity, `delta` adds to it; give one of them, and a reason. The movement that is written explains it. Prefer `delta` where several programs write. 404 for a store in which one does not act.
   *
   * Permission: `stock.adjust`.
   *
   * `PUT /api/v1/product-variants/{id}/stock`
   */
  adjustStock(id: number, body: AdjustStockInput, options?: WriteOptions): Promise<AdjustStockData>
  /**
   * Remove a variant’s stock from a store.
   *
   * Takes all that is left of it out of the store. The level stays, at nothing, with its whole history. 404 when the store never kept it.
   *
   * Permission: `stock.adjust`.
   *
   * `DELETE /api/v1/product-variants/{id}/stock/{store_id}`
   */
  removeStock(id: number, storeId: number, query?: RemoveStockQuery, options?: WriteOptions): Promise<AdjustStockData>
  /**
   * An article’s stock in a store.
   *
   * What is on hand, reserved, in transit and available, the levels that are wanted, and those that sales suggest: what sells during the lead time with a reserve, then two weeks of sales in whole packs. 404 when the store never kept it.
   *
   * Permission: `stock.view`.
   *
   * `GET /api/v1/stock/{store_id}/{variant_id}`
   */
  getStockLevel(storeId: number, variantId: number, options?: CallOptions): Promise<StockLevel>
  /**
   * Why there are so many.
   *
   * The movements of an article in a store, the newest first, each with the balance after it and the address of what caused it (the ticket, the receipt, the transfer), down to what there was before them. Go back with `next_cursor`: at the end there was nothing.
   *
   * Permission: `stock.view`.
   *
   * `GET /api/v1/stock/{store_id}/{variant_id}/history`
   */
  explainStockLevel(storeId: number, variantId: number, query?: ExplainStockLevelQuery, options?: CallOptions): Promise<ExplainStockLevelData>
  /**
   * Say what a store wants to have of an article.
   *
   * The reorder point, the target, the pack size and the lead time. Only the fields that are given change; null takes one away. The target is not below the reorder point. Alerts follow at once.
   *
   * Permission: `stock.adjust`.
   *
   * `PUT /api/v1/stock/{store_id}/{variant_id}/levels`
   */
  setStockTargets(storeId: number, variantId: number, body: SetStockTargetsInput, options?: WriteOptions): Promise<StockLevel>
  /**
   * How a store deals with its stock.
   *
   * What becomes of a sale of more than there is, and after how many days without a sale an article calls for attention.
   *
   * Permission: `stock.view`.
   *
   * `GET /api/v1/stores/{id}/stock-policy`
   */
  getStockPolicy(id: number, options?: CallOptions): Promise<StockPolicy>
  /**
   * Say how a store deals with its stock.
   *
   * Holds from the next sale. With `refuse`, a program sells neither what is missing nor what is reserved for others (409 `not_enough_stock`); a till’s ticket is always recorded. Only the fields that are given change.
   *
   * Permission: `stores.update`.
   *
   * `PUT /api/v1/stores/{id}/stock-policy`
   */
  setStockPolicy(id: number, body: SetStockPolicyInput, options?: WriteOptions): Promise<StockPolicy>
  /**
   * What in stock calls for attention.
   *
   * A row for each article and store with none left, too little, too much, less than nothing, or that does not sell. An alert opens and closes with the movement that causes it; those of articles that do not sell open once a day. Open ones, unless `status` asks for others.
   *
   * Permission: `stock.view`.
   *
   * `GET /api/v1/stock-alerts`
   */
  listStockAlerts: ListOperation<[query?: ListStockAlertsQuery, options?: CallOptions], ListedStockAlert, PageMeta>
  /**
   * List receipts of goods.
   *
   * Those of the stores in which one acts, the newest first. Costs take `products.viewCost`.
   *
   * Permission: `stock.view`.
   *
   * `GET /api/v1/stock-receipts`
   */
  listStockReceipts: ListOperation<[query?: ListStockReceiptsQuery, options?: CallOptions], ListedStockReceipt, PageMeta>
  /**
   * Receive goods from outside.
   *
   * Brings each line into stock at its cost, which joins the average. Where some were missing the receipt’s cost becomes the average, and the difference is posted (`cost_variance`). A receipt is not changed: stock is corrected. With an `Idempotency-Key` it comes in once.
   *
   * Permission: `stock.adjust`.
   *
   * `POST /api/v1/stock-receipts`
   */
  receiveGoods(body: ReceiveGoodsInput, options?: WriteOptions): Promise<StockReceipt>
  /**
   * Read a receipt of goods.
   *
   * With its lines, and, for those who see costs, what each was worth and corrected.
   *
   * Permission: `stock.view`.
   *
   * `GET /api/v1/stock-receipts/{id}`
   */
  getStockReceipt(id: number, options?: CallOptions): Promise<StockReceipt>
  /**
   * List reservations.
   *
   * Those of the stores in which one acts, the newest first. A reservation counts no more from its expiry on.
   *
   * Permission: `stock.view`.
   *
   * `GET /api/v1/reservations`
   */
  listReservations: ListOperation<[query?: ListReservationsQuery, options?: CallOptions], ListedReservation, PageMeta>
  /**
   * Reserve an article.
   *
   * Promises what is on hand and promised to nobody, until the expiry (a day, where nothing is said). 409 `not_enough_stock` when not enough of it is available. A line of a sale that names the reservation (`reservation_id`) takes it.
   *
   * Permission: `sales.create`.
   *
   * `POST /api/v1/reservations`
   */
  createReservation(body: CreateReservationInput, options?: WriteOptions): Promise<Reservation>
  /**
   * Read a reservation.
   *
   * What of it was taken, what remains, and until when.
   *
   * Permission: `stock.view`.
   *
   * `GET /api/v1/reservations/{id}`
   */
  getReservation(id: number, options?: CallOptions): Promise<Reservation>
  /**
   * Extend a reservation.
   *
   * Moves the expiry of a reservation that runs. 409 `reservation_ended` when it ran out, was given up or was sold.
   *
   * Permission: `sales.create`.
   *
   * `PUT /api/v1/reservations/{id}`
   */
  replaceReservation(id: number, body: UpdateReservationInput, options?: WriteOptions): Promise<Reservation>
  /**
   * Extend a reservation.
   *
   * Moves the expiry of a reservation that runs. 409 `reservation_ended` when it ran out, was given up or was sold.
   *
   * Permission: `sales.create`.
   *
   * `PATCH /api/v1/reservations/{id}`
   */
  updateReservation(id: number, body: UpdateReservationInput, options?: WriteOptions): Promise<Reservation>
  /**
   * Give up a reservation.
   *
   * What remains of it becomes available again. The reservation stays, for the record. 409 `reservation_ended` when it has already ended.
   *
   * Permission: `sales.create`.
   *
   * `DELETE /api/v1/reservations/{id}`
   */
  releaseReservation(id: number, options?: WriteOptions): Promise<Reservation>
  /**
   * List stocktakes.
   *
   * Those of the stores in which one acts, the newest first.
   *
   * Permission: `stock.count`.
   *
   * `GET /api/v1/stocktakes`
   */
  listStocktakes: ListOperation<[query?: ListStocktakesQuery, options?: CallOptions], ListedStocktake, PageMeta>
  /**
   * Begin a stocktake.
   *
   * Notes the articles to be counted, as they are now: the whole store (`store`), some categories (`category`) or a list (`list`). Counting goes on while the store sells. Blind, unless `blind` is false, which takes `stock.approve`.
   *
   * Permission: `stock.count`.
   *
   * `POST /api/v1/stocktakes`
   */
  createStocktake(body: CreateStocktakeInput, options?: WriteOptions): Promise<Stocktake>
  /**
   * Read a stocktake.
   *
   * How far it has come: how many articles are counted, by whom, and how many remain. Never what is expected.
   *
   * Permission: `stock.count`.
   *
   * `GET /api/v1/stocktakes/{id}`
   */
  getStocktake(id: number, options?: CallOptions): Promise<Stocktake>
  /**
   * List the articles of a stocktake.
   *
   * With what is counted of each so far, all zones together. `is_to_count=true` gives what remains to be counted. The ledger’s quantity (`expected`) is shown only to whoever holds `stock.approve`, and to whoever holds `stock.view` where the stocktake is not blind.
   *
   * Permission: `stock.count`.
   *
   * `GET /api/v1/stocktakes/{id}/articles`
   */
  listStocktakeArticles: ListOperation<[id: number, query?: ListStocktakeArticlesQuery, options?: CallOptions], ListedStocktakeArticle, PageMeta>
  /**
   * List the counts of a stocktake.
   *
   * Each count, with who made it and when, the newest first; also those that another has replaced (`is_current`). `ids`, and `id` in an order, are their order of arrival.
   *
   * Permission: `stock.count`.
   *
   * `GET /api/v1/stocktakes/{id}/counts`
   */
  listStocktakeCounts: ListOperation<[id: number, query?: ListStocktakeCountsQuery, options?: CallOptions], ListedStocktakeCount, PageMeta>
  /**
   * Send counts.
   *
   * Several people count at once. The zones of an article add up; a new count of the same zone replaces the one before, which stays on record. Each count holds for its own moment (`counted_at`): what is sold afterwards stays sold. The same id, sent again, counts once. An article of the scope, or found on the shelves; 422 for others.
   *
   * Permission: `stock.count`.
   *
   * `POST /api/v1/stocktakes/{id}/counts`
   */
  recordStocktakeCounts(id: number, body: RecordStocktakeCountsInput, options?: WriteOptions): Promise<Array<RecordStocktakeCountsData>>
  /**
   * Finish counting.
   *
   * Nobody counts any more; the differences are shown to whoever approves. Nothing changes in stock yet.
   *
   * Permission: `stock.count`.
   *
   * `POST /api/v1/stocktakes/{id}/finish`
   */
  finishStocktake(id: number, body: FinishStocktakeInput, options?: WriteOptions): Promise<Stocktake>
  /**
   * Have articles counted again.
   *
   * Opens a finished stocktake again for these articles only: what was counted of them is void, in every zone. It then has to be finished again.
   *
   * Permission: `stock.approve`.
   *
   * `POST /api/v1/stocktakes/{id}/reopen`
   */
  reopenStocktake(id: number, body: ReopenStocktakeInput, options?: WriteOptions): Promise<Stocktake>
  /**
   * Approve the differences.
   *
   * Posts a movement `count` for each article counted: what was counted, less what the ledger held at the moment of the count. What arrives later but occurred before the count is posted with its correction (`count_correction`): what was counted stays true. Whoever counted may approve; both stay on record (`is_approved_by_counter`).
   *
   * Permission: `stock.approve`.
   *
   * `POST /api/v1/stocktakes/{id}/approve`
   */
  approveStocktake(id: number, options?: WriteOptions): Promise<Stocktake>
  /**
   * Give a stocktake up.
   *
   * Stock stays as it is, the counts stay on record. 409 once it is approved or given up.
   *
   * Permission: `stock.approve`.
   *
   * `POST /api/v1/stocktakes/{id}/cancel`
   */
  cancelStocktake(id: number, options?: WriteOptions): Promise<Stocktake>
  /**
   * List the differences of a stocktake.
   *
   * What was counted and what was expected: the ledger’s balance at the moment of each article’s count, movements taken by when they occurred. Until the approval what arrives late still changes them. The largest values first; values take `products.viewCost`.
   *
   * Permission: `stock.approve`.
   *
   * `GET /api/v1/stocktakes/{id}/variances`
   */
  listStocktakeVariances: ListOperation<[id: number, query?: ListStocktakeVariancesQuery, options?: CallOptions], ListedStocktakeVariance, PageMeta>
  /**
   * Sums of a stocktake’s differences, by category.
   *
   * By category and in all: articles counted, differences, quantities beyond and missing, and for whoever sees costs what they are worth.
   *
   * Permission: `stock.approve`.
   *
   * `GET /api/v1/stocktakes/{id}/variances/summary`
   */
  sumStocktakeVariances(id: number, options?: CallOptions): Promise<SumStocktakeVariancesData>
  /**
   * Export the differences of a stocktake.
   *
   * All differences of one moment, as CSV, in the language asked for. What a spreadsheet would take for a formula has an apostrophe before it.
   *
   * Permission: `stock.approve`.
   *
   * `GET /api/v1/stocktakes/{id}/variances.csv`
   */
  exportStocktakeVariances(id: number, options?: CallOptions): Promise<string>
  /**
   * List transfers.
   *
   * Those that leave the stores in which one acts, or go there, the newest first, with what left, arrived and is still under way. Values take `products.viewCost`.
   *
   * Permission: `transfers.view`.
   *
   * `GET /api/v1/transfers`
   */
  listTransfers: ListOperation<[query?: ListTransfersQuery, options?: CallOptions], ListedTransfer, PageMeta>
  /**
   * Request a transfer.
   *
   * From one store or warehouse to another of the same currency. One acts at the destination, which asks, or at the source, which offers; 404 where one acts at neither. Each article stands in it once, in units or kilograms. Nothing moves before the shipment.
   *
   * Permission: `transfers.request`.
   *
   * `POST /api/v1/transfers`
   */
  createTransfer(body: CreateTransferInput, options?: WriteOptions): Promise<Transfer>
  /**
   * Read a transfer.
   *
   * With its lines, what has become of each, and every step: who, when, how many and why. `actions` says which steps the reader may take now.
   *
   * Permission: `transfers.view`.
   *
   * `GET /api/v1/transfers/{id}`
   */
  getTransfer(id: number, options?: CallOptions): Promise<Transfer>
  /**
   * Change a requested transfer.
   *
   * For the store that asks (or offers), as long as nothing is approved. Lines that are given take the place of all others.
   *
   * Permission: `transfers.request`.
   *
   * `PATCH /api/v1/transfers/{id}`
   */
  updateTransfer(id: number, body: UpdateTransferInput, options?: WriteOptions): Promise<Transfer>
  /**
   * A transfer’s pick list.
   *
   * For those who pick at the source: each article, by category and then by name, with what to take of it, what is taken already and what is on hand.
   *
   * Permission: `transfers.ship`.
   *
   * `GET /api/v1/transfers/{id}/pick-list`
   */
  getPickList(id: number, options?: CallOptions): Promise<PickList>
  /**
   * Approve a transfer.
   *
   * For the source. A line that is given may be cut, down to nothing; the others are granted as they are. What is approved is reserved at the source until the shipment. 409 `not_enough_stock` where the source refuses to sell below zero and not enough of it is available.
   *
   * Permission: `transfers.approve`.
   *
   * `POST /api/v1/transfers/{id}/approve`
   */
  approveTransfer(id: number, body: ShipTransferInput, options?: WriteOptions): Promise<Transfer>
  /**
   * Note what was picked for a transfer.
   *
   * For the source: what was taken off the shelves, at most what is approved, at once or little by little. A quantity that is given again takes the place of the one before. Stock does not move yet.
   *
   * Permission: `transfers.ship`.
   *
   * `POST /api/v1/transfers/{id}/pick`
   */
  pickTransfer(id: number, body: PickTransferInput, options?: WriteOptions): Promise<Transfer>
  /**
   * Ship a transfer.
   *
   * For the source. Takes out of stock what was picked (what was approved, where nothing was noted as picked), or the quantities that are given, at most what was approved; at the source’s average cost. The goods are under way (the destination’s `in_transit`) until they arrive or are settled. What does not leave is reserved no more. 409 `not_enough_stock` where the source refuses to sell below zero.
   *
   * Permission: `transfers.ship`.
   *
   * `POST /api/v1/transfers/{id}/ship`
   */
  shipTransfer(id: number, body: ShipTransferInput, options?: WriteOptions): Promise<Transfer>
  /**
   * Receive a transfer.
   *
   * For the destination: what has arrived, in one delivery or several; all that is under way, where no line is given. It comes into stock at the cost at which it left. What is missing stays under way; what arrived beyond it, or without being on the transfer, comes in as a surplus where the line says so (`surplus`), and is refused otherwise. A delivery with an `id` (or an `Idempotency-Key`) comes in once; without either, sending it again counts it twice.
   *
   * Permission: `transfers.receive`.
   *
   * `POST /api/v1/transfers/{id}/receive`
   */
  receiveTransfer(id: number, body: ReceiveTransferInput, options?: WriteOptions): Promise<Transfer>
  /**
   * Settle what will not arrive.
   *
   * `returned`: back at the source, which has received it (`transfers.receive`), at the cost at which it left. `lost`: lost, by decision of a manager (`transfers.approve`) of either store. Each line says why, and each article stands in it once. What arrives after all is received.
   *
   * Permission: `transfers.view`.
   *
   * `POST /api/v1/transfers/{id}/settle`
   */
  settleTransfer(id: number, body: SettleTransferInput, options?: WriteOptions): Promise<Transfer>
  /**
   * Cancel a transfer.
   *
   * Before the shipment: by the store that asked for it (`transfers.request`), or by a manager (`transfers.approve`) of either. What was reserved is available again. Once they have left, goods come back by being settled (`returned`).
   *
   * Permission: `transfers.view`.
   *
   * `POST /api/v1/transfers/{id}/cancel`
   */
  cancelTransfer(id: number, body: CancelTransferInput, options?: WriteOptions): Promise<Transfer>
  /**
   * What a store should order.
   *
   * The articles whose position (on hand, less reserved, plus in transit, plus requested) is at the reorder point or below, up to the target, in whole packs; the most urgent first. Levels are those of the store, or those that its sales and lead time suggest. Where the warehouse has not enough for all stores that it supplies, each gets the same part of what it wants. `why` gives the figures. 404 for a store in which one does not act.
   *
   * Permission: `transfers.view`.
   *
   * `GET /api/v1/replenishment/proposals`
   */
  listReplenishmentProposals: ListOperation<[query: ListReplenishmentProposalsQuery, options?: CallOptions], ListedReplenishmentProposal, PageMeta>
  /**
   * Order what is proposed.
   *
   * Requests a transfer of whatever is proposed (`all`), or of some articles, from the warehouse that supplies the store. What is asked for counts at once: a second request orders nothing twice, and gets 409 `nothing_to_order` where nothing is left to order. An article that is named and not proposed is refused (422).
   *
   * Permission: `transfers.request`.
   *
   * `POST /api/v1/replenishment/requests`
   */
  requestReplenishment(body: RequestReplenishmentInput, options?: WriteOptions): Promise<Transfer>
  /**
   * Record a sale.
   *
   * Missing prices are today’s; taxes, rounding, number and seal are computed here. Give an `id` (UUID) or an `Idempotency-Key`: the same sale sent twice is recorded once, and answers 200; other content under the same id is refused. The `barcode` of a scale’s label says the weight or the price: the line needs no `quantity`, and whatever else it says must come to the same. A discount takes `sales.discount` and stays within the limit of who sells (the line’s and its share of the ticket’s together), another price, or another tax class than the article’s, takes `sales.override`; beyond that, name in `approvals` what `POST /approvals` answered. The deposits and eco-fees of an article are added after its line (`fee_of`), without a discount. A customer whose certificate of exemption holds that day pays no tax; `method: "credit"` takes from their store credit. What is odd and not wrong is accepted and told in `flags`.
   *
   * Permission: `sales.create`.
   *
   * `POST /api/v1/sales`
   */
  recordSale(body: RecordSaleInput, options?: WriteOptions): Promise<Sale>
  /**
   * List tickets.
   *
   * The tickets of the stores in which one acts, latest first. Days are the store’s business days; `q` finds a reference, an external id, or the name or SKU of an article sold. 404 for a store in which one does not act.
   *
   * Permission: `sales.view`.
   *
   * `GET /api/v1/sales`
   */
  listSales: ListOperation<[query?: ListSalesQuery, options?: CallOptions], ListedSale, PageMeta>
  /**
   * Record a batch of sales and returns.
   *
   * Up to 500 sales (`kind: "sale"`, the default) and returns (`kind: "return"`, with `sale_id`, or with a `reason` and no receipt), each with an `id` and an answer of its own, in their order: 201 recorded, 200 recorded before, or its refusal. One refusal does not stop the others. An enrolled device delivers in this way, signed, all that it has made (`session_open`, `session_close`, `cash_movement` and `drawer_open` too), in any order, with its numbers and seals: what the receipt says is recorded, what is odd is flagged, what must wait answers 202.
   *
   * Permission: `sales.create`.
   *
   * `POST /api/v1/sales/batch`
   */
  recordSales(body: RecordSalesInput, options?: CallOptions): Promise<Array<RecordSalesData>>
  /**
   * Read a ticket.
   *
   * The whole ticket: lines, taxes, payments, flags and seal. Amounts are in its currency. 404 in a store in which one does not act.
   *
   * Permission: `sales.view`.
   *
   * `GET /api/v1/sales/{id}`
   */
  getSale(id: string, options?: CallOptions): Promise<Sale>
  /**
   * Find a ticket by its receipt.
   *
   * The ticket whose receipt one holds, of any store of the chain, and what of it may still come back: per line as a quantity (`returnable`), per tender as money (`refundable`). Nothing of the people: no customer, cashier or note. The ids answered serve `POST /sales/{id}/returns`. Thirty receipts of stores in which one does not act within ten minutes, found or not; beyond them 429 and `Retry-After`. Those of one’s own stores are not counted.
   *
   * Permission: `sales.return`.
   *
   * `GET /api/v1/sales/lookup`
   */
  lookUpSale(query: LookUpSaleQuery, options?: CallOptions): Promise<LookUpSaleData>
  /**
   * Record a return or an exchange.
   *
   * Gives back the exact shares of the lines sold, and computes nothing anew: returning everything, in any parts, gives back exactly what was paid. The deposits and eco-fees of a line come back with it, unless `with_fees: false`. A cash refund follows the rounding of the zone. Never more than was sold, nor than a tender paid, for the sale and all that it was exchanged for; the customer’s store credit may take the place of any (`customer_id` says whose, where the sale names nobody). `exchange_lines`, like the lines of a sale, make an exchange in one ticket: what is bought is taxed anew, and only the difference is paid (`payments`) or given back (`refunds`). What was bought in exchange comes back in its turn, by its own ticket. `restock: false` leaves damaged goods out of stock.
   *
   * Permission: `sales.return`.
   *
   * `POST /api/v1/sales/{id}/returns`
   */
  recordReturn(id: string, body: RecordReturnInput, options?: WriteOptions): Promise<Sale>
  /**
   * Record a return without a receipt.
   *
   * Takes back goods whose receipt nobody has: for who holds `approvals.give`, or with an approval (`approvals`). Without `unit_price` an article is worth the lowest of its current prices: the store’s or the chain’s. Taxes are today’s, and no fee is given back without a line of its own (a description, a price, a tax class). Refunds are in cash (with the zone’s rounding), by card, in store credit (`customer_id` says whose) or otherwise. What comes back into stock does so at the average cost of the moment; `restock: false` leaves damaged goods out of stock. The reason is kept as the ticket’s note.
   *
   * Permission: `sales.return`.
   *
   * `POST /api/v1/returns`
   */
  recordOpenReturn(body: RecordOpenReturnInput, options?: WriteOptions): Promise<Sale>
  /**
   * Approve by PIN.
   *
   * Asked for by who sells, given by who holds `approvals.give` in this store, with their PIN. The approval holds for ten minutes, for one ticket of this store recorded by who asked for it, and no further than `details`: a discount up to `percent` of a line, or of a ticket, that is worth at most `from`, a price `to` in the place of `from`. What is taken off a price does not exceed the approver’s limit, nor does a lowered price unless they hold `sales.override`; nobody approves for themselves what they may not do alone. Name it in `approvals` of the sale or return; a ticket that is refused does not use it up. Five wrong PINs for a person, and they wait a quarter of an hour; an unknown person, one of another store and one without a PIN answer the same. The same request again makes another approval.
   *
   * Permission: `sales.create`.
   *
   * `POST /api/v1/approvals`
   */
  giveApproval(body: GiveApprovalInput, options?: CallOptions): Promise<GiveApprovalData>
  /**
   * List approvals.
   *
   * What was approved in the stores in which one acts, latest first, with who asked for it and the ticket that used it up. `date_from` and `date_to` are days of the store. Takes `approvals.give` or `audit.view`; 404 for a store in which one does not act.
   *
   * Whoever is signed in may ask.
   *
   * `GET /api/v1/approvals`
   */
  listApprovals: ListOperation<[query?: ListApprovalsQuery, options?: CallOptions], ListedApproval, PageMeta>
  /**
   * Take one’s turn at a drawer.
   *
   * Checks the PIN of who steps up to the open drawer, and answers who it is and what they may do: the till then names them in `cashier_id`. The turn is written to the audit log. Attempts count together with those of `POST /approvals`.
   *
   * Permission: `sales.create`.
   *
   * `POST /api/v1/register-sessions/{id}/cashier`
   */
  takeTurn(id: string, body: TakeTurnInput, options?: CallOptions): Promise<TakeTurnData>
  /**
   * List devices.
   *
   * The devices of the stores in which one acts, with the registers they hold and when they last asked.
   *
   * Permission: `devices.manage`.
   *
   * `GET /api/v1/devices`
   */
  listDevices: ListOperation<[query?: ListDevicesQuery, options?: CallOptions], ListedDevice, PageMeta>
  /**
   * Add a device.
   *
   * Answers a code that enrols the device once, within fifteen minutes. It is shown only here.
   *
   * Permission: `devices.manage`.
   *
   * `POST /api/v1/devices`
   */
  createDevice(body: CreateDeviceInput, options?: CallOptions): Promise<CreateDeviceData>
  /**
   * Enrol a device.
   *
   * With a manager’s code the device gives its public key, and keeps the other. From then on it signs: `Authorization: Device <id>:<ms>:<signature>`, where the Ed25519 signature (base64url) is over `METHOD`, path, milliseconds and the SHA-256 of the body (hexadecimal), separated by line feeds. Asked again with the same code and key, answers the same.
   *
   * Everyone may ask.
   *
   * `POST /api/v1/devices/enrol`
   */
  enrolDevice(body: EnrolDeviceInput, options?: CallOptions): Promise<Device>
  /**
   * Read a device.
   *
   * The device, its state, its clock and the registers it holds. 404 in a store in which one does not act.
   *
   * Permission: `devices.manage`.
   *
   * `GET /api/v1/devices/{id}`
   */
  getDevice(id: string, options?: CallOptions): Promise<Device>
  /**
   * Rename a device.
   *
   * Only the name changes: its key and its store are its own for ever.
   *
   * Permission: `devices.manage`.
   *
   * `PATCH /api/v1/devices/{id}`
   */
  updateDevice(id: string, body: UpdateDeviceInput, options?: WriteOptions): Promise<Device>
  /**
   * Give another enrolment code.
   *
   * For a device that is not enrolled yet; the code before it no longer serves.
   *
   * Permission: `devices.manage`.
   *
   * `POST /api/v1/devices/{id}/code`
   */
  issueDeviceCode(id: string, options?: CallOptions): Promise<CreateDeviceData>
  /**
   * Revoke a device.
   *
   * Its registers are free at once. What it still delivers is not lost: a manager accepts or rejects it (`/reviews`).
   *
   * Permission: `devices.manage`.
   *
   * `POST /api/v1/devices/{id}/revoke`
   */
  revokeDevice(id: string, options?: WriteOptions): Promise<Device>
  /**
   * Give a register to a device.
   *
   * Opens a series of numbers from 1 that only it gives, without a network too. The same device finds the same series again. Held by another, the register answers 409, except with `take_over`: then a new series begins, and late tickets of the old one still find their place in it.
   *
   * Permission: `sessions.open`.
   *
   * `POST /api/v1/registers/{id}/lease`
   */
  leaseRegister(id: number, body: LeaseRegisterInput, options?: WriteOptions): Promise<LeaseRegisterData>
  /**
   * Release a register.
   *
   * The device holds it no longer; what it has not delivered yet keeps its place in the series, and what is missing is flagged until it comes.
   *
   * Permission: `sessions.open`.
   *
   * `POST /api/v1/registers/{id}/release`
   */
  releaseRegister(id: number, body: ReleaseRegisterInput, options?: WriteOptions): Promise<LeaseRegisterData>
  /**
   * List what is to be reviewed.
   *
   * One for each flag of a ticket or a session, for each gap in a series that has ended, and for each record of a device that is held. The oldest first; `state=open` for what waits.
   *
   * Permission: `reviews.settle`.
   *
   * `GET /api/v1/reviews`
   */
  listReviews: ListOperation<[query?: ListReviewsQuery, options?: CallOptions], ListedReview, PageMeta>
  /**
   * Read what is to be reviewed.
   *
   * With, in `record`, the record that is held, as the device delivered it. 404 in a store in which one does not act.
   *
   * Permission: `reviews.settle`.
   *
   * `GET /api/v1/reviews/{id}`
   */
  getReview(id: number, options?: CallOptions): Promise<Review>
  /**
   * Settle what is to be reviewed.
   *
   * `accepted` or `rejected`, once, with who and why; a rejection wants a reason (`note`). Accepting what is held records it with its flag (a return, once its sale has come; what refuses it is said); rejecting it keeps it as it is. What is recorded already does not change.
   *
   * Permission: `reviews.settle`.
   *
   * `POST /api/v1/reviews/{id}/settle`
   */
  settleReview(id: number, body: SettleReviewInput, options?: WriteOptions): Promise<Review>
  /**
   * Read the journal of a register.
   *
   * The tickets of a register and the closings of its sessions, in the order of acceptance: each entry holds the hash of the one before it and bears a signature (none before there were keys). 404 for a register of a store in which one does not act.
   *
   * Permission: `journal.view`.
   *
   * `GET /api/v1/journal`
   */
  listJournal: ListOperation<[query: ListJournalQuery, options?: CallOptions], ListedJournal, PageMeta>
  /**
   * List closings.
   *
   * The closings of each store by day, month and year, made after midnight. A day covers what the registers have accepted since the one before it, by position; so a late ticket is in one closing, under its own business day, and nothing is opened again. `perpetual` is the sum since the first, never reset. Amounts in the store’s currency, without tax before `tax`, returns negative. `from` and `to` bound the whole period. 404 for a store in which one does not act.
   *
   * Permission: `journal.view`.
   *
   * `GET /api/v1/journal/closings`
   */
  listJournalClosings: ListOperation<[query?: ListJournalClosingsQuery, options?: CallOptions], ListedJournalClosing, PageMeta>
  /**
   * Read the journal’s public keys.
   *
   * Every key that has signed, the oldest first. Whoever verifies a file takes them from here rather than from the file: `--key` takes the key or its fingerprint.
   *
   * Permission: `journal.view`.
   *
   * `GET /api/v1/journal/keys`
   */
  listJournalKeys(options?: CallOptions): Promise<Array<JournalKey>>
  /**
   * Export the journal.
   *
   * The journal of a store (`store_id`, with its closings) or of a register (`register_id`), all of one moment, a line of JSON per entry, with the public keys; the last line signs all the others. `bin/verify-journal.mjs` verifies it by itself, without the server. `from` and `to` bound the days on which the store accepted. 404 for a store in which one does not act.
   *
   * Permission: `journal.view`.
   *
   * `GET /api/v1/journal/export`
   */
  exportJournal(query?: ExportJournalQuery, options?: CallOptions): Promise<Blob>
  /**
   * Read or print the receipt of a ticket.
   *
   * `format=json` (the default) gives the receipt’s parts; `text` what a printer of `width` columns writes; `html` a page to print; `pdf` paper of 80 mm; `escpos` the bytes of a receipt printer. Each tax has its row and its rate; where prices include VAT, each rate has its amount without tax, its tax and both together. The barcode is the ticket’s reference, as Code 128. The receipt of the day that its cashier takes first is the original; any other is marked COPY and numbered, and takes `sales.reprint`. Every form that can be printed counts; `json` counts with `print_id` only, which makes a request repeatable. 404 in a store in which one does not act.
   *
   * Permission: `sales.view`.
   *
   * `GET /api/v1/sales/{id}/receipt`
   */
  getReceipt(id: string, query?: GetReceiptQuery, options?: CallOptions): Promise<Receipt | string | Blob>
  /**
   * Send the receipt of a ticket by e-mail.
   *
   * The receipt leaves shortly after, as text, as a page and as a PDF. It counts as a printing: the first one of the day by the ticket’s cashier is the original, any other is a copy and takes `sales.reprint`. The same request, with the same `print_id` or the same `Idempotency-Key`, sends nothing more and answers 200. The address is not kept with the ticket.
   *
   * Permission: `sales.view`.
   *
   * `POST /api/v1/sales/{id}/email`
   */
  emailReceipt(id: string, body: EmailReceiptInput, options?: WriteOptions): Promise<EmailReceiptData>
  /**
   * Open a drawer session.
   *
   * Opens the drawer of a register with its float. The `id` is one that the till has made; the same opening sent twice answers 200. A register has one open session at a time. Cashiers take turns on it: `cashier_id` says who opens it, oneself otherwise.
   *
   * Permission: `sessions.open`.
   *
   * `POST /api/v1/registers/{id}/sessions`
   */
  openSession(id: number, body: OpenSessionInput, options?: WriteOptions): Promise<Session>
  /**
   * List register sessions.
   *
   * The sessions of the stores in which one acts, latest days first. `kind=drawer`: drawers; `kind=day`: what a register took in a day without a session being named, closed by itself on the next. The count is blind: `expected_cash` of an open session is shown only to who has `sessions.cash`. 404 for a store in which one does not act.
   *
   * Permission: `sessions.view`.
   *
   * `GET /api/v1/register-sessions`
   */
  listSessions: ListOperation<[query?: ListSessionsQuery, options?: CallOptions], ListedSession, PageMeta>
  /**
   * Read a register session.
   *
   * The session, with its cash movements (the latest 500). `missing_records` counts what a till has numbered and not delivered yet: the Z report is complete when none is missing.
   *
   * Permission: `sessions.view`.
   *
   * `GET /api/v1/register-sessions/{id}`
   */
  getSession(id: string, options?: CallOptions): Promise<Session>
  /**
   * Put cash in or take it out.
   *
   * `in`: cash in; `out`: cash out; `drop`: a drop into the safe; `no_sale`: the drawer opened without a sale, without an amount. The reason is required. The same movement sent twice with its `id` answers 200.
   *
   * Permission: `sessions.cash`.
   *
   * `POST /api/v1/register-sessions/{id}/cash-movements`
   */
  moveCash(id: string, body: MoveCashInput, options?: WriteOptions): Promise<MoveCashData>
  /**
   * Close a drawer session.
   *
   * Closes the drawer with what was counted in it, and answers the Z report, on which what was expected then appears. `counted`: denominations and how many, or sums by payment method. A difference is recorded with its note, never refused. Tickets that follow are accepted, flagged `session_closed` and counted apart. `totals` and `last_number` are what the till says; for a device’s session that is closed from here, `last_number` is the last of its series.
   *
   * Permission: `sessions.close`.
   *
   * `POST /api/v1/register-sessions/{id}/close`
   */
  closeSession(id: string, body: CloseSessionInput, options?: WriteOptions): Promise<XReport>
  /**
   * Read the X report.
   *
   * What the session has taken so far, by business day, tax and payment method, in the measures of the reports. The count is blind: while the session is open, payments are shown only to who has `sessions.cash`.
   *
   * Permission: `sessions.view`.
   *
   * `GET /api/v1/register-sessions/{id}/x-report`
   */
  getXReport(id: string, options?: CallOptions): Promise<XReport>
  /**
   * Read the Z report.
   *
   * The numbered report of a closed session: its sums, what was expected and what was counted, and, apart, what came after the closing. It fills up while tickets of a till are still missing (`missing_records`). 409 while the session is open.
   *
   * Permission: `sessions.view`.
   *
   * `GET /api/v1/register-sessions/{id}/z-report`
   */
  getZReport(id: string, options?: CallOptions): Promise<XReport>
  /**
   * List customers.
   *
   * The customers of the whole chain, by name. `q` looks through name, e-mail, telephone and external id, whatever the accents and the way of writing a number. Those that were deleted, merged or erased are not in it.
   *
   * Permission: `customers.view`.
   *
   * `GET /api/v1/customers`
   */
  listCustomers: ListOperation<[query?: ListCustomersQuery, options?: CallOptions], ListedCustomer, PageMeta>
  /**
   * Add a customer.
   *
   * Only the name is required. Two customers may have one e-mail or telephone, never one `external_id`. Postal codes of Canada and France are checked. With `tax_exemption` what they buy bears no tax until the certificate expires.
   *
   * Permission: `customers.create`.
   *
   * `POST /api/v1/customers`
   */
  createCustomer(body: CreateCustomerInput, options?: WriteOptions): Promise<Customer>
  /**
   * Read a customer.
   *
   * With their store credit. One that was merged into another is still read here, and `merged_into_id` says into which.
   *
   * Permission: `customers.view`.
   *
   * `GET /api/v1/customers/{id}`
   */
  getCustomer(id: number, options?: CallOptions): Promise<Customer>
  /**
   * Change a customer.
   *
   * Only the fields that are given change; null empties one, and `tax_exemption: null` ends the exemption for sales to come.
   *
   * Permission: `customers.update`.
   *
   * `PUT /api/v1/customers/{id}`
   */
  replaceCustomer(id: number, body: UpdateCustomerInput, options?: WriteOptions): Promise<Customer>
  /**
   * Change a customer.
   *
   * Only the fields that are given change; null empties one, and `tax_exemption: null` ends the exemption for sales to come.
   *
   * Permission: `customers.update`.
   *
   * `PATCH /api/v1/customers/{id}`
   */
  updateCustomer(id: number, body: UpdateCustomerInput, options?: WriteOptions): Promise<Customer>
  /**
   * Delete a customer.
   *
   * Takes them off the lists; their tickets still name them, and their data stays until it is erased (`/erase`). Refused while they have store credit.
   *
   * Permission: `customers.delete`.
   *
   * `DELETE /api/v1/customers/{id}`
   */
  deleteCustomer(id: number, options?: WriteOptions): Promise<null>
  /**
   * List a customer’s tickets.
   *
   * Their sales and returns, latest first, in the stores in which one acts only. Takes `sales.view` as well.
   *
   * Permission: `customers.view`.
   *
   * `GET /api/v1/customers/{id}/sales`
   */
  listCustomerSales: ListOperation<[id: number, query?: ListCustomerSalesQuery, options?: CallOptions], ListedSale, PageMeta>
  /**
   * Merge two customers into one.
   *
   * The one in the address stays; the one that `customer_id` names is merged into it. Tickets, credit and parked tickets go over to the first, which also takes what it did not know. Whatever still names the second means the first from then on.
   *
   * Permission: `customers.update`.
   *
   * `POST /api/v1/customers/{id}/merge`
   */
  mergeCustomers(id: number, body: MergeCustomersInput, options?: WriteOptions): Promise<Customer>
  /**
   * Export what is known of a customer.
   *
   * All that the chain knows of them, to be handed over when they ask: their record and those merged into it, their credit, their parked tickets and all their tickets, in every store. Nothing of the people who served them. Holds for a deleted customer too.
   *
   * Permission: `customers.erase`.
   *
   * `GET /api/v1/customers/{id}/export`
   */
  exportCustomer(id: number, options?: CallOptions): Promise<ExportCustomerData>
  /**
   * Erase a customer’s data.
   *
   * For good, as the law asks (Québec’s Law 25, GDPR art. 17): name, addresses, notes and certificate go, also from parked tickets, the search and kept answers. Tickets stay, without a name, with their hashes. Refused while they have credit, unless they give it up (`forfeit_credit`). Holds for a deleted customer too.
   *
   * Permission: `customers.erase`.
   *
   * `POST /api/v1/customers/{id}/erase`
   */
  eraseCustomer(id: number, body: EraseCustomerInput, options?: WriteOptions): Promise<EraseCustomerData>
  /**
   * Read a customer’s store credit.
   *
   * The balances by currency, and the last twenty movements, each with the balance that it left. Of a movement made in a store in which one does not act, neither the ticket nor the person is seen.
   *
   * Permission: `customers.view`.
   *
   * `GET /api/v1/customers/{id}/credit`
   */
  getCustomerCredit(id: number, options?: CallOptions): Promise<CustomerCredit>
  /**
   * Grant or withdraw store credit.
   *
   * A positive amount is granted, a negative one withdrawn; it takes a reason. The balance is never negative. The currency is one of the chain’s stores; without it, that of the stores in which one acts, when they have only one. A sale is paid from credit by `method: "credit"`, a return is refunded to it.
   *
   * Permission: `customers.update`.
   *
   * `POST /api/v1/customers/{id}/credit`
   */
  changeCustomerCredit(id: number, body: ChangeCustomerCreditInput, options?: WriteOptions): Promise<ChangeCustomerCreditData>
  /**
   * List the movements of a customer’s credit.
   *
   * All of them, the last first; their sum by currency is the balance. Of a movement made in a store in which one does not act, neither the ticket nor the person is seen.
   *
   * Permission: `customers.view`.
   *
   * `GET /api/v1/customers/{id}/credit/movements`
   */
  listCustomerCreditMovements: ListOperation<[id: number, query?: ListCustomerCreditMovementsQuery, options?: CallOptions], ListedCustomerCreditMovement, PageMeta>
  /**
   * List parked tickets.
   *
   * Those that wait in the stores in which one acts, the oldest first; `q` looks through their names. `is_resumed=true` shows those that were resumed. 404 for a store in which one does not act.
   *
   * Permission: `sales.create`.
   *
   * `GET /api/v1/parked-sales`
   */
  listParkedSales: ListOperation<[query?: ListParkedSalesQuery, options?: CallOptions], ListedParkedSale, PageMeta>
  /**
   * Park a ticket.
   *
   * Under a name, with its lines as in a sale. It takes no number, moves no stock and is in no report; nothing of it is checked before the sale, but the customer and the register. The same under the same `id` answers 200.
   *
   * Permission: `sales.create`.
   *
   * `POST /api/v1/parked-sales`
   */
  parkSale(body: ParkSaleInput, options?: WriteOptions): Promise<ParkedSale>
  /**
   * Read a parked ticket.
   *
   * Also when it was resumed: `resumed_at` says when. 404 in a store in which one does not act.
   *
   * Permission: `sales.create`.
   *
   * `GET /api/v1/parked-sales/{id}`
   */
  getParkedSale(id: string, options?: CallOptions): Promise<ParkedSale>
  /**
   * Change a parked ticket.
   *
   * Only the fields that are given change; `lines` takes the place of all lines. A ticket that was resumed changes no more.
   *
   * Permission: `sales.create`.
   *
   * `PUT /api/v1/parked-sales/{id}`
   */
  replaceParkedSale(id: string, body: UpdateParkedSaleInput, options?: WriteOptions): Promise<ParkedSale>
  /**
   * Change a parked ticket.
   *
   * Only the fields that are given change; `lines` takes the place of all lines. A ticket that was resumed changes no more.
   *
   * Permission: `sales.create`.
   *
   * `PATCH /api/v1/parked-sales/{id}`
   */
  updateParkedSale(id: string, body: UpdateParkedSaleInput, options?: WriteOptions): Promise<ParkedSale>
  /**
   * Give up a parked ticket.
   *
   * It is gone. A ticket that was resumed can no longer be given up.
   *
   * Permission: `sales.create`.
   *
   * `DELETE /api/v1/parked-sales/{id}`
   */
  deleteParkedSale(id: string, options?: WriteOptions): Promise<null>
  /**
   * Resume a parked ticket.
   *
   * At any register of its store, once only: the second that asks learns that the first has it. The lines that are answered can be sent as they stand in a sale.
   *
   * Permission: `sales.create`.
   *
   * `POST /api/v1/parked-sales/{id}/resume`
   */
  resumeParkedSale(id: string, body: ResumeParkedSaleInput, options?: WriteOptions): Promise<ParkedSale>
  /**
   * Copy what selling takes, and follow its changes.
   *
   * Everything that a till must hold to sell in a store without a network: articles with their prices now and to come, categories, customers, stock as a hint, and the store itself (taxes, registers, cashiers, receipt). Without `since`, a complete copy; with the `cursor` of an answer, what has changed since, and in `deleted` what is no more. A row replaces the one with the same id; getting it twice changes nothing.
   *
   * As long as `has_more` is true, ask again with `cursor`; when it is false, the copy is the store of one single moment. A cursor of more than 90 days, of another store, of before a restore or of somebody who sees other things starts over with `complete: true`; what is no cursor is refused with 422.
   *
   * Customers take `customers.view`, stock takes `stock.view`; costs and digests of PINs are never in it. JSON, or MessagePack with `Accept: application/msgpack`. 404 in a store in which one does not act.
   *
   * Permission: `sales.create`.
   *
   * `GET /api/v1/pos/catalog`
   */
  readTillFeed(query: ReadTillFeedQuery, options?: CallOptions): Promise<TillFeed>
  /**
   * Sales report.
   *
   * Every amount before `tax` is without tax, in the currency of its block; amounts of different currencies are never added. A day is the store’s business day, an hour that of its time zone. Only groups that have tickets have a row. By category, product or variant: the name is the latest printed on a ticket of the period, lines without an article stand together under the key null, a ticket counts for each of its articles (so that rows do not add up), and `rounding` and `collected`, which belong to no article, are null. By payment method: a ticket counts as a whole for its main payment (the largest; the first of equal ones), except `collected`, which is exact for each method.
   *
   * As `csv`, `xlsx` or `pdf`, every row, written while it is read: CSV in UTF-8 with a byte order mark, the reader’s separator and decimals, formulas made harmless; a workbook of typed cells, a sheet per currency with its total; PDF with a chart, at most 2,000 rows. A very long report is asked for by `POST /exports`.
   *
   * The header `x-data-as-of` says up to when all that was sold is counted: the moment of the reading, or a little before where reports are read from a replica.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/reports/sales`
   */
  reportSales(query?: ReportSalesQuery, options?: CallOptions): Promise<ReportSalesData | string | Blob>
  /**
   * Key figures.
   *
   * Each figure is that of the period, that of the period before (`previous_period`), and the relative change.
   *
   * As `csv`, `xlsx` or `pdf`, every row, written while it is read: CSV in UTF-8 with a byte order mark, the reader’s separator and decimals, formulas made harmless; a workbook of typed cells, a sheet per currency with its total; PDF with a chart, at most 2,000 rows. A very long report is asked for by `POST /exports`.
   *
   * The header `x-data-as-of` says up to when all that was sold is counted: the moment of the reading, or a little before where reports are read from a replica.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/reports/kpis`
   */
  reportKpis(query?: ReportKpisQuery, options?: CallOptions): Promise<ReportKpisData | string | Blob>
  /**
   * Dashboard.
   *
   * A day beside the same weekday of last week and last year (364 days earlier), in all, by hour and by store. The day is each store’s own, in its time zone; without `date`, the latest that has begun in one of them, so that a store further west may not be there yet. With it, how things are now, whatever the date: each register (open drawer, since when, by whom, cash expected, device, last sale, silent since) and the stock alerts. The figures are those of the sales report. Margin only with `reports.margin`, alerts with `stock.view`, cashiers with `sessions.view`, expected cash with `sessions.cash`, last sales with `sales.view`. 404 for a store in which one does not act.
   *
   * As `csv`, `xlsx` or `pdf`, every row, written while it is read: CSV in UTF-8 with a byte order mark, the reader’s separator and decimals, formulas made harmless; a workbook of typed cells, a sheet per currency with its total; PDF with a chart, at most 2,000 rows. A very long report is asked for by `POST /exports`.
   *
   * The header `x-data-as-of` says up to when all that was sold is counted: the moment of the reading, or a little before where reports are read from a replica.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/reports/dashboard`
   */
  reportDashboard(query?: ReportDashboardQuery, options?: CallOptions): Promise<ReportDashboardData | string | Blob>
  /**
   * Inventory report.
   *
   * The stock of now (quantities, value at cost and at price, alerts, overstock, dead articles) beside what was sold and lost in the period (30 days by default, 366 at the most, within the last three years): turnover, days of cover, shrinkage by reason. The value at cost is that of the ledger. What a group sold is what the sales report says; its category is the one printed on the ticket, and today’s for the stock. `group_by=abc_class` puts the articles of each ABC class together. Costs, values at cost and turnover only with `reports.margin`. 404 for a store in which one does not act.
   *
   * As `csv`, `xlsx` or `pdf`, every row, written while it is read: CSV in UTF-8 with a byte order mark, the reader’s separator and decimals, formulas made harmless; a workbook of typed cells, a sheet per currency with its total; PDF with a chart, at most 2,000 rows. A very long report is asked for by `POST /exports`.
   *
   * The header `x-data-as-of` says up to when all that was sold is counted: the moment of the reading, or a little before where reports are read from a replica.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/reports/inventory`
   */
  reportInventory(query?: ReportInventoryQuery, options?: CallOptions): Promise<ReportInventoryData | string | Blob>
  /**
   * Top products.
   *
   * The products of a period by revenue, units, sales or margin, with their share of the total, their place and figures in the period before; and those that rise and fall, by the largest difference, whether or not they were sold in both periods. Lines without an article count in the totals and have no place. The figures are those of the sales report by product. Margin only with `reports.margin`, without which `by=margin` is refused (403). 404 for a store in which one does not act.
   *
   * As `csv`, `xlsx` or `pdf`, every row, written while it is read: CSV in UTF-8 with a byte order mark, the reader’s separator and decimals, formulas made harmless; a workbook of typed cells, a sheet per currency with its total; PDF with a chart, at most 2,000 rows. A very long report is asked for by `POST /exports`.
   *
   * The header `x-data-as-of` says up to when all that was sold is counted: the moment of the reading, or a little before where reports are read from a replica.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/reports/top-products`
   */
  reportTopProducts(query?: ReportTopProductsQuery, options?: CallOptions): Promise<ReportTopProductsData | string | Blob>
  /**
   * Performance by store.
   *
   * Each store of a period (30 days by default, 366 at the most, within the last three years), ranked by revenue, beside the period before (see `previous_period`) and the same dates a year earlier, with its stock, turnover and days of cover. A store that sold nothing has a row without a place; a warehouse, when it has stock or sales. The figures are those of the sales and inventory reports. Margin, value at cost and turnover only with `reports.margin`. 404 for a store in which one does not act.
   *
   * As `csv`, `xlsx` or `pdf`, every row, written while it is read: CSV in UTF-8 with a byte order mark, the reader’s separator and decimals, formulas made harmless; a workbook of typed cells, a sheet per currency with its total; PDF with a chart, at most 2,000 rows. A very long report is asked for by `POST /exports`.
   *
   * The header `x-data-as-of` says up to when all that was sold is counted: the moment of the reading, or a little before where reports are read from a replica.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/reports/stores`
   */
  reportStores(query?: ReportStoresQuery, options?: CallOptions): Promise<ReportStoresData | string | Blob>
  /**
   * Trends.
   *
   * How a measure goes (`measure`): months by year with their seasonality index, weekdays by hour, and each day with its moving averages over 7 and 28 days. Two years by default, eleven at the most; days that have not begun are left out, those without a sale are zero, but before the first ticket of these stores: they count in no mean, and a season takes a whole year since. Days and hours are each store’s own. The figures are those of the sales report. `measure=margin` only with `reports.margin` (403 otherwise). 404 for a store in which one does not act.
   *
   * As `csv`, `xlsx` or `pdf`, every row, written while it is read: CSV in UTF-8 with a byte order mark, the reader’s separator and decimals, formulas made harmless; a workbook of typed cells, a sheet per currency with its total; PDF with a chart, at most 2,000 rows. A very long report is asked for by `POST /exports`.
   *
   * The header `x-data-as-of` says up to when all that was sold is counted: the moment of the reading, or a little before where reports are read from a replica.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/reports/trends`
   */
  reportTrends(query?: ReportTrendsQuery, options?: CallOptions): Promise<ReportTrendsData | string | Blob>
  /**
   * Custom report.
   *
   * A report of one’s own: up to three dimensions, any measures, filters, an order, a comparison. Dimensions and measures are those of the sales report and mean the same: `tickets` counts each sale once per group, `rounding` and `collected` are null by article, `collected` follows the payments by payment method. Each filter is about a dimension, and keeps the tickets (the lines, where it is about articles) whose key is one of its values; null: what has none. Days are chosen by `date_from` and `date_to`. A report by day, week, month or year that is compared lays the tickets of the other period on this one; what is only in the other has a row too. `tickets_url` leads to the tickets of each row. Refused, with the field named (`filters.0.values.1`): an unknown dimension or measure, what is given twice, an order by what is not asked for, more than 50,000 groups. A city or another value of a filter, or a currency, that no ticket has finds nothing and is not refused, since a ticket may have it yet. Cost and margin want `reports.margin` (403, the permission named). 404 for a store in which one does not act.
   *
   * As `csv`, `xlsx` or `pdf`, every row, written while it is read: CSV in UTF-8 with a byte order mark, the reader’s separator and decimals, formulas made harmless; a workbook of typed cells, a sheet per currency with its total; PDF with a chart, at most 2,000 rows. A very long report is asked for by `POST /exports`.
   *
   * The header `x-data-as-of` says up to when all that was sold is counted: the moment of the reading, or a little before where reports are read from a replica.
   *
   * Permission: `reports.view`.
   *
   * `POST /api/v1/reports/custom`
   */
  reportCustom(body: ReportCustomInput, query?: ReportCustomQuery, options?: CallOptions): Promise<ReportCustomData | string | Blob>
  /**
   * Export the accounting.
   *
   * By store, business day and account: sales and returns without tax by class and rate, taxes by code, payments by method (less change and refunds), rounding, cash differences on the day of the closing, cash in, out and dropped. Debits and credits balance to the cent for every store and day. The accounts are those of the setting `accounting`. `format=csv` (366 days at the most) or `json` (92). 404 for a store in which one does not act.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/exports/accounting`
   */
  exportAccounting(query?: ExportAccountingQuery, options?: CallOptions): Promise<ExportAccountingData | string>
  /**
   * List what reports are made of.
   *
   * Dimensions and measures, with their names and meanings in the reader’s language. Cost and margin are there only for `reports.margin`.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/reports/fields`
   */
  listReportFields(options?: CallOptions): Promise<ReportField>
  /**
   * List saved reports.
   *
   * One’s own and those that others show to one of one’s roles, by name; all of them for whoever sets up the chain (`settings.manage`), who tells them apart by `whose`. `q` looks through the names.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/saved-reports`
   */
  listSavedReports: ListOperation<[query?: ListSavedReportsQuery, options?: CallOptions], ListedSavedReport, PageMeta>
  /**
   * Save a report.
   *
   * A definition of `POST /reports/custom`, under a name that one has not given yet, shown to the roles named. Whoever reads it sees only their own stores and measures. Without dates it is about the days of its `period`, else about the last 30, whenever it is asked for. Refused: what makes no report (`definition.sort`), an unknown role, a measure beyond one’s rights (403).
   *
   * Permission: `reports.view`.
   *
   * `POST /api/v1/saved-reports`
   */
  saveReport(body: SaveReportInput, options?: WriteOptions): Promise<SavedReport>
  /**
   * Read a saved report.
   *
   * Its definition, which can be sent as it stands to `POST /reports/custom`, and what would keep one from that (`problems`). 404 for another’s that is not shown to you.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/saved-reports/{id}`
   */
  getSavedReport(id: number, options?: CallOptions): Promise<SavedReport>
  /**
   * Change a saved report.
   *
   * Only the fields that are given change; `roles` takes the place of all roles. For its owner and whoever sets up the chain; 403 for who only sees it.
   *
   * Permission: `reports.view`.
   *
   * `PUT /api/v1/saved-reports/{id}`
   */
  replaceSavedReport(id: number, body: UpdateSavedReportInput, options?: WriteOptions): Promise<SavedReport>
  /**
   * Change a saved report.
   *
   * Only the fields that are given change; `roles` takes the place of all roles. For its owner and whoever sets up the chain; 403 for who only sees it.
   *
   * Permission: `reports.view`.
   *
   * `PATCH /api/v1/saved-reports/{id}`
   */
  updateSavedReport(id: number, body: UpdateSavedReportInput, options?: WriteOptions): Promise<SavedReport>
  /**
   * Delete a saved report.
   *
   * For its owner and whoever sets up the chain; 403 for who only sees it.
   *
   * Permission: `reports.view`.
   *
   * `DELETE /api/v1/saved-reports/{id}`
   */
  deleteSavedReport(id: number, options?: WriteOptions): Promise<null>
  /**
   * Ask for an export.
   *
   * Makes in the background the file of a report, or of the tickets (`tickets`) or lines (`ticket_lines`) of a period, by millions if need be. Follow `links.self`; the file is at `links.file` for seven days. It is made in the language of the request, of what the person may see when it is made, and never more than when it was asked for: whoever has no access any more gets nothing. `tickets` and `ticket_lines` also take `sales.view`; costs are there only for `reports.margin`. At most ten exports waiting per person.
   *
   * Permission: `reports.view`.
   *
   * `POST /api/v1/exports`
   */
  createExport(body: CreateExportInput, options?: WriteOptions): Promise<Export>
  /**
   * List one’s exports.
   *
   * Those that one has asked for oneself, the newest first.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/exports`
   */
  listExports: ListOperation<[query?: ListExportsQuery, options?: CallOptions], ListedExport, PageMeta>
  /**
   * Follow an export.
   *
   * Its state and its progress, updated every second. An export exists only for whoever asked for it.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/exports/{id}`
   */
  getExport(id: number, options?: CallOptions): Promise<Export>
  /**
   * Cancel or delete an export.
   *
   * Stops one that is under way, and takes away the file of one that is done.
   *
   * Permission: `reports.view`.
   *
   * `DELETE /api/v1/exports/{id}`
   */
  deleteExport(id: number, options?: WriteOptions): Promise<null>
  /**
   * Download an export.
   *
   * The file, once the export is done. Refused to whoever may no longer see all that it shows: costs, tickets, or one of the stores that it is about.
   *
   * Permission: `reports.view`.
   *
   * `GET /api/v1/exports/{id}/file`
   */
  readExportFile(id: number, options?: CallOptions): Promise<string | Blob>
  /**
   * Listen to what happens.
   *
   * A stream of server-sent events that stays open: each event once it is committed, to whoever holds its permission in its store. `data` is JSON: `{id, type, store_id, at, data}`; `store_id` is null for what concerns the whole chain. What is imported of the past is not in it.
   *
   * After an interruption, send the `id` of the last event (`Last-Event-ID`): what was missed comes first, in order, once. Events are kept for seven days; where the `id` is older, or of a database that was restored, the stream begins with the event `reset`: read everything again. A stream ends with the event `end`, with a `reason`: `access_ended` (the token or session), `access_changed` (one may see less than before), `closing` or `unavailable`: connect again. A comment passes every 15 seconds. Whoever reads too slowly is cut off, and may resume. At most 32 streams a person.
   *
   * | type | what has happened | permission |
   * |---|---|---|
   * | `product.changed` | A product, or what belongs to it (variants, prices, codes, pictures, stores), has changed: once for each modification. | `products.view` |
   * | `stock.low` | An article is down to its reorder point. | `stock.view` |
   * | `stock.out` | There is none left of an article. | `stock.view` |
   * | `stock.negative` | The stock of an article is below zero. | `stock.view` |
   * | `stock.over` | There is too much of an article. | `stock.view` |
   * | `transfer.requested` | A transfer was requested. | `transfers.view` |
   * | `transfer.changed` | A requested transfer was changed. | `transfers.view` |
   * | `transfer.approved` | A transfer was approved. | `transfers.view` |
   * | `transfer.shipped` | A transfer is under way. | `transfers.view` |
   * | `transfer.received` | A delivery of a transfer arrived. | `transfers.view` |
   * | `transfer.settled` | What will not arrive of a transfer was settled. | `transfers.view` |
   * | `transfer.cancelled` | A transfer was cancelled. | `transfers.view` |
   * | `sale.completed` | A sale was recorded. | `sales.view` |
   * | `sale.returned` | A return or an exchange was recorded; the total of a return is negative. | `sales.view` |
   * | `register.opened` | The drawer of a register was opened. | `sessions.view` |
   * | `register.closed` | A session of a register was closed and has its Z number; what was counted less what was expected, but for the day of a register without a drawer. | `sessions.view` |
   * | `cash.moved` | Cash was put into a drawer or taken out, or it was opened without a sale. | `sessions.view` |
   * | `review.opened` | An odd, held or missing record waits for somebody to look at it. | `reviews.settle` |
   *
   * Whoever is signed in may ask.
   *
   * `GET /api/v1/live`
   */
  streamEvents(query?: StreamEventsQuery, options?: CallOptions): AsyncGenerator<StreamEventsItem | StreamReset, void, undefined>
  /**
   * Cache statistics.
   *
   * The figures of the instance that answers, then those of the shared cache (`shared`) when there is one.
   *
   * Permission: `cache.manage`.
   *
   * `GET /api/v1/cache/stats`
   */
  getCacheStatistics(options?: CallOptions): Promise<CacheStatistics>
  /**
   * Clear the cache of every instance.
   *
   * Ends every page that is kept, by every instance: the next read is computed anew. Answers how many this instance kept, and how many were removed from the shared cache (null: there is none, or it does not answer; its pages have ended all the same).
   *
   * Permission: `cache.manage`.
   *
   * `DELETE /api/v1/cache/clear`
   */
  clearCache(options?: CallOptions): Promise<ClearCacheData>
  /**
   * State of the system.
   *
   * The health of the parts as the instance that answers sees it, the processes, the background jobs, slow statements, the versions.
   *
   * Permission: `cache.manage`.
   *
   * `GET /api/v1/system`
   */
  readSystem(options?: CallOptions): Promise<System>
  /**
   * Read a picture.
   *
   * A picture of a product’s gallery, as WebP. The address, which the gallery gives, never leads to another picture: the answer may be kept for ever.
   *
   * Everyone may ask.
   *
   * `GET /files/{key}/{file}`
   */
  readImage(key: string, file: string, options?: CallOptions): Promise<Blob>
  /**
   * Look at a file before importing it.
   *
   * The columns of the file with their first cells, the field that each is taken for, and all the fields there are: what one needs to choose a `mapping`. Nothing is kept.
   *
   * Permission: `imports.run`.
   *
   * `POST /api/v1/imports/preview`
   */
  previewImport(body: {
    kind: "products" | "stores" | "stock" | "sales"
    /** Found unless given. */
    delimiter?: "" | "," | ";" | "|" | "tab"
    /** At most 209715200 bytes each, 209715200 together. */
    file: Blob
  }, options?: CallOptions): Promise<PreviewImportData>
  /**
   * Add pictures to a product.
   *
   * Send up to 20 files called “files” as multipart (JPEG, PNG, WebP, AVIF or GIF, each of at most 20 MiB and 50 million pixels); all pictures are added, or none. They are written again as WebP, without position or other data of the camera. A picture that is there already is not added again. At most 100 per product.
   *
   * Permission: `products.attachGallery`.
   *
   * `POST /api/v1/products/{id}/gallery`
   */
  attachGallery(id: number, body: {
    alt?: string | null
    /** At most 20971520 bytes each, 62914560 together. */
    files: Array<Blob>
  }, options?: WriteOptions): Promise<Array<FetchGalleryData>>
  /**
   * Add pictures to a variant.
   *
   * The pictures show this variant, and stand in its product’s gallery too. Send up to 20 files called “files” as multipart (JPEG, PNG, WebP, AVIF or GIF, each of at most 20 MiB and 50 million pixels); all pictures are added, or none. They are written again as WebP, without position or other data of the camera. A picture that is there already is not added again. At most 100 per product.
   *
   * Permission: `products.attachGallery`.
   *
   * `POST /api/v1/product-variants/{id}/gallery`
   */
  attachVariantGallery(id: number, body: {
    alt?: string | null
    /** At most 20971520 bytes each, 62914560 together. */
    files: Array<Blob>
  }, options?: WriteOptions): Promise<Array<FetchGalleryData>>
}

export const OPERATIONS = {
  logIn: { method: 'POST', path: '/api/v1/login', params: [], body: 'json' },
  registerUser: { method: 'POST', path: '/api/v1/register', params: [], body: 'json' },
  logOut: { method: 'POST', path: '/api/v1/logout', params: [] },
  readProfile: { method: 'GET', path: '/api/v1/me', params: [] },
  updateProfile: { method: 'PUT', path: '/api/v1/me', params: [], body: 'json' },
  readSession: { method: 'GET', path: '/api/v1/session', params: [] },
  changePassword: { method: 'PUT', path: '/api/v1/me/password', params: [], body: 'json' },
  requestPasswordReset: { method: 'POST', path: '/api/v1/password/forgot', params: [], body: 'json' },
  resetPassword: { method: 'POST', path: '/api/v1/password/reset', params: [], body: 'json' },
  listTokens: { method: 'GET', path: '/api/v1/tokens', params: [], query: true, list: true },
  createToken: { method: 'POST', path: '/api/v1/tokens', params: [], body: 'json' },
  revokeTokens: { method: 'DELETE', path: '/api/v1/tokens', params: [] },
  revokeToken: { method: 'DELETE', path: '/api/v1/tokens/{id}', params: ['id'] },
  listUsers: { method: 'GET', path: '/api/v1/users', params: [], query: true, list: true },
  createUser: { method: 'POST', path: '/api/v1/users', params: [], body: 'json' },
  getUser: { method: 'GET', path: '/api/v1/users/{id}', params: ['id'] },
  replaceUser: { method: 'PUT', path: '/api/v1/users/{id}', params: ['id'], body: 'json' },
  updateUser: { method: 'PATCH', path: '/api/v1/users/{id}', params: ['id'], body: 'json' },
  deleteUser: { method: 'DELETE', path: '/api/v1/users/{id}', params: ['id'], repeatable: true },
  restoreUser: { method: 'POST', path: '/api/v1/users/{id}/restore', params: ['id'], repeatable: true },
  setUserRoles: { method: 'PUT', path: '/api/v1/users/{id}/roles', params: ['id'], body: 'json', repeatable: true },
  setUserPin: { method: 'PUT', path: '/api/v1/users/{id}/pin', params: ['id'], body: 'json' },
  listPermissions: { method: 'GET', path: '/api/v1/permissions', params: [] },
  listRoles: { method: 'GET', path: '/api/v1/roles', params: [], query: true, list: true },
  createRole: { method: 'POST', path: '/api/v1/roles', params: [], body: 'json', repeatable: true },
  getRole: { method: 'GET', path: '/api/v1/roles/{id}', params: ['id'] },
  replaceRole: { method: 'PUT', path: '/api/v1/roles/{id}', params: ['id'], body: 'json', repeatable: true },
  updateRole: { method: 'PATCH', path: '/api/v1/roles/{id}', params: ['id'], body: 'json', repeatable: true },
  deleteRole: { method: 'DELETE', path: '/api/v1/roles/{id}', params: ['id'], repeatable: true },
  listAuditLog: { method: 'GET', path: '/api/v1/audit-log', params: [], query: true, list: true },
  readSettings: { method: 'GET', path: '/api/v1/settings', params: [] },
  updateSettings: { method: 'PUT', path: '/api/v1/settings', params: [], body: 'json', repeatable: true },
  readSetup: { method: 'GET', path: '/api/v1/setup', params: [] },
  readDemo: { method: 'GET', path: '/api/v1/setup/demo', params: [] },
  takeDemo: { method: 'POST', path: '/api/v1/setup/demo', params: [], repeatable: true },
  listImports: { method: 'GET', path: '/api/v1/imports', params: [], query: true, list: true },
  createImport: { method: 'POST', path: '/api/v1/imports', params: [], body: 'multipart', repeatable: true },
  getImport: { method: 'GET', path: '/api/v1/imports/{id}', params: ['id'] },
  readImportErrors: { method: 'GET', path: '/api/v1/imports/{id}/errors.csv', params: ['id'], query: true },
  undoImport: { method: 'POST', path: '/api/v1/imports/{id}/undo', params: ['id'], repeatable: true },
  listStores: { method: 'GET', path: '/api/v1/stores', params: [], query: true, list: true },
  createStore: { method: 'POST', path: '/api/v1/stores', params: [], body: 'json', repeatable: true },
  getStore: { method: 'GET', path: '/api/v1/stores/{id}', params: ['id'], query: true },
  replaceStore: { method: 'PUT', path: '/api/v1/stores/{id}', params: ['id'], body: 'json', repeatable: true },
  updateStore: { method: 'PATCH', path: '/api/v1/stores/{id}', params: ['id'], body: 'json', repeatable: true },
  deleteStore: { method: 'DELETE', path: '/api/v1/stores/{id}', params: ['id'], repeatable: true },
  restoreStore: { method: 'POST', path: '/api/v1/stores/{id}/restore', params: ['id'], repeatable: true },
  listStaff: { method: 'GET', path: '/api/v1/stores/{id}/users', params: ['id'], query: true, list: true },
  attachUsers: { method: 'POST', path: '/api/v1/stores/{id}/users', params: ['id'], body: 'json', repeatable: true },
  detachUser: { method: 'DELETE', path: '/api/v1/stores/{id}/users/{user_id}', params: ['id', 'user_id'], repeatable: true },
  listRegisters: { method: 'GET', path: '/api/v1/stores/{id}/registers', params: ['id'], query: true, list: true },
  createRegister: { method: 'POST', path: '/api/v1/stores/{id}/registers', params: ['id'], body: 'json', repeatable: true },
  getRegister: { method: 'GET', path: '/api/v1/registers/{id}', params: ['id'] },
  replaceRegister: { method: 'PUT', path: '/api/v1/registers/{id}', params: ['id'], body: 'json', repeatable: true },
  updateRegister: { method: 'PATCH', path: '/api/v1/registers/{id}', params: ['id'], body: 'json', repeatable: true },
  deleteRegister: { method: 'DELETE', path: '/api/v1/registers/{id}', params: ['id'], repeatable: true },
  listAddresses: { method: 'GET', path: '/api/v1/addresses', params: [], query: true, list: true },
  createAddress: { method: 'POST', path: '/api/v1/addresses', params: [], body: 'json', repeatable: true },
  getAddress: { method: 'GET', path: '/api/v1/addresses/{id}', params: ['id'] },
  replaceAddress: { method: 'PUT', path: '/api/v1/addresses/{id}', params: ['id'], body: 'json', repeatable: true },
  updateAddress: { method: 'PATCH', path: '/api/v1/addresses/{id}', params: ['id'], body: 'json', repeatable: true },
  deleteAddress: { method: 'DELETE', path: '/api/v1/addresses/{id}', params: ['id'], repeatable: true },
  listTaxZones: { method: 'GET', path: '/api/v1/tax-zones', params: [] },
  createTaxZone: { method: 'POST', path: '/api/v1/tax-zones', params: [], body: 'json', repeatable: true },
  getTaxZone: { method: 'GET', path: '/api/v1/tax-zones/{code}', params: ['code'] },
  replaceTaxZone: { method: 'PUT', path: '/api/v1/tax-zones/{code}', params: ['code'], body: 'json', repeatable: true },
  updateTaxZone: { method: 'PATCH', path: '/api/v1/tax-zones/{code}', params: ['code'], body: 'json', repeatable: true },
  deleteTaxZone: { method: 'DELETE', path: '/api/v1/tax-zones/{code}', params: ['code'], repeatable: true },
  listTaxClasses: { method: 'GET', path: '/api/v1/tax-classes', params: [] },
  createTaxClass: { method: 'POST', path: '/api/v1/tax-classes', params: [], body: 'json', repeatable: true },
  getTaxClass: { method: 'GET', path: '/api/v1/tax-classes/{code}', params: ['code'] },
  replaceTaxClass: { method: 'PUT', path: '/api/v1/tax-classes/{code}', params: ['code'], body: 'json', repeatable: true },
  updateTaxClass: { method: 'PATCH', path: '/api/v1/tax-classes/{code}', params: ['code'], body: 'json', repeatable: true },
  deleteTaxClass: { method: 'DELETE', path: '/api/v1/tax-classes/{code}', params: ['code'], repeatable: true },
  listCategories: { method: 'GET', path: '/api/v1/product-categories', params: [], query: true, list: true },
  createCategory: { method: 'POST', path: '/api/v1/product-categories', params: [], body: 'json', repeatable: true },
  getCategory: { method: 'GET', path: '/api/v1/product-categories/{id}', params: ['id'] },
  replaceCategory: { method: 'PUT', path: '/api/v1/product-categories/{id}', params: ['id'], body: 'json', repeatable: true },
  updateCategory: { method: 'PATCH', path: '/api/v1/product-categories/{id}', params: ['id'], body: 'json', repeatable: true },
  deleteCategory: { method: 'DELETE', path: '/api/v1/product-categories/{id}', params: ['id'], repeatable: true },
  listProducts: { method: 'GET', path: '/api/v1/products', params: [], query: true, list: true },
  createProduct: { method: 'POST', path: '/api/v1/products', params: [], body: 'json', repeatable: true },
  listDeletedProducts: { method: 'GET', path: '/api/v1/products/deleted', params: [], query: true, list: true },
  getProduct: { method: 'GET', path: '/api/v1/products/{id}', params: ['id'], query: true },
  replaceProduct: { method: 'PUT', path: '/api/v1/products/{id}', params: ['id'], body: 'json', repeatable: true },
  updateProduct: { method: 'PATCH', path: '/api/v1/products/{id}', params: ['id'], body: 'json', repeatable: true },
  deleteProduct: { method: 'DELETE', path: '/api/v1/products/{id}', params: ['id'], repeatable: true },
  restoreProduct: { method: 'POST', path: '/api/v1/products/{id}/restore', params: ['id'], repeatable: true },
  countProductFacets: { method: 'GET', path: '/api/v1/products/facets', params: [], query: true },
  attachStores: { method: 'POST', path: '/api/v1/products/{id}/stores', params: ['id'], body: 'json', repeatable: true },
  detachStore: { method: 'DELETE', path: '/api/v1/products/{id}/stores/{store_id}', params: ['id', 'store_id'], repeatable: true },
  listVariants: { method: 'GET', path: '/api/v1/products/{id}/variants', params: ['id'], query: true, list: true },
  createVariant: { method: 'POST', path: '/api/v1/products/{id}/variants', params: ['id'], body: 'json', repeatable: true },
  getVariant: { method: 'GET', path: '/api/v1/product-variants/{id}', params: ['id'], query: true },
  replaceVariant: { method: 'PUT', path: '/api/v1/product-variants/{id}', params: ['id'], body: 'json', repeatable: true },
  updateVariant: { method: 'PATCH', path: '/api/v1/product-variants/{id}', params: ['id'], body: 'json', repeatable: true },
  deleteVariant: { method: 'DELETE', path: '/api/v1/product-variants/{id}', params: ['id'], repeatable: true },
  lookUpCode: { method: 'GET', path: '/api/v1/variants/lookup', params: [], query: true },
  printLabels: { method: 'POST', path: '/api/v1/labels', params: [], body: 'json' },
  orderGallery: { method: 'PUT', path: '/api/v1/products/{id}/gallery/order', params: ['id'], body: 'json', repeatable: true },
  updatePicture: { method: 'PATCH', path: '/api/v1/products/{id}/gallery/{file_id}', params: ['id', 'file_id'], body: 'json', repeatable: true },
  detachGallery: { method: 'DELETE', path: '/api/v1/products/{id}/gallery/{file_id}', params: ['id', 'file_id'], repeatable: true },
  detachVariantGallery: { method: 'DELETE', path: '/api/v1/product-variants/{id}/gallery/{file_id}', params: ['id', 'file_id'], repeatable: true },
  fetchGallery: { method: 'POST', path: '/api/v1/products/{id}/gallery/fetch', params: ['id'], repeatable: true },
  listOptions: { method: 'GET', path: '/api/v1/products/{id}/options', params: ['id'] },
  createOption: { method: 'POST', path: '/api/v1/products/{id}/options', params: ['id'], body: 'json', repeatable: true },
  updateOption: { method: 'PUT', path: '/api/v1/product-options/{id}', params: ['id'], body: 'json', repeatable: true },
  deleteOption: { method: 'DELETE', path: '/api/v1/product-options/{id}', params: ['id'], repeatable: true },
  makeVariantMatrix: { method: 'POST', path: '/api/v1/products/{id}/variants/matrix', params: ['id'], body: 'json', repeatable: true },
  createOptionValue: { method: 'POST', path: '/api/v1/product-options/{id}/values', params: ['id'], body: 'json', repeatable: true },
  updateOptionValue: { method: 'PUT', path: '/api/v1/product-option-values/{id}', params: ['id'], body: 'json', repeatable: true },
  deleteOptionValue: { method: 'DELETE', path: '/api/v1/product-option-values/{id}', params: ['id'], repeatable: true },
  changeManyVariants: { method: 'POST', path: '/api/v1/product-variants/bulk', params: [], body: 'json', repeatable: true },
  listBarcodeLayouts: { method: 'GET', path: '/api/v1/barcode-layouts', params: [] },
  replaceBarcodeLayouts: { method: 'PUT', path: '/api/v1/barcode-layouts', params: [], body: 'json', repeatable: true },
  listStorePrices: { method: 'GET', path: '/api/v1/product-variants/{id}/prices', params: ['id'] },
  replaceStorePrices: { method: 'PUT', path: '/api/v1/product-variants/{id}/prices', params: ['id'], body: 'json', repeatable: true },
  listFees: { method: 'GET', path: '/api/v1/product-variants/{id}/fees', params: ['id'] },
  replaceFees: { method: 'PUT', path: '/api/v1/product-variants/{id}/fees', params: ['id'], body: 'json', repeatable: true },
  exportProducts: { method: 'GET', path: '/api/v1/exports/products', params: [], query: true },
  listStoreStock: { method: 'GET', path: '/api/v1/stores/{id}/stock', params: ['id'], query: true, list: true },
  listStock: { method: 'GET', path: '/api/v1/stock', params: [], query: true, list: true },
  listStockArticles: { method: 'GET', path: '/api/v1/stock/articles', params: [], query: true, list: true },
  listStockMovements: { method: 'GET', path: '/api/v1/stock-movements', params: [], query: true, list: true },
  adjustStock: { method: 'PUT', path: '/api/v1/product-variants/{id}/stock', params: ['id'], body: 'json', repeatable: true },
  removeStock: { method: 'DELETE', path: '/api/v1/product-variants/{id}/stock/{store_id}', params: ['id', 'store_id'], query: true, repeatable: true },
  getStockLevel: { method: 'GET', path: '/api/v1/stock/{store_id}/{variant_id}', params: ['store_id', 'variant_id'] },
  explainStockLevel: { method: 'GET', path: '/api/v1/stock/{store_id}/{variant_id}/history', params: ['store_id', 'variant_id'], query: true },
  setStockTargets: { method: 'PUT', path: '/api/v1/stock/{store_id}/{variant_id}/levels', params: ['store_id', 'variant_id'], body: 'json', repeatable: true },
  getStockPolicy: { method: 'GET', path: '/api/v1/stores/{id}/stock-policy', params: ['id'] },
  setStockPolicy: { method: 'PUT', path: '/api/v1/stores/{id}/stock-policy', params: ['id'], body: 'json', repeatable: true },
  listStockAlerts: { method: 'GET', path: '/api/v1/stock-alerts', params: [], query: true, list: true },
  listStockReceipts: { method: 'GET', path: '/api/v1/stock-receipts', params: [], query: true, list: true },
  receiveGoods: { method: 'POST', path: '/api/v1/stock-receipts', params: [], body: 'json', repeatable: true },
  getStockReceipt: { method: 'GET', path: '/api/v1/stock-receipts/{id}', params: ['id'] },
  listReservations: { method: 'GET', path: '/api/v1/reservations', params: [], query: true, list: true },
  createReservation: { method: 'POST', path: '/api/v1/reservations', params: [], body: 'json', repeatable: true },
  getReservation: { method: 'GET', path: '/api/v1/reservations/{id}', params: ['id'] },
  replaceReservation: { method: 'PUT', path: '/api/v1/reservations/{id}', params: ['id'], body: 'json', repeatable: true },
  updateReservation: { method: 'PATCH', path: '/api/v1/reservations/{id}', params: ['id'], body: 'json', repeatable: true },
  releaseReservation: { method: 'DELETE', path: '/api/v1/reservations/{id}', params: ['id'], repeatable: true },
  listStocktakes: { method: 'GET', path: '/api/v1/stocktakes', params: [], query: true, list: true },
  createStocktake: { method: 'POST', path: '/api/v1/stocktakes', params: [], body: 'json', repeatable: true },
  getStocktake: { method: 'GET', path: '/api/v1/stocktakes/{id}', params: ['id'] },
  listStocktakeArticles: { method: 'GET', path: '/api/v1/stocktakes/{id}/articles', params: ['id'], query: true, list: true },
  listStocktakeCounts: { method: 'GET', path: '/api/v1/stocktakes/{id}/counts', params: ['id'], query: true, list: true },
  recordStocktakeCounts: { method: 'POST', path: '/api/v1/stocktakes/{id}/counts', params: ['id'], body: 'json', repeatable: true },
  finishStocktake: { method: 'POST', path: '/api/v1/stocktakes/{id}/finish', params: ['id'], body: 'json', repeatable: true },
  reopenStocktake: { method: 'POST', path: '/api/v1/stocktakes/{id}/reopen', params: ['id'], body: 'json', repeatable: true },
  approveStocktake: { method: 'POST', path: '/api/v1/stocktakes/{id}/approve', params: ['id'], repeatable: true },
  cancelStocktake: { method: 'POST', path: '/api/v1/stocktakes/{id}/cancel', params: ['id'], repeatable: true },
  listStocktakeVariances: { method: 'GET', path: '/api/v1/stocktakes/{id}/variances', params: ['id'], query: true, list: true },
  sumStocktakeVariances: { method: 'GET', path: '/api/v1/stocktakes/{id}/variances/summary', params: ['id'] },
  exportStocktakeVariances: { method: 'GET', path: '/api/v1/stocktakes/{id}/variances.csv', params: ['id'] },
  listTransfers: { method: 'GET', path: '/api/v1/transfers', params: [], query: true, list: true },
  createTransfer: { method: 'POST', path: '/api/v1/transfers', params: [], body: 'json', repeatable: true },
  getTransfer: { method: 'GET', path: '/api/v1/transfers/{id}', params: ['id'] },
  updateTransfer: { method: 'PATCH', path: '/api/v1/transfers/{id}', params: ['id'], body: 'json', repeatable: true },
  getPickList: { method: 'GET', path: '/api/v1/transfers/{id}/pick-list', params: ['id'] },
  approveTransfer: { method: 'POST', path: '/api/v1/transfers/{id}/approve', params: ['id'], body: 'json', repeatable: true },
  pickTransfer: { method: 'POST', path: '/api/v1/transfers/{id}/pick', params: ['id'], body: 'json', repeatable: true },
  shipTransfer: { method: 'POST', path: '/api/v1/transfers/{id}/ship', params: ['id'], body: 'json', repeatable: true },
  receiveTransfer: { method: 'POST', path: '/api/v1/transfers/{id}/receive', params: ['id'], body: 'json', repeatable: true },
  settleTransfer: { method: 'POST', path: '/api/v1/transfers/{id}/settle', params: ['id'], body: 'json', repeatable: true },
  cancelTransfer: { method: 'POST', path: '/api/v1/transfers/{id}/cancel', params: ['id'], body: 'json', repeatable: true },
  listReplenishmentProposals: { method: 'GET', path: '/api/v1/replenishment/proposals', params: [], query: true, list: true },
  requestReplenishment: { method: 'POST', path: '/api/v1/replenishment/requests', params: [], body: 'json', repeatable: true },
  recordSale: { method: 'POST', path: '/api/v1/sales', params: [], body: 'json', repeatable: true },
  listSales: { method: 'GET', path: '/api/v1/sales', params: [], query: true, list: true },
  recordSales: { method: 'POST', path: '/api/v1/sales/batch', params: [], body: 'json' },
  getSale: { method: 'GET', path: '/api/v1/sales/{id}', params: ['id'] },
  lookUpSale: { method: 'GET', path: '/api/v1/sales/lookup', params: [], query: true },
  recordReturn: { method: 'POST', path: '/api/v1/sales/{id}/returns', params: ['id'], body: 'json', repeatable: true },
  recordOpenReturn: { method: 'POST', path: '/api/v1/returns', params: [], body: 'json', repeatable: true },
  giveApproval: { method: 'POST', path: '/api/v1/approvals', params: [], body: 'json' },
  listApprovals: { method: 'GET', path: '/api/v1/approvals', params: [], query: true, list: true },
  takeTurn: { method: 'POST', path: '/api/v1/register-sessions/{id}/cashier', params: ['id'], body: 'json' },
  listDevices: { method: 'GET', path: '/api/v1/devices', params: [], query: true, list: true },
  createDevice: { method: 'POST', path: '/api/v1/devices', params: [], body: 'json' },
  enrolDevice: { method: 'POST', path: '/api/v1/devices/enrol', params: [], body: 'json' },
  getDevice: { method: 'GET', path: '/api/v1/devices/{id}', params: ['id'] },
  updateDevice: { method: 'PATCH', path: '/api/v1/devices/{id}', params: ['id'], body: 'json', repeatable: true },
  issueDeviceCode: { method: 'POST', path: '/api/v1/devices/{id}/code', params: ['id'] },
  revokeDevice: { method: 'POST', path: '/api/v1/devices/{id}/revoke', params: ['id'], repeatable: true },
  leaseRegister: { method: 'POST', path: '/api/v1/registers/{id}/lease', params: ['id'], body: 'json', repeatable: true },
  releaseRegister: { method: 'POST', path: '/api/v1/registers/{id}/release', params: ['id'], body: 'json', repeatable: true },
  listReviews: { method: 'GET', path: '/api/v1/reviews', params: [], query: true, list: true },
  getReview: { method: 'GET', path: '/api/v1/reviews/{id}', params: ['id'] },
  settleReview: { method: 'POST', path: '/api/v1/reviews/{id}/settle', params: ['id'], body: 'json', repeatable: true },
  listJournal: { method: 'GET', path: '/api/v1/journal', params: [], query: true, list: true },
  listJournalClosings: { method: 'GET', path: '/api/v1/journal/closings', params: [], query: true, list: true },
  listJournalKeys: { method: 'GET', path: '/api/v1/journal/keys', params: [] },
  exportJournal: { method: 'GET', path: '/api/v1/journal/export', params: [], query: true },
  getReceipt: { method: 'GET', path: '/api/v1/sales/{id}/receipt', params: ['id'], query: true },
  emailReceipt: { method: 'POST', path: '/api/v1/sales/{id}/email', params: ['id'], body: 'json', repeatable: true },
  openSession: { method: 'POST', path: '/api/v1/registers/{id}/sessions', params: ['id'], body: 'json', repeatable: true },
  listSessions: { method: 'GET', path: '/api/v1/register-sessions', params: [], query: true, list: true },
  getSession: { method: 'GET', path: '/api/v1/register-sessions/{id}', params: ['id'] },
  moveCash: { method: 'POST', path: '/api/v1/register-sessions/{id}/cash-movements', params: ['id'], body: 'json', repeatable: true },
  closeSession: { method: 'POST', path: '/api/v1/register-sessions/{id}/close', params: ['id'], body: 'json', repeatable: true },
  getXReport: { method: 'GET', path: '/api/v1/register-sessions/{id}/x-report', params: ['id'] },
  getZReport: { method: 'GET', path: '/api/v1/register-sessions/{id}/z-report', params: ['id'] },
  listCustomers: { method: 'GET', path: '/api/v1/customers', params: [], query: true, list: true },
  createCustomer: { method: 'POST', path: '/api/v1/customers', params: [], body: 'json', repeatable: true },
  getCustomer: { method: 'GET', path: '/api/v1/customers/{id}', params: ['id'] },
  replaceCustomer: { method: 'PUT', path: '/api/v1/customers/{id}', params: ['id'], body: 'json', repeatable: true },
  updateCustomer: { method: 'PATCH', path: '/api/v1/customers/{id}', params: ['id'], body: 'json', repeatable: true },
  deleteCustomer: { method: 'DELETE', path: '/api/v1/customers/{id}', params: ['id'], repeatable: true },
  listCustomerSales: { method: 'GET', path: '/api/v1/customers/{id}/sales', params: ['id'], query: true, list: true },
  mergeCustomers: { method: 'POST', path: '/api/v1/customers/{id}/merge', params: ['id'], body: 'json', repeatable: true },
  exportCustomer: { method: 'GET', path: '/api/v1/customers/{id}/export', params: ['id'] },
  eraseCustomer: { method: 'POST', path: '/api/v1/customers/{id}/erase', params: ['id'], body: 'json', repeatable: true },
  getCustomerCredit: { method: 'GET', path: '/api/v1/customers/{id}/credit', params: ['id'] },
  changeCustomerCredit: { method: 'POST', path: '/api/v1/customers/{id}/credit', params: ['id'], body: 'json', repeatable: true },
  listCustomerCreditMovements: { method: 'GET', path: '/api/v1/customers/{id}/credit/movements', params: ['id'], query: true, list: true },
  listParkedSales: { method: 'GET', path: '/api/v1/parked-sales', params: [], query: true, list: true },
  parkSale: { method: 'POST', path: '/api/v1/parked-sales', params: [], body: 'json', repeatable: true },
  getParkedSale: { method: 'GET', path: '/api/v1/parked-sales/{id}', params: ['id'] },
  replaceParkedSale: { method: 'PUT', path: '/api/v1/parked-sales/{id}', params: ['id'], body: 'json', repeatable: true },
  updateParkedSale: { method: 'PATCH', path: '/api/v1/parked-sales/{id}', params: ['id'], body: 'json', repeatable: true },
  deleteParkedSale: { method: 'DELETE', path: '/api/v1/parked-sales/{id}', params: ['id'], repeatable: true },
  resumeParkedSale: { method: 'POST', path: '/api/v1/parked-sales/{id}/resume', params: ['id'], body: 'json', repeatable: true },
  readTillFeed: { method: 'GET', path: '/api/v1/pos/catalog', params: [], query: true },
  reportSales: { method: 'GET', path: '/api/v1/reports/sales', params: [], query: true },
  reportKpis: { method: 'GET', path: '/api/v1/reports/kpis', params: [], query: true },
  reportDashboard: { method: 'GET', path: '/api/v1/reports/dashboard', params: [], query: true },
  reportInventory: { method: 'GET', path: '/api/v1/reports/inventory', params: [], query: true },
  reportTopProducts: { method: 'GET', path: '/api/v1/reports/top-products', params: [], query: true },
  reportStores: { method: 'GET', path: '/api/v1/reports/stores', params: [], query: true },
  reportTrends: { method: 'GET', path: '/api/v1/reports/trends', params: [], query: true },
  reportCustom: { method: 'POST', path: '/api/v1/reports/custom', params: [], body: 'json', query: true },
  exportAccounting: { method: 'GET', path: '/api/v1/exports/accounting', params: [], query: true },
  listReportFields: { method: 'GET', path: '/api/v1/reports/fields', params: [] },
  listSavedReports: { method: 'GET', path: '/api/v1/saved-reports', params: [], query: true, list: true },
  saveReport: { method: 'POST', path: '/api/v1/saved-reports', params: [], body: 'json', repeatable: true },
  getSavedReport: { method: 'GET', path: '/api/v1/saved-reports/{id}', params: ['id'] },
  replaceSavedReport: { method: 'PUT', path: '/api/v1/saved-reports/{id}', params: ['id'], body: 'json', repeatable: true },
  updateSavedReport: { method: 'PATCH', path: '/api/v1/saved-reports/{id}', params: ['id'], body: 'json', repeatable: true },
  deleteSavedReport: { method: 'DELETE', path: '/api/v1/saved-reports/{id}', params: ['id'], repeatable: true },
  createExport: { method: 'POST', path: '/api/v1/exports', params: [], body: 'json', repeatable: true },
  listExports: { method: 'GET', path: '/api/v1/exports', params: [], query: true, list: true },
  getExport: { method: 'GET', path: '/api/v1/exports/{id}', params: ['id'] },
  deleteExport: { method: 'DELETE', path: '/api/v1/exports/{id}', params: ['id'], repeatable: true },
  readExportFile: { method: 'GET', path: '/api/v1/exports/{id}/file', params: ['id'] },
  streamEvents: { method: 'GET', path: '/api/v1/live', params: [], query: true, stream: true },
  getCacheStatistics: { method: 'GET', path: '/api/v1/cache/stats', params: [] },
  clearCache: { method: 'DELETE', path: '/api/v1/cache/clear', params: [] },
  readSystem: { method: 'GET', path: '/api/v1/system', params: [] },
  readImage: { method: 'GET', path: '/files/{key}/{file}', params: ['key', 'file'] },
  previewImport: { method: 'POST', path: '/api/v1/imports/preview', params: [], body: 'multipart' },
  attachGallery: { method: 'POST', path: '/api/v1/products/{id}/gallery', params: ['id'], body: 'multipart', repeatable: true },
  attachVariantGallery: { method: 'POST', path: '/api/v1/product-variants/{id}/gallery', params: ['id'], body: 'multipart', repeatable: true },
} as const
