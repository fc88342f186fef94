import { defineErrors } from '../platform/errors.ts'

export const filesErrors = defineErrors({
  storage_unavailable: {
    status: 503,
    fr: 'Les fichiers sont momentanément hors d’atteinte',
    en: 'The files cannot be reached for the moment',
  },
  import_not_undoable: {
    status: 409,
    fr: 'Cet import ne peut pas être annulé\u00a0: {reason}',
    en: 'This import cannot be undone: {reason}',
  },
})
