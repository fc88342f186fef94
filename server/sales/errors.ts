import { type ConstraintErrors, defineErrors, missingReference } from '../platform/errors.ts'

export const salesErrors = defineErrors({
  duplicate_id: {
    status: 409,
    fr: 'Cet identifiant désigne déjà un autre ticket',
    en: 'This id already names another ticket',
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
  refund_beyond_tender: {
    status: 422,
    fr: 'Au plus {limit} peuvent être rendus sur ce mode de paiement',
    en: 'At most {limit} can be given back on this payment method',
  },
})

export const salesConstraints: ConstraintErrors = {
  sales_customer_id_fkey: () => missingReference('customer_id'),
  stock_levels_variant_id_fkey: () => missingReference('lines'),
}
