import { type ExportedProduct, type ExportedVariant, exportedPrice } from './exported-product.ts'
import type { CategoryPaths } from './walk-products.ts'

const SHOPIFY_PREFIX = 'shopify:'
const OPTIONS_MAX = 3

type Option = { readonly name: string; valueOf(variant: ExportedVariant): string }

/** In the order of Shopify's own files. */
const HEADER = [
  'Handle',
  'Title',
  'Body (HTML)',
  'Vendor',
  'Type',
  'Tags',
  'Published',
  'Option1 Name',
  'Option1 Value',
  'Option2 Name',
  'Option2 Value',
  'Option3 Name',
  'Option3 Value',
  'Variant SKU',
  'Variant Grams',
  'Variant Price',
  'Variant Compare At Price',
  'Variant Taxable',
  'Variant Barcode',
  'Image Src',
  'Image Position',
  'Image Alt Text',
  'Variant Image',
  'Status',
]
const COST = 'Cost per item'

/**
 * Shopify's product CSV. It knows neither a tree of categories, nor classes of taxes, nor more than three options: the
 * category is the last of its path, an exempt article is not taxable, options beyond the third are told in it.
 */
export function shopifyFormat({ showsCosts }: { showsCosts: boolean }) {
  return {
    header: showsCosts ? [...HEADER, COST] : HEADER,
    rowsOf: (product: ExportedProduct, paths: CategoryPaths): (string | number)[][] => {
      const options = optionsOf(product)
      const length = Math.max(1, product.variants.length, product.images.length)
      return Array.from({ length }, (_, index) => {
        const variant = product.variants[index]
        const row = [
          handleOf(product),
          ...(index === 0 ? headCells(product, paths) : EMPTY_HEAD),
          ...optionCells(options, variant, index === 0),
          ...(variant === undefined ? EMPTY_VARIANT : variantCells(product, variant)),
          ...imageCells(product, index, variant),
          index === 0 ? (product.is_active ? 'active' : 'draft') : '',
        ]
        return showsCosts ? [...row, exportedPrice(variant?.cost) ?? ''] : row
      })
    },
  }
}

const handleOf = ({ external_id: externalId, slug }: ExportedProduct): string =>
  externalId?.startsWith(SHOPIFY_PREFIX) === true ? externalId.slice(SHOPIFY_PREFIX.length) : slug

const EMPTY_HEAD = ['', '', '', '', '', '']

function headCells(product: ExportedProduct, paths: CategoryPaths): string[] {
  const path = product.category_id === null ? undefined : paths.get(product.category_id)
  return [
    product.name,
    product.description ?? '',
    product.vendor ?? '',
    path?.at(-1) ?? '',
    product.tags.join(', '),
    product.is_active ? 'TRUE' : 'FALSE',
  ]
}

/** A product that has none is told by the name of its only variant, or of each. */
function optionsOf({ options, variants }: ExportedProduct): Option[] {
  const valuesOf = (variant: ExportedVariant, ids: readonly number[]) =>
    ids
      .map((id) => variant.values?.[id] ?? '')
      .filter((value) => value !== '')
      .join(' / ')
  if (options.length === 0) {
    return variants.length > 1
      ? [{ name: 'Variant', valueOf: (variant) => variant.name }]
      : [{ name: 'Title', valueOf: () => 'Default Title' }]
  }
  const groups = options
    .slice(0, OPTIONS_MAX)
    .map((option, index) => (index < OPTIONS_MAX - 1 ? [option] : options.slice(index)))
  return groups.map((group) => ({
    name: group.map(({ name }) => name).join(' / '),
    valueOf: (variant) =>
      valuesOf(
        variant,
        group.map(({ id }) => id),
      ),
  }))
}

function optionCells(options: readonly Option[], variant: ExportedVariant | undefined, isFirst: boolean): string[] {
  return Array.from({ length: OPTIONS_MAX }, (_, index) => {
    const option = options[index]
    return [isFirst ? (option?.name ?? '') : '', variant === undefined ? '' : (option?.valueOf(variant) ?? '')]
  }).flat()
}

const EMPTY_VARIANT = ['', '', '', '', '', '']

const variantCells = (product: ExportedProduct, variant: ExportedVariant): (string | number)[] => [
  variant.sku ?? '',
  variant.weight_grams ?? '',
  exportedPrice(variant.price ?? '0') ?? '',
  exportedPrice(variant.compare_at_price) ?? '',
  product.tax_class === 'exempt' ? 'FALSE' : 'TRUE',
  variant.barcodes?.[0]?.code ?? '',
]

function imageCells(
  { images }: ExportedProduct,
  index: number,
  variant: ExportedVariant | undefined,
): (string | number)[] {
  const image = images[index]
  const own = variant === undefined ? undefined : images.find(({ variant_id: id }) => id === variant.id)
  return [image?.url ?? '', image?.position ?? '', image?.alt ?? '', own?.url ?? '']
}
