import type { Tx } from '../platform/database/connect.ts'
import { type Text, text } from '../platform/text.ts'
import { PERMISSION_NAMES, type Permission, permissionsExcept } from './permissions.ts'

export const DEFAULT_ROLE_NAMES = ['owner', 'manager', 'cashier', 'stock_clerk', 'analyst'] as const
export type DefaultRoleName = (typeof DEFAULT_ROLE_NAMES)[number]

export type DefaultRole = {
  readonly label: Text
  readonly permissions: readonly Permission[]
  /** Percent of a price that its discounts may take; null: no limit. */
  readonly discountLimit: string | null
}

/** Seeing the stores one works in, and the chain's catalogue without its costs. */
const SEE_STORES_AND_CATALOGUE = [
  'stores.view',
  'registers.view',
  'products.view',
  'product-variants.view',
  'product-categories.view',
  'product-options.view',
  'product-option-values.view',
] as const satisfies readonly Permission[]

/** The roles that every installation starts with. What they may, they may in the stores a person is attached to. */
export const DEFAULT_ROLES: Readonly<Record<DefaultRoleName, DefaultRole>> = {
  owner: { label: text('Propriétaire', 'Owner'), permissions: PERMISSION_NAMES, discountLimit: null },
  // A store's manager decides everything there; who may do what, and what holds for the whole chain, is the owner's.
  manager: {
    label: text('Gérant', 'Manager'),
    permissions: permissionsExcept('roles.', 'settings.manage', 'stores.all'),
    discountLimit: null,
  },
  // Larger discounts and other prices ask for an approval; copies of receipts and cash movements are a manager's.
  cashier: {
    label: text('Caissier', 'Cashier'),
    permissions: [
      ...SEE_STORES_AND_CATALOGUE,
      'stock.view',
      'sales.view',
      'sales.create',
      'sales.discount',
      'sales.return',
      'sessions.open',
      'sessions.close',
      'sessions.view',
      'customers.view',
      'customers.create',
    ],
    discountLimit: '10',
  },
  // Counting is the clerk's work, accepting the differences is not.
  stock_clerk: {
    label: text('Magasinier', 'Stock clerk'),
    permissions: [
      ...SEE_STORES_AND_CATALOGUE,
      'stock.view',
      'stock.adjust',
      'stock.count',
      'transfers.view',
      'transfers.request',
      'transfers.ship',
      'transfers.receive',
    ],
    discountLimit: '0',
  },
  analyst: {
    label: text('Analyste', 'Analyst'),
    permissions: [...SEE_STORES_AND_CATALOGUE, 'stock.view', 'sales.view', 'reports.view', 'reports.margin'],
    discountLimit: '0',
  },
}

/**
 * What the program that holds `API_TOKEN` may do: everything about catalogue, stores, inventory, sales and reports, in
 * every store; nothing about people, roles, the audit log and the settings, and no approval, which a person gives.
 */
export const SERVICE_PERMISSIONS: readonly Permission[] = permissionsExcept(
  'users.',
  'roles.',
  'audit.view',
  'settings.manage',
  'approvals.give',
)

/**
 * Makes the default roles that do not exist yet. A role that exists keeps what people made of it, but the owner always
 * gets the permissions that this version knows. Run at every start, after the migrations.
 */
export async function ensureDefaultRoles(tx: Tx): Promise<void> {
  const roles = DEFAULT_ROLE_NAMES.map((name) => ({ name, ...DEFAULT_ROLES[name] }))
  const created = await tx<{ id: number; name: DefaultRoleName }[]>`
    insert into roles ${tx(roles.map(rowOf))}
    on conflict do nothing
    returning id, name`
  const owner = await tx<{ id: number; name: DefaultRoleName }[]>`select id, name from roles where name = 'owner'`
  const grants = [...created.filter((role) => role.name !== 'owner'), ...owner].flatMap(({ id, name }) =>
    DEFAULT_ROLES[name].permissions.map((permission) => ({ role_id: id, permission })),
  )
  await tx`insert into role_permissions ${tx(grants)} on conflict do nothing`
}

const rowOf = ({ name, label, discountLimit }: DefaultRole & { readonly name: DefaultRoleName }) => ({
  name,
  label_fr: label.fr,
  label_en: label.en,
  is_system: true,
  discount_limit: discountLimit,
})
