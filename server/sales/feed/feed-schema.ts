import { type Static, Type } from 'typebox'
import { DecimalOutput, Id, Nullable, Strict, Timestamp } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { PAYMENT_METHODS } from '../tickets/ticket.ts'

/** Rows of an answer unless the client asks for fewer: some megabytes, made in a few tenths of a second. */
export const MOST_ROWS = 5_000

export const FeedQuery = Strict({
  store_id: Id({ label: text('Le magasin', 'The store') }),
  since: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 4000,
      'x-label': text('Le curseur', 'The cursor'),
      'x-description': text(
        'Le `cursor` de la dernière réponse, tel quel. Sans lui, tout.',
        'The `cursor` of the last answer, as it is. Without it, everything.',
      ),
    }),
  ),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MOST_ROWS,
      'x-description': text(
        `Lignes de toutes les listes ensemble par réponse, ${MOST_ROWS} sinon.`,
        `Rows of all lists together in an answer, ${MOST_ROWS} unless given.`,
      ),
    }),
  ),
})
export type FeedQuery = Static<typeof FeedQuery>

const Named = { code: Type.String(), name_fr: Type.String(), name_en: Type.String() }

export const FeedStore = Type.Object({
  id: Id(),
  name: Type.String(),
  code: Type.String(),
  legal_name: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  address: Type.Union([
    Type.Object({
      line1: Type.String(),
      line2: Nullable(Type.String()),
      city: Type.String(),
      region: Nullable(Type.String()),
      postal_code: Nullable(Type.String()),
      country: Type.String(),
    }),
    Type.Null(),
  ]),
  registrations: Type.Array(Type.Object({ kind: Type.String(), number: Type.String() })),
  receipt_header: Nullable(Type.String()),
  receipt_footer: Nullable(Type.String()),
  time_zone: Type.String(),
  currency: Type.String(),
  tax_zone: Type.String(),
  prices_include_tax: Type.Boolean(),
  cash_step: Nullable(
    DecimalOutput({
      description: text(
        'Le pas auquel les espèces s’arrondissent ; null\u00a0: elles ne s’arrondissent pas.',
        'The step to which cash is rounded; null: it is not.',
      ),
    }),
  ),
  payment_methods: Type.Array(Type.Enum([...PAYMENT_METHODS])),
  below_zero: Type.Enum(['allow', 'warn', 'refuse']),
  taxes: Type.Array(Type.Object({ ...Named, rate: DecimalOutput({ description: text('Pour cent.', 'Per cent.') }) })),
  tax_classes: Type.Array(Type.Object({ ...Named, tax_codes: Type.Array(Type.String()) })),
  barcode_layouts: Type.Array(
    Type.Object({
      name: Type.String(),
      pattern: Type.String(),
      measure: Type.Enum(['price', 'weight']),
      decimals: Type.Integer(),
    }),
  ),
  registers: Type.Array(Type.Object({ id: Id(), name: Type.String(), is_active: Type.Boolean() })),
  cashiers: Type.Array(
    Type.Object({
      id: Id(),
      name: Type.String(),
      has_pin: Type.Boolean(),
      permissions: Type.Array(Type.String(), {
        'x-description': text(
          'Ce qu’il peut de ce qui touche aux tickets, aux caisses et aux clients.',
          'What they may of what is about tickets, drawers and customers.',
        ),
      }),
      discount_limit: Nullable(
        DecimalOutput({
          description: text(
            'Pour cent d’un prix qu’une remise peut prendre ; null\u00a0: sans limite. Au-delà, il faut une approbation.',
            'Per cent of a price that a discount may take; null: no limit. Beyond it takes an approval.',
          ),
          examples: ['10'],
        }),
      ),
    }),
  ),
})

const FeedCategory = Type.Object({
  id: Id(),
  name: Type.String(),
  parent_id: Nullable(Id()),
  position: Type.Integer(),
})

const FeedCustomer = Type.Object({
  id: Id(),
  name: Type.String(),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  external_id: Nullable(Type.String()),
  tax_exemption: Type.Union([
    Type.Object({ certificate_number: Type.String(), expires_on: Nullable(Type.String({ format: 'date' })) }),
    Type.Null(),
  ]),
})

const price = (fr: string, en: string) => Nullable(DecimalOutput({ description: text(fr, en) }))

