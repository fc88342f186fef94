import { CheckBadgeIcon } from '@heroicons/react/24/outline'
import { Grid, Group, SegmentedControl, Select, Text as Words } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { type ListedReview, useApi } from '../../api/index.ts'
import { useChosenStore } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { EmptyState, Icon, Loaded, Page, useUrlState } from '../../ui/index.ts'
import { FLAGS, wordsOfFlag } from '../words/words.ts'
import { messages } from './messages.ts'
import { ReviewDetail } from './review-detail.tsx'
import { ReviewQueue } from './review-queue.tsx'

const MOST = 100
const STATES = ['open', 'settled', 'all'] as const

/** What waits for somebody's judgment, one after the other. */
export default function ReviewsPage() {
  const t = useText()
  const [url, change] = useUrlState()
  const [store] = useChosenStore()
  const state = STATES.find((name) => name === url.state) ?? 'open'
  const reviews = useApi('listReviews', [
    {
      per_page: MOST,
      sort: state === 'open' ? 'created_at' : '-created_at',
      ...(state !== 'all' && { state }),
      ...(url.flag !== undefined && { flag: url.flag }),
      ...(url.subject_id !== undefined && { subject_id: url.subject_id }),
      ...(store !== null && { store_id: store }),
    },
  ])
  const names = { open: messages.open, settled: messages.settled, all: messages.all }
  return (
    <Page title={t(messages.reviews)} lead={t(messages.lead)}>
      <Group gap="xs">
        <SegmentedControl
          aria-label={t(messages.state)}
          data={STATES.map((value) => ({ value, label: t(names[value]) }))}
          value={state}
          onChange={(value) => change({ state: value === 'open' ? undefined : value, review: undefined })}
        />
        <Select
          aria-label={t(messages.flag)}
          placeholder={t(messages.flag)}
          data={Object.keys(FLAGS).map((value) => ({ value, label: t(wordsOfFlag(value).name) }))}
          value={url.flag ?? null}
          onChange={(flag) => change({ flag: flag ?? undefined, review: undefined })}
          clearable
          searchable
        />
      </Group>
      <Loaded of={reviews}>
        {({ data, meta }) =>
          data.length === 0 ? (
            <Nothing isWaiting={state === 'open' && url.flag === undefined} />
          ) : (
            <Queue
              reviews={data}
              total={(meta as { total?: number }).total ?? data.length}
              chosen={Number(url.review)}
              onChoose={(id) => change({ review: id === undefined ? undefined : String(id) })}
            />
          )
        }
      </Loaded>
    </Page>
  )
}

function Nothing({ isWaiting }: { readonly isWaiting: boolean }) {
  const t = useText()
  return (
    <EmptyState
      icon={<Icon of={CheckBadgeIcon} size={2.5} />}
      title={t(isWaiting ? messages.empty : messages.emptySettled)}
      hint={t(isWaiting ? messages.emptyHint : messages.emptySettledHint)}
    />
  )
}

type QueueProps = {
  readonly reviews: readonly ListedReview[]
  readonly total: number
  readonly chosen: number
  readonly onChoose: (id: number | undefined) => void
}

/** The queue beside the one that is looked at; settling it shows the next at once. */
function Queue({ reviews, total, chosen, onChoose }: QueueProps) {
  const t = useText()
  const found = reviews.findIndex(({ id }) => id === chosen)
  const place = found === -1 ? 0 : found
  const review = reviews[place]
  const go = (by: number) => onChoose(reviews[Math.min(Math.max(place + by, 0), reviews.length - 1)]?.id)
  useHotkeys([
    ['j', () => go(1)],
    ['k', () => go(-1)],
  ])
  if (review?.id === undefined) return null
  return (
    <Grid gap="md" align="flex-start">
      <Grid.Col span={{ base: 12, md: 4 }} visibleFrom="md">
        <ReviewQueue reviews={reviews} chosen={review.id} onChoose={onChoose} />
        <Words size="xs" c="dimmed" mt="xs">
          {t(messages.keys)}
        </Words>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 8 }}>
        <ReviewDetail
          key={review.id}
          id={review.id}
          place={place + 1}
          total={total}
          onStep={go}
          onSettled={() => onChoose((reviews[place + 1] ?? reviews[place - 1])?.id)}
        />
      </Grid.Col>
    </Grid>
  )
}
