import { type BatchReport, type CsvRecord, type Mapping, readBoolean } from '../../platform/csv/index.ts'
import { text } from '../../platform/text.ts'
import { type IncomingImage, type IncomingProduct, shortKey, slugKey } from './incoming.ts'
import { OPTION_COUNT_MAX, type ProductFormat } from './product-fields.ts'
import { isNoOption, type ReadOptions, readVariant } from './read-variant.ts'
import { splitList } from './split-list.ts'

const NAME_LENGTH_MAX = 255
const DESCRIPTION_LENGTH_MAX = 100_000
const VENDOR_LENGTH_MAX = 255
const TAG_LENGTH_MAX = 100
const URL_BYTES_MAX = 2048

const NO_KEY = text(
  'Rien ne désigne le produit : ni identifiant, ni UGS, ni code-barres, ni nom.',
  'Nothing names the product: no id, SKU, barcode or name.',
)
const NO_PRICE = text('Le prix est obligatoire.', 'The price is required.')
const ADDS_NOTHING = text(
  'Ni prix ni image : l’enregistrement n’ajoute aucune variante.',
  'No price and no image: the record adds no variant.',
)
const NAME_CUT = text('Le nom dépasse 255 caractères ; il est coupé.', 'The name exceeds 255 characters; it is cut.')
const DESCRIPTION_CUT = text(
  'La description dépasse 100 000 caractères ; elle est coupée.',
  'The description exceeds 100,000 characters; it is cut.',
)
const VENDOR_CUT = text(
  'La marque dépasse 255 caractères ; elle est coupée.',
  'The vendor exceeds 255 characters; it is cut.',
)
const TAG_CUT = text(
  'Une étiquette dépasse 100 caractères ; elle est coupée.',
  'A tag exceeds 100 characters; it is cut.',
)
const BAD_URL = text(
  '« {value} » n’est pas une adresse d’image ; elle n’est pas reprise.',
  '"{value}" is not the address of an image; it is left out.',
)
const BAD_BOOLEAN = text(
  '« {value} » n’est ni oui ni non ; la valeur n’est pas reprise.',
  '"{value}" is neither yes nor no; the value is left out.',
)

export type ProductReading = ReadOptions & {
  readonly format: ProductFormat
  /** Before the external ids of the products, with a colon; '' for none. */
  readonly source: string
}

/**
 * What names a product in a file: its external id, or else its slug, its first variant's SKU or barcode, or its name. It
 * is the product's `external_id`, by which the same import finds it again, but for the slug, which names one that has
 * none; '' when a record has none of them.
 */
export function productKey(record: CsvRecord, mapping: Mapping, source: string): string {
  const prefix = source === '' ? '' : `${source}:`
  const externalId = mapping.value(record, 'external_id')
  if (externalId !== '') return prefix + externalId
  const slug = mapping.value(record, 'slug')
  if (slug !== '') return slugKey(slug)
  for (const field of ['sku', 'barcode', 'name']) {
    const value = mapping.value(record, field)
    if (value !== '') return shortKey(`${prefix}${field}:${value}`)
  }
  return ''
}

/** Gathers a batch's records into products, in the order in which they first appear. */
export function readProducts(
  records: readonly CsvRecord[],
  mapping: Mapping,
  report: BatchReport,
  reading: ProductReading,
): IncomingProduct[] {
  const products = new Map<string, IncomingProduct>()
  for (const record of records) {
    const key = productKey(record, mapping, reading.source)
    if (key === '') {
      report.refuse(record.line, NO_KEY)
      continue
    }
    let product = products.get(key)
    if (product === undefined) {
      product = startProduct(key, record, mapping, report, reading)
      products.set(key, product)
    }
    addRecord(product, record, mapping, report, reading)
  }
  return [...products.values()]
}

function startProduct(
  key: string,
  record: CsvRecord,
  mapping: Mapping,
  report: BatchReport,
  reading: ProductReading,
): IncomingProduct {
  const value = (field: string) => mapping.value(record, field)
  const taxable = readBoolean(value('taxable'))
  return {
    key,
    line: record.line,
    name: cut(record, 'name', value('name'), NAME_LENGTH_MAX, NAME_CUT, report),
    handle: (reading.format === 'shopify' ? value('external_id') : value('slug')) || undefined,
    ...(reading.format === 'shopify' && { handleSource: reading.source === '' ? '' : `${reading.source}:` }),
    description: cut(record, 'description', value('description'), DESCRIPTION_LENGTH_MAX, DESCRIPTION_CUT, report),
    categoryPath: readCategory(value('category'), value('category_path'), reading.format),
    taxClass: value('tax_class') || (taxable === false ? 'exempt' : undefined),
    isTaxClassBinding: value('tax_class') !== '',
    vendor: cut(record, 'vendor', value('vendor'), VENDOR_LENGTH_MAX, VENDOR_CUT, report),
    tags: readTags(record, value('tags'), report),
    isActive: readActive(record, mapping, report),
    isFeatured: readBoolean(value('featured')) ?? undefined,
    optionNames: readOptionNames(record, mapping),
    hasNoVariant: readBoolean(value('no_variant')) === true,
    variants: [],
    images: [],
    otherLines: [],
  }
}

