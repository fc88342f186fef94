import type { Chain } from './open-chain.ts'

export type Kept = {
  readonly acknowledged: number
  readonly recorded: number
  /** Acknowledged and not there. */
  readonly lost: number
  /** Recorded more than once. */
  readonly doubled: number
  /** What `comptoir verify` said, and whether everything agrees. */
  readonly verdict: string
  readonly agrees: boolean
}

/** Compares what was acknowledged with what is there. */
export async function checkKept({ sql, instances }: Chain, acknowledged: ReadonlySet<string>): Promise<Kept> {
  const rows = await sql<{ id: string }[]>`select id from sales where kind = 'sale'`
  const recorded = new Set(rows.map(({ id }) => id))
  const verified = await instances[0]?.run('verify', '--lang', 'en')
  return {
    acknowledged: acknowledged.size,
    recorded: recorded.size,
    lost: [...acknowledged].filter((id) => !recorded.has(id)).length,
    doubled: rows.length - recorded.size,
    verdict: verified?.output.trim().split('\n').at(-1) ?? 'nothing was verified',
    agrees: verified?.status === 0,
  }
}
