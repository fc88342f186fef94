import { variantName } from '../import/incoming.ts'
import { OPTION_COUNT_MAX } from '../import/product-fields.ts'
import { joinList } from '../import/split-list.ts'
import { type ExportedImage, type ExportedProduct, type ExportedVariant, exportedPrice } from './exported-product.ts'
import type { CategoryPaths } from './walk-products.ts'

/** What stands in one row: whose row it is, and the variant and the picture that are told in it, if any. */
type Row = {
  readonly product: ExportedProduct
  /** The first row of a product tells what all have in common. */
  readonly isFirst: boolean
  readonly variant: ExportedVariant | undefined
  readonly image: ExportedImage | undefined
  readonly paths: CategoryPaths
}
type Column = readonly [name: string, cell: (row: Row) => string | number | null | undefined]

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no')
const codes = (variant: ExportedVariant | undefined, type: 'gtin' | 'internal'): string =>
  (variant?.barcodes ?? [])
    .filter((barcode) => barcode.type === type)
    .map(({ code }) => code)
    .join('|')

const optionColumns: readonly Column[] = Array.from({ length: OPTION_COUNT_MAX }, (_, index): Column[] => [
  [`option${index + 1}_name`, ({ product, isFirst }) => (isFirst ? product.options[index]?.name : null)],
  [`option${index + 1}_value`, ({ product, variant }) => variant?.values?.[product.options[index]?.id ?? 0]],
]).flat()

const ofProduct =
  (cell: (product: ExportedProduct, paths: CategoryPaths) => string | null): Column[1] =>
  ({ product, paths, isFirst }) =>
    isFirst ? cell(product, paths) : null
const ofVariant =
  (cell: (variant: ExportedVariant) => string | number | null | undefined): Column[1] =>
  ({ variant }) =>
    variant === undefined ? null : cell(variant)

const COST: Column = ['cost', ofVariant((variant) => exportedPrice(variant.cost))]

/** Under the names by which an import knows them. */
const COLUMNS: readonly Column[] = [
  ['external_id', ({ product }) => product.external_id],
  ['slug', ({ product }) => product.slug],
  ['name', ofProduct((product) => product.name)],
  ['description', ofProduct((product) => product.description)],
  ['category', ofProduct(({ category_id: id }, paths) => joinList((id === null ? null : paths.get(id)) ?? [], '>'))],
  ['vendor', ofProduct((product) => product.vendor)],
  ['tags', ofProduct((product) => joinList(product.tags, ','))],
  ['tax_class', ofProduct((product) => product.tax_class)],
  ['active', ofProduct((product) => yesOrNo(product.is_active))],
  ['featured', ofProduct((product) => yesOrNo(product.is_featured))],
  ['no_variant', ofProduct((product) => (product.variants.length === 0 ? 'yes' : null))],
  ...optionColumns,
  ['variant_external_id', ofVariant((variant) => variant.external_id)],
  ['variant_name', ({ product, variant }) => (variant === undefined ? null : ownName(product, variant))],
  ['variant_active', ofVariant((variant) => yesOrNo(variant.is_active))],
  ['sku', ofVariant((variant) => variant.sku)],
  ['barcode', ({ variant }) => codes(variant, 'gtin')],
  ['internal_barcode', ({ variant }) => codes(variant, 'internal')],
  ['price', ofVariant((variant) => exportedPrice(variant.price))],
  ['open_price', ofVariant((variant) => yesOrNo(variant.is_open_price))],
  ['compare_at_price', ofVariant((variant) => exportedPrice(variant.compare_at_price))],
  COST,
  ['weight_grams', ofVariant((variant) => variant.weight_grams)],
  ['sold_by', ofVariant((variant) => variant.sold_by)],
  ['content_quantity', ofVariant((variant) => variant.content_quantity)],
  ['content_unit', ofVariant((variant) => variant.content_unit)],
  ['image_url', ({ image }) => image?.url],
  ['image_position', ({ image }) => image?.position],
  ['image_alt', ({ image }) => image?.alt],
  ['variant_image_url', ({ product, variant }) => imageOf(product, variant)],
]

/** A name that the options do not make. */
function ownName(product: ExportedProduct, variant: ExportedVariant): string | null {
  const made = variantName(product.options.map(({ id }) => variant.values?.[id] ?? ''))
  return variant.name === made ? null : variant.name
}

const imageOf = (product: ExportedProduct, variant: ExportedVariant | undefined): string | null =>
  (variant === undefined ? undefined : product.images.find((image) => image.variant_id === variant.id))?.url ?? null

/**
 * The format of this program: one row per variant and one more where a product has more pictures than variants.
 *
 * @param isWholeInEachRow each row tells everything of its product, for sorting and filtering in a spreadsheet
 */
export function ownFormat({ showsCosts, isWholeInEachRow }: { showsCosts: boolean; isWholeInEachRow: boolean }) {
  const columns = COLUMNS.filter((column) => showsCosts || column !== COST)
  return {
    header: columns.map(([name]) => name),
    rowsOf: (product: ExportedProduct, paths: CategoryPaths): (string | number)[][] => {
      const length = Math.max(1, product.variants.length, product.images.length)
      return Array.from({ length }, (_, index) => {
        const [variant, image] = [product.variants[index], product.images[index]]
        const row = { product, variant, image, paths, isFirst: index === 0 || isWholeInEachRow }
        return columns.map(([, cell]) => cell(row) ?? '')
      })
    },
  }
}
