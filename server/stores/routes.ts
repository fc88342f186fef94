import type { Route } from '../platform/http/route.ts'
import { ADDRESS_ROUTES } from './addresses/address-routes.ts'
import type { RegisterGuard } from './registers/delete-register.ts'
import { createRegisterTable } from './registers/register-routes.ts'
import { STAFF_ROUTES } from './staff/staff-routes.ts'
import { createStoreTable } from './store-routes.ts'
import type { TaxClassGuard } from './taxes/delete-tax-class.ts'
import { createTaxTable } from './taxes/tax-routes.ts'
import type { StoreGuards } from './update-store.ts'

/** What later rooms know that forbids a change. */
export type StoreRouteDependencies = {
  readonly guards: StoreGuards
  readonly registerGuards: readonly RegisterGuard[]
  readonly taxClassGuards: readonly TaxClassGuard[]
}

/** The table of this room: stores, their people, registers, addresses, tax rules. */
export const createStoreRoutes = (dependencies: StoreRouteDependencies): readonly Route[] => [
  ...createStoreTable(dependencies.guards),
  ...STAFF_ROUTES,
  ...createRegisterTable(dependencies.registerGuards),
  ...ADDRESS_ROUTES,
  ...createTaxTable(dependencies.taxClassGuards),
]
