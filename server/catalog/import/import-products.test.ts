import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/harness/database.ts'
import { importFixture, importPath, temporaryFile } from '../../../test/harness/imports.ts'
import type { ImportSettings } from '../../platform/csv/index.ts'
import { type Sql, withTransaction } from '../../platform/database/connect.ts'
import { ensureTaxRules } from '../../stores/index.ts'
import { importProducts, type ProductImport } from './import-products.ts'
import { PRODUCT_FIELDS, recognizeProductFormat } from './product-fields.ts'
import type { StockOnImport } from './write-variants.ts'

type Options = {
  map?: Record<string, string>
  set?: Record<string, string>
  settings?: Partial<ImportSettings>
} & Partial<ProductImport>

const importFile = (sql: Sql, path: string, { map = {}, set = {}, settings = {}, ...options }: Options = {}) =>
  importPath(sql, path, {
    fields: PRODUCT_FIELDS,
    map,
    set,
    settings,
    prepare: (file, mapping) => {
      const format = options.format ?? recognizeProductFormat(mapping.header)
      const source = options.source ?? (format === 'shopify' ? 'shopify' : '')
      return importProducts(file, mapping, { decimalMark: 'auto', onStock: null, ...options, format, source }, null)
    },
  })

async function emptyChain(t: Parameters<typeof testDatabase>[0]): Promise<TestDatabase> {
  const database = await testDatabase(t)
  await withTransaction(database.sql, {}, ensureTaxRules)
  return database
}

const readProducts = (sql: Sql) => sql`
  select p.external_id, p.slug, p.name, p.is_active, p.tax_class, p.vendor, p.tags, c.name as category
  from products p left join product_categories c on c.id = p.category_id order by p.id`

const readVariants = (sql: Sql, key: string) => sql`
  select v.name, v.sku, v.price, v.compare_at_price, v.cost, v.weight_grams,
    array(select code from variant_barcodes b where b.variant_id = v.id) as barcodes,
    array(select o.name || '=' || ov.value from variant_option_values x
          join product_options o on o.id = x.option_id join product_option_values ov on ov.id = x.option_value_id
          where x.variant_id = v.id order by o.position) as options
  from product_variants v join products p on p.id = v.product_id where p.external_id = ${key} order by v.position`

