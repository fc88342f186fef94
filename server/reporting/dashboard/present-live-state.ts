import { type Actor, may } from '../../platform/actor.ts'
import { type OpenDrawer, presentSession, referenceOf } from '../../sales/index.ts'
import { presentFigure } from '../present.ts'
import type { ScopeStore } from '../resolve-scope.ts'
import { ALERT_KINDS, type AlertCount, type AlertKind, type AlertRow } from './read-alerts.ts'
import type { RegisterRow } from './read-registers.ts'

export type RegisterItem = {
  id: number
  name: string
  kind: 'till' | 'virtual'
  store_id: number
  store_name: string
  state: 'open' | 'closed' | null
  session: {
    id: string
    opened_at: string | null
    cashier_id: number | null
    cashier_name: string | null
    currency: string
    expected_cash: string | null
    session_url: string
  } | null
  device: { id: string; name: string; last_seen_at: string | null } | null
  last_sale: {
    id: string
    reference: string
    kind: 'sale' | 'return'
    occurred_at: string
    currency: string
    total: string
    sale_url: string
  } | null
  silent_since: string | null
}

type Viewer = { readonly actor: Actor; readonly stores: readonly ScopeStore[] }

/**
 * Each register with its open drawer. Who stands there is for those who may see sessions; how much cash there should be,
 * for those who may move it (the count is blind).
 */
export function presentRegisters(
  registers: readonly RegisterRow[],
  drawers: readonly OpenDrawer[],
  { actor, stores }: Viewer,
): RegisterItem[] {
  const drawerOf = new Map(drawers.map((drawer) => [drawer.register_id, drawer]))
  const nameOf = new Map(stores.map(({ id, name }) => [id, name]))
  return registers.map((register) => {
    const drawer = drawerOf.get(register.id)
    return {
      id: register.id,
      name: register.name,
      kind: register.kind,
      store_id: register.store_id,
      store_name: nameOf.get(register.store_id) ?? '',
      // What programs sell needs no drawer.
      state: drawer !== undefined ? 'open' : register.kind === 'virtual' ? null : 'closed',
      session: drawer === undefined ? null : presentDrawer(drawer, actor),
      device:
        register.device_id === null
          ? null
          : { id: register.device_id, name: register.device_name ?? '', last_seen_at: register.seen_at },
      last_sale: may(actor, 'sales.view') ? presentLastSale(register) : null,
      silent_since: latest(register.seen_at, register.recorded_at, drawer?.opened_at ?? null),
    }
  })
}

function presentDrawer(drawer: OpenDrawer, actor: Actor): NonNullable<RegisterItem['session']> {
  const { id, opened_at, currency, expected_cash } = presentSession(drawer, actor)
  const isNamed = may(actor, 'sessions.view')
  return {
    id,
    opened_at,
    cashier_id: isNamed ? drawer.cashier_id : null,
    cashier_name: isNamed ? drawer.cashier_name : null,
    currency,
    expected_cash,
    session_url: `/api/v1/register-sessions/${id}`,
  }
}

function presentLastSale(register: RegisterRow): RegisterItem['last_sale'] {
  const { sale_id: id, sale_currency: currency } = register
  if (id === null) return null
  return {
    id,
    reference: referenceOf({
      storeId: register.store_id,
      registerId: register.id,
      series: register.sale_series,
      number: register.sale_number,
    }),
    kind: register.sale_kind,
    occurred_at: register.sold_at,
    currency,
    total: String(presentFigure(BigInt(register.sale_total_minor), 'money', currency)),
    sale_url: `/api/v1/sales/${id}`,
  }
}

/** ISO 8601 in UTC sorts as it reads. */
function latest(...times: readonly (string | null)[]): string | null {
  const known = times.filter((time) => time !== null).sort()
  return known.at(-1) ?? null
}

export type AlertsShown = {
  total: number
  counts: Record<AlertKind, number>
  newest: (AlertRow & { store_name: string })[]
  alerts_url: string
}

export function presentAlerts(
  { counts, newest }: { readonly counts: readonly AlertCount[]; readonly newest: readonly AlertRow[] },
  stores: readonly ScopeStore[],
): AlertsShown {
  const countOf = (kind: AlertKind) => counts.find((row) => row.kind === kind)?.count ?? 0
  const nameOf = new Map(stores.map(({ id, name }) => [id, name]))
  const [only] = stores
  return {
    total: counts.reduce((sum, { count }) => sum + count, 0),
    counts: Object.fromEntries(ALERT_KINDS.map((kind) => [kind, countOf(kind)])) as AlertsShown['counts'],
    newest: newest.map((row) => ({ ...row, store_name: nameOf.get(row.store_id) ?? '' })),
    alerts_url: `/api/v1/stock-alerts${stores.length === 1 && only !== undefined ? `?store_id=${only.id}` : ''}`,
  }
}
