import { Type } from 'typebox'
import { ownWrite, type Route, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import type { Identity } from '../create-identity.ts'
import { identityErrors } from '../errors.ts'
import { PEOPLE_PAGES } from '../people/people-pages.ts'
import { UserData } from '../schema.ts'
import { changePassword } from './change-password.ts'
import { type LeaveResetCode, requestReset } from './request-reset.ts'
import { resetPassword } from './reset-password.ts'
import { ForgottenPassword, PasswordChange, PasswordReset, Profile } from './schema.ts'
import { admitProfile, updateProfile } from './update-profile.ts'

const IDENTITY = 'identity'

export type AccountDependencies = { readonly identity: Identity; readonly leaveResetCode: LeaveResetCode }

export const createAccountRoutes = ({ identity, leaveResetCode }: AccountDependencies): readonly Route[] => [
  write({
    method: 'PUT',
    path: '/me',
    operation: 'updateProfile',
    tag: IDENTITY,
    summary: text('Modifier son nom, sa langue, son courriel', 'Change one’s name, language, e-mail'),
    description: text(
      'Seuls les champs donnés changent. Un autre courriel demande le mot de passe (`current_password`).',
      'Only the fields that are given change. Another e-mail asks for the password (`current_password`).',
    ),
    access: 'authenticated',
    body: Profile,
    response: UserData,
    secret: true,
    message: text('Profil modifié avec succès.', 'Profile changed.'),
    errors: [identityErrors.email_taken, identityErrors.people_only, identityErrors.too_many_attempts],
    touches: PEOPLE_PAGES,
    changesActors: true,
    prepare: ({ sql, actor, body }) => admitProfile(sql, actor, body),
    run: async ({ tx, actor, body }) => ({ data: await updateProfile(tx, actor, body) }),
  }),
  ownWrite({
    method: 'PUT',
    path: '/me/password',
    operation: 'changePassword',
    tag: IDENTITY,
    summary: text('Changer son mot de passe', 'Change one’s password'),
    description: text(
      'Demande le mot de passe actuel. Ferme les autres sessions et révoque les autres jetons ; celui de cette requête continue. Cinq erreurs en quinze minutes.',
      'Asks for the present password. Ends the other sessions and tokens; the one of this request goes on. Five errors in fifteen minutes.',
    ),
    access: 'authenticated',
    body: PasswordChange,
    response: Type.Object({ revoked: Type.Integer({ description: 'Sessions and tokens that ended.' }) }),
    secret: true,
    message: text('Mot de passe changé.', 'Password changed.'),
    errors: [identityErrors.people_only, identityErrors.too_many_attempts],
    async run({ sql, actor, body, audit }) {
      const revoked = await changePassword(sql, actor, body, audit)
      identity.forgetUser(Number(actor.userId))
      return { data: { revoked } }
    },
  }),
  ownWrite({
    method: 'POST',
    path: '/password/forgot',
    operation: 'requestPasswordReset',
    tag: IDENTITY,
    summary: text('Demander un nouveau mot de passe', 'Ask for a new password'),
    description: text(
      'Envoie un code par courriel au compte, s’il existe ; la réponse est la même s’il n’existe pas. Trois demandes par compte et vingt par adresse en une heure.',
      'Sends a code by e-mail to the account, if there is one; the answer is the same if there is none. Three requests per account and twenty per address in an hour.',
    ),
    access: 'public',
    limit: 'sign-in',
    body: ForgottenPassword,
    response: Type.Null(),
    message: text(
      'Si un compte a ce courriel, un code lui est envoyé.',
      'If an account has this e-mail, a code is on its way to it.',
    ),
    errors: [identityErrors.too_many_attempts],
    async run({ sql, body, request }) {
      await requestReset(sql, { email: body.email, address: request.address }, leaveResetCode)
      return { data: null }
    },
  }),
  ownWrite({
    method: 'POST',
    path: '/password/reset',
    operation: 'resetPassword',
    tag: IDENTITY,
    summary: text('Choisir un nouveau mot de passe', 'Choose a new password'),
    description: text(
      'Avec le code reçu par courriel, qui sert une fois pendant une heure. Ferme toutes les sessions et révoque tous les jetons.',
      'With the code received by e-mail, which serves once within an hour. Ends every session and token.',
    ),
    access: 'public',
    limit: 'sign-in',
    body: PasswordReset,
    response: Type.Null(),
    secret: true,
    message: text('Mot de passe changé ; connectez-vous.', 'Password changed; log in.'),
    errors: [identityErrors.too_many_attempts],
    async run({ sql, body, request, audit }) {
      const { userId } = await resetPassword(sql, { input: body, address: request.address, audit })
      identity.forgetUser(userId)
      return { data: null }
    },
  }),
]
