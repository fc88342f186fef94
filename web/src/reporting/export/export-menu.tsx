import { ArrowDownTrayIcon, ClockIcon } from '@heroicons/react/24/outline'
import { Button, Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, type CreateExportInput, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Icon, notifyDone, notifyError, saveFile } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { FILE_TYPES, type FileFormat, FORMATS } from './formats.ts'

type ExportMenuProps = {
  /** The file at once, in a format. */
  readonly read: (format: FileFormat) => Promise<unknown>
  /** The file's name, without what its format adds. */
  readonly name: string
  /** The same, made in the background. */
  readonly kind: CreateExportInput['kind']
  readonly parameters: Readonly<Record<string, unknown>>
}

/** A report as a file: at once, or in the background where it is long. */
export function ExportMenu({ read, name, kind, parameters }: ExportMenuProps) {
  const t = useText()
  const navigate = useNavigate()
  const download = useMutation({
    mutationFn: async (format: FileFormat) => {
      const content = await read(format)
      // What comes as text has lost the mark by which spreadsheets know UTF-8.
      const file = typeof content === 'string' ? `\ufeff${content}` : content
      if (typeof file === 'string' || file instanceof Blob) saveFile(file, `${name}.${format}`, FILE_TYPES[format])
    },
    onError: notifyError,
  })
  const queue = useAction(api.createExport, ['listExports'])
  const prepare = async (format: FileFormat) => {
    try {
      await queue.mutateAsync([{ kind, format, parameters: { ...parameters } }])
      notifyDone(t(messages.exportQueued))
      await navigate({ to: '/reports/exports' })
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Menu position="bottom-end" width="17rem">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<Icon of={ArrowDownTrayIcon} size={1} />}
          loading={download.isPending || queue.isPending}
        >
          {t(messages.export)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(messages.exportNow)}</Menu.Label>
        {FORMATS.map(({ format, label }) => (
          <Menu.Item
            key={format}
            leftSection={<Icon of={ArrowDownTrayIcon} size={1} />}
            onClick={() => download.mutate(format)}
          >
            {t(label)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t(messages.exportLater)}</Menu.Label>
        {FORMATS.map(({ format, label }) => (
          <Menu.Item key={format} leftSection={<Icon of={ClockIcon} size={1} />} onClick={() => void prepare(format)}>
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
