import assert from 'node:assert/strict'
import type { Sql } from '../../server/platform/database/connect.ts'
import { expectReport } from './drawers.ts'
import { cents, type Model, reservedOf, type Store, underWayTo } from './model.ts'
import type { Scene } from './step.ts'
import { deliverAll } from './tills.ts'

/** Whatever was done, the chain and the model of it agree in everything. */
export async function compare(model: Model, scene: Scene, sql: Sql): Promise<void> {
  await deliverAll(scene)
  for (const store of model.stores) {
    await compareStock(model, scene, store)
    await compareSessions(scene, store)
    await compareReport(scene, store)
    await compareNumbers(sql, store)
  }
  await compareCredit(model, scene)
  await compareReservations(model, scene)
}

type Level = {
  readonly variant_id: number
  readonly on_hand: string
  readonly reserved: string
  readonly in_transit: string
}

async function compareStock(model: Model, { manager, articles }: Scene, store: Store): Promise<void> {
  const { body } = await manager.get(`/api/v1/stock?store_id=${store.id}&per_page=100`)
  const levels: Level[] = body.data
  assert.deepEqual(
    articles.map(({ variantId }) => {
      const level = levels.find(({ variant_id }) => variant_id === variantId)
      const [onHand, reserved] = [Number(level?.on_hand), Number(level?.reserved)]
      return { onHand, reserved, inTransit: Number(level?.in_transit) }
    }),
    store.shelves.map(({ onHand }, article) => {
      const [reserved, inTransit] = [reservedOf(model, store, article), underWayTo(model, store, article)]
      return { onHand, reserved, inTransit }
    }),
  )
}

async function compareSessions({ manager }: Scene, { registers }: Store): Promise<void> {
  for (const [index, { sessions }] of registers.entries()) {
    const numbers: number[] = []
    for (const session of sessions) {
      const kind = session.isOpen ? 'x' : 'z'
      const { body, status } = await manager.get(`/api/v1/register-sessions/${session.id}/${kind}-report`)
      assert.equal(status, 200, JSON.stringify(body))
      // In which order closings of a till came in one parcel is not the model's affair.
      if (index === registers.length - 1) session.z = body.data.session.z_number
      expectReport(body.data, session)
      assert.equal(body.data.session.missing_records, 0)
      if (session.z !== null) numbers.push(session.z)
    }
    assert.deepEqual(
      numbers.sort((one, other) => one - other),
      numbers.map((_number, place) => place + 1),
    )
  }
}

type ReportRow = { readonly key: string; readonly tickets: number } & Readonly<Record<string, string>>

async function compareReport({ manager }: Scene, { id, days }: Store): Promise<void> {
  const known = [...days.keys()].sort()
  if (known.length === 0) return
  const period = `date_from=${known[0]}&date_to=${known.at(-1)}`
  const { body } = await manager.get(`/api/v1/reports/sales?store_id=${id}&group_by=day&${period}`)
  const rows: ReportRow[] = body.data.rows
  assert.deepEqual(
    rows
      .map(({ key, tickets, ...row }) => [
        key,
        { tickets, units: Number(row.units), ...amountsOf(row, (amount) => cents(amount ?? Number.NaN)) },
      ])
      .sort(),
    known.map((day) => {
      const { returnTickets: _returns, tickets, units, ...sums } = days.get(day) ?? assert.fail()
      const { net, total, rounding } = sums
      return [day, { tickets, units, ...amountsOf({ ...sums, tax: total - net, collected: total + rounding }, Number) }]
    }),
  )
}

const AMOUNTS = ['gross', 'discounts', 'returns', 'net', 'tax', 'total', 'rounding', 'collected'] as const

const amountsOf = <Value>(row: Readonly<Partial<Record<string, Value>>>, read: (value: Value | undefined) => number) =>
  Object.fromEntries(AMOUNTS.map((name) => [name, read(row[name])]))

/** Of what the server numbered nothing is missing and nothing is there twice. */
async function compareNumbers(sql: Sql, { id, registers }: Store): Promise<void> {
  for (const { id: registerId, last } of registers) {
    const [row] = await sql<[{ last: number; count: number }]>`
      select coalesce(max(number), 0)::int as last, count(*)::int from till_records
      where store_id = ${id} and register_id = ${registerId} and series = 0`
    assert.deepEqual({ ...row }, { last, count: last })
  }
}

async function compareCredit({ credit }: Model, { manager, customers }: Scene): Promise<void> {
  for (const [index, customerId] of customers.entries()) {
    const { body } = await manager.get(`/api/v1/customers/${customerId}/credit`)
    assert.equal(cents(body.data.balances[0]?.balance ?? 0), credit[index])
  }
}

async function compareReservations({ reservations }: Model, { manager }: Scene): Promise<void> {
  for (const { id, remaining } of reservations) {
    const { body } = await manager.get(`/api/v1/reservations/${id}`)
    assert.equal(Number(body.data.remaining), remaining)
  }
}
