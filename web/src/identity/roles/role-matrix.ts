import type { Permission } from '../../api/index.ts'

/** What is known of a role here. */
export type MatrixRole = {
  readonly id: number
  readonly name: string
  readonly label: string
  readonly permissions: readonly string[]
}

/** The areas of the matrix, in the order of a day: each gathers the permissions of some records. */
export const AREAS = ['selling', 'customers', 'stock', 'catalog', 'stores', 'people', 'figures', 'system'] as const
export type Area = (typeof AREAS)[number]

const AREA_OF_GROUP: Readonly<Record<string, Area>> = {
  sales: 'selling',
  sessions: 'selling',
  approvals: 'selling',
  reviews: 'selling',
  journal: 'selling',
  customers: 'customers',
  stock: 'stock',
  transfers: 'stock',
  products: 'catalog',
  'product-variants': 'catalog',
  'product-categories': 'catalog',
  'product-options': 'catalog',
  'product-option-values': 'catalog',
  imports: 'catalog',
  stores: 'stores',
  registers: 'stores',
  addresses: 'stores',
  devices: 'stores',
  users: 'people',
  roles: 'people',
  reports: 'figures',
  audit: 'figures',
  settings: 'system',
  cache: 'system',
}

export type AreaRows = { readonly area: Area; readonly permissions: readonly Permission[] }

/** The permissions by area, those that a later version adds among the system's; empty areas are left out. */
export function gatherAreas(permissions: readonly Permission[]): AreaRows[] {
  return AREAS.map((area) => ({
    area,
    permissions: permissions.filter(({ group }) => (AREA_OF_GROUP[group] ?? 'system') === area),
  })).filter((rows) => rows.permissions.length > 0)
}

/** Of every role whose permissions were touched, the whole set that it shall give. */
export type Draft = ReadonlyMap<number, ReadonlySet<string>>

export const NO_DRAFT: Draft = new Map()

/** What the role would give once the draft is saved. */
export const givenBy = (role: MatrixRole, draft: Draft): ReadonlySet<string> =>
  draft.get(role.id) ?? new Set(role.permissions)

/** Gives or takes permissions; a role that is again as it was leaves the draft. */
export function setGiven(draft: Draft, role: MatrixRole, names: readonly string[], isGiven: boolean): Draft {
  const given = new Set(givenBy(role, draft))
  for (const name of names) {
    if (isGiven) given.add(name)
    else given.delete(name)
  }
  const next = new Map(draft)
  const isAsBefore = given.size === role.permissions.length && role.permissions.every((name) => given.has(name))
  if (isAsBefore) next.delete(role.id)
  else next.set(role.id, given)
  return next
}

export type RoleChange = {
  readonly role: MatrixRole
  readonly given: readonly string[]
  readonly taken: readonly string[]
}

/** What saving will change, role by role. */
export function changesOf(roles: readonly MatrixRole[], draft: Draft): RoleChange[] {
  return roles
    .map((role) => {
      const after = givenBy(role, draft)
      return {
        role,
        given: [...after].filter((name) => !role.permissions.includes(name)),
        taken: role.permissions.filter((name) => !after.has(name)),
      }
    })
    .filter(({ given, taken }) => given.length + taken.length > 0)
}

export const countChanges = (changes: readonly RoleChange[]): number =>
  changes.reduce((count, { given, taken }) => count + given.length + taken.length, 0)
