import { type Chart, DEFAULT_ACCOUNTING } from '../../server/identity/settings/accounting.ts'
import { nextNumber } from '../harness/factories.ts'
import { type Data, type Examples, readByIds } from './example.ts'
import { PASSWORD, type World } from './world.ts'

const readRecords = (address: string) => (world: World, answers: readonly Data[]) =>
  readByIds(
    world.owner,
    address,
    answers.map(({ id }) => id),
  )
/** With an account of every kind. */
const chartOf = (chart: Chart): Chart => ({
  ...chart,
  sales_by_tax_class: [{ tax_class: 'books', account: '4010' }],
  taxes_by_code: [{ code: 'TPS', account: '2310' }],
})

const ofUser = ({ users }: World, slot: number) => ({ id: users[slot] ?? 0 })
const ofRole = ({ roles }: World, slot: number) => ({ id: roles[slot] ?? 0 })
const newEmail = () => `personne-${nextNumber()}@example.net`
const newExternalId = () => `EXT-${nextNumber()}`
/** Wrong passwords are counted; the next place starts afresh. */
const forgetAttempts = ({ sql }: World) => sql`delete from login_attempts`
const freeExternalIds = ({ sql }: World) => sql`update users set external_id = null`
/** Role names are unique: those that were made or renamed make room for the next. */
const freeRoleNames = ({ sql, last, roles }: World) => sql`
  with made as (delete from roles where id > ${last.roles})
  update roles set name = 'role ' || id where id = any(${[...roles]}::bigint[])`
const personBodies = [
  ({ stores }: World, slot: number) => ({
    name: 'Personne',
    external_id: newExternalId(),
    roles: ['cashier'],
    store_ids: [stores[slot]],
    locale: 'fr',
  }),
  () => ({ email: newEmail() }),
  () => ({ password: PASSWORD }),
]
const CHANGED_PERSON = {
  bodies: personBodies,
  params: ofUser,
  readBack: readRecords('/api/v1/users'),
  release: freeExternalIds,
}
const CHANGED_ROLE = {
  bodies: [
    (_world: World, slot: number) => ({
      name: `Rôle ${slot} ${nextNumber()}`,
      label: 'Rôle',
      label_fr: 'Rôle',
      label_en: 'Role',
      permissions: ['stock.view'],
      discount_limit: '12.5',
    }),
  ],
  readBack: readRecords('/api/v1/roles'),
  keptAs: { label: null },
  release: freeRoleNames,
}

export const IDENTITY_EXAMPLES: Examples = {
  'PUT /api/v1/me': {
    bodies: [() => ({ name: 'Propriétaire', locale: 'fr' }), () => ({ email: newEmail(), current_password: PASSWORD })],
    release: forgetAttempts,
    isForPeople: true,
  },
  'PUT /api/v1/me/password': {
    bodies: [() => ({ current_password: PASSWORD, password: PASSWORD, password_confirmation: PASSWORD })],
    release: forgetAttempts,
    isForPeople: true,
  },
  'POST /api/v1/password/forgot': { bodies: [() => ({ email: newEmail() })] },
  'POST /api/v1/password/reset': {
    bodies: [() => ({ token: '7KQ2-ABCD', password: PASSWORD, password_confirmation: PASSWORD })],
  },
  'POST /api/v1/users': {
    bodies: [
      ({ stores }, slot) => ({
        name: 'Personne',
        email: newEmail(),
        external_id: newExternalId(),
        roles: ['cashier'],
        store_ids: [stores[slot]],
        locale: 'fr',
      }),
      () => ({ name: 'Personne', email: newEmail(), password: PASSWORD }),
    ],
    readBack: readRecords('/api/v1/users'),
    release: freeExternalIds,
  },
  'PUT /api/v1/users/:id': CHANGED_PERSON,
  'PATCH /api/v1/users/:id': CHANGED_PERSON,
  'PUT /api/v1/users/:id/roles': { bodies: [() => ({ roles: ['cashier'] })], params: ofUser },
  'PUT /api/v1/users/:id/pin': {
    bodies: [() => ({ pin: '482913', current_password: PASSWORD })],
    params: ({ ownerId }) => ({ id: ownerId }),
    release: forgetAttempts,
    isForPeople: true,
  },
  'GET /api/v1/users/:id': { params: ofUser },
  'DELETE /api/v1/users/:id': { params: ofUser },
  'POST /api/v1/users/:id/restore': { params: ofUser },
  'POST /api/v1/roles': CHANGED_ROLE,
  'PUT /api/v1/roles/:id': { ...CHANGED_ROLE, params: ofRole },
  'PATCH /api/v1/roles/:id': { ...CHANGED_ROLE, params: ofRole },
  'GET /api/v1/roles/:id': { params: ofRole },
  'DELETE /api/v1/roles/:id': { params: ofRole },
  'PUT /api/v1/settings': {
    bodies: [
      () => ({
        chain_name: 'Chaîne',
        default_locale: 'fr',
        mail_sender_name: 'Siège',
        fiscal_year_start_month: 4,
        accounting: { quebec: chartOf(DEFAULT_ACCOUNTING.quebec), france: chartOf(DEFAULT_ACCOUNTING.france) },
      }),
    ],
  },

  'POST /api/v1/login': {
    bodies: [() => ({ email: 'personne@example.com', password: PASSWORD, device_name: 'Poste', session: false })],
  },
  'POST /api/v1/register': {
    bodies: [
      () => ({
        name: 'Personne',
        email: `personne-${nextNumber()}@example.net`,
        password: PASSWORD,
        password_confirmation: PASSWORD,
        setup_code: 'code',
        device_name: 'Poste',
        session: false,
      }),
    ],
  },
  'POST /api/v1/logout': {},
  'DELETE /api/v1/tokens': {},
  'DELETE /api/v1/tokens/:id': { params: () => ({ id: 1 }), isForPeople: true },
  'GET /api/v1/tokens': { isForPeople: true },
  'POST /api/v1/tokens': {
    bodies: [() => ({ name: 'Jeton', abilities: ['products.view'], expires_at: '2199-12-31T00:00:00Z' })],
    readBack: ({ owner }, answers) =>
      readByIds(
        owner,
        '/api/v1/tokens',
        answers.map(({ id }) => id),
      ),
    isForPeople: true,
  },
}
