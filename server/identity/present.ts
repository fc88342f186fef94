/** What is read of a person; their password's hash never leaves the use case that checks it. */
export type UserRecord = {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly locale: string
  readonly created_at: string
}

export const presentUser = ({ id, name, email, locale, created_at }: UserRecord) => ({
  id,
  name,
  email,
  locale,
  created_at,
})

export type TokenRecord = {
  readonly id: number
  readonly name: string
  readonly abilities: string[] | null
  readonly last_used_at: string | null
  readonly expires_at: string | null
  readonly created_at: string
}

export const presentToken = ({ id, name, abilities, last_used_at, expires_at, created_at }: TokenRecord) => ({
  id,
  name,
  abilities,
  last_used_at,
  expires_at,
  created_at,
})
