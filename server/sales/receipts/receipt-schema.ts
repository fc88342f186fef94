import { type Static, Type } from 'typebox'
import { DecimalOutput, Nullable, Strict, Uuid } from '../../platform/http/fields.ts'
import { LANGUAGES, type Language, text } from '../../platform/text.ts'

export const RECEIPT_FORMATS = ['json', 'text', 'html', 'pdf', 'escpos'] as const
export type ReceiptFormat = (typeof RECEIPT_FORMATS)[number]

/** Columns of the printer's ordinary letters: 32 on a roll of 58 mm, 42 or 48 on one of 80 mm. */
export const PAPER_WIDTHS = [32, 42, 48] as const
export type PaperWidth = (typeof PAPER_WIDTHS)[number]

const ReceiptLanguage = Type.Unsafe<Language>({
  type: 'string',
  enum: [...LANGUAGES],
  'x-description': text(
    'La langue du reçu\u00a0; sinon celle de la requête.',
    'The receipt’s language; else that of the request.',
  ),
})
const PrintId = Uuid({
  description: text(
    'L’identifiant de cette impression, choisi par qui imprime\u00a0: la même demande refaite dans l’heure est la même impression, et compte une fois.',
    'The id of this printing, chosen by whoever prints: the same request made again within the hour is the same printing, and counts once.',
  ),
})

export const ReceiptQuery = Strict({
  format: Type.Optional(
    Type.Unsafe<ReceiptFormat>({
      type: 'string',
      enum: [...RECEIPT_FORMATS],
      'x-description': text('`json` par défaut.', '`json` by default.'),
    }),
  ),
  lang: Type.Optional(ReceiptLanguage),
  width: Type.Optional(
    Type.Unsafe<PaperWidth>({
      type: 'integer',
      enum: [...PAPER_WIDTHS],
      'x-description': text(
        'Colonnes du papier, pour `text` et `escpos`\u00a0: 32 (58 mm), 42 (le défaut) ou 48 (80 mm).',
        'Columns of the paper, for `text` and `escpos`: 32 (58 mm), 42 (the default) or 48 (80 mm).',
      ),
    }),
  ),
  print_id: Type.Optional(PrintId),
})
export type ReceiptQuery = Static<typeof ReceiptQuery>

export const EmailBody = Strict({
  to: Type.String({
    format: 'email',
    maxLength: 255,
    'x-label': text('L’adresse', 'The address'),
    examples: ['zoe@example.com'],
  }),
  lang: Type.Optional(ReceiptLanguage),
  print_id: Type.Optional(PrintId),
})
export type EmailInput = Static<typeof EmailBody>

export const EmailData = Type.Object({
  print_id: Uuid(),
  copy_number: Type.Integer({
    'x-description': text('0\u00a0: l’original.', '0: the original.'),
    examples: [0],
  }),
})

const LocalText = Type.Array(Type.String())

