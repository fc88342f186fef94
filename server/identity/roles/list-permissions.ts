import type { Language } from '../../platform/text.ts'
import { PERMISSION_MEANINGS } from '../permission-meanings.ts'
import { PERMISSION_NAMES } from '../permissions.ts'

/** Every permission that exists, with what it allows. */
export const listPermissions = (language: Language) =>
  PERMISSION_NAMES.map((name) => {
    const { fr, en } = PERMISSION_MEANINGS[name]
    const [group = name] = name.split('.')
    return { name, group, label: PERMISSION_MEANINGS[name][language], label_fr: fr, label_en: en }
  })