const FeedArticle = Type.Object({
  id: Id({ description: text('De la variante.', 'Of the variant.') }),
  product_id: Id(),
  name: Type.String({
    'x-description': text(
      'Comme sur le reçu\u00a0: le produit, et entre parenthèses ses options.',
      'As on the receipt: the product, and in brackets its options.',
    ),
  }),
  product_name: Type.String(),
  variant_name: Type.String(),
  position: Type.Integer({ 'x-description': text('Parmi ses sœurs.', 'Among its sisters.') }),
  sku: Nullable(Type.String()),
  barcodes: Type.Array(Type.Object({ code: Type.String(), type: Type.Enum(['gtin', 'internal']) })),
  category_id: Nullable(Id()),
  tax_class: Type.String(),
  price: price(
    'Ce que le magasin demande au moment `at` ; null\u00a0: prix libre, sans proposition.',
    'What the store asks at the moment `at`; null: open price, none is proposed.',
  ),
  compare_at_price: price('Prix barré du même moment.', 'Compare-at price of the same moment.'),
  chain_price: price(
    'Celui de la chaîne, qui vaut quand aucun de `store_prices` ne vaut.',
    'The chain’s, which holds when none of `store_prices` does.',
  ),
  chain_compare_at_price: price('Prix barré de la chaîne.', 'The chain’s compare-at price.'),
  store_prices: Type.Array(
    Type.Object({
      price: DecimalOutput(),
      compare_at_price: Nullable(DecimalOutput()),
      starts_at: Nullable(Timestamp()),
      ends_at: Nullable(Timestamp()),
    }),
    {
      'x-description': text(
        'Les prix du magasin qui ne sont pas finis, présents et à venir : chacun vaut de `starts_at` (null : depuis toujours) jusqu’avant `ends_at` (null : sans fin).',
        'The store’s prices that have not ended, now and to come: each holds from `starts_at` (null: always) until before `ends_at` (null: without an end).',
      ),
    },
  ),
  is_open_price: Type.Boolean(),
  sold_by: Type.Enum(['unit', 'weight']),
  plu: Nullable(
    Type.String({
      'x-description': text(
        'Le numéro sous lequel les étiquettes de balance le nomment (voir `store.barcode_layouts`).',
        'The number by which the labels of scales name it (see `store.barcode_layouts`).',
      ),
    }),
  ),
  fees: Type.Array(
    Type.Object({
      kind: Type.Enum(['deposit', 'eco_fee']),
      label: Type.String(),
      amount: DecimalOutput({ description: text('Pour une unité.', 'For one unit.') }),
      tax_class: Type.String(),
    }),
  ),
  image: Type.Union([
    Type.Object({
      url: Type.String(),
      version: Type.String({
        'x-description': text('Autre image, autre version.', 'Another picture, another version.'),
      }),
    }),
    Type.Null(),
  ]),
})

const FeedStock = Type.Object({
  variant_id: Id(),
  on_hand: DecimalOutput(),
  available: DecimalOutput({
    description: text('Sans ce qui est réservé.', 'Without what is reserved.'),
  }),
})

const ids = () => Type.Array(Id())

export const FeedAnswer = Type.Object({
  complete: Type.Boolean({
    'x-description': text(
      'Vrai\u00a0: une copie complète commence ici ; ce que l’on tenait de ce magasin ne vaut plus.',
      'True: a complete copy begins here; what one held of this store holds no longer.',
    ),
  }),
  at: Timestamp({ description: text('Le moment de la réponse.', 'The moment of the answer.') }),
  store: Type.Union([FeedStore, Type.Null()], {
    'x-description': text(
      'Entier, dès que quelque chose en a changé ; null\u00a0: comme avant.',
      'Whole, as soon as anything of it has changed; null: as before.',
    ),
  }),
  categories: Type.Array(FeedCategory),
  customers: Type.Array(FeedCustomer),
  articles: Type.Array(FeedArticle),
  stock: Type.Array(FeedStock, {
    'x-description': text('Un article sans ligne n’en a pas.', 'An article without a row has none.'),
  }),
  deleted: Type.Object(
    { categories: ids(), customers: ids(), articles: ids(), stock: ids() },
    {
      'x-description': text(
        'Ce qui n’est plus de la copie, par identifiant (`stock`\u00a0: des variantes)\u00a0; peut-être n’en fut-il jamais.',
        'What is no longer part of the copy, by id (`stock`: of variants); perhaps it never was.',
      ),
    },
  ),
  has_more: Type.Boolean({
    'x-description': text(
      'Vrai\u00a0: redemandez aussitôt avec `cursor`. Faux\u00a0: la copie est le magasin du moment `at`.',
      'True: ask again at once with `cursor`. False: the copy is the store of the moment `at`.',
    ),
  }),
  cursor: Type.String({
    'x-description': text('Opaque, à rendre comme `since`.', 'Opaque, to be given back as `since`.'),
  }),
})
