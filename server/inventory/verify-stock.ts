import type { Queryable } from '../platform/database/connect.ts'
import { type Text, text } from '../platform/text.ts'
import { Findings } from '../platform/verification/findings.ts'
import { findStockFaults, type STOCK_INVARIANTS } from './find-stock-faults.ts'

type StockInvariant = (typeof STOCK_INVARIANTS)[number]

const TITLES: Readonly<Record<StockInvariant, Text>> = {
  stock_quantity_is_sum_of_movements: text(
    'Stock : quantité = somme des mouvements',
    'Stock: quantity = sum of the movements',
  ),
  stock_value_is_sum_of_movements: text('Stock : valeur = somme des mouvements', 'Stock: value = sum of the movements'),
  stock_movement_has_level: text('Stock : tout mouvement a son solde', 'Stock: every movement has its balance'),
  stock_balance_is_running_sum: text(
    'Stock : chaque mouvement porte le solde atteint',
    'Stock: each movement carries the balance it reached',
  ),
  stock_value_has_sign_of_quantity: text(
    'Stock : la valeur a le signe de la quantité',
    'Stock: value has the sign of quantity',
  ),
  stock_sale_costs_its_share: text(
    'Stock : ce qui est vendu coûte sa part de la valeur',
    'Stock: what is sold costs its share of the value',
  ),
  stock_reserved_is_sum_of_reservations: text(
    'Stock : réservé = somme des réservations en cours',
    'Stock: reserved = sum of the reservations that run',
  ),
  stock_alerts_agree_with_levels: text(
    'Stock : les alertes disent ce que disent les soldes',
    'Stock: alerts say what the balances say',
  ),
  stock_receipt_moves_stock: text(
    'Stock : chaque ligne reçue a son mouvement',
    'Stock: every line received has its movement',
  ),
  stock_count_moves_stock: text(
    'Stock : chaque article compté a son mouvement, une fois',
    'Stock: every article counted has its movement, once',
  ),
  stock_count_expects_the_ledger: text(
    'Stock : ce qu’un inventaire attendait est le solde au moment du comptage',
    'Stock: what a stocktake expected is the balance at the moment of the count',
  ),
  stock_line_is_sum_of_counts: text(
    'Stock : ce qui est compté est la somme des zones',
    'Stock: what is counted is the sum of the zones',
  ),
  stock_correction_has_pair: text(
    'Stock : ce qui précède un comptage et arrive après est corrigé, et rien d’autre',
    'Stock: what precedes a count and comes after it is corrected, and nothing else',
  ),
  stock_level_knows_its_count: text(
    'Stock : chaque solde connaît son dernier comptage',
    'Stock: every balance knows its latest count',
  ),
  stock_in_transit_is_sum_of_transfers: text(
    'Stock : en route = expédié − reçu − réglé, en quantité et en valeur',
    'Stock: in transit = shipped − received − settled, in quantity and value',
  ),
  transfer_moves_stock: text(
    'Transferts : chaque étape a ses mouvements dans les deux magasins',
    'Transfers: every step has its movements in both stores',
  ),
  transfer_line_is_sum_of_entries: text(
    'Transferts : ce qui est parti est arrivé, revenu, perdu ou en route, au cent près',
    'Transfers: what left has arrived, come back, been lost or is under way, to the cent',
  ),
  transfer_ends_with_what_is_under_way: text(
    'Transferts : reçu = plus rien en route',
    'Transfers: received = nothing under way any more',
  ),
  transfer_is_promised_what_was_approved: text(
    'Transferts : réservé à la source = approuvé et pas encore parti',
    'Transfers: reserved at the source = approved and not left yet',
  ),
  stock_of_nothing_has_no_value: text('Stock : rien ne vaut rien', 'Stock: nothing is worth nothing'),
}

/** The faults of stock with the number of balances that were checked. */
export async function verifyStock(sql: Queryable): Promise<Findings<StockInvariant>> {
  const findings = new Findings<StockInvariant>(TITLES)
  const [{ levels }] = await sql<[{ levels: number }]>`select count(*) as levels from stock_levels`
  for (const name of Object.keys(TITLES) as StockInvariant[]) findings.check(name, levels)
  for (const fault of await findStockFaults(sql)) {
    const subject = `${fault.store_id}, ${fault.variant_id}`
    findings.report(fault.invariant, { subject, expected: fault.expected, found: fault.found })
  }
  return findings
}
