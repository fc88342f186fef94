import { useText } from '../../../i18n/index.ts'
import { useSale } from '../sell/sale-context.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { DrawerReport } from './drawer-report.tsx'
import { messages } from './messages.ts'

/** What the drawer has done so far, from this till's own records: it takes no network. */
export function XReportDialog() {
  const t = useText()
  const { snapshot } = useSellingTill()
  const { close } = useSale()
  if (snapshot.drawer === null) return null
  return (
    <TillDialog title={t(messages.xTitle)} onClose={close}>
      <DrawerReport drawer={snapshot.drawer} />
    </TillDialog>
  )
}
