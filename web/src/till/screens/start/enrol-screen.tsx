import { Alert, Button, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../../api/index.ts'
import { useStores } from '../../../app/store-choice.tsx'
import { useText } from '../../../i18n/index.ts'
import { useTill } from '../shared/till-context.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { messages } from './messages.ts'
import { StartFrame } from './start-frame.tsx'

const MANAGE = 'devices.manage'

/** Gives the device its key: by the code that a manager gave, or at once where the manager is signed in here. */
export function EnrolScreen() {
  const t = useText()
  const { profile, snapshot } = useTill()
  const mayManage = profile?.permissions.includes(MANAGE) === true
  const [hasCode, setHasCode] = useState(false)
  const isByCode = hasCode || !mayManage
  const isRevoked = snapshot.device.state === 'revoked'
  return (
    <StartFrame title={t(messages.enrolTitle)} lead={t(messages.enrolLead)}>
      <Stack>
        {isRevoked && (
          <Alert color="safran" title={t(messages.revoked)}>
            {t(messages.revokedHint)}
          </Alert>
        )}
        {isByCode ? <EnrolByCode /> : <EnrolHere />}
        {mayManage && (
          <Button variant="subtle" onClick={() => setHasCode(!hasCode)}>
            {t(isByCode ? messages.noCode : messages.haveCode)}
          </Button>
        )}
      </Stack>
    </StartFrame>
  )
}

function useEnrol(): { enrol(code: () => Promise<string>): void; isBusy: boolean; refusal: string | null } {
  const t = useText()
  const { memory } = useTill()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const enrol = async (code: () => Promise<string>) => {
    setBusy(true)
    setRefusal(null)
    try {
      await memory.device.enrol(await code())
    } catch (error) {
      setRefusal(tillErrorText(error, t))
    } finally {
      setBusy(false)
    }
  }
  return { enrol: (code) => void enrol(code), isBusy, refusal }
}

function EnrolByCode() {
  const t = useText()
  const { enrol, isBusy, refusal } = useEnrol()
  const [code, setCode] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        enrol(() => Promise.resolve(code.trim()))
      }}
    >
      <Stack>
        <TextInput
          label={t(messages.code)}
          description={t(messages.codeHint)}
          placeholder="7KQ2-9FHM-XR4T-B3WD"
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value.toUpperCase())}
          error={refusal}
          size="lg"
          autoCapitalize="characters"
          data-autofocus
        />
        <Button type="submit" size="lg" loading={isBusy} disabled={code.trim() === ''}>
          {t(messages.enrolWithCode)}
        </Button>
      </Stack>
    </form>
  )
}

function EnrolHere() {
  const t = useText()
  const { enrol, isBusy, refusal } = useEnrol()
  const stores = useStores().filter(({ kind }) => kind === 'store')
  const [storeId, setStoreId] = useState<string | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const chosen = storeId ?? (stores.length === 1 ? String(stores[0]?.id) : null)
  const storeName = stores.find(({ id }) => String(id) === chosen)?.name
  // A name is proposed, and shown: nobody finds an unnamed device again among the others.
  const name = typed ?? (storeName === undefined ? '' : t(messages.deviceOfStore, { store: storeName }).slice(0, 100))
  const isReady = chosen !== null && name.trim() !== ''
  const make = async () => {
    const { code } = await api.createDevice({ store_id: Number(chosen), name: name.trim() })
    return code
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) enrol(make)
      }}
    >
      <Stack>
        {refusal !== null && (
          <Alert color="brique" role="alert">
            {refusal}
          </Alert>
        )}
        <Select
          label={t(messages.store)}
          data={stores.map((store) => ({ value: String(store.id), label: store.name ?? '' }))}
          value={chosen}
          onChange={setStoreId}
          searchable={stores.length > 8}
          size="lg"
        />
        <TextInput
          label={t(messages.deviceName)}
          placeholder={t(messages.deviceNameHint)}
          value={name}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          maxLength={100}
          size="lg"
        />
        <Button type="submit" size="lg" loading={isBusy} disabled={!isReady}>
          {t(messages.enrolHere)}
        </Button>
      </Stack>
    </form>
  )
}