function addRecord(
  product: IncomingProduct,
  record: CsvRecord,
  mapping: Mapping,
  report: BatchReport,
  reading: ProductReading,
): void {
  const variant = readVariant(record, mapping, optionCount(product, record, mapping), report, reading)
  if (variant) product.variants.push(variant)
  const url = readUrl(mapping.value(record, 'image_url'), record, 'image_url', report)
  if (url !== undefined) product.images.push(readImage(url, record, mapping))
  if (variant?.imageUrl !== undefined) variant.imageUrl = readUrl(variant.imageUrl, record, 'variant_image_url', report)
  if (variant === null) product.hasRefusedRecord = true
  if (variant !== undefined) return
  const saysSomething = product.hasNoVariant === true || mapping.value(record, 'image_url') !== ''
  if (!saysSomething && reading.format === 'comptoir') {
    report.refuse(record.line, NO_PRICE, { field: 'price' })
    product.hasRefusedRecord = true
    return
  }
  product.otherLines?.push(record.line)
  if (!saysSomething) report.warn(record.line, ADDS_NOTHING, { field: 'price' })
}

/** Later records of a product have values without names; a product whose names are not in this batch has them stored. */
function optionCount(product: IncomingProduct, record: CsvRecord, mapping: Mapping): number {
  if (product.optionNames.length > 0 || product.name !== undefined) return product.optionNames.length
  let count = 0
  for (let place = 1; place <= OPTION_COUNT_MAX; place += 1)
    if (mapping.value(record, `option${place}_value`) !== '') count = place
  return count
}

function readOptionNames(record: CsvRecord, mapping: Mapping): string[] {
  const names: string[] = []
  for (let place = 1; place <= OPTION_COUNT_MAX; place += 1) {
    const name = mapping.value(record, `option${place}_name`).slice(0, 100)
    if (name === '' || isNoOption(name, mapping.value(record, `option${place}_value`))) break
    names.push(names.includes(name) ? `${name} ${place}` : name)
  }
  return names
}

/** The type is the category; without one, the last part of Shopify's own tree. Our file may write a path: `A > B`. */
function readCategory(category: string, path: string, format: ProductFormat): string[] | undefined {
  const split = (given: string) => splitList(given, '>').map((part) => part.slice(0, 255))
  if (format === 'shopify') {
    const last = category === '' ? split(path).at(-1) : category.slice(0, 255)
    return last === undefined ? undefined : [last]
  }
  const parts = split(category === '' ? path : category)
  return parts.length === 0 ? undefined : parts
}

function readTags(record: CsvRecord, given: string, report: BatchReport): string[] | undefined {
  const tags = splitList(given, ',').flatMap((tag) => cut(record, 'tags', tag, TAG_LENGTH_MAX, TAG_CUT, report) ?? [])
  return tags.length === 0 ? undefined : [...new Set(tags)]
}

/** A draft or archived product is not sold, nor is one that is not published. */
function readActive(record: CsvRecord, mapping: Mapping, report: BatchReport): boolean | undefined {
  const status = mapping.value(record, 'status').toLowerCase()
  const given = mapping.value(record, 'active')
  const isPublished = given === '' ? null : readBoolean(given)
  if (given !== '' && isPublished === null) {
    report.warn(record.line, BAD_BOOLEAN, { field: 'active', value: given, values: { value: given } })
  }
  if (status === '' && isPublished === null) return undefined
  return (status === '' || status === 'active' || status === 'actif') && isPublished !== false
}

function readImage(url: string, record: CsvRecord, mapping: Mapping): IncomingImage {
  const position = Number(mapping.value(record, 'image_position'))
  return {
    url,
    alt: mapping.value(record, 'image_alt').slice(0, 1000) || undefined,
    position: Number.isInteger(position) && position > 0 && position < 1_000_000 ? position : undefined,
  }
}

function readUrl(given: string, record: CsvRecord, field: string, report: BatchReport): string | undefined {
  if (given === '') return undefined
  if (Buffer.byteLength(given) <= URL_BYTES_MAX && /^https?:\/\//i.test(given) && URL.canParse(given)) return given
  report.warn(record.line, BAD_URL, { field, value: given, values: { value: given } })
  return undefined
}

function cut(
  record: CsvRecord,
  field: string,
  given: string,
  lengthMax: number,
  reason: typeof NAME_CUT,
  report: BatchReport,
): string | undefined {
  if (given === '') return undefined
  if (given.length <= lengthMax) return given
  report.warn(record.line, reason, { field, value: given })
  return given.slice(0, lengthMax).replace(/[\ud800-\udbff]$/, '')
}
