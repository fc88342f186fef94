import { type Text, text } from '../../platform/text.ts'

/** What must hold of tickets at every moment, in the order in which it is told. */
export const SALES_INVARIANTS = {
  line_adds_up: text(
    'Ligne : net = brut − remises, total = net + taxes, taxes = somme des parts',
    'Line: net = gross − discounts, total = net + taxes, taxes = sum of the shares',
  ),
  total_is_lines: text('Ticket : total = somme des lignes', 'Ticket: total = sum of the lines'),
  total_is_subtotal_and_tax: text('Ticket : total = sous-total + taxes', 'Ticket: total = subtotal + taxes'),
  subtotal_is_lines: text('Ticket : sous-total = somme des nets', 'Ticket: subtotal = sum of the nets'),
  discount_is_lines: text('Ticket : remises = somme des remises', 'Ticket: discounts = sum of the discounts'),
  tax_is_shares: text(
    'Ticket : chaque taxe = somme de ses parts, sur le net de ses lignes',
    'Ticket: each tax = sum of its shares, on the net of its lines',
  ),
  tax_total_is_taxes: text('Ticket : total des taxes = somme des taxes', 'Ticket: tax total = sum of the taxes'),
  payments_cover_total: text(
    'Ticket : paiements − monnaie = total + arrondi',
    'Ticket: payments − change = total + rounding',
  ),
  paid_is_payments: text(
    'Ticket : payé et monnaie = sommes des paiements',
    'Ticket: paid and change = sums of the payments',
  ),
  business_day_is_local: text(
    'Ticket : jour d’affaires = jour du magasin',
    'Ticket: business day = the store’s own day',
  ),
  journal_holds_every_ticket: text(
    'Journal : chaque ticket y figure, chaque entrée a son ticket',
    'Journal: every ticket is in it, every entry has its ticket',
  ),
  journal_holds_every_z: text(
    'Journal : chaque fermeture de session y figure avec son numéro Z',
    'Journal: every closing of a session is in it with its Z number',
  ),
  journal_is_consecutive: text('Journal : positions sans trou', 'Journal: positions without a gap'),
  journal_hashes_hold: text(
    'Journal : empreinte recalculée à partir du ticket ou de la fermeture',
    'Journal: hash recomputed from the ticket or the closing',
  ),
  journal_is_chained: text('Journal : chaque entrée suit la précédente', 'Journal: each entry follows the one before'),
  journal_signatures_hold: text(
    'Journal : chaque entrée signée, dès la première qui l’est',
    'Journal: every entry signed, from the first that is',
  ),
  journal_head_is_last: text('Journal : tête = dernière entrée', 'Journal: head = last entry'),
  closings_are_chained: text(
    'Clôtures : sans trou, chacune suit la précédente et porte sa signature',
    'Closings: without a gap, each follows the one before it and bears its signature',
  ),
  closings_cover_once: text(
    'Clôtures : chaque position d’une caisse dans une seule',
    'Closings: every position of a register in exactly one',
  ),
  closings_add_up: text(
    'Clôtures : jour = tickets couverts, mois = ses jours, année = ses mois, cumul perpétuel',
    'Closings: day = covered tickets, month = its days, year = its months, perpetual sum',
  ),
  identity_is_ticket: text(
    'Identifiant : un par enregistrement, un enregistrement par identifiant',
    'Id: one per record, one record per id',
  ),
  numbers_are_consecutive: text(
    'Numéros du serveur : de 1 au compteur, sans trou, par caisse',
    'Numbers of the server: from 1 to the counter, without a gap, per register',
  ),
  returns_are_counted: text(
    'Retours : compteur = somme des retours, jamais plus que vendu',
    'Returns: counter = sum of the returns, never more than was sold',
  ),
  tenders_cover_refunds: text(
    'Retours et échanges : aucun mode de paiement ne rend plus qu’il n’a pris, pour une vente et ce qui la suit',
    'Returns and exchanges: no tender gives back more than it took, for a sale and what follows it',
  ),
  fees_follow_lines: text(
    'Consignes et écofrais : chacun est d’une ligne de son ticket, sans part de sa remise ni coût',
    'Deposits and eco-fees: each is of a line of its ticket, without a part of its discount or a cost',
  ),
  stock_moves_with_lines: text(
    'Stock : un mouvement par ligne, même quantité, même coût',
    'Stock: one movement per line, same quantity, same cost',
  ),
  credit_is_movements: text(
    'Crédit en magasin : solde = somme des mouvements, jamais négatif',
    'Store credit: balance = sum of the movements, never negative',
  ),
  credit_is_chained: text(
    'Crédit en magasin : chaque mouvement suit le solde précédent',
    'Store credit: each movement follows the balance before it',
  ),
  credit_moves_with_tickets: text(
    'Crédit en magasin : un mouvement par ticket payé ou rendu en crédit, même montant, même client',
    'Store credit: one movement per ticket paid or given back in credit, same amount, same customer',
  ),
  merged_customers_hold_nothing: text(
    'Clients : rien n’est plus au nom d’un client fondu dans un autre',
    'Customers: nothing names one that was merged into another any more',
  ),
  session_totals_are_tickets: text(
    'Session : sommes = ses tickets, par jour d’affaires, à temps et en retard',
    'Session: sums = its tickets, by business day, in time and late',
  ),
  session_shares_are_records: text(
    'Session : taxes, paiements et mouvements d’espèces = ceux de ses enregistrements',
    'Session: taxes, payments and cash movements = those of its records',
  ),
  sessions_are_days: text(
    'Jour : fermetures + sessions ouvertes = tickets du jour, par magasin',
    'Day: closings + open sessions = tickets of the day, per store',
  ),
  z_numbers_are_consecutive: text(
    'Rapports Z : de 1 au compteur, sans trou, par caisse',
    'Z reports: from 1 to the counter, without a gap, per register',
  ),
  tickets_are_records: text(
    'Caisses : chaque ticket a son numéro, sa série et son jour parmi les enregistrements',
    'Tills: every ticket has its number, series and day among the records',
  ),
  leases_count_records: text(
    'Séries : dernier numéro et nombre = ceux des enregistrements arrivés',
    'Series: last number and count = those of the records that have come',
  ),
  records_are_chained: text(
    'Sceaux des caisses : chacun tient le précédent, ou le dit',
    'Seals of tills: each holds the one before it, or says that it does not',
  ),
  gaps_are_flagged: text(
    'Séries finies : ce qui manque est signalé, et rien d’autre',
    'Ended series: what is missing is flagged, and nothing else',
  ),
} satisfies Record<string, Text>

export type SalesInvariant = keyof typeof SALES_INVARIANTS
