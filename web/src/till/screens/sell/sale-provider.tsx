import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { applyUpdate } from '../../../app/updates.ts'
import { useText } from '../../../i18n/index.ts'
import { notifyError } from '../../../ui/index.ts'
import { type Cart, isEmptyCart } from '../../cart/cart.ts'
import { neededApprovals } from '../../cart/cart-rights.ts'
import { type AddedArticle, type CartAction, changeCart } from '../../cart/change-cart.ts'
import { priceCart } from '../../cart/price-cart.ts'
import { sellOne, soldByCode } from '../../cart/sell-by-code.ts'
import { settleCart } from '../../cart/settle-cart.ts'
import { type Article, TillError } from '../../memory.ts'
import { newId } from '../../new-id.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { type Dialog, SaleContext, type SaleState, type Stage } from './sale-context.tsx'
import { useCart } from './use-cart.ts'
import { type FinishedSale, useFinish } from './use-finish.ts'

/** One sale after the other: the ticket, what is asked about it, its payment, its receipt. */
export function SaleProvider({ children }: { readonly children: ReactNode }) {
  const { isTraining } = useSellingTill()
  const { cart, change, priced, settled, day } = useCart()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const [stage, setStage] = useState<Stage>('sell')
  const [finished, setFinished] = useState<FinishedSale | null>(null)
  const onDone = useCallback(
    (done: FinishedSale, recorded: Cart) => {
      setFinished(done)
      setStage('done')
      change({ type: 'finish', recorded, nextId: newId() })
    },
    [change],
  )
  const { finish, isFinishing } = useFinish(onDone)
  const scanTarget = useRef<((code: string) => void) | null>(null)
  const begin = useCallback(() => setStage('sell'), [])
  const articles = useArticles({ change, open: setDialog, stage, begin })
  const approvals = useApprovals({ cart, change, day, open: setDialog, toPay: () => setStage('pay') })
  const payments = usePayments({ cart, change, day, finish, isFinishing })
  const value: SaleState = {
    cart,
    priced,
    settled,
    stage,
    finished,
    dialog,
    change,
    scanTarget,
    open: setDialog,
    close: () => setDialog(null),
    ...articles,
    ...approvals,
    ...payments,
    backToSale: () => !isFinishing && setStage('sell'),
    isFinishing,
    nextSale: () => {
      setFinished(null)
      setStage('sell')
      // Between two sales a newer version takes the place of this one.
      if (isEmptyCart(cart) && !isTraining) void applyUpdate()
    },
  }
  return <SaleContext value={value}>{children}</SaleContext>
}

/** What a receipt bears as its barcode. */
const RECEIPT_REFERENCE = /^\d+-\d+-\d+-\d+$/

type Change = (action: CartAction) => void

type ArticlesScene = {
  readonly change: Change
  readonly open: (dialog: Dialog) => void
  readonly stage: Stage
  /** Goes to the next sale: a scan after a sale begins another. */
  readonly begin: () => void
}

function useArticles({ change, open, stage, begin }: ArticlesScene) {
  const { memory, store, play } = useSellingTill()
  const { copy, device } = memory
  const latest = useRef(stage)
  latest.current = stage
  const add = useCallback(
    (added: AddedArticle) => {
      if (latest.current === 'done') begin()
      change({ type: 'add', key: newId(), ...added })
      play('added')
    },
    [change, play, begin],
  )
  const addArticle = useCallback(
    (article: Article, quantity = '1') => {
      const { price } = copy.priceOf(article, device.now())
      const added = sellOne(article, price)
      if (added !== null) add({ ...added, quantity })
      else if (article.sold_by === 'weight' && price !== null && !article.is_open_price) {
        open({ kind: 'weight', article, askedPrice: price })
      } else open({ kind: 'openPrice', article, quantity })
    },
    [copy, device, add, open],
  )
  const isPaying = useCallback(() => latest.current === 'pay', [])
  const addCode = useCallback(
    async (code: string, quantity = '1') => {
      if (latest.current === 'done') begin()
      if (RECEIPT_REFERENCE.test(code)) return open({ kind: 'returns', reference: code })
      // While money is being taken the ticket does not change.
      if (isPaying()) return play('refused')
      const matches = await copy.lookUp(code)
      // It may have begun while the code was looked up.
      if (isPaying()) return play('refused')
      const [match] = matches
      if (match === undefined) {
        play('refused')
        return open({ kind: 'unknown', code })
      }
      if (matches.length > 1) return open({ kind: 'matches', code, matches })
      const { price } = copy.priceOf(match.article, device.now())
      const added = soldByCode(match, price, store.currency)
      if (added === null || !added.isFromLabel) addArticle(match.article, quantity)
      else add(added)
    },
    [copy, device, store.currency, add, addArticle, open, play, isPaying, begin],
  )
  const addOpenLine = useCallback(
    (name: string, unitPrice: string, taxClass: string) => {
      change({ type: 'addOpen', key: newId(), name, unitPrice, taxClass })
      play('added')
    },
    [change, play],
  )
  return useMemo(() => ({ add, addArticle, addCode, addOpenLine }), [add, addArticle, addCode, addOpenLine])
}

type ApprovalsScene = {
  readonly cart: Cart
  readonly change: Change
  readonly day: string
  readonly open: (dialog: Dialog) => void
  readonly toPay: () => void
}

function useApprovals({ cart, change, day, open, toPay }: ApprovalsScene) {
  const t = useText()
  const { memory, store, cashier, isTraining } = useSellingTill()
  const needsOf = (next: Cart) => neededApprovals(next, priceCart(next, store, day), cashier, store.currency)
  const attempt = (action: CartAction) => {
    const before = needsOf(cart).length
    const needs = needsOf(changeCart(cart, action))
    const need = needs.at(-1)
    if (need === undefined || needs.length <= before) change(action)
    else open({ kind: 'approval', need, action })
  }
  const beginPay = async () => {
    const [need] = needsOf(cart)
    if (need !== undefined) return open({ kind: 'approval', need, action: null })
    const refusal = isTraining ? null : await memory.outbox.mayAppend()
    if (refusal === null) toPay()
    else notifyError(new Error(tillErrorText(new TillError(refusal), t)))
  }
  return { attempt, beginPay: () => void beginPay().catch(notifyError) }
}

type PaymentsScene = {
  readonly cart: Cart
  readonly change: Change
  readonly day: string
  readonly finish: (cart: Cart) => Promise<void>
  readonly isFinishing: boolean
}

function usePayments({ cart, change, day, finish, isFinishing }: PaymentsScene) {
  const { store } = useSellingTill()
  // What was just paid counts before it is drawn.
  const latest = useRef(cart)
  latest.current = cart
  const isSettled = (of: Cart) => settleCart(of, priceCart(of, store, day).total, store).isSettled
  const pay = (payment: Cart['payments'][number]) => {
    if (isFinishing || isSettled(latest.current)) return
    const action: CartAction = { type: 'pay', payment }
    const next = changeCart(latest.current, action)
    latest.current = next
    change(action)
    if (isSettled(next)) void finish(next)
  }
  return { pay, finish: () => void finish(cart) }
}
