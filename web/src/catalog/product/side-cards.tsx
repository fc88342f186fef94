import { Card, Stack, Switch, Title, Text as Words } from '@mantine/core'
import { api, type Product, type UpdateProductInput, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Text, useFormat, useText } from '../../i18n/index.ts'
import { notifyError, useUndo } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'

type OfProduct = { readonly product: Product }

/** Whether it is sold, and shown first: done at once, and undone as easily. */
export function SaleCard({ product }: OfProduct) {
  const t = useText()
  const { can } = useSession()
  const offerUndo = useUndo()
  const save = useAction(api.updateProduct, ['getProduct', 'listProducts', 'countProductFacets'])
  const turn = (change: UpdateProductInput, back: UpdateProductInput, done: Text) =>
    save
      .mutateAsync([product.id, change])
      .then(() => offerUndo(t(done), () => save.mutateAsync([product.id, back])))
      .catch(notifyError)
  const { is_active: isActive, is_featured: isFeatured } = product
  const disabled = !can('products.update') || save.isPending
  return (
    <Card component="section" aria-label={t(messages.sale)}>
      <Stack gap="sm">
        <Title order={2}>{t(messages.sale)}</Title>
        <Switch
          label={t(common.active)}
          description={t(messages.onSaleHint)}
          checked={isActive}
          disabled={disabled}
          onChange={() =>
            void turn(
              { is_active: !isActive },
              { is_active: isActive },
              isActive ? messages.nowOffSale : messages.nowOnSale,
            )
          }
        />
        <Switch
          label={t(common.featured)}
          description={t(messages.featuredHint)}
          checked={isFeatured}
          disabled={disabled}
          onChange={() =>
            void turn(
              { is_featured: !isFeatured },
              { is_featured: isFeatured },
              isFeatured ? messages.nowUnfeatured : messages.nowFeatured,
            )
          }
        />
      </Stack>
    </Card>
  )
}

/** Who made it, and when it last changed. */
export function FactsCard({ product }: OfProduct) {
  const t = useText()
  const format = useFormat()
  const { creator, created_at: createdAt, updated_at: updatedAt } = product
  const by = creator ? ` ${t(messages.createdBy, { name: creator.name })}` : ''
  return (
    <Card component="section" aria-label={t(messages.facts)}>
      <Words size="sm">{t(messages.createdAt, { date: format.date(createdAt) }) + by}</Words>
      <Words size="sm">{t(messages.updatedAt, { date: format.date(updatedAt, 'moment') })}</Words>
    </Card>
  )
}
