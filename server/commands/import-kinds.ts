import { parseDecimal, QUANTITY_SCALE } from '../../rules/index.ts'
import {
  importProducts,
  PRODUCT_FIELDS,
  PRODUCT_FORMATS,
  recognizeProductFormat,
  type StockOnImport,
} from '../catalog/index.ts'
import { changeLevels, importStock, STOCK_FIELDS, storeHasMovements } from '../inventory/index.ts'
import {
  type BatchReport,
  type CsvFile,
  type ImportField,
  type ImportPlan,
  ImportRefused,
  isTimeZone,
  type Mapping,
} from '../platform/csv/index.ts'
import type { Sql, Tx } from '../platform/database/connect.ts'
import { type Text, text } from '../platform/text.ts'
import { importSales, SALE_FIELDS, storeHasTickets, TICKET_GROUPINGS } from '../sales/index.ts'
import { findStores, importStores, STORE_FIELDS } from '../stores/index.ts'
import { type ImportOptions, type OwnOptions, readChoice } from './import-options.ts'

export type Preparation = {
  readonly sql: Sql
  readonly file: CsvFile
  readonly mapping: Mapping
  readonly options: ImportOptions
}

/** One kind of import: its fields, its own options, and how it is prepared. */
export type ImportKind = {
  readonly summary: Text
  readonly fields: readonly ImportField[]
  readonly own: OwnOptions
  readonly ownHelp: readonly Text[]
  readonly prepare: (preparation: Preparation) => Promise<ImportPlan>
}

/** What decides the outcome beside the file and the options of the kind. */
const fingerprintOf = ({ choice, delimiter, own }: ImportOptions) => ({ choice, delimiter: delimiter ?? null, own })

const stringOf = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

const sourceHelp = text(
  '--source NOM          espace de noms des identifiants externes (shopify pour ses fichiers)',
  '--source NAME         name space of the external ids (shopify for its files)',
)

const products: ImportKind = {
  summary: text(
    'produits : CSV de Shopify, de Comptoir, ou tout autre par correspondance',
    'products: Shopify’s CSV, Comptoir’s, or any other by a mapping',
  ),
  fields: PRODUCT_FIELDS,
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
  prepare: async ({ sql, file, mapping, options }) => {
    const recognized = recognizeProductFormat(mapping.header)
    const format = readChoice('--format', options.own.format, PRODUCT_FORMATS, recognized)
    const source = stringOf(options.own.source) ?? (format === 'shopify' ? 'shopify' : '')
    const onStock = await stockWriter(sql, file, stringOf(options.own['stock-store']))
    return importProducts(
      file,
      mapping,
      { format, source, decimalMark: options.decimalMark, onStock },
      fingerprintOf(options),
    )
  },
}

/** Writes the quantities of a product file as the stock of one store. */
async function stockWriter(sql: Sql, file: CsvFile, store: string | undefined) {
  if (store === undefined) return null
  const storeId = (await findStores(sql, [store])).get(store)
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
      file.sha256,
      report,
    )
}

const stores: ImportKind = {
  summary: text('magasins', 'stores'),
  fields: STORE_FIELDS,
  own: {},
  ownHelp: [],
  prepare: async ({ file, mapping, options }) =>
    importStores(
      file,
      mapping,
      {
        dateOrder: options.dateOrder,
        guards: { beforeDelete: [], beforeCurrencyChange: [storeHasMovements, storeHasTickets] },
      },
      fingerprintOf(options),
    ),
}

const stock: ImportKind = {
  summary: text('stock : quantité en main par magasin et article', 'stock: quantity on hand by store and article'),
  fields: STOCK_FIELDS,
  own: { source: { type: 'string' } },
  ownHelp: [sourceHelp],
  prepare: async ({ file, mapping, options }) =>
    importStock(
      file,
      mapping,
      { decimalMark: options.decimalMark, source: stringOf(options.own.source) ?? '' },
      fingerprintOf(options),
    ),
}

const STOCK_EFFECTS = ['none', 'movements'] as const

const sales: ImportKind = {
  summary: text(
    'ventes passées, regroupées en tickets par une colonne',
    'past sales, grouped into tickets by a column',
  ),
  fields: SALE_FIELDS,
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
  prepare: async ({ sql, file, mapping, options }) => {
    const timeZone = stringOf(options.own['time-zone']) ?? null
    if (timeZone !== null && !isTimeZone(timeZone)) {
      throw new ImportRefused(text('Le fuseau horaire {timeZone} n’existe pas.', 'There is no time zone {timeZone}.'), {
        timeZone,
      })
    }
    const settings = {
      source: stringOf(options.own.source) ?? '',
      timeZone,
      movesStock: readChoice('--stock', options.own.stock, STOCK_EFFECTS, 'none') === 'movements',
      grouping: readChoice('--group', options.own.group, TICKET_GROUPINGS, 'auto'),
      createsProducts: options.own['create-products'] === true,
      decimalMark: options.decimalMark,
      dateOrder: options.dateOrder,
    }
    return importSales(sql, file, mapping, settings, fingerprintOf(options))
  },
}

export const IMPORT_KINDS: Readonly<Record<string, ImportKind>> = { products, stores, stock, sales }
