import { ArrowDownTrayIcon, TrashIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import { api, type CreateExportInput, type ListedExport, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Icon, notifyError, useUndo } from '../../ui/index.ts'
import { isUnderWay } from './kinds.ts'
import { messages } from './messages.ts'

const ENDS = ['listExports'] as const

/** Takes the file, or takes the export away; asked for again it is made anew. */
export function ExportActions({ item }: { readonly item: ListedExport }) {
  const t = useText()
  const undo = useUndo()
  const remove = useAction(api.deleteExport, ENDS)
  const again = useAction(api.createExport, ENDS)
  const { id = 0, kind, format = 'csv', parameters = {}, links, file } = item
  const isRunning = isUnderWay(item)
  const removeIt = async () => {
    try {
      await remove.mutateAsync([id])
      const asked = { kind: kind as CreateExportInput['kind'], format, parameters }
      undo(t(isRunning ? messages.cancelled : messages.deleted), () => again.mutateAsync([asked]))
    } catch (error) {
      notifyError(error)
    }
  }
  const label = t(isRunning ? messages.cancel : messages.delete)
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      {links?.file != null && (
        <Button
          component="a"
          href={links.file}
          download={file?.name}
          size="compact-md"
          variant="light"
          leftSection={<Icon of={ArrowDownTrayIcon} size={1} />}
        >
          {t(messages.download)}
        </Button>
      )}
      <Tooltip label={label}>
        <ActionIcon aria-label={label} loading={remove.isPending} onClick={() => void removeIt()}>
          <Icon of={TrashIcon} size={1.1} />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
