import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** One article as the chain sells it: ours but for the code and the name, which stand in files of their own. */
export type AssortmentRow = {
  readonly barcode: string
  readonly name: string
  /** Rows of one product are its variants. */
  readonly product: string
  readonly sku: string
  readonly categoryPath: string[]
  readonly taxClass: string
  /** Plain decimals, in dollars. */
  readonly price: string
  readonly cost: string
  /** How often it is bought beside the others. */
  readonly popularity: number
  readonly unit: 'piece' | 'kg'
  readonly optionNames: string[]
  readonly optionValues: string[]
}

type Columns = Readonly<Record<string, string>>

const readTable = async (...path: string[]): Promise<Columns[]> =>
  parse(await readFile(join(import.meta.dirname, ...path)), { columns: true })

/** The demo's articles in their order, the first product first. */
export async function readAssortment(): Promise<AssortmentRow[]> {
  const [fromOpenFoodFacts, own, rows] = await Promise.all([
    readTable('open-food-facts', 'articles.csv'),
    readTable('own-articles.csv'),
    readTable('assortment.csv'),
  ])
  const names = new Map([...fromOpenFoodFacts, ...own].map(({ barcode, name }) => [barcode, name]))
  return rows.map((row) => readRow(row, names.get(row.barcode)))
}

function readRow(row: Columns, name: string | undefined): AssortmentRow {
  const { barcode = '', product = '', sku = '', category = '', tax_class: taxClass = '', price = '', cost = '' } = row
  if (name === undefined) throw new Error(`The article ${barcode} of the demo has no name.`)
  const pairs = [
    [row.option_1, row.value_1],
    [row.option_2, row.value_2],
  ].filter((pair): pair is [string, string] => Boolean(pair[0]))
  return {
    barcode,
    name,
    product,
    sku,
    categoryPath: category.split(' > '),
    taxClass,
    price,
    cost,
    popularity: Number(row.popularity),
    unit: row.unit === 'kg' ? 'kg' : 'piece',
    optionNames: pairs.map(([option]) => option),
    optionValues: pairs.map(([, value]) => value),
  }
}
