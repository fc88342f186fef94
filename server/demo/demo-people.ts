import { createUser, type DefaultRoleName, hashPassword, makePassword, makePin } from '../identity/index.ts'
import { systemActor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { attachUsers } from '../stores/index.ts'
import { DEMO_STORES, DEMO_WAREHOUSE } from './demo-stores.ts'

export type DemoPerson = {
  readonly name: string
  readonly role: DefaultRoleName
  /** What the person is in the chain, where the role does not say it. */
  readonly post?: 'head_office'
  /** Codes of the stores where the person works. */
  readonly storeCodes: readonly string[]
}

/** A person who can sign in; password and PIN are known only now. */
export type DemoSignIn = DemoPerson & {
  readonly email: string
  readonly password: string
  /** Of whoever takes turns at a till, or approves there; null: nobody asks them for one. */
  readonly pin: string | null
}

const EVERY_STORE = [...DEMO_STORES, DEMO_WAREHOUSE].map((store) => store.code)

const team = (storeCode: string, manager: string, ...cashiers: string[]): DemoPerson[] => [
  { name: manager, role: 'manager', storeCodes: [storeCode] },
  ...cashiers.map((name): DemoPerson => ({ name, role: 'cashier', storeCodes: [storeCode] })),
]

const DEMO_PEOPLE: readonly DemoPerson[] = [
  { name: 'Élisabeth Tremblay', role: 'owner', storeCodes: EVERY_STORE },
  // The catalogue, the people, the roles and the settings of the chain are the owner's role; the head office keeps them.
  { name: 'Catherine Lapointe', role: 'owner', post: 'head_office', storeCodes: EVERY_STORE },
  { name: 'Mathieu Gagnon', role: 'analyst', storeCodes: EVERY_STORE },
  ...team('PLATEAU', 'Geneviève Roy', 'Alexis Côté', 'Léa Bouchard', 'Noémie Gauthier'),
  ...team('ROSEMONT', 'François Morin', 'Jérémie Lavoie', 'Chloé Fortin'),
  ...team('SAINT-ROCH', 'Marie-Ève Gagné', 'Thomas Ouellet', 'Rosalie Pelletier'),
  ...team('SHERBROOKE', 'Stéphane Bélanger', 'Zoé Lévesque', 'Félix Bergeron'),
  ...team('TROIS-RIVIERES', 'Andrée Leblanc', 'Océane Paquette', 'Raphaël Girard'),
  // What stores ask of the warehouse is approved there.
  ...team('ENTREPOT', 'Nadia Bélisle'),
  { name: 'Benoît Simard', role: 'stock_clerk', storeCodes: ['ENTREPOT', 'PLATEAU', 'ROSEMONT'] },
  {
    name: 'Hélène Boucher',
    role: 'stock_clerk',
    storeCodes: ['ENTREPOT', 'SAINT-ROCH', 'SHERBROOKE', 'TROIS-RIVIERES'],
  },
]

const emailOf = (name: string): string =>
  `${name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')}@demo.comptoir.example`

const AT_TILLS: ReadonlySet<DefaultRoleName> = new Set(['owner', 'manager', 'cashier'])

/**
 * Draws a password for everybody, and a PIN for who stands at tills. Each is random: nobody can know one who has not read what
 * this start printed.
 */
export const drawSignIns = (): DemoSignIn[] =>
  DEMO_PEOPLE.map((person) => ({
    ...person,
    email: emailOf(person.name),
    password: makePassword(),
    pin: AT_TILLS.has(person.role) ? makePin() : null,
  }))

export type DemoStaff = DemoSignIn & { readonly id: number }

/** What is kept of a person's secrets. */
export type DemoHashes = { readonly password: string; readonly pin: string | null }

/** Slow on purpose, so it is done before the transaction begins. */
export const hashSecrets = (people: readonly DemoSignIn[]): Promise<DemoHashes[]> =>
  Promise.all(
    people.map(async ({ password, pin }) => ({
      password: await hashPassword(password),
      pin: pin === null ? null : await hashPassword(pin),
    })),
  )

/** Makes the people, lets each work in their stores, and answers them with their ids. */
export async function makePeople(
  tx: Tx,
  people: readonly DemoSignIn[],
  hashes: readonly DemoHashes[],
  storeIds: ReadonlyMap<string, number>,
): Promise<DemoStaff[]> {
  const staff: DemoStaff[] = []
  for (const [index, person] of people.entries()) {
    const { name, email, role } = person
    const { password: passwordHash = null, pin: pinHash = null } = hashes[index] ?? {}
    const user = await createUser(tx, { name, email, passwordHash, pinHash, roles: [role] })
    staff.push({ ...person, id: user.id })
  }
  for (const [code, id] of storeIds) {
    const workers = staff.filter((person) => person.storeCodes.includes(code)).map((person) => person.id)
    await attachUsers(tx, systemActor, id, workers)
  }
  return staff
}
