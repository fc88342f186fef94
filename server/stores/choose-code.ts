import type { Tx } from '../platform/database/connect.ts'
import { lockKeys } from '../platform/database/lock-keys.ts'

const CODE_LENGTH_MAX = 32
const SUFFIX_LENGTH_MAX = 6

/**
 * A code for a store that was given none: `Montréal – Centre` becomes MONTREAL-CENTRE, or MONTREAL-CENTRE-2 where that
 * is taken. Others who need a code wait until this transaction ends: stores are made rarely.
 */
export async function chooseCode(tx: Tx, name: string): Promise<string> {
  await lockKeys(tx, ['stores.code'])
  const base = codeBase(name)
  const [free] = await tx<{ code: string }[]>`
    select code from (
      select case when n = 1 then ${base}::text else ${base}::text || '-' || n end as code
      from (select generate_series(1, 99999) as n) numbers
    ) candidate
    where (select true from stores where stores.code = candidate.code) is null
    limit 1`
  if (free === undefined) throw new Error('A hundred thousand stores have one name.')
  return free.code
}

function codeBase(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .slice(0, CODE_LENGTH_MAX - SUFFIX_LENGTH_MAX)
    .replace(/^-+|-+$/g, '')
  return letters === '' ? 'MAGASIN' : letters
}
