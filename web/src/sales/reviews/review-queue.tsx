import { Badge, Box, Group, UnstyledButton, Text as Words } from '@mantine/core'
import type { ListedReview } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { usePlaces } from '../words/places.ts'
import { wordsOfFlag } from '../words/words.ts'
import { messages } from './messages.ts'
import classes from './review-queue.module.css'
import { SUBJECTS } from './subjects.ts'

type ReviewQueueProps = {
  readonly reviews: readonly ListedReview[]
  readonly chosen: number
  readonly onChoose: (id: number | undefined) => void
}

export function ReviewQueue({ reviews, chosen, onChoose }: ReviewQueueProps) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  return (
    <Box component="ul" className={classes.queue} aria-label={t(messages.queue)}>
      {reviews.map((review) => {
        const isChosen = review.id === chosen
        return (
          <li key={review.id}>
            <UnstyledButton
              ref={isChosen ? bringIntoView : undefined}
              className={classes.entry}
              aria-current={isChosen ? 'true' : undefined}
              onClick={() => onChoose(review.id)}
            >
              <Group justify="space-between" gap="xs" wrap="nowrap">
                <Words fw={600} size="sm">
                  {t(wordsOfFlag(review.flag ?? '').name)}
                </Words>
                {review.settlement != null && <Settlement of={review.settlement} />}
              </Group>
              <Words size="xs" c="dimmed">
                {[
                  t(SUBJECTS[review.subject_type ?? 'ticket']),
                  places.name(review.store_id),
                  format.date(review.created_at, 'moment', places.zone(review.store_id)),
                ].join(' · ')}
              </Words>
            </UnstyledButton>
          </li>
        )
      })}
    </Box>
  )
}

const bringIntoView = (entry: HTMLElement | null) => entry?.scrollIntoView({ block: 'nearest' })

const SETTLEMENTS = {
  accepted: { text: messages.accepted, color: 'sapin' },
  rejected: { text: messages.rejected, color: 'brique' },
  resolved: { text: messages.resolved, color: 'gray' },
} as const

export function Settlement({ of }: { readonly of: keyof typeof SETTLEMENTS }) {
  const t = useText()
  return <Badge color={SETTLEMENTS[of].color}>{t(SETTLEMENTS[of].text)}</Badge>
}
