import { api, type Store, type UpdateStoreInput, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { formErrors, notifyDone } from '../../ui/index.ts'
import { messages } from '../messages.ts'

/** The reads that a change of a store ends. */
export const STORE_READS = ['getStore', 'listStores'] as const

/** Saves part of a store; what the server refuses stands in `refusals`, by field. */
export function useSaveStore(store: Store) {
  const t = useText()
  const update = useAction(api.updateStore, STORE_READS)
  const save = async (input: UpdateStoreInput): Promise<boolean> => {
    try {
      await update.mutateAsync([store.id, input])
      notifyDone(t(messages.saved))
      return true
    } catch {
      return false
    }
  }
  const refusals: Readonly<Record<string, string>> = update.error === null ? {} : formErrors(update.error)
  // A refusal without a field is told whole.
  const refusal = update.error !== null && Object.keys(refusals).length === 0 ? update.error.message : null
  return { save, isSaving: update.isPending, refusals, refusal }
}