describe('the classic Shopify file', () => {
  test('makes products, options, variants, codes and images, and lists what it cannot take', async (t) => {
    const { sql } = await emptyChain(t)
    const stock: StockOnImport[] = []
    const outcome = await importFile(sql, importFixture('shopify-classic.csv'), {
      onStock: async (_tx, quantities) => void stock.push(...quantities),
    })
    assert.deepEqual(outcome.listed, [
      '5 warning barcode',
      '6 warning sku',
      '9 refused name',
      '10 refused price',
      '10 warning image_url',
    ])
    assert.deepEqual(outcome.counts, {
      warnings: 3,
      refused: 2,
      categories_created: 1,
      products_created: 2,
      variants_created: 4,
      skus_suffixed: 1,
      images_created: 3,
    })
    assert.deepEqual(
      [...(await readProducts(sql))],
      [
        {
          external_id: 'shopify:tuque-laine',
          slug: 'tuque-laine',
          name: 'Tuque de laine',
          is_active: true,
          tax_class: 'standard',
          vendor: 'Laine du Bas',
          tags: ['hiver', 'laine'],
          category: 'Tuques',
        },
        {
          external_id: 'shopify:bon-d-achat',
          slug: 'bon-d-achat',
          name: 'Bon d’achat',
          is_active: false,
          tax_class: 'exempt',
          vendor: 'Nous',
          tags: [],
          category: null,
        },
      ],
    )
    const [red, redMedium, blue] = await readVariants(sql, 'shopify:tuque-laine')
    assert.deepEqual(red, {
      name: 'Rouge / P',
      sku: 'TUQ-R-P',
      price: '24.9900',
      compare_at_price: '29.9900',
      cost: '9.5000',
      weight_grams: 120,
      barcodes: ['3017620422003'],
      options: ['Couleur=Rouge', 'Taille=P'],
    })
    assert.deepEqual(
      [redMedium?.sku, redMedium?.barcodes, blue?.sku, blue?.name],
      ['TUQ-R-M', [], 'TUQ-R-M-2', 'Bleu / M'],
    )
    const images = await sql`
      select i.source_url, i.alt, i.position, v.name as variant from product_images i
      left join product_variants v on v.id = i.variant_id order by i.position`
    assert.deepEqual(
      [...images],
      [
        { source_url: 'https://example.com/tuque-rouge.jpg', alt: 'Tuque rouge', position: 1, variant: 'Rouge / P' },
        { source_url: 'https://example.com/tuque-dos.jpg', alt: null, position: 2, variant: null },
        { source_url: 'https://example.com/tuque-portee.jpg', alt: 'Portée', position: 3, variant: null },
      ],
    )
    const [{ description } = { description: '' }] = await sql<{ description: string }[]>`
      select description from products where slug = 'tuque-laine'`
    assert.equal(description, '<p>Chaude.</p>\n<p>Tricotée "main"\nà Rimouski.</p>')
    assert.deepEqual(
      stock.map(({ line, quantity }) => [line, quantity]),
      [
        [2, '5'],
        [5, '3'],
        [6, '0'],
      ],
    )
  })

  test('changes nothing the second time, and lists the same again', async (t) => {
    const { sql } = await emptyChain(t)
    const first = await importFile(sql, importFixture('shopify-classic.csv'))
    const stamps = () => sql`
      select id, updated_at::text, xmin::text from products union all select id, updated_at::text, xmin::text from product_variants
      union all select id, alt, xmin::text from product_images order by 1, 2, 3`
    const before = await stamps()
    const second = await importFile(sql, importFixture('shopify-classic.csv'))
    assert.deepEqual(second.counts, {
      warnings: 3,
      refused: 2,
      products_unchanged: 2,
      variants_unchanged: 4,
      skus_suffixed: 1,
      images_unchanged: 3,
    })
    assert.deepEqual(second.listed, first.listed)
    // A row that is only locked keeps its version, and so its xmin.
    assert.deepEqual([...(await stamps())], [...before])
  })

  test('writes only what has changed since', async (t) => {
    const { sql } = await emptyChain(t)
    await importFile(sql, importFixture('shopify-classic.csv'))
    const changed = temporaryFile(
      t,
      'Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price,Variant Barcode,Image Src,Image Alt Text\n' +
        'tuque-laine,Tuque de laine,Laine du Haut,Bonnets,Couleur,Rouge,Taille,P,TUQ-R-P,25.99,,https://example.com/tuque-dos.jpg,De dos\n' +
        'tuque-laine,,,,,Vert,,P,TUQ-V-P,25.99,3168930010265,,\n',
    )
    const outcome = await importFile(sql, changed)
    assert.deepEqual(outcome.counts, {
      categories_created: 1,
      products_updated: 1,
      variants_updated: 1,
      variants_created: 1,
      images_updated: 1,
    })
    const variants = await readVariants(sql, 'shopify:tuque-laine')
    assert.deepEqual(
      variants.map(({ name, price }) => [name, price]),
      [
        ['Rouge / P', '25.9900'],
        ['Rouge / M', '24.9900'],
        ['Bleu / M', '26.5000'],
        ['Vert / P', '25.9900'],
      ],
    )
    const [product] = await readProducts(sql)
    assert.deepEqual(
      [product?.vendor, product?.category, product?.tags],
      ['Laine du Haut', 'Bonnets', ['hiver', 'laine']],
    )
  })

  test('ends the cached pages of the catalogue only when something changed', async (t) => {
    const { sql } = await emptyChain(t)
    const version = async () =>
      (await sql<{ version: number }[]>`select version from cache_namespaces where name = 'catalog'`)[0]?.version
    await importFile(sql, importFixture('shopify-classic.csv'))
    const before = await version()
    await importFile(sql, importFixture('shopify-classic.csv'))
    assert.equal(await version(), before)
    assert.notEqual(before, undefined)
  })

  test('leaves deleted products alone', async (t) => {
    const { sql } = await emptyChain(t)
    await importFile(sql, importFixture('shopify-classic.csv'))
    await sql`update products set deleted_at = now() where slug = 'tuque-laine'`
    const outcome = await importFile(sql, importFixture('shopify-classic.csv'))
    assert.deepEqual(
      outcome.problems.filter(({ reason }) => /supprimé/.test(reason.fr)).map(({ line }) => line),
      [2, 5, 6, 7],
    )
  })
})

test('the Shopify file of 2025 is understood, a record that swallowed the next one too', async (t) => {
  const { sql } = await emptyChain(t)
  const outcome = await importFile(sql, importFixture('shopify-2025.csv'))
  assert.deepEqual(outcome.listed, ['3 warning -'])
  assert.match(outcome.problems[0]?.reason.en ?? '', /38 fields instead of 19/)
  assert.deepEqual(
    (await readProducts(sql)).map(({ name, category, is_active }) => [name, category, is_active]),
    [
      ['Thé des bois', 'Tea', true],
      ['Miel', 'Miel', true],
      ['Vieux thé', 'Thés', false],
    ],
  )
})

