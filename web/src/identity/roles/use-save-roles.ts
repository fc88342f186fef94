import { useState } from 'react'
import { api, ComptoirError, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { notifyDone } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { countChanges, type Draft, givenBy, type RoleChange } from './role-matrix.ts'

/** Saves role by role; what was refused stays in the draft, with the server's reason. */
export function useSaveRoles() {
  const t = useText()
  const update = useAction(api.updateRole, ['listRoles', 'getRole', 'readProfile'])
  const [refusal, refuse] = useState<string | null>(null)
  const save = async (changes: readonly RoleChange[], draft: Draft): Promise<Draft> => {
    const rest = new Map(draft)
    refuse(null)
    try {
      for (const { role } of changes) {
        await update.mutateAsync([role.id, { permissions: [...givenBy(role, draft)] }])
        rest.delete(role.id)
      }
      notifyDone(t(messages.rolesSaved, { count: countChanges(changes) }))
    } catch (error) {
      if (!(error instanceof ComptoirError)) throw error
      refuse([error.message, ...Object.values(error.errors).flat()].join(' '))
    }
    return rest
  }
  return { save, isSaving: update.isPending, refusal }
}
