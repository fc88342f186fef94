import { useText } from '../../../i18n/index.ts'
import { CashDialog, NoSaleDialog } from '../around/cash-dialogs.tsx'
import { CloseDialog } from '../around/close-dialog.tsx'
import { ParkDialog, ParkedDialog } from '../around/park-dialogs.tsx'
import { TicketsDialog } from '../around/tickets-dialog.tsx'
import { XReportDialog } from '../around/x-report-dialog.tsx'
import { ApprovalDialog } from '../dialogs/approval-dialog.tsx'
import { ArticleChoiceDialog, OpenPriceDialog, UnknownCodeDialog, WeightDialog } from '../dialogs/article-dialogs.tsx'
import { CustomerDialog, NoteDialog } from '../dialogs/customer-dialog.tsx'
import { DiscountDialog, PriceDialog, QuantityDialog } from '../dialogs/line-dialogs.tsx'
import { messages } from '../dialogs/messages.ts'
import { ShortcutsDialog } from '../keys/shortcuts-dialog.tsx'
import { ReturnsDialog } from '../returns/returns-dialog.tsx'
import { OutboxDialog } from '../settings/outbox-dialog.tsx'
import { SettingsDialog } from '../settings/settings-dialog.tsx'
import { type Dialog, useSale } from './sale-context.tsx'

/** The one dialog that is open. */
export function SaleDialogs() {
  const { dialog } = useSale()
  return dialog === null ? null : <SaleDialog dialog={dialog} />
}

function SaleDialog({ dialog }: { readonly dialog: Dialog }) {
  const t = useText()
  switch (dialog.kind) {
    case 'weight':
      return <WeightDialog {...dialog} />
    case 'openPrice':
      return <OpenPriceDialog article={dialog.article} quantity={dialog.quantity} code={dialog.code} />
    case 'variants':
      return <ArticleChoiceDialog title={dialog.name} articles={dialog.articles} quantity={dialog.quantity} />
    case 'matches': {
      const title = t(messages.severalMatches, { code: dialog.code })
      return <ArticleChoiceDialog title={title} articles={dialog.matches.map(({ article }) => article)} quantity="1" />
    }
    case 'unknown':
      return <UnknownCodeDialog code={dialog.code} />
    case 'quantity':
      return <QuantityDialog line={dialog.line} />
    case 'discount':
      return <DiscountDialog line={dialog.line} />
    case 'price':
      return <PriceDialog line={dialog.line} />
    case 'approval':
      return <ApprovalDialog need={dialog.need} action={dialog.action} />
    case 'returns':
      return <ReturnsDialog reference={dialog.reference} />
    default:
      return <PlainDialog kind={dialog.kind} />
  }
}

const PLAIN = {
  customer: CustomerDialog,
  note: NoteDialog,
  park: ParkDialog,
  parked: ParkedDialog,
  tickets: TicketsDialog,
  cash: CashDialog,
  noSale: NoSaleDialog,
  xReport: XReportDialog,
  close: CloseDialog,
  outbox: OutboxDialog,
  settings: SettingsDialog,
  shortcuts: ShortcutsDialog,
} as const

function PlainDialog({ kind }: { readonly kind: keyof typeof PLAIN }) {
  const Content = PLAIN[kind]
  return <Content />
}