test('our own file: semicolons, decimal commas, a category path, several variants, what is missing', async (t) => {
  const { sql } = await emptyChain(t)
  const outcome = await importFile(sql, importFixture('comptoir-products.csv'))
  assert.deepEqual(outcome.listed, ['6 refused name', '7 refused price'])
  assert.equal(outcome.problems[0]?.reason.fr, 'Le nom du produit est obligatoire.')
  assert.deepEqual(
    (await readProducts(sql)).map(({ external_id, name, category, is_active }) => [
      external_id,
      name,
      category,
      is_active,
    ]),
    [
      ['A-1', 'Chaise pliante', 'Jardin', true],
      ['A-2', 'Chandail', 'Mode', true],
      ['sku:CRA', 'Crayon', 'Papeterie', false],
    ],
  )
  const [chair] = await readVariants(sql, 'A-1')
  assert.deepEqual(
    [chair?.price, chair?.cost, chair?.weight_grams, chair?.barcodes],
    ['1234.5600', '800.0000', 4500, ['3017620422003']],
  )
  assert.deepEqual(
    (await readVariants(sql, 'A-2')).map(({ name, options }) => [name, options]),
    [
      ['P', ['Taille=P']],
      ['M', ['Taille=M']],
    ],
  )
  const [garden] = await sql`
    select parent.name from product_categories c join product_categories parent on parent.id = c.parent_id where c.name = 'Jardin'`
  assert.equal(garden?.name, 'Maison')
  assert.deepEqual((await importFile(sql, importFixture('comptoir-products.csv'))).counts, {
    refused: 2,
    products_unchanged: 3,
    variants_unchanged: 4,
  })
})

