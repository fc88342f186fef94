import { type ConstraintErrors, defineErrors } from '../platform/errors.ts'

export const reportingErrors = defineErrors({
  saved_report_name_taken: {
    status: 409,
    fr: 'Vous avez déjà un rapport de ce nom',
    en: 'You already have a report with this name',
  },
  too_many_exports: {
    status: 409,
    fr: 'Vous avez déjà {count} exports en attente\u00a0; laissez-en finir un, ou annulez-le',
    en: 'You already have {count} exports waiting; let one end, or cancel it',
  },
  export_not_ready: {
    status: 409,
    fr: 'Cet export n’a pas de fichier\u00a0: il n’est pas terminé, ou n’a pas abouti',
    en: 'This export has no file: it has not ended, or has failed',
  },
  export_expired: {
    status: 410,
    fr: 'Le fichier de cet export n’est plus gardé\u00a0; demandez-le à nouveau',
    en: 'The file of this export is no longer kept; ask for it again',
  },
  export_beyond_rights: {
    status: 403,
    fr: 'Ce fichier montre plus que ce que vous pouvez voir maintenant\u00a0; demandez-en un autre',
    en: 'This file shows more than you may see now; ask for another one',
  },
})

export const reportingConstraints: ConstraintErrors = {
  saved_reports_name: reportingErrors.saved_report_name_taken,
}
