import { Text as Words } from '@mantine/core'

type Named = {
  readonly product_name?: string | undefined
  readonly variant_name?: string | undefined
  readonly sku?: string | null | undefined
}

/** `Chemise · Bleu, M`: what people call an article. */
export const nameOf = ({ product_name: product, variant_name: variant }: Named): string =>
  [product, variant].filter(Boolean).join(' · ')

/** The name of an article over its reference. */
export function ArticleName({ article }: { readonly article: Named }) {
  return (
    <span>
      {nameOf(article)}
      {article.sku && (
        <Words component="span" display="block" size="xs" c="dimmed" fw={400}>
          {article.sku}
        </Words>
      )}
    </span>
  )
}
