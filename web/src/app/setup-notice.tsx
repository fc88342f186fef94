import { Alert, Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useApi } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { messages } from './messages.ts'
import { useSession } from './session.tsx'

/** As long as there is no store, whoever may open one is shown the way on. */
export function SetupNotice() {
  const t = useText()
  const { can } = useSession()
  const mayGoOn = can('stores.create') && can('settings.manage')
  const stores = useApi('listStores', [{ per_page: 1 }], { enabled: mayGoOn, staleTime: 60_000 })
  if (!mayGoOn || stores.data === undefined || stores.data.data.length > 0) return null
  return (
    <Alert color="safran" mb="md" title={t(messages.setupNotice)}>
      <Group justify="space-between">
        {t(messages.setupNoticeHint)}
        <Button component={Link} to="/setup" size="sm">
          {t(messages.goOn)}
        </Button>
      </Group>
    </Alert>
  )
}
