import type { Article } from '../../memory.ts'

/** An article as the feed sends it; a test says what matters of it. */
export const articleOf = (id: number, name: string, said: Partial<Article> = {}): Article => ({
  id,
  product_id: id,
  name,
  product_name: name,
  variant_name: '',
  position: 1,
  sku: `SKU-${String(id).padStart(5, '0')}`,
  barcodes: [],
  category_id: null,
  tax_class: 'standard',
  price: '1.00',
  compare_at_price: null,
  chain_price: '1.00',
  chain_compare_at_price: null,
  store_prices: [],
  is_open_price: false,
  sold_by: 'unit',
  plu: null,
  fees: [],
  image: null,
  ...said,
})
