/** A ticket that waits for any till of the store, in the form in which the server keeps it. */
import type { ParkedSale, ParkSaleInput } from '../../api/index.ts'
import type { StoreCopy } from '../memory.ts'
import { newId } from '../new-id.ts'
import { type Cart, type CartLine, emptyCart } from './cart.ts'
import { fromPrice, fromQuantity, toPrice, toQuantity } from './decimals.ts'
import { ORDINARY_CLASS } from './store-taxes.ts'

type Place = {
  readonly storeId: number
  readonly registerId: number | null
  readonly name: string
  readonly total: string
}

/** null: it takes goods back, or was paid in part, which only this till knows how to go on with. */
export function parkedInput(cart: Cart, { storeId, registerId, name, total }: Place): ParkSaleInput | null {
  if (cart.returned !== null || cart.payments.length > 0 || cart.approvals.length > 0) return null
  return {
    id: cart.id,
    store_id: storeId,
    register_id: registerId,
    name,
    customer_id: cart.customer?.id ?? null,
    note: cart.note || null,
    total,
    discount: cart.discount,
    lines: cart.lines.map((line) => ({
      ...(line.articleId === null
        ? { description: line.name, tax_class: line.taxClass }
        : { variant_id: line.articleId }),
      quantity: line.quantity,
      unit_price: line.unitPrice,
      discount: line.discount,
    })),
  }
}

type Shelf = {
  readonly copy: Pick<StoreCopy, 'article' | 'customer' | 'priceOf'>
}

/** The ticket again, at the prices that it was parked with. `missing`: lines of articles that are no longer sold here. */
export async function resumeCart(parked: ParkedSale, { copy }: Shelf): Promise<{ cart: Cart; missing: number }> {
  const lines = await Promise.all(parked.lines.map((line) => resumeLine(line, copy)))
  const found = lines.filter((line) => line !== null)
  const customer = parked.customer_id === null ? null : await copy.customer(parked.customer_id)
  const cart: Cart = {
    ...emptyCart(newId()),
    lines: found,
    discount: parked.discount,
    note: parked.note ?? '',
    customer,
    selected: found.at(-1)?.key ?? null,
  }
  return { cart, missing: lines.length - found.length }
}

async function resumeLine(line: ParkedSale['lines'][number], copy: Shelf['copy']): Promise<CartLine | null> {
  const quantity = fromQuantity(toQuantity(line.quantity ?? '1'))
  if (line.variant_id === null) {
    return {
      key: newId(),
      articleId: null,
      productId: null,
      sku: null,
      name: line.description ?? '',
      isWeighed: false,
      quantity,
      unitPrice: fromPrice(toPrice(line.unit_price ?? '0')),
      askedPrice: null,
      taxClass: line.tax_class ?? ORDINARY_CLASS,
      discount: line.discount,
      fees: [],
      isFromLabel: false,
    }
  }
  const article = await copy.article(line.variant_id)
  if (article === null) return null
  const { price } = copy.priceOf(article)
  return {
    key: newId(),
    articleId: article.id,
    productId: article.product_id,
    sku: article.sku,
    name: article.name,
    isWeighed: article.sold_by === 'weight',
    quantity,
    unitPrice: line.unit_price === null ? (price ?? '0.00') : fromPrice(toPrice(line.unit_price)),
    askedPrice: article.is_open_price ? null : price,
    taxClass: article.tax_class,
    discount: line.discount,
    fees: article.fees.map(({ label, amount, tax_class }) => ({ label, amount, tax_class })),
    isFromLabel: false,
  }
}
