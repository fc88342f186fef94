import { Button, Group, Radio, Stack, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type Stocktake, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Dialog, notifyDone, notifyError, useOnce } from '../../ui/index.ts'
import { messages as shared } from '../messages.ts'
import { messages } from './messages.ts'
import { STOCKTAKE_READS } from './stocktake-reads.ts'

type Uncounted = 'leave' | 'zero'

/** Ends the counting, and says what becomes of what nobody counted. */
export function FinishDialog({ stocktake, onClose }: { readonly stocktake: Stocktake; readonly onClose: () => void }) {
  const t = useText()
  const [uncounted, setUncounted] = useState<Uncounted>('leave')
  const finish = useAction(api.finishStocktake, STOCKTAKE_READS)
  const left = stocktake.progress.to_count
  const submit = useOnce(async () => {
    try {
      await finish.mutateAsync([stocktake.id, { uncounted }])
      notifyDone(t(messages.wasFinished))
      onClose()
    } catch (error) {
      notifyError(error)
    }
  })
  return (
    <Dialog opened onClose={onClose} title={t(messages.finishTitle)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack>
          <Words>{t(messages.leftOver, { count: left })}</Words>
          {left > 0 && (
            <Radio.Group
              label={t(messages.uncounted)}
              value={uncounted}
              onChange={(value) => setUncounted(value as Uncounted)}
            >
              <Stack gap="xs" mt="xs">
                <Radio value="leave" label={t(messages.leave)} description={t(messages.leaveHint)} />
                <Radio value="zero" label={t(messages.zero)} description={t(messages.zeroHint)} />
              </Stack>
            </Radio.Group>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(shared.cancel)}
            </Button>
            <Button type="submit" loading={finish.isPending}>
              {t(messages.finish)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
