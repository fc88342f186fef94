import type { Tx } from '../../platform/database/connect.ts'

const BASE_LENGTH_MAX = 200

/** Letters that do not come apart into a plain letter and an accent. */
const PLAIN: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}

/** The slug of a name, before it is made unique: `Crème brûlée, 2 parts` is `creme-brulee-2-parts`. */
export function slugBase(name: string): string {
  const base = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œæßøđðłþı]/g, (letter) => PLAIN[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, BASE_LENGTH_MAX)
    .replace(/^-+|-+$/g, '')
  return base === '' ? 'produit' : base
}

/** What all slugs that could ever meet have in common: `chaise-2` may come from a second `chaise` or a first `chaise 2`. */
const slugRoot = (base: string): string => base.replace(/(-\d+)+$/, '')

/** Keys to lock before slugs are chosen for these names. */
export const slugKeys = (names: readonly string[]): string[] =>
  names.map((name) => `products.slug:${slugRoot(slugBase(name))}`)

/**
 * A free slug for each of these names, in one statement: the name's own, else with the first free of `-1`, `-2` …
 * Deleted products keep theirs. Lock `slugKeys` in a statement before.
 */
export async function chooseSlugs(tx: Tx, names: readonly string[]): Promise<string[]> {
  const bases = names.map(slugBase)
  const wanted = new Map<string, number>()
  for (const base of bases) wanted.set(slugRoot(base), (wanted.get(slugRoot(base)) ?? 0) + 1)
  const distinct = [...new Set(bases)]
  // As many candidates as names of the same root, so that no choice can leave another without one.
  const rows = await tx<{ base: string; candidates: string[] }[]>`
    select asked.base, array(
      select candidate.slug
      from (select asked.base || case when n = 0 then '' else '-' || n end as slug
            from (select generate_series(0, 10000000) as n) numbers) candidate
      where (select true from products where products.slug = candidate.slug) is null
      limit asked.wanted
    ) as candidates
    from unnest(${distinct}::text[], ${distinct.map((base) => wanted.get(slugRoot(base)) ?? 1)}::int[]) asked(base, wanted)`
  const candidates = new Map(rows.map((row) => [row.base, row.candidates]))
  const chosen = new Set<string>()
  return bases.map((base) => {
    const slug = candidates.get(base)?.find((candidate) => !chosen.has(candidate))
    if (slug === undefined) throw new Error(`No slug is free for ${base}.`)
    chosen.add(slug)
    return slug
  })
}
