/** What may happen to a ticket before it is recorded: a pure reducer. */
import type { Article, Discount, Payment } from '../memory.ts'
import {
  type Cart,
  type CartApproval,
  type CartCustomer,
  type CartLine,
  emptyCart,
  type PickedLine,
  type ReturnableTicket,
} from './cart.ts'
import { fromQuantity, toQuantity } from './decimals.ts'

/** An article to sell: at the catalogue's price unless `unitPrice` says another. */
export type AddedArticle = {
  readonly article: Article
  readonly quantity: string
  readonly unitPrice: string
  readonly askedPrice: string | null
  readonly isFromLabel?: boolean
}

export type CartAction =
  | ({ readonly type: 'add'; readonly key: string } & AddedArticle)
  | {
      readonly type: 'addOpen'
      readonly key: string
      readonly name: string
      readonly unitPrice: string
      readonly taxClass: string
    }
  | { readonly type: 'quantity'; readonly key: string; readonly quantity: string }
  | { readonly type: 'price'; readonly key: string; readonly unitPrice: string; readonly approval?: CartApproval }
  | {
      readonly type: 'discount'
      /** null: the whole ticket. */
      readonly key: string | null
      readonly discount: Discount | null
      readonly approval?: CartApproval
    }
  | { readonly type: 'remove'; readonly key: string }
  | { readonly type: 'select'; readonly key: string }
  | { readonly type: 'move'; readonly by: 1 | -1 }
  | { readonly type: 'customer'; readonly customer: CartCustomer | null }
  | { readonly type: 'note'; readonly note: string }
  | { readonly type: 'approve'; readonly approval: CartApproval }
  | { readonly type: 'takeBack'; readonly ticket: ReturnableTicket; readonly picked: readonly PickedLine[] }
  | { readonly type: 'openReturn'; readonly reason: string }
  | { readonly type: 'endReturn' }
  | { readonly type: 'pay'; readonly payment: Payment }
  | { readonly type: 'unpay'; readonly index: number }
  | { readonly type: 'replace'; readonly cart: Cart }
  | { readonly type: 'clear'; readonly id: string }

export function changeCart(cart: Cart, action: CartAction): Cart {
  switch (action.type) {
    case 'add':
      return addArticle(cart, action)
    case 'addOpen':
      return append(cart, openLine(action))
    case 'quantity':
      return setQuantity(cart, action.key, action.quantity)
    case 'price':
      return approved(changeLine(cart, action.key, { unitPrice: action.unitPrice }), action.approval)
    case 'discount':
      return approved(setDiscount(cart, action.key, action.discount), action.approval)
    case 'remove':
      return removeLine(cart, action.key)
    case 'select':
      return { ...cart, selected: action.key }
    case 'move':
      return moveSelection(cart, action.by)
    case 'customer':
      return { ...cart, customer: action.customer }
    case 'note':
      return { ...cart, note: action.note }
    case 'approve':
      return approved(cart, action.approval)
    case 'takeBack':
      return { ...cart, returned: { kind: 'receipt', ticket: action.ticket, picked: action.picked } }
    case 'openReturn':
      return { ...cart, returned: { kind: 'open', reason: action.reason }, discount: null }
    case 'endReturn':
      return { ...cart, returned: null, payments: [] }
    case 'pay':
      return { ...cart, payments: [...cart.payments, action.payment] }
    case 'unpay':
      return { ...cart, payments: cart.payments.filter((_, index) => index !== action.index) }
    case 'replace':
      return action.cart
    case 'clear':
      return emptyCart(action.id)
  }
}

const append = (cart: Cart, line: CartLine): Cart => ({ ...cart, lines: [...cart.lines, line], selected: line.key })

/** The same article again is one more of its line, unless that line was weighed, discounted or priced by hand. */
function addArticle(
  cart: Cart,
  { key, article, quantity, unitPrice, askedPrice, isFromLabel = false }: AddAction,
): Cart {
  const isWeighed = article.sold_by === 'weight'
  const same = cart.lines.findLast(
    (line) =>
      line.articleId === article.id && line.unitPrice === unitPrice && line.discount === null && !line.isFromLabel,
  )
  if (same !== undefined && !isWeighed && !isFromLabel) {
    const sum = fromQuantity(toQuantity(same.quantity) + toQuantity(quantity))
    return { ...changeLine(cart, same.key, { quantity: sum }), selected: same.key }
  }
  return append(cart, {
    key,
    articleId: article.id,
    productId: article.product_id,
    sku: article.sku,
    name: article.name,
    isWeighed,
    quantity,
    unitPrice,
    askedPrice,
    taxClass: article.tax_class,
    discount: null,
    fees: article.fees.map(({ label, amount, tax_class }) => ({ label, amount, tax_class })),
    isFromLabel,
  })
}

type AddAction = Extract<CartAction, { type: 'add' }>
type OpenAction = Extract<CartAction, { type: 'addOpen' }>

const openLine = ({ key, name, unitPrice, taxClass }: OpenAction): CartLine => ({
  key,
  articleId: null,
  productId: null,
  sku: null,
  name,
  isWeighed: false,
  quantity: '1',
  unitPrice,
  askedPrice: null,
  taxClass,
  discount: null,
  fees: [],
  isFromLabel: false,
})

const changeLine = (cart: Cart, key: string, patch: Partial<CartLine>): Cart => ({
  ...cart,
  lines: cart.lines.map((line) => (line.key === key ? { ...line, ...patch } : line)),
})

/** A line of nothing is no line. */
const setQuantity = (cart: Cart, key: string, quantity: string): Cart =>
  toQuantity(quantity) <= 0n ? removeLine(cart, key) : changeLine(cart, key, { quantity })

const setDiscount = (cart: Cart, key: string | null, discount: Discount | null): Cart =>
  key === null ? { ...cart, discount } : changeLine(cart, key, { discount })

function removeLine(cart: Cart, key: string): Cart {
  const index = cart.lines.findIndex((line) => line.key === key)
  const lines = cart.lines.filter((line) => line.key !== key)
  const next = lines[Math.min(index, lines.length - 1)] ?? null
  return {
    ...cart,
    lines,
    selected: cart.selected === key ? (next?.key ?? null) : cart.selected,
    approvals: cart.approvals.filter(({ lineKey }) => lineKey !== key),
    discount: lines.length === 0 ? null : cart.discount,
  }
}

function moveSelection(cart: Cart, by: 1 | -1): Cart {
  if (cart.lines.length === 0) return cart
  const index = cart.lines.findIndex(({ key }) => key === cart.selected)
  const from = index === -1 ? cart.lines.length - 1 : index
  const to = Math.min(Math.max(from + by, 0), cart.lines.length - 1)
  return { ...cart, selected: cart.lines[to]?.key ?? null }
}

/** Of what is approved for a line only the last counts. */
function approved(cart: Cart, approval: CartApproval | undefined): Cart {
  if (approval === undefined) return cart
  const others = cart.approvals.filter(
    ({ action, lineKey }) => action !== approval.action || lineKey !== approval.lineKey,
  )
  return { ...cart, approvals: [...others, approval] }
}
