import { PencilSquareIcon, TagIcon, TrashIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Group, Paper, Tooltip, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import classes from './bulk-bar.module.css'
import { BulkChangeDialog } from './bulk-change-dialog.tsx'
import { BulkDeleteDialog } from './bulk-delete-dialog.tsx'
import { messages } from './messages.ts'

type BulkBarProps = {
  readonly chosen: readonly number[]
  /** How many the filters leave; they can all be chosen. */
  readonly found: number
  readonly onChooseAll: () => Promise<void>
  readonly onClear: () => void
}

/** What can be done with the chosen products, at hand at the foot of the page. */
export function BulkBar({ chosen, found, onChooseAll, onClear }: BulkBarProps) {
  const t = useText()
  const { can } = useSession()
  const [isChanging, changing] = useDisclosure()
  const [isDeleting, deleting] = useDisclosure()
  if (chosen.length === 0) return null
  return (
    <Paper className={classes.bar} withBorder shadow="md" role="region" aria-label={t(messages.bulkActions)}>
      <Group gap="xs">
        <Words fw={600} size="sm" aria-live="polite">
          {t(messages.chosen, { count: chosen.length })}
        </Words>
        {found > chosen.length && (
          <Button variant="subtle" size="compact-sm" onClick={() => void onChooseAll()}>
            {t(messages.chooseAll, { count: found })}
          </Button>
        )}
      </Group>
      <Group gap="xs">
        {can('products.update') && (
          <Button size="sm" leftSection={<Icon of={PencilSquareIcon} size={1} />} onClick={changing.open}>
            {t(messages.change)}
          </Button>
        )}
        <Button
          component={Link}
          to={`/labels?products=${chosen.join()}`}
          size="sm"
          variant="default"
          leftSection={<Icon of={TagIcon} size={1} />}
        >
          {t(common.labels)}
        </Button>
        {can('products.delete') && (
          <Button size="sm" variant="default" leftSection={<Icon of={TrashIcon} size={1} />} onClick={deleting.open}>
            {t(common.remove)}
          </Button>
        )}
        <Tooltip label={t(messages.clearChosen)}>
          <ActionIcon aria-label={t(messages.clearChosen)} onClick={onClear}>
            <Icon of={XMarkIcon} size={1.1} />
          </ActionIcon>
        </Tooltip>
      </Group>
      {isChanging && <BulkChangeDialog ids={chosen} onClose={changing.close} onDone={onClear} />}
      {isDeleting && <BulkDeleteDialog ids={chosen} onClose={deleting.close} onDone={onClear} />}
    </Paper>
  )
}
