import { Anchor, Code } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type Sale, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Facts, Loaded, Section } from '../../ui/index.ts'
import { messages } from './messages.ts'

/** Where the register's journal holds the ticket, chained and signed. */
export function JournalPlace({ sale }: { readonly sale: Sale }) {
  const t = useText()
  const format = useFormat()
  const entries = useApi('listJournal', [{ register_id: sale.register_id, record_id: sale.id }])
  return (
    <Section title={t(messages.journal)}>
      <Loaded of={entries}>
        {({ data: [entry] }) =>
          entry === undefined ? null : (
            <>
              <Facts
                of={[
                  { name: t(messages.position), value: format.number(entry.position) },
                  { name: t(messages.hash), value: <Code>{entry.hash}</Code> },
                  { name: t(messages.previousHash), value: <Code>{entry.previous_hash}</Code> },
                  ...(sale.hash === null || sale.hash === entry.hash
                    ? []
                    : [{ name: t(messages.seal), value: <Code>{sale.hash}</Code> }]),
                ]}
              />
              <Anchor
                component={Link}
                to="/journal"
                search={{ register_id: String(sale.register_id), store_id: String(sale.store_id) } as never}
                size="sm"
              >
                {t(entry.key_id == null ? messages.unsigned : messages.signed, { id: entry.key_id ?? 0 })} ·{' '}
                {t(messages.seeJournal)}
              </Anchor>
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
