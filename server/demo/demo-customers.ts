import type { Tx } from '../platform/database/connect.ts'
import { createCustomer } from '../sales/index.ts'
import { DemoRandom } from './demo-random.ts'
import { DEMO_STORES } from './demo-stores.ts'

/** Of the tickets of a store, this share is of somebody who is known there. */
const KNOWN_SHARE = 0.07

/** The regulars of each store, in the order of DEMO_STORES. */
const NAMES: readonly (readonly string[])[] = [
  ['Isabelle Fournier', 'Karim Benali', 'Lucie Desjardins', 'Café des Érables', 'Marc-André Poirier'],
  ['Sophie Caron', 'Nguyen Thi Lan', 'Yves Lachance', 'Garderie Les Lutins'],
  ['Christine Bédard', 'Jean-Guy Martel', 'Amélie Savard', 'Auberge du Vieux-Port'],
  ['Patrick Dion', 'Annie Rousseau', 'Omar Diallo', 'Bistro Wellington'],
  ['Manon Gervais', 'Denis Beaulieu', 'Sarah Cloutier', 'Traiteur Laviolette'],
]

/** Makes the customers of the demo, and answers the ids of each store's by its code. */
export async function makeCustomers(tx: Tx): Promise<ReadonlyMap<string, readonly number[]>> {
  const regulars = new Map<string, number[]>()
  for (const [place, { code, city }] of DEMO_STORES.entries()) {
    const ids: number[] = []
    for (const [index, name] of (NAMES[place] ?? []).entries()) {
      const contact = name
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[^a-z]+/g, '.')
      const { id } = await createCustomer(tx, {
        name,
        email: `${contact}@clients.comptoir.example`,
        // Numbers with 555-01 belong to nobody.
        phone: `514 555-01${place + 1}${index}`,
        city,
        region: 'QC',
        country: 'CA',
        language: 'fr',
      })
      ids.push(id)
    }
    regulars.set(code, ids)
  }
  return regulars
}

/** Whose sale it is, where somebody is known: drawn apart, so that it moves nothing else of the demo. */
export function drawCustomer(regulars: readonly number[], seed: string, saleId: string): number | null {
  const random = new DemoRandom(`${seed}/customer/${saleId}`)
  return random.chance(KNOWN_SHARE) ? (regulars[random.below(regulars.length)] ?? null) : null
}