export const ReceiptData = Type.Object(
  {
    kind: Type.String(),
    store: Type.Object({
      name: Type.String(),
      legal_name: Nullable(Type.String()),
      header: LocalText,
      address: LocalText,
      registrations: Type.Array(Type.Object({ name: Type.String(), number: Type.String() })),
      footer: LocalText,
    }),
    reference: Type.String(),
    return_of: Nullable(Type.String()),
    date: Type.String(),
    register: Nullable(Type.String()),
    cashier: Nullable(Type.String()),
    customer: Nullable(Type.String()),
    currency: Type.String(),
    prices_include_tax: Type.Boolean(),
    lines: Type.Array(
      Type.Object({
        line: Type.Integer(),
        name: Type.String(),
        quantity: DecimalOutput(),
        unit: Nullable(Type.String()),
        unit_price: DecimalOutput(),
        gross: DecimalOutput(),
        discount: DecimalOutput(),
        tax_codes: Type.Array(Type.String()),
        fee_of: Nullable(
          Type.Integer({
            'x-description': text(
              'La ligne dont c’est la consigne ou l’écofrais.',
              'The line whose deposit or eco-fee this is.',
            ),
          }),
        ),
      }),
    ),
    ticket_discount: DecimalOutput(),
    subtotal: DecimalOutput(),
    taxes: Type.Array(
      Type.Object({
        code: Type.String(),
        name: Type.String(),
        rate: DecimalOutput(),
        base: DecimalOutput(),
        amount: DecimalOutput(),
      }),
    ),
    exempted_tax: DecimalOutput(),
    exemption_certificate: Nullable(Type.String()),
    total: DecimalOutput(),
    rounding: DecimalOutput(),
    payments: Type.Array(Type.Object({ method: Type.String(), amount: DecimalOutput() })),
    change_due: DecimalOutput(),
    training: Type.Boolean(),
    copy_number: Nullable(Type.Integer()),
    prints: Type.Integer(),
    barcode: Type.Object({ symbology: Type.String(), code: Type.String(), modules: Type.Array(Type.Integer()) }),
  },
  {
    'x-description': text(
      '`copy_number`\u00a0: 0 pour l’original, ensuite le numéro de la copie\u00a0; null pour une simple lecture. `prints`\u00a0: combien de fois le reçu a été imprimé ou envoyé. `barcode.modules`\u00a0: largeurs d’une barre, d’un blanc, d’une barre…',
      '`copy_number`: 0 for the original, then the number of the copy; null for a mere reading. `prints`: how often the receipt was printed or sent. `barcode.modules`: widths of a bar, a space, a bar …',
    ),
    examples: [
      {
        kind: 'sale',
        store: {
          name: 'Marché du Plateau',
          legal_name: 'Marchés Tremblay inc.',
          header: ['Ouvert tous les jours'],
          address: ['1000, avenue du Mont-Royal Est', 'Montréal (QC) H2J 0A0', '514 555-0142'],
          registrations: [
            { name: 'TPS', number: '123456789 RT0001' },
            { name: 'TVQ', number: '1234567890 TQ0001' },
          ],
          footer: ['Merci de votre visite'],
        },
        reference: '1-1-0-000001',
        return_of: null,
        date: '20 nov. 2026, 09 h 03',
        register: 'Caisse 1',
        cashier: 'Élisabeth Tremblay',
        customer: null,
        currency: 'CAD',
        prices_include_tax: false,
        lines: [
          {
            line: 1,
            name: 'Chocolat noir',
            quantity: '2',
            unit: null,
            unit_price: '3.99',
            gross: '7.98',
            discount: '0.00',
            tax_codes: ['TPS', 'TVQ'],
            fee_of: null,
          },
        ],
        ticket_discount: '0.00',
        subtotal: '7.98',
        taxes: [
          { code: 'TPS', name: 'TPS', rate: '5', base: '7.98', amount: '0.40' },
          { code: 'TVQ', name: 'TVQ', rate: '9.975', base: '7.98', amount: '0.80' },
        ],
        exempted_tax: '0.00',
        exemption_certificate: null,
        total: '9.18',
        rounding: '0.02',
        payments: [{ method: 'cash', amount: '20.00' }],
        change_due: '10.80',
        training: false,
        copy_number: null,
        prints: 0,
        barcode: { symbology: 'code128', code: '1-1-0-000001', modules: [2, 1, 1, 2, 1, 4] },
      },
    ],
  },
)
export type ReceiptAnswer = Static<typeof ReceiptData>

/** The beginning of a receipt as text; the rest is like it. */
export const RECEIPT_EXAMPLE = [
  '            Marché du Plateau',
  '      1000, avenue du Mont-Royal Est',
  'Reçu : 1-1-0-000001',
  '------------------------------------------',
  'Chocolat noir',
  '  2 × 3,99 $                        7,98 $',
  '------------------------------------------',
  'TOTAL                               9,18 $',
].join('\n')
