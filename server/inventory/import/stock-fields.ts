import type { ImportField } from '../../platform/csv/index.ts'
import { text } from '../../platform/text.ts'

export const STOCK_FIELDS: readonly ImportField[] = [
  {
    name: 'store',
    columns: ['magasin', 'store_code', 'store_external_id'],
    label: text('Magasin (identifiant externe, code ou nom)', 'Store (external id, code or name)'),
    isRequired: true,
  },
  {
    name: 'product',
    columns: ['produit', 'product_external_id', 'external_id'],
    label: text('Article (identifiant externe)', 'Article (external id)'),
  },
  { name: 'sku', columns: ['ugs'], label: text('UGS', 'SKU') },
  { name: 'barcode', columns: ['code-barres', 'ean', 'gtin', 'upc'], label: text('Code-barres', 'Barcode') },
  { name: 'product_name', columns: ['nom'], label: text('Nom du produit', 'Product name') },
  {
    name: 'on_hand',
    columns: ['quantite', 'quantity', 'stock', 'stock on hand'],
    label: text('Quantité en stock', 'Quantity on hand'),
    isRequired: true,
  },
]
