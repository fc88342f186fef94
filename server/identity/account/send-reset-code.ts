import { type Sql, withTransaction } from '../../platform/database/connect.ts'
import type { Mailer } from '../../platform/mail/create-mailer.ts'
import { findUserByEmail } from '../find-user-by-email.ts'
import { digestCode, makeResetCode } from '../secrets.ts'
import { readSettings } from '../settings/read-settings.ts'
import { resetMessage } from './reset-message.ts'

const LIFETIME_MINUTES = 60

/**
 * Sends a code to whoever has this e-mail, and nothing when nobody has. The code is made here, in the worker, so that it
 * stands in no job; only its digest is kept, in the place of the one before. A try that failed sends another code.
 */
export async function sendResetCode(sql: Sql, mailer: Mailer, email: string): Promise<void> {
  const person = await findUserByEmail(sql, email)
  if (person === null) return
  const code = makeResetCode()
  // The person is held meanwhile: a code must not go to an address that has just ceased to be theirs.
  const { count } = await withTransaction(
    sql,
    {},
    (tx) => tx`
      insert into password_resets (user_id, token_hash, expires_at)
      select id, ${digestCode(code)}::bytea, now() + make_interval(mins => ${LIFETIME_MINUTES}) from users
      where id = ${person.id} and email = ${person.email} and deleted_at is null for share
      on conflict (user_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
  )
  if (count === 0) return
  const settings = await readSettings(sql)
  const language = person.locale === 'en' ? 'en' : 'fr'
  await mailer.send({
    to: person.email,
    senderName: settings.mail_sender_name ?? settings.chain_name,
    ...resetMessage(language, { name: person.name, code, chain: settings.chain_name }),
  })
}
