import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testDatabase } from '../../../test/harness/database.ts'
import { importFixture, importPath, temporaryFile } from '../../../test/harness/imports.ts'
import { systemActor } from '../../platform/actor.ts'
import type { DateOrder } from '../../platform/csv/index.ts'
import { type Sql, withTransaction } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { ensureTaxRules } from '../index.ts'
import { findStores } from './find-stores.ts'
import { importStores } from './import-stores.ts'
import { STORE_FIELDS } from './store-fields.ts'

const MAP = { external_id: 'Numero', name: 'Enseigne', city: 'Ville', opened_on: 'Ouvert le', group: 'Secteur' }
const SET = { currency: 'cad', tax_zone: 'qc', time_zone: 'America/Toronto' }

type Options = { map?: Record<string, string>; set?: Record<string, string>; dateOrder?: DateOrder; dryRun?: boolean }

const importFile = (
  sql: Sql,
  path: string,
  { map = MAP, set = SET, dateOrder = 'iso', dryRun = false }: Options = {},
) =>
  importPath(sql, path, {
    fields: STORE_FIELDS,
    map,
    set,
    settings: { dryRun },
    prepare: (file, mapping) => {
      const inUse = async () => text('elle a servi.', 'it was used.')
      return importStores(
        file,
        mapping,
        { actor: systemActor, dateOrder, guards: { beforeDelete: [], beforeCurrencyChange: [inUse] } },
        { set },
      )
    },
  })

async function emptyChain(t: Parameters<typeof testDatabase>[0]): Promise<Sql> {
  const { sql } = await testDatabase(t)
  await withTransaction(sql, {}, ensureTaxRules)
  return sql
}

const readStores = (sql: Sql) => sql`
  select external_id, code, name, city, store_group, opened_on, currency, tax_zone, prices_include_tax from stores order by id`

