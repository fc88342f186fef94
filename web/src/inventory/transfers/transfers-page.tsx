import { PlusIcon } from '@heroicons/react/24/outline'
import { Button, Group, SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Icon, Page, useUrlState } from '../../ui/index.ts'
import { FilterChips } from '../filter-chips.tsx'
import { useListedStore } from '../listed-store.ts'
import { messages as shared } from '../messages.ts'
import { endsOf } from './ends.ts'
import { messages } from './messages.ts'
import { TransferBoard } from './transfer-board.tsx'
import { TransferList } from './transfer-list.tsx'

/** What moves between stores: on a board what waits, in a list all that ever did. */
export default function TransfersPage() {
  const t = useText()
  const { can } = useSession()
  const [state, change] = useUrlState()
  const storeId = useListedStore(state.store_id)
  const isList = state.view === 'list' || state.status !== undefined
  const ends = storeId === null ? {} : endsOf(storeId, state.direction)
  return (
    <Page
      title={t(shared.transfers)}
      lead={t(messages.lead)}
      actions={
        can('transfers.request') && (
          <Button component={Link} to="/transfers/new" leftSection={<Icon of={PlusIcon} size={1.1} />}>
            {t(messages.create)}
          </Button>
        )
      }
    >
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t(messages.view)}
          data={[
            { value: 'board', label: t(messages.board) },
            { value: 'list', label: t(messages.list) },
          ]}
          value={isList ? 'list' : 'board'}
          onChange={(view) => change({ view: view === 'board' ? undefined : view, status: undefined })}
        />
        {storeId !== null && (
          <FilterChips
            label={t(messages.direction)}
            choices={[
              { value: 'in', label: t(messages.incoming) },
              { value: 'out', label: t(messages.outgoing) },
            ]}
            value={state.direction}
            onChange={(direction) => change({ direction })}
          />
        )}
      </Group>
      {isList ? <TransferList ends={ends} /> : <TransferBoard ends={ends} />}
    </Page>
  )
}
