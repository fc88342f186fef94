import { type Static, Type } from 'typebox'
import { Name, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { Locale } from '../people/schema.ts'
import { CurrentPassword, Email, NewPassword, PasswordConfirmation, PersonName } from '../schema.ts'

export const PasswordChange = Strict({
  current_password: CurrentPassword(),
  password: NewPassword(),
  password_confirmation: PasswordConfirmation(),
})
export type PasswordChangeInput = Static<typeof PasswordChange>

export const Profile = Strict({
  name: Type.Optional(PersonName()),
  email: Type.Optional(Email()),
  locale: Type.Optional(Locale()),
  current_password: Type.Optional(CurrentPassword()),
})
export type ProfileInput = Static<typeof Profile>

export const ForgottenPassword = Strict({ email: Email() })

export const PasswordReset = Strict({
  token: Name(64, {
    label: text('Le code reçu par courriel', 'The code received by e-mail'),
    examples: ['WFNS-2FGT-RHCR-KN7W'],
  }),
  password: NewPassword(),
  password_confirmation: PasswordConfirmation(),
})
export type PasswordResetInput = Static<typeof PasswordReset>
