import type { Tx } from '../database/connect.ts'

/**
 * Raises every version above any that a page was ever kept under, also by the installation from which this database was
 * copied: a shared cache may still have its pages. Versions are moments, in microseconds, as
 * `raiseVersions` writes them; no family is changed each microsecond.
 */
export async function passAllVersions(tx: Tx): Promise<void> {
  await tx`
    update cache_namespaces
    set version = greatest(version + 1, (extract(epoch from clock_timestamp()) * 1e6)::bigint)`
}
