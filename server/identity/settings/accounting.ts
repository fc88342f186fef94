import { type Static, Type } from 'typebox'
import { Strict } from '../../platform/http/fields.ts'
import { type Text, text } from '../../platform/text.ts'

const Account = (description: Text) =>
  Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$', 'x-description': description, examples: ['4000'] })

/** The accounts of a chain's books, by what is posted to them. */
const Chart = Strict({
  sales: Account(text('Ventes, sans taxe, après remises.', 'Sales, without tax, after discounts.')),
  sales_by_tax_class: Type.Array(
    Strict({
      tax_class: Type.String({ minLength: 1, maxLength: 32 }),
      account: Account(text('À la place de `sales`.', 'In place of `sales`.')),
    }),
    { maxItems: 50 },
  ),
  returns: Account(text('Retours, sans taxe.', 'Returns, without tax.')),
  taxes: Account(text('Taxes à remettre.', 'Taxes to be paid.')),
  taxes_by_code: Type.Array(
    Strict({
      code: Type.String({ minLength: 1, maxLength: 32 }),
      account: Account(text('À la place de `taxes`.', 'In place of `taxes`.')),
    }),
    { maxItems: 50 },
  ),
  cash: Account(text('Espèces des tiroirs.', 'Cash in drawers.')),
  card: Account(text('Cartes à encaisser.', 'Cards to be collected.')),
  cheque: Account(text('Chèques à encaisser.', 'Cheques to be collected.')),
  credit: Account(text('Crédit en magasin dû aux clients.', 'Store credit owed to customers.')),
  other: Account(text('Autres paiements.', 'Other payments.')),
  rounding: Account(text('Arrondi des espèces.', 'Rounding of cash.')),
  cash_over: Account(text('Excédents de caisse.', 'Cash over.')),
  cash_short: Account(text('Manquants de caisse.', 'Cash short.')),
  cash_in: Account(text('D’où viennent les entrées d’espèces.', 'Where cash in comes from.')),
  cash_out: Account(text('Ce que paient les sorties d’espèces.', 'What cash out pays.')),
  cash_drop: Account(text('Le coffre.', 'The safe.')),
})
export type Chart = Static<typeof Chart>

/** A store of the French tax zone posts by the one, every other store by the other. */
export const Accounting = Strict(
  { quebec: Chart, france: Chart },
  {
    'x-description': text(
      'Les comptes de l’export comptable\u00a0: `france` pour les magasins de la zone de taxes FR, `quebec` pour les autres.',
      'The accounts of the accounting export: `france` for the stores of the tax zone FR, `quebec` for the others.',
    ),
  },
)
export type Accounting = Static<typeof Accounting>

/**
 * For France the numbers of the plan comptable général (règlement ANC 2014-03): 707 sales of goods, 4457 VAT collected, 4197
 * other credits of customers, 5112 cheques to be collected, 53 cash, 58 internal transfers, 471 to be classified, 658 and
 * 758 other charges and income. Québec has no chart that the law demands: these are those that small shops use.
 */
export const DEFAULT_ACCOUNTING: Accounting = {
  quebec: {
    sales: '4000',
    sales_by_tax_class: [],
    returns: '4050',
    taxes: '2300',
    taxes_by_code: [
      { code: 'TPS', account: '2310' },
      { code: 'TVQ', account: '2320' },
    ],
    cash: '1010',
    card: '1060',
    cheque: '1050',
    credit: '2400',
    other: '1090',
    rounding: '5690',
    cash_over: '4900',
    cash_short: '5695',
    cash_in: '1020',
    cash_out: '5600',
    cash_drop: '1020',
  },
  france: {
    sales: '707000',
    sales_by_tax_class: [],
    returns: '707000',
    taxes: '445710',
    taxes_by_code: [
      { code: 'TVA20', account: '445711' },
      { code: 'TVA10', account: '445712' },
      { code: 'TVA5.5', account: '445713' },
      { code: 'TVA2.1', account: '445714' },
    ],
    cash: '530000',
    card: '511500',
    cheque: '511200',
    credit: '419700',
    other: '511800',
    rounding: '658000',
    cash_over: '758000',
    cash_short: '658000',
    cash_in: '580000',
    cash_out: '471000',
    cash_drop: '580000',
  },
}
