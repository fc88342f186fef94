import { Type } from 'typebox'
import { parseDecimal, QUANTITY_SCALE } from '../rules/index.ts'
import {
  askForPictures,
  checkProductColumns,
  importProducts,
  PRODUCT_FIELDS,
  PRODUCT_FORMATS,
  recognizeProductFormat,
  type StockOnImport,
  storeHasPrices,
  undoProductImport,
} from './catalog/index.ts'
import type { ImportKind, ImportReading } from './files/index.ts'
import {
  changeLevels,
  findVariantsMoved,
  importStock,
  STOCK_FIELDS,
  type StockAuthor,
  stockImportUndo,
  storeHasMovements,
  storeHasStock,
} from './inventory/index.ts'
import { type BatchReport, ImportRefused, isTimeZone, readChoice } from './platform/csv/index.ts'
import type { Sql, Tx } from './platform/database/connect.ts'
import { type Text, text } from './platform/text.ts'
import {
  findVariantsSold,
  importSales,
  JournalSigner,
  SALE_FIELDS,
  storeHasTickets,
  TICKET_GROUPINGS,
} from './sales/index.ts'
import { findStores, importStores, STORE_FIELDS, undoStoreImport } from './stores/index.ts'

type OwnOptions = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>

/** One kind of import, with what the command line says of its own options. */
export type CommandKind = ImportKind & { readonly own: OwnOptions; readonly ownHelp: readonly Text[] }

/** What decides the outcome beside the file and the options of the kind. */
const fingerprintOf = ({ choice, delimiter, own }: ImportReading) => ({ choice, delimiter: delimiter ?? null, own })

const stringOf = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

const sourceHelp = text(
  '--source NOM          espace de noms des identifiants externes (shopify pour ses fichiers)',
  '--source NAME         name space of the external ids (shopify for its files)',
)

const sourceField = Type.Optional(
  Type.String({
    maxLength: 50,
    description: 'Name space of the external ids; `shopify` for Shopify’s files unless given.',
  }),
)
const ANY_CSV = ['csv'] as const
const anyCsv = () => 'csv'

const products: CommandKind = {
  summary: text(
    'produits : CSV de Shopify, de Comptoir, ou tout autre par correspondance',
    'products: Shopify’s CSV, Comptoir’s, or any other by a mapping',
  ),
  fields: PRODUCT_FIELDS,
  permissions: ['products.create', 'products.update'],
  formats: ['csv', ...PRODUCT_FORMATS],
  recognize: recognizeProductFormat,
  checkColumns: checkProductColumns,
  ownFields: {
    source: sourceField,
    fetch_images: Type.Optional(
      Type.Boolean({ description: 'Has the pictures behind the addresses fetched, stored and served.' }),
    ),
  },
  fieldPermissions: { fetch_images: 'products.attachGallery' },
  undo: undoProductImport([
    { reason: text('son stock a bougé.', 'its stock has moved.'), find: findVariantsMoved },
    { reason: text('il a été vendu.', 'it was sold.'), find: findVariantsSold },
  ]),
  own: { format: { type: 'string' }, source: { type: 'string' }, 'stock-store': { type: 'string' } },
  ownHelp: [
    text(
      '--format FORMAT       shopify ou comptoir ; reconnu aux colonnes',
      '--format FORMAT       shopify or comptoir; recognised by the columns',
    ),
    sourceHelp,
    text(
      '--stock-store MAGASIN prend les quantités du fichier pour le stock de ce magasin',
      '--stock-store STORE   takes the quantities of the file as the stock of this store',
    ),
  ],
  prepare: async ({ sql, file, mapping, options, actor, reference, jobs }) => {
    const recognized = recognizeProductFormat(mapping.header)
    // Any other CSV is read like ours, by its mapping.
    const given = options.own.format === 'csv' ? 'comptoir' : options.own.format
    const format = readChoice('--format', given, PRODUCT_FORMATS, recognized)
    const source = stringOf(options.own.source) ?? (format === 'shopify' ? 'shopify' : '')
    const onStock = await stockWriter(sql, stringOf(options.own['stock-store']), { actor, reference })
    const onPictures =
      options.own['fetch-images'] === true && jobs !== undefined
        ? (tx: Tx, productIds: readonly number[]) => askForPictures(tx, jobs, productIds)
        : undefined
    return importProducts(
      file,
      mapping,
      { format, source, decimalMark: options.decimalMark, onStock, onPictures },
      fingerprintOf(options),
    )
  },
}

/** Writes the quantities of a product file as the stock of one store. */
async function stockWriter(sql: Sql, store: string | undefined, author: StockAuthor) {
  if (store === undefined) return null
  const storeId = (await findStores(sql, [store], author.actor)).get(store)
  if (storeId === undefined) {
    throw new ImportRefused(text('Le magasin « {store} » n’existe pas.', 'There is no store "{store}".'), { store })
  }
  return (tx: Tx, quantities: readonly StockOnImport[], report: BatchReport) =>
    changeLevels(
      tx,
      quantities.map(({ variantId, quantity }) => ({
        storeId,
        variantId,
        onHand: parseDecimal(quantity, QUANTITY_SCALE) ?? 0n,
        reason: 'import',
      })),
      author,
      report,
    )
}

const STORE_GUARDS = {
  beforeDelete: [storeHasStock],
  beforeCurrencyChange: [storeHasPrices, storeHasMovements, storeHasTickets],
}

