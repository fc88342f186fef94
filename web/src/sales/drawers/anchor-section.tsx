import { Anchor, Button, Code, CopyButton, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Session, XReport } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Section } from '../../ui/index.ts'
import { messages as journal } from '../journal/messages.ts'
import { messages as words } from '../words/messages.ts'
import { messages } from './messages.ts'

type AnchorProps = { readonly session: Session; readonly anchor: NonNullable<XReport['anchor']> }

/** What a Z prints of the journal, so that somebody else holds it. */
export function AnchorSection({ session, anchor }: AnchorProps) {
  const t = useText()
  const { can } = useSession()
  return (
    <Section
      title={t(messages.anchor)}
      actions={
        <CopyButton value={`${session.register_id}:${anchor.position}:${anchor.hash}`}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy} data-print="none">
              {t(copied ? words.copied : words.copy)}
            </Button>
          )}
        </CopyButton>
      }
    >
      <Code block>{`${session.register_id}:${anchor.position}:${anchor.hash}`}</Code>
      <Words size="sm" c="dimmed">
        {t(messages.anchorHint, { position: anchor.position })}
      </Words>
      {can('journal.view') && (
        <Anchor
          component={Link}
          to="/journal"
          search={{ register_id: String(session.register_id), store_id: String(session.store_id) } as never}
          size="sm"
          data-print="none"
        >
          {t(journal.journal)}
        </Anchor>
      )}
    </Section>
  )
}
