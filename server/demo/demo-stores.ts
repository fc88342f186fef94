import type { StoreCreateInput } from '../stores/index.ts'

type OpeningHours = NonNullable<StoreCreateInput['opening_hours']>

export type DemoStore = {
  readonly name: string
  readonly code: string
  readonly city: string
  readonly group: string
  readonly street: string
  readonly postalCode: string
  readonly phone: string
  /** How many tickets an ordinary day has; a warehouse has none. */
  readonly ticketsPerDay: number
  readonly tillCount: number
  readonly openingHours: OpeningHours
  /** When the warehouse's lorry comes: 1 is Monday. */
  readonly deliveryWeekday: number
}

const span = (opens: string, closes: string) => [{ opens, closes }]

const hours = (week: [string, string], saturday: [string, string], sunday: [string, string] | null): OpeningHours => ({
  monday: span(...week),
  tuesday: span(...week),
  wednesday: span(...week),
  thursday: span(...week),
  friday: span(...week),
  saturday: span(...saturday),
  sunday: sunday === null ? [] : span(...sunday),
})

/** The stores of the demo chain, the busiest first. Telephone numbers with 555-01 belong to nobody. */
export const DEMO_STORES: readonly DemoStore[] = [
  {
    name: 'Marché du Plateau',
    code: 'PLATEAU',
    city: 'Montréal',
    group: 'Montréal',
    street: '1000, avenue du Mont-Royal Est',
    postalCode: 'H2J 0A0',
    phone: '514 555-0101',
    ticketsPerDay: 60,
    tillCount: 3,
    openingHours: hours(['08:00', '21:00'], ['08:00', '20:00'], ['09:00', '19:00']),
    deliveryWeekday: 1,
  },
  {
    name: 'Marché Rosemont',
    code: 'ROSEMONT',
    city: 'Montréal',
    group: 'Montréal',
    street: '2000, rue Masson',
    postalCode: 'H1Y 0A0',
    phone: '514 555-0102',
    ticketsPerDay: 48,
    tillCount: 2,
    openingHours: hours(['08:00', '20:00'], ['08:00', '19:00'], ['09:00', '18:00']),
    deliveryWeekday: 2,
  },
  {
    name: 'Marché Saint-Roch',
    code: 'SAINT-ROCH',
    city: 'Québec',
    group: 'Régions',
    street: '300, rue Saint-Joseph Est',
    postalCode: 'G1K 0A0',
    phone: '418 555-0103',
    ticketsPerDay: 44,
    tillCount: 2,
    openingHours: hours(['08:00', '20:00'], ['09:00', '18:00'], ['10:00', '17:00']),
    deliveryWeekday: 3,
  },
  {
    name: 'Marché de Sherbrooke',
    code: 'SHERBROOKE',
    city: 'Sherbrooke',
    group: 'Régions',
    street: '400, rue Wellington Nord',
    postalCode: 'J1H 0A0',
    phone: '819 555-0104',
    ticketsPerDay: 38,
    tillCount: 2,
    openingHours: hours(['09:00', '19:00'], ['09:00', '17:00'], ['10:00', '17:00']),
    deliveryWeekday: 4,
  },
  {
    name: 'Marché de Trois-Rivières',
    code: 'TROIS-RIVIERES',
    city: 'Trois-Rivières',
    group: 'Régions',
    street: '500, rue des Forges',
    postalCode: 'G9A 0A0',
    phone: '819 555-0105',
    ticketsPerDay: 35,
    tillCount: 2,
    openingHours: hours(['09:00', '19:00'], ['09:00', '17:00'], null),
    deliveryWeekday: 5,
  },
]

export const DEMO_WAREHOUSE: DemoStore = {
  name: 'Entrepôt central',
  code: 'ENTREPOT',
  city: 'Laval',
  group: 'Entrepôt',
  street: '600, boulevard Industriel',
  postalCode: 'H7S 0A0',
  phone: '450 555-0106',
  ticketsPerDay: 0,
  tillCount: 0,
  openingHours: hours(['06:00', '16:00'], ['06:00', '12:00'], null),
  // Its suppliers come on Sunday night, before the first store is served.
  deliveryWeekday: 7,
}

/** Who sells, on the receipts of every store. A registration number of zeros is nobody's. */
export const DEMO_SELLER = {
  legalName: 'Marchés de démonstration inc.',
  registrations: [
    { kind: 'TPS', number: '000000000 RT0001' },
    { kind: 'TVQ', number: '0000000000 TQ0001' },
  ],
} as const

export const RECEIPT_FOOTER = 'Merci et à bientôt!\nChaîne de démonstration : rien de tout cela n’est à vendre.'

export const TIME_ZONE = 'America/Toronto'
