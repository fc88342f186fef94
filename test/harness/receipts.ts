import type { Caller, TestApplication } from './app.ts'
import { makeAddress } from './factories.ts'
import { makeArticle, makeShop, newId, type Shop } from './sales.ts'

const SALES = '/api/v1/sales'

/** A shop with everything that a receipt may say, its cashier, its manager, and a sale and a return of theirs. */
export type ReceiptShop = {
  readonly shop: Shop
  readonly cashier: Caller
  readonly manager: Caller
  /** Records the sale once more and answers its id. */
  sell(): Promise<string>
  /** Takes back a part of a sale. */
  takeBack(saleId: string): Promise<string>
}

type Plan = {
  store: NonNullable<Parameters<typeof makeShop>[1]>['store']
  address: Omit<Parameters<typeof makeAddress>[1], 'owner_id'>
  till: string
  people: { cashier: string; manager: string }
  articles: readonly { name: string; price: string; taxClass: string; isWeighed?: boolean }[]
  sale: (ids: readonly number[]) => Record<string, unknown>
  takenBack: Record<string, unknown>
}

const QUEBEC: Plan = {
  store: {
    name: 'Boutique du Plateau',
    legal_name: 'Les Boutiques Tremblay inc.',
    phone: '514 555-0142',
    receipt_header: 'Vêtements, livres et fromages',
    receipt_footer: 'Échange sous 30 jours avec le reçu.\nMerci de votre visite\u00a0!',
    registrations: [
      { kind: 'TPS', number: '123456789 RT0001' },
      { kind: 'TVQ', number: '1234567890 TQ0001' },
    ],
  },
  address: { line1: '4321, rue Saint-Denis', city: 'Montréal', region: 'QC', postal_code: 'H2J 2K9', country: 'CA' },
  till: 'Caisse 2',
  people: { cashier: 'Zoé Lacroix', manager: 'Noël Bœuf' },
  articles: [
    {
      name: 'Chandail en laine mérinos «\u00a0Île d’Orléans\u00a0», col roulé, bleu nuit, très grand',
      price: '129.99',
      taxClass: 'standard',
    },
    { name: 'Roman\u00a0: L’œil du cœur', price: '24.95', taxClass: 'books' },
    { name: 'Cheddar vieilli', price: '38.50', taxClass: 'basic_groceries', isWeighed: true },
  ],
  sale: ([sweater, novel, cheese]) => ({
    occurred_at: '2026-11-20T14:03:11Z',
    lines: [
      { variant_id: sweater, quantity: '2', discount: { type: 'percent', value: '10' } },
      { variant_id: novel, quantity: '1' },
      { variant_id: cheese, quantity: '0.345' },
      { description: 'Consigne', quantity: '6', unit_price: '0.10', tax_class: 'exempt' },
    ],
    discount: { type: 'amount', value: '5.00' },
    payments: [
      { method: 'card', amount: '200.00' },
      { method: 'cash', amount: '120.00' },
    ],
  }),
  takenBack: {
    occurred_at: '2026-11-21T20:30:00Z',
    lines: [{ sale_line: 1, quantity: '1', restock: true }],
    refunds: [{ method: 'card', amount: '132.06' }],
  },
}

const FRANCE: Plan = {
  store: {
    name: 'Épicerie fine du Marais',
    legal_name: 'SARL Dupont & Fils',
    phone: '01 99 00 12 34',
    time_zone: 'Europe/Paris',
    currency: 'EUR',
    tax_zone: 'FR',
    receipt_footer: 'À bientôt\u00a0!',
    registrations: [
      { kind: 'SIRET', number: '73282932000074' },
      { kind: 'TVA', number: 'FR44732829320' },
    ],
  },
  address: { line1: '12, rue des Rosiers', city: 'Paris', region: null, postal_code: '75004', country: 'FR' },
  till: 'Comptoir',
  people: { cashier: 'Anaïs Lefèvre', manager: 'Gaëlle Le Goff' },
  articles: [
    { name: 'Comté 18 mois', price: '24.90', taxClass: 'reduced', isWeighed: true },
    { name: 'Tire-bouchon', price: '29.99', taxClass: 'standard' },
    { name: 'Plat du jour', price: '11.50', taxClass: 'intermediate' },
  ],
  sale: ([comte, corkscrew, dish]) => ({
    occurred_at: '2026-11-20T17:42:00Z',
    lines: [
      { variant_id: comte, quantity: '0.345' },
      { variant_id: corkscrew, quantity: '1' },
      { variant_id: dish, quantity: '2' },
    ],
    discount: { type: 'percent', value: '10' },
    payments: [
      { method: 'cheque', amount: '20.00' },
      { method: 'cash', amount: '40.00' },
    ],
  }),
  takenBack: {
    occurred_at: '2026-11-21T10:00:00Z',
    lines: [{ sale_line: 2, quantity: '1', restock: false }],
    refunds: [
      { method: 'cheque', amount: '20.00' },
      { method: 'cash', amount: '6.99' },
    ],
  },
}

export const makeQuebecShop = (application: TestApplication): Promise<ReceiptShop> =>
  makeReceiptShop(application, QUEBEC)
export const makeFrenchShop = (application: TestApplication): Promise<ReceiptShop> =>
  makeReceiptShop(application, FRANCE)

async function makeReceiptShop({ sql, as }: TestApplication, plan: Plan): Promise<ReceiptShop> {
  const shop = await makeShop(sql, { store: plan.store ?? {}, tills: 1, articles: [] })
  await makeAddress(sql, { ...plan.address, owner_id: shop.store.id })
  await sql`update registers set name = ${plan.till} where id = ${shop.tillIds[0] ?? 0}`
  const ids: number[] = []
  for (const { isWeighed, ...article } of plan.articles) {
    const { variantId } = await makeArticle(sql, article)
    if (isWeighed) await sql`update product_variants set sold_by = 'weight' where id = ${variantId}`
    ids.push(variantId)
  }
  // What its receipts show is more than cashiers usually give.
  await sql`update roles set discount_limit = null where name = 'cashier'`
  const people = {
    cashier: as('cashier', { storeIds: [shop.store.id] }),
    manager: as('manager', { storeIds: [shop.store.id] }),
  }
  for (const role of ['cashier', 'manager'] as const) {
    await sql`update users set name = ${plan.people[role]} where id = ${(await people[role].person).id}`
  }
  const record = async (path: string, body: Record<string, unknown>): Promise<string> => {
    const till = { id: newId(), store_id: shop.store.id, register_id: shop.tillIds[0] }
    const answer = await people.cashier.post(path, { ...till, ...body })
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
    return answer.body.data.id
  }
  return {
    shop,
    ...people,
    sell: () => record(SALES, plan.sale(ids)),
    takeBack: (saleId) => record(`${SALES}/${saleId}/returns`, plan.takenBack),
  }
}
