import type { Product, UpdateProductInput } from '../../api/index.ts'

/** What the card of details lets one type. */
export type ProductValues = {
  name: string
  description: string
  category_id: number | null
  tax_class: string
  vendor: string
  tags: string[]
}

export const valuesOf = (product: Product): ProductValues => ({
  name: product.name,
  description: product.description ?? '',
  category_id: product.category_id,
  tax_class: product.tax_class,
  vendor: product.vendor ?? '',
  tags: [...product.tags],
})

/** Only what differs is sent, so that two who change different things do not undo each other. */
export function changesOf(product: Product, values: ProductValues): UpdateProductInput {
  const before = valuesOf(product)
  return {
    ...(values.name !== before.name && { name: values.name }),
    ...(values.description !== before.description && { description: orNull(values.description) }),
    ...(values.category_id !== before.category_id && { category_id: values.category_id }),
    ...(values.tax_class !== before.tax_class && { tax_class: values.tax_class }),
    ...(values.vendor !== before.vendor && { vendor: orNull(values.vendor) }),
    ...(values.tags.join('\n') !== before.tags.join('\n') && { tags: values.tags }),
  }
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text)
