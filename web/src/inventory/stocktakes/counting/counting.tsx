import { ArrowUturnLeftIcon, CameraIcon, QrCodeIcon } from '@heroicons/react/24/outline'
import { Alert, Button, Group, Stack, TextInput, Text as Words } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Stocktake } from '../../../api/index.ts'
import { useText } from '../../../i18n/index.ts'
import { EmptyState, Icon, useUrlState } from '../../../ui/index.ts'
import { ArticleField } from '../../article-field.tsx'
import { nameOf } from '../../article-name.tsx'
import type { PickedArticle } from '../../look-up.ts'
import { hasCameraScanner } from './barcode-detector.ts'
import { CameraScanner } from './camera-scanner.tsx'
import {
  type CountSheet,
  countArticle,
  countCode,
  dismiss,
  linesIn,
  refused,
  setQuantity,
  undo,
} from './count-sheet.ts'
import { CountState } from './count-state.tsx'
import { LastCount } from './last-count.tsx'
import { messages } from './messages.ts'
import { signal } from './signal.ts'
import { makeStamp } from './stamp.ts'
import { useCountSender } from './use-count-sender.ts'
import { useCountSheet } from './use-count-sheet.ts'
import { useZoneCounts } from './use-zone-counts.ts'
import { ZoneLines } from './zone-lines.tsx'

/** Each scan counts one more, in the zone in which one stands (`?zone=A3`). Nothing waits for the network. */
export function Counting({ stocktake }: { readonly stocktake: Stocktake }) {
  const t = useText()
  const [{ zone: given = '' }, changeUrl] = useUrlState()
  const zone = given.trim()
  const [sheet, setSheet] = useCountSheet(stocktake.id, stocktake.round)
  const sending = useCountSender(stocktake.id, sheet, setSheet)
  useZoneCounts(stocktake, zone, setSheet)
  const [isFilming, setFilming] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const lines = linesIn(sheet, zone)
  const current = lines.find(({ key }) => key === shown) ?? lines[0]
  // Of what stands large: only once something was scanned or brought up in this very zone.
  const [asked, ask] = useState<string | null>(null)
  useAlarm(refused(sheet))
  const count = (change: (sheet: CountSheet) => CountSheet) => {
    signal(true)
    setShown(null)
    ask(zone)
    setSheet(change)
  }
  const takeCode = (code: string) => count((before) => countCode(before, zone, code, makeStamp()))
  const take = (article: PickedArticle) => {
    const named = { variantId: article.variant_id, name: nameOf(article), sku: article.sku }
    count((before) => countArticle(before, zone, named, makeStamp(), article.quantity ?? '1'))
  }
  const show = (key: string) => {
    setShown(key)
    ask(zone)
  }
  const changeTo = (key: string, quantity: string) => {
    setShown(key)
    setSheet((before) => setQuantity(before, key, quantity, makeStamp()))
  }
  const takesQuantity = current !== undefined && current.problem === null && asked === zone
  const takeQuantity = (quantity: string) => {
    signal(true)
    if (current !== undefined) changeTo(current.key, quantity)
  }
  return (
    <Stack maw="40rem" mx="auto" w="100%">
      {sending.refusal !== null && <Alert color="brique">{sending.refusal.message}</Alert>}
      <TextInput
        label={t(messages.zone)}
        description={t(messages.zoneHint)}
        defaultValue={zone}
        onBlur={({ currentTarget }) => changeUrl({ zone: currentTarget.value.trim() })}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <ScanField onPick={take} onCode={takeCode} onQuantity={takesQuantity ? takeQuantity : null} />
      {isFilming && <CameraScanner onCode={takeCode} />}
      <Group gap="xs">
        {hasCameraScanner() && (
          <Button
            variant="default"
            leftSection={<Icon of={CameraIcon} size={1.1} />}
            onClick={() => setFilming(!isFilming)}
          >
            {t(isFilming ? messages.stopCamera : messages.camera)}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<Icon of={ArrowUturnLeftIcon} size={1.1} />}
          disabled={sheet.steps.length === 0}
          onClick={() => {
            setShown(sheet.steps[0]?.key ?? null)
            setSheet((before) => undo(before, makeStamp()))
          }}
        >
          {t(messages.undo)}
        </Button>
      </Group>
      {current === undefined ? (
        <EmptyState icon={<Icon of={QrCodeIcon} size={2.5} />} title={t(messages.first)} hint={t(messages.firstHint)} />
      ) : (
        <LastCount
          key={current.key}
          line={current}
          isOffline={sending.isOffline}
          onChange={(quantity) => changeTo(current.key, quantity)}
          onDismiss={() => setSheet((before) => dismiss(before, current.key))}
        />
      )}
      <CountState sheet={sheet} zone={zone} sending={sending} />
      {lines.length > 0 && <ZoneLines lines={lines} shown={current?.key ?? null} onShow={show} />}
    </Stack>
  )
}

type ScanFieldProps = {
  readonly onPick: (article: PickedArticle) => void
  readonly onCode: (code: string) => void
  /** null: nothing was scanned yet that a quantity could be of. */
  readonly onQuantity: ((quantity: string) => void) | null
}

/** Where one scans, and says how many there are of what one has scanned. */
function ScanField({ onPick, onCode, onQuantity }: ScanFieldProps) {
  const t = useText()
  return (
    <div>
      <ArticleField
        label={t(messages.scan)}
        onPick={onPick}
        onCode={onCode}
        {...(onQuantity !== null && { onQuantity })}
        size="xl"
        autoFocus
      />
      <Words size="sm" c="dimmed" mt={4}>
        {t(onQuantity === null ? messages.scanHint : messages.thenQuantity)}
      </Words>
    </div>
  )
}

/** Says by sound that something more was refused: one counts with one's eyes on the shelf. */
function useAlarm(count: number): void {
  const before = useRef(count)
  useEffect(() => {
    if (count > before.current) signal(false)
    before.current = count
  }, [count])
}
