import { type ImportField, type Mapping, normalizeColumn, refuseMissing } from '../../platform/csv/index.ts'
import { text } from '../../platform/text.ts'

export const PRODUCT_FORMATS = ['shopify', 'comptoir'] as const
export type ProductFormat = (typeof PRODUCT_FORMATS)[number]

/** As many as a product may have; Shopify’s format ends with the third. */
export const OPTION_COUNT_MAX = 5

const optionFields: ImportField[] = Array.from({ length: OPTION_COUNT_MAX }, (_, index) => index + 1).flatMap(
  (place) => [
    {
      name: `option${place}_name`,
      columns: [`Option${place} Name`],
      label: text(`Option ${place}`, `Option ${place}`),
    },
    {
      name: `option${place}_value`,
      columns: [`Option${place} Value`],
      label: text(`Valeur de l’option ${place}`, `Value of option ${place}`),
    },
  ],
)

/** Our names first; then those of the Shopify product CSV, from the classic ones to those of 2025. */
export const PRODUCT_FIELDS: readonly ImportField[] = [
  { name: 'external_id', columns: ['Handle', 'URL handle'], label: text('Identifiant externe', 'External id') },
  { name: 'slug', label: text('Nom dans les adresses', 'Name in addresses') },
  { name: 'name', columns: ['Title', 'nom', 'product name'], label: text('Nom du produit', 'Product name') },
  { name: 'description', columns: ['Body (HTML)', 'Body HTML'], label: text('Description', 'Description') },
  { name: 'category', columns: ['Type', 'categorie'], label: text('Catégorie', 'Category') },
  {
    name: 'category_path',
    columns: ['Product category', 'Standardized Product Type', 'Standard Product Type'],
    label: text('Chemin de catégorie', 'Category path'),
  },
  { name: 'vendor', columns: ['fournisseur', 'marque', 'brand'], label: text('Marque', 'Vendor') },
  { name: 'tags', columns: ['etiquettes'], label: text('Étiquettes', 'Tags') },
  { name: 'tax_class', columns: ['classe de taxe'], label: text('Classe de taxe', 'Tax class') },
  { name: 'taxable', columns: ['Variant Taxable', 'Charge tax'], label: text('Taxable', 'Taxable') },
  { name: 'active', columns: ['Published', 'Published on online store', 'actif'], label: text('Actif', 'Active') },
  { name: 'status', columns: ['statut'], label: text('Statut', 'Status') },
  { name: 'featured', columns: ['vedette'], label: text('En vedette', 'Featured') },
  ...optionFields,
  { name: 'variant_external_id', columns: ['Variant ID'], label: text('Identifiant de la variante', 'Variant id') },
  {
    name: 'variant_name',
    columns: ['nom de la variante'],
    label: text(
      'Nom de la variante, si ses options ne le font pas',
      'Name of the variant, where its options do not make it',
    ),
  },
  { name: 'variant_active', columns: ['variante active'], label: text('Variante active', 'Variant active') },
  { name: 'sku', columns: ['Variant SKU', 'ugs'], label: text('UGS', 'SKU') },
  {
    name: 'barcode',
    columns: ['Variant Barcode', 'code-barres', 'ean', 'gtin', 'upc'],
    label: text('Code-barres', 'Barcode'),
  },
  {
    name: 'internal_barcode',
    columns: ['code interne'],
    label: text('Code interne, qui n’est pas un GTIN', 'Internal code, which is no GTIN'),
  },
  { name: 'price', columns: ['Variant Price', 'prix'], label: text('Prix', 'Price') },
  {
    name: 'compare_at_price',
    columns: ['Variant Compare At Price', 'Compare-at price'],
    label: text('Prix comparatif', 'Compare-at price'),
  },
  { name: 'cost', columns: ['Cost per item', 'cout'], label: text('Coût', 'Cost') },
  {
    name: 'weight_grams',
    columns: ['Variant Grams', 'Weight value (grams)', 'poids'],
    label: text('Poids (g)', 'Weight (g)'),
  },
  { name: 'open_price', columns: ['prix libre'], label: text('Prix libre', 'Open price') },
  { name: 'sold_by', columns: ['vendu par'], label: text('Vendu par (unit, weight)', 'Sold by (unit, weight)') },
  {
    name: 'content_quantity',
    columns: ['contenance'],
    label: text('Contenance d’une unité', 'Content of a unit'),
  },
  {
    name: 'content_unit',
    columns: ['unite de contenance'],
    label: text('Unité de la contenance (g, kg, ml, l, m, unit)', 'Unit of the content (g, kg, ml, l, m, unit)'),
  },
  {
    name: 'no_variant',
    columns: ['sans variante'],
    label: text('Produit sans variante', 'Product without a variant'),
  },
  {
    name: 'stock',
    columns: ['Variant Inventory Qty', 'Inventory quantity', 'quantite'],
    label: text('Stock', 'Stock'),
  },
  { name: 'image_url', columns: ['Image Src', 'Product image URL'], label: text('Image', 'Image') },
  { name: 'image_position', columns: ['Image position'], label: text('Rang de l’image', 'Image position') },
  { name: 'image_alt', columns: ['Image Alt Text'], label: text('Texte de l’image', 'Image text') },
  {
    name: 'variant_image_url',
    columns: ['Variant Image', 'Variant image URL'],
    label: text('Image de la variante', 'Variant image'),
  },
]

const NAMING = ['name', 'external_id', 'slug', 'sku', 'barcode'] as const
const TELLING = ['price', 'open_price', 'no_variant', 'image_url'] as const

/**
 * Refuses a file that is no list of products: nothing in it names one, or says what one costs. A file in Shopify's format
 * may change products without their prices.
 *
 * @throws ImportRefused naming what is missing.
 */
export function checkProductColumns(mapping: Mapping, format: string): void {
  if (!NAMING.some((field) => mapping.has(field))) throw refuseMissing(mapping.header, NAMING)
  if (format !== 'shopify' && !TELLING.some((field) => mapping.has(field))) throw refuseMissing(mapping.header, TELLING)
}

/** A file with a handle, a title and a price in Shopify's names is Shopify's, whatever its generation. */
export function recognizeProductFormat(header: readonly string[]): ProductFormat {
  const names = new Set(header.map(normalizeColumn))
  const hasHandle = names.has('handle') || names.has('url handle')
  const hasPrice = names.has('variant price') || names.has('price')
  return hasHandle && names.has('title') && hasPrice ? 'shopify' : 'comptoir'
}
