import { PlusIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Group, Stack, Switch, Text as Words } from '@mantine/core'
import { TimeInput } from '@mantine/dates'
import { useState } from 'react'
import type { Store } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Text, useText } from '../../i18n/index.ts'
import { Icon, Section } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import {
  addSpan,
  copyToWorkdays,
  DAYS,
  type Day,
  hoursOf,
  type Span,
  type Week,
  weekOf,
  withSpans,
} from './opening-hours.ts'
import { SaveRow } from './save-row.tsx'
import { useSaveStore } from './use-save-store.ts'

const DAY_NAMES: Readonly<Record<Day, Text>> = {
  monday: messages.monday,
  tuesday: messages.tuesday,
  wednesday: messages.wednesday,
  thursday: messages.thursday,
  friday: messages.friday,
  saturday: messages.saturday,
  sunday: messages.sunday,
}

/** When the store is open, by its own clock. */
export function HoursTab({ store }: { readonly store: Store }) {
  const t = useText()
  const { can } = useSession()
  const kept = weekOf(store.opening_hours)
  const [week, setWeek] = useState<Week>(kept)
  const { save, isSaving, refusals, refusal } = useSaveStore(store)
  const isClosed = !can('stores.update')
  const isDirty = JSON.stringify(week) !== JSON.stringify(kept)
  const atField = Object.values(refusals).join(' ')
  return (
    <Section
      title={t(messages.hours)}
      actions={
        !isClosed && (
          <Button variant="default" size="sm" onClick={() => setWeek(copyToWorkdays(week, 'monday'))}>
            {t(messages.likeMonday)}
          </Button>
        )
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save({ opening_hours: hoursOf(week) })
        }}
      >
        <Stack maw="40rem">
          {DAYS.map((day) => (
            <DayRow
              key={day}
              day={day}
              spans={week[day]}
              isClosed={isClosed}
              onChange={(spans) => setWeek(withSpans(week, day, spans))}
            />
          ))}
          {!isClosed && (
            <SaveRow
              isDirty={isDirty}
              isSaving={isSaving}
              refusal={refusal ?? (atField === '' ? null : atField)}
              onDrop={() => setWeek(kept)}
            />
          )}
        </Stack>
      </form>
    </Section>
  )
}

type DayRowProps = {
  readonly day: Day
  readonly spans: readonly Span[]
  readonly isClosed: boolean
  readonly onChange: (spans: readonly Span[]) => void
}

function DayRow({ day, spans, isClosed, onChange }: DayRowProps) {
  const t = useText()
  const name = t(DAY_NAMES[day])
  const change = (index: number, patch: Partial<Span>) =>
    onChange(spans.map((span, at) => (at === index ? { ...span, ...patch } : span)))
  return (
    <Group align="flex-start" gap="sm">
      <Switch
        w="9rem"
        pt={6}
        label={name}
        checked={spans.length > 0}
        disabled={isClosed}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? addSpan([]) : [])}
      />
      {spans.length === 0 ? (
        <Words c="dimmed" size="sm" pt={6}>
          {t(messages.closedDay)}
        </Words>
      ) : (
        <Stack gap={4}>
          {spans.map((span, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the spans of a day are told apart by their order alone.
            <Group key={index} gap={4} wrap="nowrap">
              <TimeInput
                aria-label={t(messages.opensAt, { day: name })}
                value={span.opens}
                readOnly={isClosed}
                onChange={({ currentTarget }) => change(index, { opens: currentTarget.value })}
              />
              <span aria-hidden>–</span>
              <TimeInput
                aria-label={t(messages.closesAt, { day: name })}
                value={span.closes === '24:00' ? '00:00' : span.closes}
                readOnly={isClosed}
                onChange={({ currentTarget: { value } }) =>
                  change(index, { closes: value === '00:00' ? '24:00' : value })
                }
              />
              {!isClosed && index === spans.length - 1 && (
                <ActionIcon aria-label={t(messages.addSpan, { day: name })} onClick={() => onChange(addSpan(spans))}>
                  <Icon of={PlusIcon} size={1} />
                </ActionIcon>
              )}
              {!isClosed && spans.length > 1 && (
                <ActionIcon
                  aria-label={t(messages.removeSpan, { day: name })}
                  onClick={() => onChange(spans.filter((_span, at) => at !== index))}
                >
                  <Icon of={XMarkIcon} size={1} />
                </ActionIcon>
              )}
            </Group>
          ))}
        </Stack>
      )}
    </Group>
  )
}
