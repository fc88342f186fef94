import { Text as Words } from '@mantine/core'
import { useSession } from '../../app/session.tsx'
import { useAreStoresKnown, useStores } from '../../app/store-choice.tsx'
import { type Text, useText } from '../../i18n/index.ts'
import { messages } from '../messages.ts'
import { type AskedStores, coveredStores, type StoresOrigin } from './covered-stores.ts'

const NAMES_SHOWN = 6

const ORIGINS: Readonly<Record<StoresOrigin, Text>> = {
  asked: messages.storesAsked,
  chosen: messages.storesChosen,
  yours: messages.storesYours,
}

/** Of which stores the figures below are, where that is not the whole chain. */
export function StoresCovered(asked: AskedStores) {
  const t = useText()
  const known = useStores()
  const areKnown = useAreStoresKnown()
  const { profile } = useSession()
  const covered = areKnown ? coveredStores(asked, known, profile.store_ids === 'all') : null
  if (covered === null) return null
  const { names, origin, unseen } = covered
  const more = names.length - NAMES_SHOWN
  const shown = names.slice(0, NAMES_SHOWN).join(', ')
  return (
    <Words size="sm" role="note" c={unseen > 0 ? 'var(--warn)' : 'dimmed'}>
      {names.length > 0 &&
        t(ORIGINS[origin], { names: more > 0 ? t(messages.storesMore, { names: shown, more }) : shown })}
      {names.length > 0 && unseen > 0 && ' '}
      {unseen > 0 && t(messages.storesUnseen, { count: unseen })}
    </Words>
  )
}