describe('any file, by a mapping', () => {
  const CSV =
    'Product_ID,Product_Name,Product_Category,Product_Cost,Product_Price,Code\n1,Figurine,Jouets,$9.99 ,$15.99 ,012345678905\n2,Lego,Jouets,$34.99 ,$39.99 ,0012345678905\n'
  const map = {
    external_id: 'Product_ID',
    name: 'Product_Name',
    category: 'Product_Category',
    cost: 'Product_Cost',
    price: 'Product_Price',
    barcode: 'Code',
  }

  test('keeps external ids; one barcode in two lengths is one barcode', async (t) => {
    const { sql } = await emptyChain(t)
    const outcome = await importFile(sql, temporaryFile(t, CSV), { map })
    assert.deepEqual(outcome.listed, ['3 warning barcode'])
    assert.deepEqual(
      (await readProducts(sql)).map(({ external_id, category }) => [external_id, category]),
      [
        ['1', 'Jouets'],
        ['2', 'Jouets'],
      ],
    )
    assert.deepEqual((await readVariants(sql, '1'))[0]?.cost, '9.9900')
  })

  test('a source keeps two systems with the same ids apart', async (t) => {
    const { sql } = await emptyChain(t)
    await importFile(sql, temporaryFile(t, CSV), { map, source: 'a' })
    const outcome = await importFile(sql, temporaryFile(t, CSV), { map, source: 'b' })
    assert.deepEqual(outcome.listed, ['2 warning barcode', '3 warning barcode'])
    assert.deepEqual(
      (await readProducts(sql)).map(({ external_id, slug }) => [external_id, slug]),
      [
        ['a:1', 'figurine'],
        ['a:2', 'lego'],
        ['b:1', 'figurine-1'],
        ['b:2', 'lego-1'],
      ],
    )
  })

  test('a dry run lists the same and writes nothing', async (t) => {
    const { sql } = await emptyChain(t)
    const outcome = await importFile(sql, temporaryFile(t, CSV), { map, settings: { dryRun: true } })
    assert.deepEqual(outcome.counts, { warnings: 1, categories_created: 1, products_created: 2, variants_created: 2 })
    assert.equal((await readProducts(sql)).length, 0)
  })

  test('variants have external ids, corrected SKUs, and problems of their own', async (t) => {
    const { sql } = await emptyChain(t)
    const header =
      'external_id,name,variant_external_id,option1_name,option1_value,sku,price,compare_at_price,cost,weight_grams,stock,tax_class,active\n'
    const first = temporaryFile(
      t,
      `${header}P,Pull,v1,Taille,P,PULL-P,10,,,,,,\nP,Pull,v2,Taille,M,PULL-M,10,,,,,,\nQ,Quille,v2,,,QUI,3,,,,,books,oui\n`,
    )
    assert.deepEqual((await importFile(sql, first)).listed, ['4 warning variant_external_id'])
    const long = 'S'.repeat(101)
    const second = temporaryFile(
      t,
      `${header}P,Pull,v1,Taille,Petit,PULL-PETIT,11,moins,-1,lourd,trop,,peut-être\nP,Pull,,Taille,M,${long},10.12345,,,,,,\nR,Râteau,,,,RAT,5,,,,,luxe,\n,,,,,,5,,,,,,\nT,Trou,,,,T,-5,,,,,,\nU,Univers,,,,U,1000000000,,,,,,\n`,
    )
    const outcome = await importFile(sql, second)
    assert.deepEqual(outcome.listed, [
      '2 warning active',
      '2 warning compare_at_price',
      '2 warning cost',
      '2 warning weight_grams',
      '2 warning stock',
      '3 refused price',
      '4 refused tax_class',
      '5 refused -',
      '6 refused price',
      '7 refused price',
    ])
    assert.deepEqual(
      (await readVariants(sql, 'P')).map(({ name, sku, price }) => [name, sku, price]),
      [
        ['Petit', 'PULL-PETIT', '11.0000'],
        ['M', 'PULL-M', '10.0000'],
      ],
    )
  })

  test('a product none of whose variants can be taken is not imported, new or known', async (t) => {
    const { sql } = await emptyChain(t)
    const shopify = (price: string) =>
      temporaryFile(
        t,
        'Handle,Title,Type,Variant Price,Image Src\n' +
          `seul,Seul ${price},Rayon ${price},${price},\nseul,,,,https://example.com/seul.jpg\n` +
          `deux,Deux,,abc,\ndeux,,,5,\n`,
      )
    for (const dryRun of [true, false]) {
      const outcome = await importFile(sql, shopify('abc'), { settings: { dryRun } })
      assert.deepEqual(outcome.listed.toSorted(), ['2 refused price', '3 refused price', '4 refused price'])
      assert.deepEqual(outcome.counts, { products_created: 1, variants_created: 1, refused: 3 })
    }
    assert.deepEqual(
      (await readProducts(sql)).map(({ name, category }) => [name, category]),
      [['Deux', null]],
    )
    await importFile(sql, shopify('7'))
    const again = await importFile(sql, shopify('abc'))
    assert.equal(again.counts.products_updated, undefined)
    assert.deepEqual((await readProducts(sql)).map(({ name, category }) => [name, category]).sort(), [
      ['Deux', null],
      ['Seul 7', 'Rayon 7'],
    ])
  })

  test('texts that are too long are cut, SKUs left out', async (t) => {
    const { sql } = await emptyChain(t)
    const path = temporaryFile(
      t,
      `external_id,name,description,sku,price\nL,${'n'.repeat(300)},${'d'.repeat(100_001)},${'s'.repeat(101)},1\n`,
    )
    const outcome = await importFile(sql, path)
    assert.deepEqual(outcome.listed, ['2 warning name', '2 warning description', '2 warning sku'])
    const [{ name, description } = { name: 0, description: 0 }] = await sql<{ name: number; description: number }[]>`
      select length(name) as name, length(description) as description from products`
    assert.deepEqual([name, description], [255, 100_000])
  })

  test('many articles may want one SKU, and one slug', async (t) => {
    const { sql } = await emptyChain(t)
    const rows = Array.from({ length: 120 }, (_, index) => `E${index},Même nom,MEME,1\n`).join('')
    const path = temporaryFile(t, `external_id,name,sku,price\n${rows}`)
    const outcome = await importFile(sql, path)
    assert.equal(outcome.counts.skus_suffixed, 119)
    const found = await sql<{ sku: string; slug: string }[]>`
      select v.sku, p.slug from product_variants v join products p on p.id = v.product_id order by v.id`
    assert.deepEqual(
      [found[0], found[1], found[119]],
      [
        { sku: 'MEME', slug: 'meme-nom' },
        { sku: 'MEME-2', slug: 'meme-nom-1' },
        { sku: 'MEME-120', slug: 'meme-nom-119' },
      ],
    )
    assert.deepEqual((await importFile(sql, path)).counts, {
      warnings: 119,
      skus_suffixed: 119,
      products_unchanged: 120,
      variants_unchanged: 120,
    })
  })
})