const stores: CommandKind = {
  summary: text('magasins', 'stores'),
  fields: STORE_FIELDS,
  permissions: ['stores.create', 'stores.update', 'addresses.create', 'addresses.update'],
  formats: ANY_CSV,
  recognize: anyCsv,
  ownFields: {},
  undo: undoStoreImport(STORE_GUARDS),
  own: {},
  ownHelp: [],
  prepare: async ({ file, mapping, options, actor }) =>
    importStores(
      file,
      mapping,
      {
        actor,
        dateOrder: options.dateOrder,
        guards: STORE_GUARDS,
      },
      fingerprintOf(options),
    ),
}

const stock: CommandKind = {
  summary: text('stock : quantité en main par magasin et article', 'stock: quantity on hand by store and article'),
  fields: STOCK_FIELDS,
  permissions: ['stock.adjust'],
  formats: ANY_CSV,
  recognize: anyCsv,
  ownFields: { source: sourceField },
  undo: stockImportUndo,
  own: { source: { type: 'string' } },
  ownHelp: [sourceHelp],
  prepare: async ({ file, mapping, options, actor, reference }) =>
    importStock(
      file,
      mapping,
      { decimalMark: options.decimalMark, source: stringOf(options.own.source) ?? '' },
      { actor, reference },
      fingerprintOf(options),
    ),
}

/** @throws ImportRefused. */
function checkTimeZone({ own }: ImportReading): void {
  const timeZone = stringOf(own['time-zone'])
  if (timeZone === undefined || isTimeZone(timeZone)) return
  throw new ImportRefused(
    text('Le fuseau horaire {timeZone} n’existe pas.', 'There is no time zone {timeZone}.'),
    { timeZone },
    { field: 'time_zone' },
  )
}

const STOCK_EFFECTS = ['none', 'movements'] as const

/** @param secretKeyOf asked for when an import begins: what it records is signed */
const salesKind = (secretKeyOf: () => string): CommandKind => ({
  summary: text(
    'ventes passées, regroupées en tickets par une colonne',
    'past sales, grouped into tickets by a column',
  ),
  fields: SALE_FIELDS,
  // A history is the whole chain’s: it takes tickets of any store and makes customers and articles.
  permissions: ['sales.create', 'stores.all', 'products.create', 'customers.create'],
  formats: ANY_CSV,
  recognize: anyCsv,
  ownFields: {
    source: sourceField,
    group: Type.Optional(
      Type.String({
        enum: [...TICKET_GROUPINGS],
        description: 'Whether the rows of a ticket follow each other; noticed unless given.',
      }),
    ),
    stock: Type.Optional(
      Type.String({ enum: [...STOCK_EFFECTS], description: 'Whether the history moves stock; `none` unless given.' }),
    ),
    time_zone: Type.Optional(
      Type.String({ maxLength: 64, description: 'Of times without one; the store’s unless given.' }),
    ),
    create_products: Type.Optional(Type.Boolean({ description: 'Makes articles that are not known.' })),
  },
  own: {
    source: { type: 'string' },
    group: { type: 'string' },
    stock: { type: 'string' },
    'time-zone': { type: 'string' },
    'create-products': { type: 'boolean' },
  },
  ownHelp: [
    text(
      '--source NOM          espace de noms des numéros de tickets et des articles',
      '--source NAME         name space of the ticket numbers and of the articles',
    ),
    text(
      '--group ORDRE         auto, consecutive ou scattered (lignes d’un ticket éparses)',
      '--group ORDER         auto, consecutive or scattered (rows of a ticket far apart)',
    ),
    text(
      '--stock EFFET         none (l’historique ne bouge pas le stock) ou movements',
      '--stock EFFECT        none (the history moves no stock) or movements',
    ),
    text(
      '--time-zone FUSEAU    des heures sans fuseau ; celui du magasin autrement',
      '--time-zone ZONE      of times without one; the store’s otherwise',
    ),
    text(
      '--create-products     crée les articles inconnus ; sinon la ligne garde code et désignation',
      '--create-products     makes unknown articles; otherwise the line keeps code and description',
    ),
  ],
  check: checkTimeZone,
  undo: text(
    'des ventes enregistrées ne s’effacent pas : le journal n’est jamais récrit.',
    'recorded sales are not erased: the journal is never written anew.',
  ),
  prepare: async ({ sql, file, mapping, options }) => {
    checkTimeZone(options)
    const timeZone = stringOf(options.own['time-zone']) ?? null
    const settings = {
      source: stringOf(options.own.source) ?? '',
      timeZone,
      movesStock: readChoice('--stock', options.own.stock, STOCK_EFFECTS, 'none') === 'movements',
      grouping: readChoice('--group', options.own.group, TICKET_GROUPINGS, 'auto'),
      createsProducts: options.own['create-products'] === true,
      decimalMark: options.decimalMark,
      dateOrder: options.dateOrder,
    }
    return importSales(sql, file, mapping, settings, fingerprintOf(options), new JournalSigner(sql, secretKeyOf()))
  },
})

/** Every kind of import, by name: what the command line and the API can bring in. */
export const createImportKinds = (secretKeyOf: () => string) =>
  ({ products, stores, stock, sales: salesKind(secretKeyOf) }) as const satisfies Record<string, CommandKind>
