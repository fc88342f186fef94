import { type ConstraintErrors, defineErrors } from '../platform/errors.ts'
import { text } from '../platform/text.ts'

export const identityErrors = defineErrors({
  // One sentence for an unknown account and for a wrong password: the answer tells nobody who has an account.
  bad_credentials: {
    status: 401,
    fr: 'Courriel ou mot de passe incorrect',
    en: 'Incorrect e-mail or password',
  },
  too_many_attempts: {
    status: 429,
    fr: 'Trop de tentatives ; réessayez dans {minutes} min',
    en: 'Too many attempts; try again in {minutes} min',
  },
  email_taken: { status: 409, fr: 'Ce courriel a déjà un compte', en: 'This e-mail already has an account' },
  already_set_up: {
    status: 409,
    fr: 'Cette installation a déjà sa première personne : le code de mise en route ne sert plus',
    en: 'This installation already has its first person: the set-up code is no longer of use',
  },
  people_only: {
    status: 403,
    fr: 'Seule une personne a des jetons d’accès personnels',
    en: 'Only a person has personal access tokens',
  },
})

const EMAIL_TAKEN = text('Ce courriel a déjà un compte.', 'This e-mail already has an account.')

export const emailTaken = () => identityErrors.email_taken({ fields: { email: EMAIL_TAKEN } })

export const identityConstraints: ConstraintErrors = { users_email: emailTaken }
