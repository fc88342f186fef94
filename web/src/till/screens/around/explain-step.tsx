import { Button, Group, Stack, Textarea, Text as Words } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useFormat, useText } from '../../../i18n/index.ts'
import { toMinor } from '../../cart/decimals.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { Verdict } from './drawer-report.tsx'
import { messages } from './messages.ts'

const MOST_CHARACTERS = 1900

type ExplainStepProps = {
  /** Counted less expected. */
  readonly difference: string
  /** What was counted before the difference was seen; null: the same. */
  readonly firstSum: string | null
  readonly isBusy: boolean
  readonly onCountAgain: () => void
  readonly onExplained: (note: string) => void
}

/** The difference as it is, and room to say why: it is recorded with the closing, and never refused. */
export function ExplainStep({ difference, firstSum, isBusy, onCountAgain, onExplained }: ExplainStepProps) {
  const t = useText()
  const format = useFormat()
  const { currency } = useSellingTill().store
  const [note, setNote] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  const first = firstSum === null ? null : t(messages.firstCount, { amount: format.money(firstSum, currency) })
  const explain = () => onExplained([first, note.trim()].filter((part) => part !== null && part !== '').join(' '))
  return (
    <Stack>
      <Verdict difference={difference} />
      {first !== null && (
        <Words size="sm" c="dimmed">
          {t(messages.firstCountHint, { first })}
        </Words>
      )}
      {toMinor(difference, currency) !== 0n && (
        <Textarea
          label={t(messages.explanation)}
          description={t(messages.explain)}
          placeholder={t(messages.explainHint)}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          maxLength={MOST_CHARACTERS}
          autosize
          minRows={2}
          size="md"
          ref={field}
        />
      )}
      <Group grow preventGrowOverflow={false}>
        <Button variant="default" size="lg" onClick={onCountAgain} disabled={isBusy}>
          {t(messages.countAgain)}
        </Button>
        <Button size="lg" loading={isBusy} onClick={explain}>
          {t(messages.closeTitle)}
        </Button>
      </Group>
    </Stack>
  )
}
