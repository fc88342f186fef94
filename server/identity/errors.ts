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
  not_empty: {
    status: 409,
    fr: 'La chaîne de démonstration ne se fait que dans une installation vide',
    en: 'The demo chain is made in an empty installation only',
  },
  // One sentence for nobody, for somebody without a PIN and for a wrong one: the answer tells nobody which it is.
  bad_pin: { status: 422, fr: 'Personne ou NIP incorrect', en: 'Incorrect person or PIN' },
  people_only: {
    status: 403,
    fr: 'Seule une personne peut le faire, pas un programme',
    en: 'Only a person may do this, not a program',
  },
  beyond_power: {
    status: 403,
    fr: 'On ne peut ni donner ni modifier plus de droits que l’on n’en a',
    en: 'One can neither give nor change more power than one holds',
  },
  last_owner: {
    status: 409,
    fr: 'La chaîne garde toujours au moins un propriétaire',
    en: 'The chain always keeps at least one owner',
  },
  user_external_id_taken: {
    status: 409,
    fr: 'Une autre personne porte déjà cet identifiant externe',
    en: 'Another person already has this external id',
  },
  role_name_taken: { status: 409, fr: 'Un autre rôle porte déjà ce nom', en: 'Another role already has this name' },
  role_in_use: {
    status: 409,
    fr: 'Ce rôle est encore donné ; personnes qui le portent : {people}',
    en: 'This role is still given; people who hold it: {people}',
  },
  role_is_built_in: {
    status: 409,
    fr: 'Ce rôle appartient au système : {reason}',
    en: 'This role belongs to the system: {reason}',
  },
})

const EMAIL_TAKEN = text('Ce courriel a déjà un compte.', 'This e-mail already has an account.')

export const emailTaken = () => identityErrors.email_taken({ fields: { email: EMAIL_TAKEN } })

export const identityConstraints: ConstraintErrors = {
  users_email: emailTaken,
  users_external_id_key: identityErrors.user_external_id_taken,
  roles_name: identityErrors.role_name_taken,
  roles_name_key: identityErrors.role_name_taken,
}
