import { Type } from 'typebox'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { identityErrors } from '../errors.ts'
import { hasPeople } from '../setup-code.ts'
import { DEMO_STATES, type DemoState, readDemoState, requestDemo } from './demo-state.ts'

export type SetupDependencies = {
  /** Whether the installation holds nothing but people: no store, no article, no customer. */
  readonly isUnused: (sql: Queryable) => Promise<boolean>
  /** Leaves the making of the demo chain to the worker. */
  readonly leaveDemo: (tx: Tx) => Promise<void>
}

const SETTINGS = 'settings'
const Demo = Type.Object({
  state: Type.Enum([...DEMO_STATES], {
    'x-description': text(
      '`waiting` : le travailleur la prendra ; `possible` : l’installation ne contient encore rien.',
      '`waiting`: the worker will take it; `possible`: the installation holds nothing yet.',
    ),
  }),
})

export function createSetupRoutes({ isUnused, leaveDemo }: SetupDependencies): readonly Route[] {
  const stateOf = async (sql: Queryable): Promise<DemoState> =>
    (await readDemoState(sql)) ?? ((await isUnused(sql)) ? 'possible' : 'not_possible')
  return [
    read({
      path: '/setup',
      operation: 'readSetup',
      tag: SETTINGS,
      summary: text(
        'L’installation attend-elle sa première personne ?',
        'Does the installation wait for its first person?',
      ),
      description: text(
        'Tant que `needs_owner` est vrai, `POST /register` demande le code de mise en route affiché au démarrage, et fait un propriétaire.',
        'As long as `needs_owner` is true, `POST /register` asks for the set-up code printed at start, and makes an owner.',
      ),
      access: 'public',
      response: Type.Object({ needs_owner: Type.Boolean() }),
      run: async ({ sql }) => ({ data: { needs_owner: !(await hasPeople(sql)) } }),
    }),
    read({
      path: '/setup/demo',
      operation: 'readDemo',
      tag: SETTINGS,
      summary: text('Où en est la chaîne de démonstration', 'How far the demo chain is'),
      description: text(
        'Ce qu’est devenue la chaîne de démonstration demandée, ou si elle peut l’être encore.',
        'What became of the demo chain that was asked for, or whether it can still be asked for.',
      ),
      access: 'settings.manage',
      response: Demo,
      run: async ({ sql }) => ({ data: { state: await stateOf(sql) } }),
    }),
    write({
      method: 'POST',
      path: '/setup/demo',
      operation: 'takeDemo',
      tag: SETTINGS,
      summary: text('Prendre la chaîne de démonstration', 'Take the demo chain'),
      description: text(
        'Demande au travailleur une chaîne d’exemple : cinq magasins, un entrepôt, des articles, des personnes et 90 jours de ventes. Refusé dès que l’installation contient un magasin, un article ou un client. Les mots de passe de ses personnes sont gardés dans `demo-sign-in.txt` du dossier de données.',
        'Asks the worker for an example chain: five stores, a warehouse, articles, people and 90 days of sales. Refused once the installation holds a store, an article or a customer. The passwords of its people are kept in `demo-sign-in.txt` of the data folder.',
      ),
      access: 'settings.manage',
      errors: [identityErrors.not_empty],
      response: Demo,
      status: 202,
      message: text('La chaîne de démonstration se prépare.', 'The demo chain is being made.'),
      async run({ tx }) {
        const state = await stateOf(tx)
        if (state === 'made' || state === 'not_possible' || !(await isUnused(tx))) throw identityErrors.not_empty()
        if (await requestDemo(tx)) await leaveDemo(tx)
        return { data: { state: (await readDemoState(tx)) ?? 'waiting' } }
      },
    }),
  ]
}
