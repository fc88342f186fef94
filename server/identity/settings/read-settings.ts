import type { Queryable } from '../../platform/database/connect.ts'
import { DEFAULT_SETTINGS, type SettingValues } from './schema.ts'

/** The settings of the chain; what nobody has decided has its default. */
export async function readSettings(sql: Queryable): Promise<SettingValues> {
  const [row] = await sql<[{ given: Partial<SettingValues> }]>`
    select coalesce(jsonb_object_agg(name, value), '{}') as given from settings
    where name = any(${Object.keys(DEFAULT_SETTINGS)}::text[])`
  return { ...DEFAULT_SETTINGS, ...row.given }
}
