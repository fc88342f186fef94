import { type ConstraintErrors, defineErrors, missingReference } from '../platform/errors.ts'

export const salesErrors = defineErrors({
  duplicate_id: {
    status: 409,
    fr: 'Cet identifiant désigne déjà un autre enregistrement',
    en: 'This id already names another record',
  },
  approval_required: {
    status: 403,
    fr: 'Cela dépasse vos droits et demande une approbation',
    en: 'This exceeds your rights and takes an approval',
  },
  approval_used: {
    status: 409,
    fr: 'Cette approbation a déjà servi',
    en: 'This approval has already been used',
  },
  approval_expired: {
    status: 409,
    fr: 'Cette approbation a expiré ; demandez-en une autre',
    en: 'This approval has expired; ask for another one',
  },
  approver_may_not: {
    status: 403,
    fr: 'Cette personne ne peut pas donner cette approbation',
    en: 'This person may not give this approval',
  },
  payments_do_not_cover: {
    status: 422,
    fr: 'Les paiements ne couvrent pas le total : il reste {remaining}',
    en: 'The payments do not cover the total: {remaining} remains',
  },
  overpaid: {
    status: 422,
    fr: 'Les paiements dépassent de {excess} le total de {total}\u00a0; la monnaie ne se rend que sur les espèces',
    en: 'The payments exceed the total of {total} by {excess}; change is given on cash only',
  },
  returns_too_much: {
    status: 409,
    fr: 'Cette ligne n’a plus que {remaining} à retourner',
    en: 'Only {remaining} of this line remains to be returned',
  },
  refund_mismatch: {
    status: 422,
    fr: 'Les remboursements doivent totaliser {due}',
    en: 'The refunds must add up to {due}',
  },
  device_enrolled: {
    status: 409,
    fr: 'Cet appareil est déjà inscrit',
    en: 'This device is enrolled already',
  },
  device_not_enrolled: {
    status: 409,
    fr: 'Cet appareil n’est pas encore inscrit',
    en: 'This device is not enrolled yet',
  },
  device_is_revoked: {
    status: 409,
    fr: 'Cet appareil a été révoqué',
    en: 'This device was revoked',
  },
  register_takes_no_device: {
    status: 409,
    fr: 'Seule une caisse active du magasin peut être confiée à un appareil',
    en: 'Only an active till of the store can be given to a device',
  },
  register_leased: {
    status: 409,
    fr: 'Cette caisse est tenue par « {device} » depuis le {since} ; reprenez-la avec take_over',
    en: 'This register is held by "{device}" since {since}; take it over with take_over',
  },
  review_settled: {
    status: 409,
    fr: 'Ce point est déjà réglé',
    en: 'This is settled already',
  },
  sale_missing: {
    status: 409,
    fr: 'La vente que ce retour reprend n’est pas encore arrivée ; il sera enregistré avec elle',
    en: 'The sale that this return takes back has not come yet; it will be recorded with it',
  },
  register_not_leased: {
    status: 409,
    fr: 'Cet appareil ne tient pas cette caisse',
    en: 'This device does not hold this register',
  },
  refund_beyond_tender: {
    status: 422,
    fr: 'Ce mode de paiement ne peut rendre plus de {limit}',
    en: 'This payment method can give back no more than {limit}',
  },
  customer_external_id_taken: {
    status: 409,
    fr: 'Cet identifiant externe est déjà celui d’un autre client',
    en: 'This external id already belongs to another customer',
  },
  customer_merged: {
    status: 409,
    fr: 'Ce client a été fondu dans le client {id}',
    en: 'This customer was merged into customer {id}',
  },
  customer_has_credit: {
    status: 409,
    fr: 'Ce client a encore un crédit en magasin\u00a0: {balances}',
    en: 'This customer still has store credit: {balances}',
  },
  insufficient_credit: {
    status: 409,
    fr: 'Le crédit en magasin de ce client n’est que de {balance}',
    en: 'The store credit of this customer is only {balance}',
  },
  parked_sale_resumed: {
    status: 409,
    fr: 'Ce ticket en attente a déjà été repris par {name}',
    en: 'This parked ticket was already resumed by {name}',
  },
  print_id_used: {
    status: 409,
    fr: 'Ce print_id désigne déjà une autre impression, ou une impression de plus d’une heure',
    en: 'This print_id already names another printing, or one of more than an hour ago',
  },
  session_already_open: {
    status: 409,
    fr: 'Une session est déjà ouverte sur cette caisse',
    en: 'A session is already open on this register',
  },
  session_already_closed: {
    status: 409,
    fr: 'Cette session est déjà fermée',
    en: 'This session is already closed',
  },
  session_still_open: {
    status: 409,
    fr: 'Cette session est encore ouverte\u00a0: son rapport Z n’existe pas',
    en: 'This session is still open: it has no Z report yet',
  },
  session_has_no_drawer: {
    status: 409,
    fr: 'Cette session est celle d’une journée sans tiroir\u00a0: elle se ferme d’elle-même',
    en: 'This session is that of a day without a drawer: it closes by itself',
  },
})

export const salesConstraints: ConstraintErrors = {
  customers_external_id_key: salesErrors.customer_external_id_taken,
  sales_customer_id_fkey: () => missingReference('customer_id'),
  register_sessions_one_open: () => salesErrors.session_already_open(),
  register_sessions_pkey: () => salesErrors.duplicate_id(),
  till_records_id: () => salesErrors.duplicate_id(),
  sale_identities_pkey: () => salesErrors.duplicate_id(),
  cash_movements_pkey: () => salesErrors.duplicate_id(),
  stock_levels_variant_id_fkey: () => missingReference('lines'),
}
