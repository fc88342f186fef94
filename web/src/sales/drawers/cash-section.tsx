import type { Session, XReport } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { type Fact, Facts, Section } from '../../ui/index.ts'
import { usePlaces } from '../words/places.ts'
import { nameOfMethod } from '../words/words.ts'
import { Difference } from './difference.tsx'
import { messages } from './messages.ts'
import { SessionStatus } from './sessions-page.tsx'

type CashSectionProps = { readonly session: Session; readonly report: XReport }

/** Who opened and closed the drawer, what it should hold, what was counted, and how far apart the two are. */
export function CashSection({ session, report }: CashSectionProps) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const money = (amount: string) => format.money(amount, session.currency)
  const moment = (at: string) => format.date(at, 'moment', places.zone(session.store_id))
  const given = (name: string, value: string | null): Fact[] => (value === null ? [] : [{ name, value }])
  const isDrawer = session.kind === 'drawer'
  return (
    <Section title={t(isDrawer ? messages.cash : messages.daySession)} actions={<SessionStatus session={session} />}>
      <Facts
        of={[
          ...given(t(messages.opened), session.opened_at === null ? null : moment(session.opened_at)),
          ...given(t(messages.openedBy), session.opened_by_name),
          ...given(t(messages.closedOn), session.closed_at === null ? null : moment(session.closed_at)),
          ...(session.closed_at === null
            ? []
            : [{ name: t(messages.closedBy), value: session.closed_by_name ?? t(messages.byItself) }]),
          ...(isDrawer ? [{ name: t(messages.float), value: money(session.opening_float) }] : []),
          ...given(
            t(messages.expected),
            session.expected_cash === null || !isDrawer ? null : money(session.expected_cash),
          ),
          ...given(t(messages.counted), session.counted_cash === null ? null : money(session.counted_cash)),
          ...(session.difference === null
            ? []
            : [
                {
                  name: t(messages.difference),
                  value: <Difference amount={session.difference} currency={session.currency} />,
                },
              ]),
          ...report.counts
            .filter(({ method }) => method !== 'cash')
            .map(({ method, counted, difference }) => ({
              name: t(nameOfMethod(method)),
              value: (
                <>
                  {money(counted)} <Difference amount={difference} currency={session.currency} />
                </>
              ),
            })),
          ...given(t(messages.note), session.difference_note),
          ...given(
            t(messages.denominations),
            report.denominations
              ?.filter(({ count }) => count > 0)
              .map(({ denomination, count }) => t(messages.times, { count, denomination: money(denomination) }))
              .join(' · ') ?? null,
          ),
        ]}
      />
    </Section>
  )
}
