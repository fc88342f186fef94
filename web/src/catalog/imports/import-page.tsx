import { ArrowUturnLeftIcon, CubeIcon } from '@heroicons/react/24/outline'
import { Alert, Badge, Button, Card, Group, Progress, Stack, Table, Title, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, useParams } from '@tanstack/react-router'
import { api, type Import, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { ConfirmDialog, Icon, Loaded, LoadingState, Page } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { Counts, ImportOutcome, SaveErrors } from './import-outcome.tsx'
import { StateBadge, useFormatTitle, useKindTitle } from './import-state.tsx'
import { messages } from './messages.ts'
import { useImport } from './use-import.ts'

/** One import: how far it is, what it came to, what was refused, and its undo. */
export default function ImportPage() {
  const { id } = useParams({ strict: false }) as { id?: string }
  const importId = Number(id)
  const found = useImport(importId)
  return <Loaded of={found}>{(data) => (data.id === importId ? <ImportView of={data} /> : <LoadingState />)}</Loaded>
}

function ImportView({ of: found }: { readonly of: Import }) {
  const t = useText()
  const format = useFormat()
  const kindTitle = useKindTitle()
  const formatTitle = useFormatTitle()
  const { file, kind, state, dry_run: isDryRun, created_by: by, created_at: at, undo } = found
  return (
    <Page
      title={file.name}
      lead={[kindTitle(kind), formatTitle(found.format), by.name, format.date(at, 'moment')].join(' · ')}
      crumbs={[{ label: t(common.imports), to: '/imports' }]}
      actions={<Actions of={found} />}
    >
      <Group gap="xs">
        <StateBadge state={state} />
        {isDryRun && <Badge color="gray">{t(messages.dryRun)}</Badge>}
      </Group>
      {undo !== null && <UndoReport id={found.id} undo={undo} />}
      <ImportOutcome of={found} />
    </Page>
  )
}

function Actions({ of: { id, kind, links, state } }: { readonly of: Import }) {
  const t = useText()
  const { can } = useSession()
  const [isAsking, asking] = useDisclosure()
  const undo = useAction(api.undoImport, ['getImport', 'listImports'])
  return (
    <>
      {links.undo !== null && (
        <Button variant="default" leftSection={<Icon of={ArrowUturnLeftIcon} size={1.1} />} onClick={asking.open}>
          {t(messages.undo)}
        </Button>
      )}
      {state === 'done' && kind === 'products' && can('products.view') && (
        <Button
          component={Link}
          to="/products?sort=-updated_at"
          variant="default"
          leftSection={<Icon of={CubeIcon} size={1.1} />}
        >
          {t(messages.seeProducts)}
        </Button>
      )}
      <Button component={Link} to="/imports/new">
        {t(messages.again)}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t(messages.undo)}
          hint={t(messages.undoHint)}
          action={t(messages.undo)}
          act={() => undo.mutateAsync([id])}
          onClose={asking.close}
        />
      )}
    </>
  )
}

type UndoReportProps = { readonly id: number; readonly undo: NonNullable<Import['undo']> }

/** How far the undo is, what it took away, and what stays as it is. */
function UndoReport({ id, undo }: UndoReportProps) {
  const t = useText()
  const format = useFormat()
  const { state, percent, kept, failure, requested_by: by, requested_at: at } = undo
  const isGoing = state === 'queued' || state === 'running'
  return (
    <Stack gap="sm">
      <Card component="section" aria-label={t(messages.undoing)}>
        <Title order={2}>{t(messages.undoing)}</Title>
        <Words size="sm" c="dimmed">
          {t(messages.undoBy, { name: by.name, date: format.date(at, 'moment') })}
        </Words>
        {isGoing && (
          <Progress value={percent} mt="xs" animated aria-label={t(messages.percent, { percent })} role="status" />
        )}
        {failure !== null && (
          <Alert color="brique" role="alert" mt="xs">
            {failure}
          </Alert>
        )}
      </Card>
      {!isGoing && <Counts title={t(messages.undoResult)} counts={undo.counts} />}
      {kept.length > 0 && (
        <Card component="section" aria-label={t(messages.kept)}>
          <Group justify="space-between" mb="sm">
            <div>
              <Title order={2}>{t(messages.kept)}</Title>
              <Words size="sm" c="dimmed">
                {t(messages.keptHint)}
              </Words>
            </div>
            <SaveErrors id={id} stage="undo" />
          </Group>
          <Table>
            <Table.Tbody>
              {kept.map((record) => (
                <Table.Tr key={`${record.type} ${record.id}`}>
                  <Table.Td>{record.name}</Table.Td>
                  <Table.Td>{record.reason}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Card>
      )}
    </Stack>
  )
}
