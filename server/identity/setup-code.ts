import { timingSafeEqual } from 'node:crypto'
import { type Queryable, type Sql, type Tx, withTransaction } from '../platform/database/connect.ts'
import { invalid } from '../platform/errors.ts'
import { text } from '../platform/text.ts'
import { identityErrors } from './errors.ts'
import { digestCode, makeSetupCode } from './secrets.ts'

/**
 * Makes the set-up code of an installation that nobody has registered in yet, and answers it for printing; only its
 * digest is kept, and the code of an earlier start is void. null when there are people already.
 */
export async function ensureSetupCode(sql: Sql): Promise<string | null> {
  return withTransaction(sql, {}, async (tx) => {
    if (await hasPeople(tx)) return null
    const code = makeSetupCode()
    await tx`
      insert into installation (name, value) values ('setup_code', to_jsonb(${digestCode(code).toString('hex')}::text))
      on conflict (name) do update set value = excluded.value`
    return code
  })
}

/**
 * Whether the person who registers is the first one, and becomes the owner. The code's row stays locked until the
 * transaction ends, so of two first persons the second one waits, and finds that the first has come.
 *
 * @throws validation_failed when the first person gives no code or a wrong one; already_set_up when someone gives a
 * code after the first person.
 */
export async function claimSetup(tx: Tx, code: string | undefined): Promise<boolean> {
  const [row] = await tx<{ digest: string }[]>`
    select value #>> '{}' as digest from installation where name = 'setup_code' for update`
  if (await hasPeople(tx)) {
    if (code !== undefined) throw identityErrors.already_set_up()
    return false
  }
  if (code === undefined) throw invalid({ setup_code: CODE_MISSING })
  if (row === undefined || !timingSafeEqual(digestCode(code), Buffer.from(row.digest, 'hex'))) {
    throw invalid({ setup_code: CODE_WRONG })
  }
  return true
}

const CODE_MISSING = text(
  'La première personne donne le code de mise en route affiché au démarrage.',
  'The first person gives the set-up code that was printed at start.',
)
const CODE_WRONG = text(
  'Ce n’est pas le code de mise en route affiché au dernier démarrage.',
  'This is not the set-up code that was printed at the last start.',
)

/** Whether somebody has registered already, deleted people counted. */
export async function hasPeople(sql: Queryable): Promise<boolean> {
  const [row] = await sql<[{ has_people: boolean }]>`select exists (select from users) as has_people`
  return row.has_people
}
