import { Alert, Stack } from '@mantine/core'
import { useText } from '../../../i18n/index.ts'
import { cashierMay } from '../../cart/cart-rights.ts'
import { useSale } from '../sell/sale-context.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { DrawerReport } from './drawer-report.tsx'
import { messages } from './messages.ts'

/**
 * What the drawer has done so far, from this till's own records: it takes no network. The count is blind as everywhere: only
 * who may move cash sees how much there should be.
 */
export function XReportDialog() {
  const t = useText()
  const { snapshot, cashier } = useSellingTill()
  const { close } = useSale()
  if (snapshot.drawer === null) return null
  const isBlind = !cashierMay(cashier, 'sessions.cash')
  return (
    <TillDialog title={t(messages.xTitle)} onClose={close}>
      <Stack>
        <DrawerReport drawer={snapshot.drawer} isBlind={isBlind} />
        {isBlind && <Alert color="sapin">{t(messages.blind)}</Alert>}
      </Stack>
    </TillDialog>
  )
}
