/** What may happen to a ticket before it is recorded: a pure reducer. */
import type { Article, Discount, Payment } from '../memory.ts'
import {
  type Cart,
  type CartApproval,
  type CartCustomer,
  type CartLine,
  emptyCart,
  isEmptyCart,
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
  /** `nextId`: of the ticket that begins where no line is left. */
  | { readonly type: 'remove'; readonly key: string; readonly nextId: string }
  /** Takes back a removal or a clearing, while the ticket is still one of `ids`. */
  | { readonly type: 'putBack'; readonly ids: readonly string[]; readonly removed: Cart; readonly place: number }
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
  /** A ticket that waited, or that a reload left: what was added meanwhile stays. */
  | { readonly type: 'resume'; readonly cart: Cart }
  /** @param id a new one: a ticket that is gone comes back under no number of another */
  | { readonly type: 'clear'; readonly id: string }
  /** `recorded` is done: what was added since is the next ticket's. */
  | { readonly type: 'finish'; readonly recorded: Cart; readonly nextId: string }

const NEVER_WHILE_PAYING: ReadonlySet<CartAction['type']> = new Set(['takeBack', 'openReturn', 'endReturn', 'resume'])
const AMOUNTS: ReadonlySet<CartAction['type']> = new Set(['add', 'addOpen', 'quantity', 'price', 'discount', 'remove'])

/** Whether what was paid has to be taken back first: money taken would become money given back, or would be forgotten. */
export const isHeldByPayments = ({ payments, returned }: Cart, { type }: CartAction): boolean =>
  payments.length > 0 && (NEVER_WHILE_PAYING.has(type) || (returned !== null && AMOUNTS.has(type)))

export function changeCart(cart: Cart, action: CartAction): Cart {
  if (isHeldByPayments(cart, action)) return cart
  switch (action.type) {
    case 'add':
      return addArticle(cart, action)
    case 'addOpen':
      return append(cart, openLine(action))
    case 'quantity':
      return setQuantity(cart, action.key, action.quantity)
    case 'price':
      return approved(setPrice(cart, action.key, action.unitPrice), action.approval)
    case 'discount':
      return approved(setDiscount(cart, action.key, action.discount), action.approval)
    case 'remove':
      return begunAnew(removeLine(cart, action.key), action.nextId)
    case 'putBack':
      return putBack(cart, action)
    case 'select':
      return { ...cart, selected: action.key }
    case 'move':
      return moveSelection(cart, action.by)
    case 'customer':
      return setCustomer(cart, action.customer)
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
    case 'resume':
      return resume(cart, action.cart)
    case 'clear':
      return emptyCart(action.id)
    case 'finish':
      return afterRecord(cart, action.recorded, action.nextId)
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

/** What a label said is what it is asked for: another price is somebody's decision. */
function setPrice(cart: Cart, key: string, unitPrice: string): Cart {
  const line = cart.lines.find((one) => one.key === key)
  if (line === undefined || line.unitPrice === unitPrice) return cart
  const asked = line.isFromLabel ? { askedPrice: line.unitPrice, isFromLabel: false } : {}
  return changeLine(cart, key, { unitPrice, ...asked })
}

/** Store credit is one customer's. */
const setCustomer = (cart: Cart, customer: CartCustomer | null): Cart => ({
  ...cart,
  customer,
  payments:
    cart.customer?.id === customer?.id ? cart.payments : cart.payments.filter(({ method }) => method !== 'credit'),
})

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

/** A ticket of which nothing is left is another ticket. */
const begunAnew = (cart: Cart, id: string): Cart => (isEmptyCart(cart) ? { ...cart, id } : cart)

type PutBack = Extract<CartAction, { type: 'putBack' }>

/** Nothing comes back into a ticket that was begun since, or of which money was taken. */
function putBack(cart: Cart, { ids, removed, place }: PutBack): Cart {
  const isSameKind = isEmptyCart(cart) || cart.returned?.kind === removed.returned?.kind
  if (!ids.includes(cart.id) || cart.payments.length > 0 || !isSameKind) return cart
  const lines = removed.lines.filter(({ key }) => cart.lines.every((line) => line.key !== key))
  const keys = new Set(lines.map(({ key }) => key))
  const approvals = removed.approvals.filter(({ lineKey }) => lineKey !== null && keys.has(lineKey))
  const back: Cart = {
    ...cart,
    lines: [...cart.lines.slice(0, place), ...lines, ...cart.lines.slice(place)],
    approvals: [...cart.approvals, ...approvals],
    selected: lines.at(-1)?.key ?? cart.selected,
  }
  if (!isEmptyCart(cart)) return back
  const { discount, returned, approvals: all } = removed
  return {
    ...back,
    discount,
    returned,
    approvals: all,
    customer: cart.customer ?? removed.customer,
    note: cart.note || removed.note,
  }
}

function resume(cart: Cart, kept: Cart): Cart {
  const added = cart.lines.filter(({ key }) => kept.lines.every((line) => line.key !== key))
  return {
    ...kept,
    lines: [...kept.lines, ...added],
    customer: kept.customer ?? cart.customer,
    selected: added.at(-1)?.key ?? kept.selected,
  }
}

function afterRecord(cart: Cart, recorded: Cart, nextId: string): Cart {
  if (cart.id !== recorded.id) return cart
  const lines = cart.lines.flatMap((line): CartLine[] => {
    const before = recorded.lines.find(({ key }) => key === line.key)
    if (before === undefined) return [line]
    const more = toQuantity(line.quantity) - toQuantity(before.quantity)
    return more > 0n ? [{ ...line, quantity: fromQuantity(more), discount: null }] : []
  })
  return { ...emptyCart(nextId), lines, selected: lines.at(-1)?.key ?? null }
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
