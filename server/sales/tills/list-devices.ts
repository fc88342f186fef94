import type { Static } from 'typebox'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { readIds } from '../read-ids.ts'
import { DEVICE_SORTS, Device, type DeviceItem, type DeviceList } from './device-schema.ts'
import { deviceColumns, deviceState } from './select-devices.ts'

/** The devices of the actor's stores, by name. @throws not_found for a store in which the actor does not act. */
export async function listDevices(
  sql: Queryable,
  actor: Actor,
  query: Static<typeof DeviceList>,
): Promise<Outcome<Partial<DeviceItem>[]>> {
  if (query.store_id !== undefined && !mayActInStore(actor, query.store_id)) throw platformErrors.not_found()
  const options = { sorts: DEVICE_SORTS, defaultSort: 'name', fields: Object.keys(Device.properties) }
  const request = readList({ ...query, ids: undefined }, options)
  const conditions = [storeScope(sql, actor, 'd.store_id')]
  if (query.ids !== undefined) conditions.push(sql`d.id = any(${readIds(query.ids)}::uuid[])`)
  if (query.store_id !== undefined) conditions.push(sql`d.store_id = ${query.store_id}`)
  if (query.state !== undefined) conditions.push(sql`${deviceState(sql)} = ${query.state}`)
  for (const word of searchWords(query.q)) {
    conditions.push(sql`search_text(d.name) like ${containsPattern(sql, word)}`)
  }
  const page = await selectPage<DeviceItem>(sql, request, {
    sorts: DEVICE_SORTS,
    from: sql`devices d`,
    where: allOf(sql, conditions),
    columns: deviceColumns(sql),
    joins: sql`join devices d on d.id = k.id left join device_clocks c on c.device_id = d.id`,
  })
  return { data: page.rows.map((row) => pickFields(row, request.fields)), meta: page.meta }
}
