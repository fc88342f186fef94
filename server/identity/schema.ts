import { type Static, Type } from 'typebox'
import { DecimalOutput, Id, Name, Nullable, Strict, Timestamp } from '../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../platform/http/list.ts'
import { text } from '../platform/text.ts'
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from './passwords.ts'

const EMAIL_LABEL = text('Le courriel', 'The e-mail')
const PASSWORD_LABEL = text('Le mot de passe', 'The password')

export const Email = () => Type.String({ format: 'email', minLength: 3, maxLength: 255, 'x-label': EMAIL_LABEL })
/** A password being chosen. One being checked has no shortest length: whatever it is, it is right or wrong. */
export const NewPassword = () =>
  Type.String({ minLength: PASSWORD_MIN_LENGTH, maxLength: PASSWORD_MAX_LENGTH, 'x-label': PASSWORD_LABEL })
/** Whatever it is, it is right or wrong. */
export const CurrentPassword = () =>
  Type.String({
    minLength: 1,
    maxLength: PASSWORD_MAX_LENGTH,
    'x-label': text('Le mot de passe actuel', 'The current password'),
  })
export const PasswordConfirmation = () =>
  Type.String({
    maxLength: PASSWORD_MAX_LENGTH,
    'x-label': text('La confirmation du mot de passe', 'The password confirmation'),
  })
export const PersonName = () => Name(255, { label: text('Le nom', 'The name') })
const DeviceName = () =>
  Type.Optional(
    Name(255, {
      label: text('Le nom de l’appareil', 'The device name'),
      description: 'How the token is called in the list of one’s tokens.',
    }),
  )
const Session = () =>
  Type.Optional(
    Type.Boolean({
      description: 'For browsers: set the session cookie and answer no token, so that no script ever holds a secret.',
    }),
  )

export const LoginBody = Strict({
  email: Email(),
  password: Type.String({ minLength: 1, maxLength: PASSWORD_MAX_LENGTH, 'x-label': PASSWORD_LABEL }),
  device_name: DeviceName(),
  session: Session(),
})
export type LoginInput = Static<typeof LoginBody>

export const RegisterBody = Strict({
  name: PersonName(),
  email: Email(),
  password: NewPassword(),
  password_confirmation: PasswordConfirmation(),
  setup_code: Type.Optional(Name(64, { label: text('Le code de mise en route', 'The set-up code') })),
  device_name: DeviceName(),
  session: Session(),
})
export type RegisterInput = Static<typeof RegisterBody>

export const UserData = Type.Object({
  id: Id(),
  name: Type.String(),
  email: Type.String(),
  locale: Type.String({ enum: ['fr', 'en'] }),
  created_at: Timestamp(),
})

export const AccessData = Type.Object({
  token: Nullable(Type.String()),
  token_type: Type.String({ enum: ['Bearer', 'Session'] }),
  expires_at: Timestamp(),
  user: UserData,
})

const AllOrStoreIds = Type.Unsafe<'all' | readonly number[]>({
  description: 'The stores in which one acts, or "all".',
  anyOf: [
    { type: 'string', const: 'all' },
    { type: 'array', items: { type: 'integer' } },
  ],
})

/** As it is answered; `roles/schema.ts` has what is asked. */
export const DiscountLimit = () =>
  Nullable(
    DecimalOutput({
      description: text(
        'La plus grande part d’un prix, en pour cent, qu’une remise peut prendre\u00a0; null\u00a0: sans limite.',
        'The greatest part of a price, in percent, that a discount may take; null: no limit.',
      ),
      examples: ['10'],
    }),
  )

export const ProfileData = Type.Object({
  kind: Type.String({ enum: ['user', 'service'] }),
  user: Nullable(UserData),
  roles: Type.Array(Type.Object({ name: Type.String(), label: Type.String() })),
  permissions: Type.Array(Type.String()),
  discount_limit: DiscountLimit(),
  store_ids: AllOrStoreIds,
})

export const TOKEN_SORTS = {
  id: { sql: 't.id', type: 'bigint' },
  name: { sql: 't.name collate "fr-x-icu"', type: 'text' },
  created_at: { sql: 't.created_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const TokenList = listQuery({ sorts: TOKEN_SORTS, filters: {} })
export type TokenListInput = Static<typeof TokenList>

const tokenProperties = {
  id: Id(),
  name: Type.String(),
  abilities: Nullable(Type.Array(Type.String())),
  last_used_at: Nullable(Timestamp()),
  expires_at: Nullable(Timestamp()),
  created_at: Timestamp(),
}
export const TokenData = Type.Object({ ...tokenProperties, is_current: Type.Boolean() })
export const NewTokenData = Type.Object({ ...tokenProperties, token: Type.String() })

export const TokenBody = Strict({
  name: Name(255, { label: text('Le nom du jeton', 'The token name') }),
  abilities: Type.Optional(
    Nullable(
      Type.Array(Type.String({ maxLength: 100 }), {
        minItems: 1,
        maxItems: 200,
        uniqueItems: true,
        'x-label': text('La liste des capacités', 'The list of abilities'),
        description:
          'Names of permissions; without them, all that one may do. To act in every store, `stores.all` is one of them.',
      }),
    ),
  ),
  expires_at: Type.Optional(Nullable(Timestamp({ label: text('L’échéance', 'The expiry') }))),
})
export type TokenInput = Static<typeof TokenBody>
