/** What a file says of products. `undefined` means that it says nothing, and then what is stored stays. */

export type IncomingVariant = {
  /** The physical line of its record. */
  line: number
  externalId: string | undefined
  /** One value per option of the product, in the options' order; '' where the record has none. */
  optionValues: string[]
  /** "M / Rouge"; empty when the product has no options. */
  name: string
  sku: string | undefined
  barcodes: string[]
  /** Prices and costs as plain decimals with at most four decimals. */
  price: string
  compareAtPrice: string | undefined
  cost: string | undefined
  weightGrams: number | undefined
  imageUrl: string | undefined
  /** A plain decimal with at most three decimals. */
  stock: string | undefined
}

export type IncomingImage = {
  url: string
  alt: string | undefined
  /** undefined: after those that are there. */
  position: number | undefined
}

export type IncomingProduct = {
  /** Its `external_id`. */
  key: string
  line: number
  /** undefined where only further variants or images of a known product follow. */
  name: string | undefined
  /** From what its slug is made; the name when undefined. */
  handle: string | undefined
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
  variants: IncomingVariant[]
  images: IncomingImage[]
}

/** What a product's variant is called from its option values. */
export const variantName = (optionValues: readonly string[]): string =>
  optionValues.filter((value) => value !== '').join(' / ')
