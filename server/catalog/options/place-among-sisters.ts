import type { Tx } from '../../platform/database/connect.ts'

type Sisters =
  | { readonly table: 'product_options'; readonly of: 'product_id' }
  | { readonly table: 'product_option_values'; readonly of: 'option_id' }

/**
 * Gives an option or a value a place among those beside it, which are numbered from 1 without gaps afterwards. A place
 * beyond the end is the last.
 */
export async function placeAmongSisters(
  tx: Tx,
  { table, of }: Sisters,
  ownerId: number,
  id: number,
  position: number,
): Promise<void> {
  await tx`
    update ${tx(table)} placed set position = wanted.position
    from (
      select other.id, rank + (rank >= ${position})::int as position
      from (select id, row_number() over (order by position, id) as rank from ${tx(table)}
            where ${tx(of)} = ${ownerId} and id <> ${id}) other
      union all
      select ${id}, least(${position}, (select count(*) from ${tx(table)} where ${tx(of)} = ${ownerId}))
    ) wanted
    where placed.id = wanted.id and placed.position <> wanted.position`
}
