import { BookmarkIcon, ShareIcon } from '@heroicons/react/24/outline'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { api, type SavedReport, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Icon, notifyError, useUndo } from '../../ui/index.ts'
import type { Definition } from './definition.ts'
import { messages } from './messages.ts'
import { SaveDialog } from './save-dialog.tsx'

type SaveButtonsProps = {
  readonly saved: SavedReport | null
  readonly definition: Definition
  readonly isChanged: boolean
}

/** Keeps a report under a name, changes the one that is open, and shows it to others. */
export function SaveButtons({ saved, definition, isChanged }: SaveButtonsProps) {
  const t = useText()
  const navigate = useNavigate()
  const undo = useUndo()
  const [isSaving, saving] = useDisclosure()
  const [isSharing, sharing] = useDisclosure()
  const update = useAction(api.updateSavedReport, ['listSavedReports', 'getSavedReport'])
  const open = (report: SavedReport) =>
    navigate({ to: '/reports/custom', search: { saved: String(report.id) } as never })
  const isMine = saved?.may_edit === true
  const keep = async (report: SavedReport) => {
    const before = report.definition as Definition
    try {
      await update.mutateAsync([report.id, { definition }])
      await open(report)
      undo(t(messages.changesSaved), () => update.mutateAsync([report.id, { definition: before }]))
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <>
      {isMine && saved !== null && (
        <>
          <Button variant="default" leftSection={<Icon of={ShareIcon} size={1} />} onClick={sharing.open}>
            {t(messages.share)}
          </Button>
          <Button disabled={!isChanged} loading={update.isPending} onClick={() => void keep(saved)}>
            {t(messages.save)}
          </Button>
          <SaveDialog
            opened={isSharing}
            onClose={sharing.close}
            title={t(messages.shareTitle)}
            initial={saved}
            act={(values) => api.updateSavedReport(saved.id, values)}
            done={t(messages.changesSaved)}
          />
        </>
      )}
      <Button
        variant={isMine ? 'default' : 'filled'}
        leftSection={<Icon of={BookmarkIcon} size={1} />}
        onClick={saving.open}
      >
        {t(saved === null ? messages.save : messages.saveAs)}
      </Button>
      <SaveDialog
        opened={isSaving}
        onClose={saving.close}
        title={t(messages.saveTitle)}
        initial={{ name: saved === null ? '' : t(messages.copyOf, { name: saved.name }), roles: [], role_labels: [] }}
        act={(values) => api.saveReport({ ...values, definition })}
        done={t(messages.reportSaved)}
        onDone={(report) => void open(report)}
      />
    </>
  )
}
