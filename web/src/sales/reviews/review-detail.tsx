import { ChevronLeftIcon, ChevronRightIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Code, Group, Spoiler, Stack, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type Review, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Facts, Icon, Loaded, Section } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { usePlaces } from '../words/places.ts'
import { wordsOfFlag } from '../words/words.ts'
import { messages } from './messages.ts'
import { OddLines } from './odd-lines.tsx'
import { readDetails } from './read-details.ts'
import { Settlement } from './review-queue.tsx'
import { SettleForm } from './settle-form.tsx'
import { doubtOf, SUBJECTS } from './subjects.ts'

type ReviewDetailProps = {
  readonly id: number
  readonly place: number
  readonly total: number
  readonly onStep: (by: number) => void
  readonly onSettled: () => void
}

/** What one must know to judge it, and the judgment. */
export function ReviewDetail({ id, place, total, onStep, onSettled }: ReviewDetailProps) {
  const t = useText()
  const review = useApi('getReview', [id])
  return (
    <Loaded of={{ ...review, data: review.data?.id === id ? review.data : undefined }}>
      {(item) => (
        <Stack>
          <Section
            title={t(wordsOfFlag(item.flag).name)}
            actions={
              <Group gap={4}>
                <Words size="sm" c="dimmed">
                  {t(messages.place, { place, total })}
                </Words>
                <ActionIcon aria-label={t(messages.previous)} onClick={() => onStep(-1)} disabled={place === 1}>
                  <Icon of={ChevronLeftIcon} size={1} />
                </ActionIcon>
                <ActionIcon aria-label={t(messages.next)} onClick={() => onStep(1)} disabled={place === total}>
                  <Icon of={ChevronRightIcon} size={1} />
                </ActionIcon>
              </Group>
            }
          >
            <Words>{t(wordsOfFlag(item.flag).meaning)}</Words>
            <ReviewFactsList review={item} />
            <OddLines review={item} />
            <Subject review={item} />
            {item.record !== null && <Delivered record={item.record} />}
          </Section>
          {item.settled_at === null ? <SettleForm review={item} onSettled={onSettled} /> : <Settled review={item} />}
        </Stack>
      )}
    </Loaded>
  )
}

function ReviewFactsList({ review }: { readonly review: Review }) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const facts = readDetails(review.details)
  const currency = places.currency(review.store_id) ?? 'CAD'
  const zone = places.zone(review.store_id)
  const money = (name: string, amount: string | null) =>
    amount === null ? [] : [{ name, value: format.money(amount, currency) }]
  const plain = (name: string, value: string | null) => (value === null ? [] : [{ name, value }])
  return (
    <Facts
      of={[
        { name: t(messages.subject), value: t(SUBJECTS[review.subject_type]) },
        { name: t(words.store), value: places.name(review.store_id) },
        ...(facts.series === null
          ? []
          : [
              {
                name: t(messages.series),
                value: [facts.series, facts.number].filter((part) => part !== null).join(' · '),
              },
            ]),
        ...plain(t(words.when), facts.occurredAt === null ? null : format.date(facts.occurredAt, 'moment', zone)),
        { name: t(messages.since), value: format.date(review.created_at, 'moment', zone) },
        ...plain(t(messages.missing), facts.missing),
        ...money(t(messages.receiptTotal), facts.stated),
        ...money(t(messages.computedTotal), facts.computed),
        ...money(t(messages.paidTotal), facts.paid),
        ...money(t(messages.dueTotal), facts.due),
        ...money(t(messages.refundedTotal), facts.refunded),
        ...plain(
          t(messages.limit),
          facts.limit === null ? null : t(messages.percent, { value: format.number(facts.limit) }),
        ),
        ...plain(t(messages.approver), facts.approver),
        ...plain(t(words.reason), facts.reason),
        ...(facts.doubt === null
          ? []
          : [
              {
                name: t(messages.doubt),
                value: t(doubtOf(facts.doubt)),
              },
            ]),
      ]}
    />
  )
}

/** The way to what it is about. */
function Subject({ review }: { readonly review: Review }) {
  const t = useText()
  const { sessionId, ticketId } = readDetails(review.details)
  const ticket = review.subject_type === 'ticket' ? review.subject_id : ticketId
  const session = review.subject_type === 'session' ? review.subject_id : sessionId
  if (ticket === null && session === null) return null
  return (
    <Group gap="xs">
      {ticket !== null && (
        <Button component={Link} to={`/sales/${ticket}`} size="xs" variant="default">
          {t(messages.seeTicket)}
        </Button>
      )}
      {session !== null && (
        <Button component={Link} to={`/sessions/${session}`} size="xs" variant="default">
          {t(messages.seeSession)}
        </Button>
      )}
    </Group>
  )
}

const SHOWN_REM = 12

/** What a device has delivered and does not count yet, word for word. */
function Delivered({ record }: { readonly record: Record<string, unknown> }) {
  const t = useText()
  return (
    <Stack gap={4}>
      <Words size="sm" fw={600}>
        {t(messages.delivered)}
      </Words>
      <Spoiler maxHeight={SHOWN_REM * 16} showLabel="…" hideLabel="…">
        <Code block tabIndex={0}>
          {JSON.stringify(record, null, 2)}
        </Code>
      </Spoiler>
    </Stack>
  )
}

function Settled({ review }: { readonly review: Review }) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const { settlement, settled_by: by, settled_at: at, note } = review
  return (
    <Section title={t(messages.decision)}>
      <Group gap="xs">{settlement !== null && <Settlement of={settlement} />}</Group>
      <Facts
        of={[
          ...(by === null ? [] : [{ name: t(messages.settledBy), value: by.name }]),
          { name: t(messages.settledAt), value: format.date(at, 'moment', places.zone(review.store_id)) },
          ...(note === null ? [] : [{ name: t(words.reason), value: note }]),
        ]}
      />
    </Section>
  )
}
