import { defineErrors } from '../platform/errors.ts'

export const filesErrors = defineErrors({
  storage_unavailable: {
    status: 503,
    fr: 'Les fichiers sont momentanément hors d’atteinte',
    en: 'The files cannot be reached for the moment',
  },
})
