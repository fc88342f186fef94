import { Alert, Button, List } from '@mantine/core'
import type { Stocktake } from '../../../api/index.ts'
import { useFormat, useText } from '../../../i18n/index.ts'
import { useUndo } from '../../../ui/index.ts'
import { EMPTY_SHEET } from './count-sheet.ts'
import { messages } from './messages.ts'
import { useCountSheet } from './use-count-sheet.ts'

/** What was counted here and came too late: nobody else knows of it, so it stays in sight until somebody dismisses it. */
export function LateCounts({ stocktake: { id, round } }: { readonly stocktake: Stocktake }) {
  const t = useText()
  const format = useFormat()
  const offerUndo = useUndo()
  const [sheet, setSheet] = useCountSheet(id, round)
  const late = sheet.lines.filter(({ isSent }) => !isSent)
  if (late.length === 0) return null
  const dismissAll = () => {
    setSheet(EMPTY_SHEET)
    offerUndo(t(messages.lateDismissed), async () => setSheet(sheet))
  }
  return (
    <Alert color="safran" title={t(messages.late, { count: late.length })}>
      <List size="sm" mb="sm">
        {late.map(({ key, name, zone, quantity }) => (
          <List.Item key={key}>
            {t(messages.lateLine, {
              name,
              zone: zone === '' ? t(messages.noZone) : zone,
              quantity: format.number(quantity),
            })}
          </List.Item>
        ))}
      </List>
      <Button size="compact-md" variant="default" onClick={dismissAll}>
        {t(messages.dismissLate)}
      </Button>
    </Alert>
  )
}
