import type { Tx } from '../../platform/database/connect.ts'
import { readSettings } from './read-settings.ts'
import type { SettingsInput, SettingValues } from './schema.ts'

/** Changes the settings that are given. */
export async function updateSettings(tx: Tx, input: SettingsInput): Promise<SettingValues> {
  // Sorted, so that two who change the same ones wait for each other in one order.
  for (const [name, value] of Object.entries(input).sort()) {
    await tx`
      insert into settings (name, value) values (${name}, ${JSON.stringify(value)}::text::jsonb)
      on conflict (name) do update set value = excluded.value`
  }
  return readSettings(tx)
}