describe('the import of stores', () => {
  test('makes stores with their registers, and refuses what is not clear', async (t) => {
    const sql = await emptyChain(t)
    const outcome = await importFile(sql, importFixture('stores.csv'))
    assert.deepEqual(outcome.listed, ['3 refused opened_on', '4 refused name'])
    assert.deepEqual(outcome.counts, { refused: 2, stores_created: 2 })
    assert.deepEqual((await readStores(sql))[1], {
      external_id: '4',
      code: 'BOUTIQUE-DE-L-EST',
      name: 'Boutique de l’Est',
      city: 'Rimouski',
      store_group: 'Centre',
      opened_on: '2005-12-31',
      currency: 'CAD',
      tax_zone: 'QC',
      prices_include_tax: false,
    })
    assert.equal((await sql`select 1 from registers where kind = 'virtual'`).length, 2)
  })

  test('reads dates in the order that is said, and updates what differs', async (t) => {
    const sql = await emptyChain(t)
    await importFile(sql, importFixture('stores.csv'))
    const outcome = await importFile(sql, importFixture('stores.csv'), { dateOrder: 'dmy' })
    assert.deepEqual(outcome.counts, { refused: 1, stores_created: 1, stores_unchanged: 2 })
    const again = await importFile(sql, importFixture('stores.csv'), {
      dateOrder: 'dmy',
      set: { ...SET, kind: 'warehouse' },
    })
    assert.deepEqual(again.counts, { refused: 1, stores_updated: 3 })
    assert.equal((await readStores(sql))[2]?.opened_on, '1998-05-04')
  })

  test('lists each fault of a store', async (t) => {
    const sql = await emptyChain(t)
    const path = temporaryFile(
      t,
      'name,code,kind,time_zone,currency,tax_zone,email,prices_include_tax\n' +
        'Un,A,kiosque,Lune/Mer,XXZ,LUNE,pas-un-courriel,peut-être\n' +
        'Deux,A,,Lune/Mer,XXZ,LUNE,,\n' +
        `Trois,${'C'.repeat(33)},,America/Toronto,CAD,QC,,\n` +
        'Quatre,D,,,CAD,QC,,\n' +
        'Cinq,E,,America/Toronto,CAD,QC,cinq@example.com,oui\n',
    )
    const outcome = await importFile(sql, path, { map: {}, set: {} })
    assert.deepEqual(outcome.listed, [
      '2 refused kind',
      '2 refused prices_include_tax',
      '2 refused email',
      '3 refused time_zone',
      '3 refused currency',
      '3 refused tax_zone',
      '4 refused code',
      '5 refused time_zone',
    ])
    assert.deepEqual(
      (await readStores(sql)).map(({ name, prices_include_tax }) => [name, prices_include_tax]),
      [['Cinq', true]],
    )
  })

  test('does not change a currency that was used, nor a store that was deleted', async (t) => {
    const sql = await emptyChain(t)
    await importFile(sql, importFixture('stores.csv'))
    await sql`update stores set deleted_at = now() where external_id = '4'`
    const outcome = await importFile(sql, importFixture('stores.csv'), { set: { ...SET, currency: 'EUR' } })
    assert.deepEqual(outcome.listed, ['2 refused -', '3 refused opened_on', '4 refused name', '5 refused -'])
    assert.equal((await readStores(sql))[0]?.currency, 'CAD')
  })

  test('takes a store’s address, and changes it when it differs', async (t) => {
    const sql = await emptyChain(t)
    const head = 'code,name,adresse,ville,province,code postal,pays\n'
    const options = { map: {}, set: { ...SET, tax_zone: 'NONE' } }
    const first = temporaryFile(
      t,
      `${head}A,Un,"1, rue du Port",Québec,Québec,g1r4p5,ca\n` +
        'B,Deux,"2, rue du Port",Québec,QC,K2P 1L4,CA\n' +
        'C,Trois,"3, rue du Port",,,,\n' +
        'D,Quatre,,Laval,Ouest,,\n',
    )
    const outcome = await importFile(sql, first, options)
    assert.deepEqual(outcome.listed, ['3 refused postal_code', '4 refused city', '4 refused country'])
    assert.equal(outcome.counts.stores_created, 2)
    const addresses = () => sql`
      select code, line1, addresses.city, region, postal_code, country, is_primary
      from addresses join stores on stores.id = store_id`
    const port = { code: 'A', line1: '1, rue du Port', city: 'Québec', region: 'QC', postal_code: 'G1R 4P5' }
    assert.deepEqual([...(await addresses())], [{ ...port, country: 'CA', is_primary: true }])
    assert.equal((await importFile(sql, first, options)).counts.stores_unchanged, 2)
    const second = temporaryFile(t, `${head}A,Un,"9, rue du Port",Québec,QC,G1R 4P5,CA\n`)
    assert.deepEqual((await importFile(sql, second, options)).counts, { stores_updated: 1 })
    assert.deepEqual(
      (await addresses()).map(({ line1 }) => line1),
      ['9, rue du Port'],
    )
  })

  test('writes nothing in a dry run', async (t) => {
    const sql = await emptyChain(t)
    assert.deepEqual((await importFile(sql, importFixture('stores.csv'), { dryRun: true })).counts, {
      refused: 2,
      stores_created: 2,
    })
    assert.equal((await readStores(sql)).length, 0)
  })
})

test('stores are found by external id, by code, and by a name that only one bears', async (t) => {
  const sql = await emptyChain(t)
  const path = temporaryFile(t, 'external_id,code,name\n1,2,Nord\n2,X,Sud\n3,Y,Double\n4,Z,Double\n')
  await importFile(sql, path, { map: {} })
  const ids = await sql<{ id: number; external_id: string }[]>`select id, external_id from stores order by id`
  const [first, second] = ids.map(({ id }) => id)
  assert.deepEqual(
    await findStores(sql, ['1', '2', 'nord', 'Double', 'X', 'rien', 'X']),
    new Map([
      ['1', first],
      ['2', second],
      ['nord', first],
      ['X', second],
    ]),
  )
  assert.deepEqual(await findStores(sql, []), new Map())
})
