import { SegmentedControl, Stack, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { receiptText } from '../../../../rules/index.ts'
import { useApi } from '../../api/index.ts'
import { useFormat, useLanguage, useText } from '../../i18n/index.ts'
import { Loaded } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import classes from './receipt.module.css'
import { type ReceiptStore, sampleReceipt } from './sample-receipt.ts'

/** Columns of the two rolls that printers take. */
const WIDTHS = { '32': messages.narrowRoll, '42': messages.wideRoll } as const
type Width = keyof typeof WIDTHS

type PreviewProps = { readonly store: ReceiptStore; readonly zoneCode: string }

/** The receipt as the printer would write it, while one types. */
export function ReceiptPreview({ store, zoneCode }: PreviewProps) {
  const t = useText()
  const { language } = useLanguage()
  const format = useFormat()
  const [width, choose] = useState<Width>('42')
  const zone = useApi('getTaxZone', [zoneCode], { staleTime: 60_000 })
  return (
    <Stack component="section" aria-label={t(messages.preview)} align="center" gap="sm" className={classes.desk}>
      <SegmentedControl
        size="xs"
        aria-label={t(messages.rollWidth)}
        value={width}
        onChange={(value) => choose(value === '32' ? '32' : '42')}
        data={Object.entries(WIDTHS).map(([value, text]) => ({ value, label: t(text) }))}
      />
      <Loaded of={zone}>
        {(found) => (
          <pre className={classes.paper} data-width={width}>
            {receiptText(
              sampleReceipt(store, found, {
                articles: [t(messages.sampleBag), t(messages.sampleBook), t(messages.sampleBread)],
                register: t(messages.sampleRegister),
                cashier: t(messages.sampleCashier),
                dateText: format.date(new Date(), 'moment'),
              }),
              { language, width: Number(width) },
            ).join('\n')}
          </pre>
        )}
      </Loaded>
      <Words size="xs" c="dimmed">
        {t(messages.previewHint)}
      </Words>
    </Stack>
  )
}
