import { useDocumentTitle, useMediaQuery } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { formatMoney } from '../../../../../rules/index.ts'
import { useLanguage, useText } from '../../../i18n/index.ts'
import { isEmptyCart } from '../../cart/cart.ts'
import { toQuantity } from '../../cart/decimals.ts'
import { DoneScreen } from '../pay/done-screen.tsx'
import { PayScreen } from '../pay/pay-screen.tsx'
import { messages as shared } from '../shared/messages.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { ArticleGrid } from './article-grid.tsx'
import { messages } from './messages.ts'
import { useSale } from './sale-context.tsx'
import { SaleDialogs } from './sale-dialogs.tsx'
import { SaleProvider } from './sale-provider.tsx'
import classes from './sell.module.css'
import { TicketPanel } from './ticket-panel.tsx'
import { TillHeader, TrainingBanner } from './till-header.tsx'
import { useScans } from './use-scans.ts'
import { useTillKeys } from './use-till-keys.ts'

/** Where one sells: articles at the left, the ticket at the right; on a phone one or the other. */
export function SellScreen() {
  return (
    <SaleProvider>
      <Counter />
    </SaleProvider>
  )
}

function Counter() {
  const t = useText()
  useDocumentTitle(`${t(shared.till)} · Comptoir`)
  useTillKeys()
  useScans()
  useEffect(() => {
    document.body.dataset.selling = 'true'
    return () => {
      delete document.body.dataset.selling
    }
  }, [])
  const { stage } = useSale()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  return (
    <div className={classes.counter} data-density="touch">
      <TrainingBanner />
      <TillHeader />
      <main id="content" className={classes.main}>
        {stage === 'sell' && (isNarrow ? <NarrowSale /> : <WideSale />)}
        {stage === 'pay' && <PayScreen isNarrow={isNarrow} />}
        {stage === 'done' && <DoneScreen />}
      </main>
      <SaleDialogs />
    </div>
  )
}

const WideSale = () => (
  <div className={classes.wide}>
    <ArticleGrid />
    <TicketPanel />
  </div>
)

function NarrowSale() {
  const t = useText()
  const { language } = useLanguage()
  const { store } = useSellingTill()
  const { cart, priced } = useSale()
  const [isTicketShown, setTicketShown] = useState(false)
  const count = cart.lines.reduce((sum, line) => sum + (line.isWeighed ? 1n : toQuantity(line.quantity) / 1000n), 0n)
  if (isTicketShown) {
    return (
      <div className={classes.narrow}>
        <TicketPanel />
        <button type="button" className={classes.back} onClick={() => setTicketShown(false)}>
          {t(messages.backToArticles)}
        </button>
      </div>
    )
  }
  return (
    <div className={classes.narrow}>
      <ArticleGrid />
      <button
        type="button"
        className={classes.bar}
        data-empty={isEmptyCart(cart) || undefined}
        onClick={() => setTicketShown(true)}
      >
        <span>{t(messages.articleCount, { count: Number(count) })}</span>
        <span className={classes.barTotal}>{formatMoney(priced.total, store.currency, language)}</span>
        <span>{t(messages.seeTicket)}</span>
      </button>
    </div>
  )
}
