import { hash } from 'node:crypto'

/** What a file says of products. `undefined` means that it says nothing, and then what is stored stays. */

/** How an article is sold. */
export type IncomingTerms = {
  isActive: boolean | undefined
  isOpenPrice: boolean | undefined
  soldBy: 'unit' | 'weight' | undefined
  /** Both or none: a plain decimal with at most three decimals, and its unit. */
  content: { quantity: string; unit: string } | undefined
}

export type IncomingVariant = {
  /** The physical line of its record. */
  line: number
  externalId: string | undefined
  /** One value per option of the product, in the options' order; '' where the record has none. */
  optionValues: string[]
  /** "M / Rouge"; empty when the product has no options and the file gives it no name. */
  name: string
  sku: string | undefined
  barcodes: string[]
  internalCodes?: string[]
  /** Prices and costs as plain decimals with at most four decimals. null: an open price, with none to propose. */
  price: string | null
  compareAtPrice: string | undefined
  cost: string | undefined
  weightGrams: number | undefined
  imageUrl: string | undefined
  /** A plain decimal with at most three decimals. */
  stock: string | undefined
  terms?: IncomingTerms
}

export type IncomingImage = {
  url: string
  alt: string | undefined
  /** undefined: after those that are there. */
  position: number | undefined
}

export type IncomingProduct = {
  /** Its `external_id`, or `slug:` and its slug for one that has none. */
  key: string
  line: number
  /** undefined where only further variants or images of a known product follow. */
  name: string | undefined
  /** From what its slug is made; the name when undefined. */
  handle: string | undefined
  /**
   * A product whose external id does not begin so, or that has none, and whose slug is the handle, is this one: what was
   * exported comes back to itself.
   */
  handleSource?: string
  description: string | undefined
  /** From the top of the tree. */
  categoryPath: string[] | undefined
  taxClass: string | undefined
  /** Whether `taxClass` also changes a product that exists. */
  isTaxClassBinding: boolean
  vendor: string | undefined
  tags: string[] | undefined
  isActive: boolean | undefined
  isFeatured: boolean | undefined
  optionNames: string[]
  /** The file says that it has none. */
  hasNoVariant?: boolean
  /** A record of it, which would have been a variant, was refused. */
  hasRefusedRecord?: boolean
  variants: IncomingVariant[]
  images: IncomingImage[]
  /** The lines of records that have only a picture, or nothing of their own. */
  otherLines?: number[]
}

/** What a product's variant is called from its option values. */
export const variantName = (optionValues: readonly string[]): string =>
  optionValues.filter((value) => value !== '').join(' / ')

/** As in the API. */
export const EXTERNAL_ID_LENGTH_MAX = 255

/** A code or a name that is too long for an id is told by its beginning and its digest. */
export const shortKey = (key: string): string =>
  key.length <= EXTERNAL_ID_LENGTH_MAX
    ? key
    : `${key.slice(0, EXTERNAL_ID_LENGTH_MAX - 65).toWellFormed()}~${hash('sha256', key)}`

const SLUG_KEY = 'slug:'

/** What names a product that has no external id. */
export const slugKey = (slug: string): string => SLUG_KEY + slug

/** The slug that a key is made of; null for an external id. */
export const slugOfKey = (key: string): string | null => (key.startsWith(SLUG_KEY) ? key.slice(SLUG_KEY.length) : null)
