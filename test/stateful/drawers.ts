import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { SessionReport } from '../../server/sales/sessions/report-schema.ts'
import { cents, type Model, money, newSession, pick, type Register, type Session, type Store } from './model.ts'
import { isDone, NO_REASON, type Scene, step } from './step.ts'

const till = { store: fc.nat(1), register: fc.integer({ min: 1, max: 2 }) }
type Till = { readonly store: number; readonly register: number }

const registerAt = (model: Model, { store, register }: Till): Register =>
  pick(pick<Store>(model.stores, store).registers, register)

/** Every drawer that tills of people have opened. */
export const drawersOf = ({ stores }: Readonly<Model>): Session[] =>
  stores
    .flatMap(({ registers }) => registers.slice(0, 3).flatMap(({ sessions }) => sessions))
    .filter((one) => one.isDrawer)

const hasDrawer = (model: Readonly<Model>): boolean => drawersOf(model).length > 0

async function open(
  model: Model,
  { manager }: Scene,
  given: Till & { float: number; isTwice: boolean },
): Promise<void> {
  const register = registerAt(model, given)
  const body = { id: crypto.randomUUID(), opening_float: money(given.float) }
  const path = `/api/v1/registers/${register.id}/sessions`
  const answer = await manager.post(path, body)
  if (!isDone(answer, 201, new Set(register.drawer === null ? [] : ['session_already_open']))) return
  register.last += 1
  register.drawer = newSession(register, body.id, given.float)
  if (given.isTwice) isDone(await manager.post(path, body), 200, NO_REASON)
}

async function close(model: Model, { manager }: Scene, given: { which: number; counted: number; inCoins: boolean }) {
  const session = chooseDrawer(model, given.which)
  const counted = given.inCoins
    ? [{ denomination: '5.00', count: given.counted }]
    : { cash: money(given.counted * 500) }
  const answer = await manager.post(`/api/v1/register-sessions/${session.id}/close`, { counted, note: 'Compté' })
  if (!isDone(answer, 200, new Set(session.isOpen ? [] : ['session_already_closed']))) return
  const register = registerOf(model, session)
  register.last += 1
  register.lastZ += 1
  register.drawer = null
  session.isOpen = false
  session.z = register.lastZ
  expectReport(answer.body.data, session)
  const expected = session.float + session.cash
  const { counted_cash: said, difference } = answer.body.data.session
  assert.deepEqual([cents(said), cents(difference)], [given.counted * 500, given.counted * 500 - expected])
}

/** Open ones rather than closed ones, but those too. */
function chooseDrawer(model: Model, which: number): Session {
  const all = drawersOf(model)
  const open = all.filter(({ isOpen }) => isOpen)
  return pick(open.length > 0 && which % 4 !== 0 ? open : all, which)
}

export const registerOf = ({ stores }: Model, session: Session): Register =>
  stores.flatMap(({ registers }) => registers).find(({ sessions }) => sessions.includes(session)) ?? assert.fail()

const TYPES = ['in', 'out', 'drop', 'no_sale'] as const
type Moved = {
  readonly which: number
  readonly type: (typeof TYPES)[number]
  readonly amount: number
  readonly isTwice: boolean
}

async function moveCash(model: Model, { manager }: Scene, { which, type, amount, isTwice }: Moved): Promise<void> {
  const session = chooseDrawer(model, which)
  const moved = type === 'no_sale' ? {} : { amount: money(amount) }
  const body = { id: crypto.randomUUID(), type, reason: 'Monnaie', ...moved }
  const path = `/api/v1/register-sessions/${session.id}/cash-movements`
  const answer = await manager.post(path, body)
  if (!isDone(answer, 201, new Set(session.isOpen ? [] : ['session_already_closed']))) return
  registerOf(model, session).last += 1
  if (type !== 'no_sale') session.cash += type === 'in' ? amount : -amount
  if (isTwice) isDone(await manager.post(path, body), 200, NO_REASON)
}

async function readX(model: Model, { manager }: Scene, { which }: { which: number }): Promise<void> {
  const session = chooseDrawer(model, which)
  expectReport((await manager.get(`/api/v1/register-sessions/${session.id}/x-report`)).body.data, session)
}

async function readZ(model: Model, { manager }: Scene, { which }: { which: number }): Promise<void> {
  const session = pick(drawersOf(model), which)
  const answer = await manager.get(`/api/v1/register-sessions/${session.id}/z-report`)
  if (isDone(answer, 200, new Set(session.isOpen ? ['session_still_open'] : [])))
    expectReport(answer.body.data, session)
}

/** An X or a Z says what the model knows of the session. */
export function expectReport({ session: told, totals, late }: SessionReport, session: Session): void {
  const sums = ({ tickets, return_tickets, ...amounts }: SessionReport['totals']) => ({
    tickets,
    returnTickets: return_tickets,
    units: Number(amounts.units),
    gross: cents(amounts.gross),
    discounts: cents(amounts.discounts),
    returns: cents(amounts.returns),
    net: cents(amounts.net),
    total: cents(amounts.total),
    rounding: cents(amounts.rounding),
  })
  assert.deepEqual(
    {
      status: told.status,
      z: told.z_number,
      expected: session.isDrawer ? cents(told.expected_cash ?? Number.NaN) : null,
      inTime: sums(totals),
      late: sums(late.totals),
    },
    {
      status: session.isOpen ? 'open' : 'closed',
      z: session.z,
      expected: session.isDrawer ? session.float + session.cash : null,
      inTime: session.inTime,
      late: session.late,
    },
  )
}

const which = fc.nat(1000)
const amount = fc.integer({ min: 1, max: 50 }).map((coins) => coins * 100)

export const DRAWERS = [
  step('open a drawer', fc.record({ ...till, float: amount, isTwice: fc.boolean() }), open),
  step('close a drawer', fc.record({ which, counted: fc.nat(60), inCoins: fc.boolean() }), close, hasDrawer),
  step(
    'move cash',
    fc.record({ which, type: fc.constantFrom(...TYPES), amount, isTwice: fc.boolean() }),
    moveCash,
    hasDrawer,
  ),
  step('read an X', fc.record({ which }), readX, hasDrawer),
  step('read a Z', fc.record({ which }), readZ, hasDrawer),
]
