import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testDatabase } from '../../test/harness/database.ts'
import { systemActor } from '../platform/actor.ts'
import { raiseVersions } from '../platform/cache/namespace-versions.ts'
import { PageCache } from '../platform/cache/page-cache.ts'
import { withTransaction } from '../platform/database/connect.ts'
import { createStore, ensureImportRegisters, ensureTaxRules, loadStoreFacts, StoreDirectory } from './index.ts'

const { sql } = await testDatabase({ after })
await withTransaction(sql, {}, ensureTaxRules)

const make = (name: string, tax_zone: string, currency: string) =>
  withTransaction(sql, {}, (tx) =>
    createStore(tx, systemActor, { name, tax_zone, currency, time_zone: 'America/Toronto' }),
  )

describe('the built-in tax rules', () => {
  it('are written once, and what the chain changed stays', async () => {
    await sql`delete from tax_class_taxes where zone_code = 'FR' and class_code = 'reduced'`
    await sql`update taxes set rate_ppm = 60000 where zone_code = 'QC' and code = 'TPS'`
    await Promise.all([1, 2, 3].map(() => withTransaction(sql, {}, ensureTaxRules)))
    const [counts] = await sql<{ links: number; rate: number }[]>`
      select (select count(*)::int from tax_class_taxes where zone_code = 'FR' and class_code = 'reduced') as links,
             (select rate_ppm from taxes where zone_code = 'QC' and code = 'TPS') as rate`
    assert.deepEqual({ ...counts }, { links: 0, rate: 60_000 })
    await sql`update taxes set rate_ppm = 50000 where zone_code = 'QC' and code = 'TPS'`
    await sql`insert into tax_class_taxes values ('FR', 'reduced', 'TVA5.5')`
  })
})

describe('the facts of a store', () => {
  it('say what a ticket needs, in each zone', async () => {
    const quebec = await make('Québec', 'QC', 'CAD')
    const paris = await make('Paris', 'FR', 'EUR')
    const facts = await loadStoreFacts(sql, [quebec.id, paris.id, 999])
    assert.deepEqual([...facts.keys()].sort(), [quebec.id, paris.id])
    const here = facts.get(quebec.id)
    assert.equal(here?.cashStepMinor, 5)
    assert.equal(here?.pricesIncludeTax, false)
    assert.deepEqual(here?.taxesByClass.get('standard'), [
      { code: 'TPS', nameFr: 'TPS', nameEn: 'GST', ratePpm: 50_000 },
      { code: 'TVQ', nameFr: 'TVQ', nameEn: 'QST', ratePpm: 99_750 },
    ])
    assert.deepEqual(here?.taxesByClass.get('basic_groceries'), [])
    assert.equal(here?.registers.get(here.virtualRegisterId), 'virtual')
    const there = facts.get(paris.id)
    assert.equal(there?.cashStepMinor, null)
    assert.equal(there?.pricesIncludeTax, true)
    assert.deepEqual(
      there?.taxesByClass.get('reduced')?.map((tax) => tax.ratePpm),
      [55_000],
    )
    assert.deepEqual(
      there?.taxesByClass.get('basic_groceries')?.map((tax) => tax.ratePpm),
      [55_000],
    )
    // Québec's law has no intermediate rate: what is classed so is taxed there as ordinary goods are.
    assert.deepEqual(here?.taxesByClass.get('intermediate'), here?.taxesByClass.get('standard'))
  })

  it('are kept until a write ends them', async () => {
    const store = await make('Sherbrooke', 'QC', 'CAD')
    const cache = new PageCache(sql)
    const directory = new StoreDirectory(sql, cache)
    assert.equal((await directory.facts([store.id])).get(store.id)?.name, 'Sherbrooke')
    const known = directory.facts([store.id])
    assert.ok(!(known instanceof Promise), 'known facts are answered at once')
    const raised = await withTransaction(sql, {}, async (tx) => {
      await tx`update stores set name = 'Magog' where id = ${store.id}`
      return raiseVersions(tx, ['stores'])
    })
    cache.adoptVersions(raised)
    assert.equal((await directory.facts([store.id])).get(store.id)?.name, 'Magog')
    assert.equal((await directory.facts([999_999])).get(999_999), undefined)
  })

  it('include one import register per store, made on demand', async () => {
    const stores = await Promise.all([make('Un', 'NONE', 'USD'), make('Deux', 'NONE', 'USD')])
    const ids = stores.map((store) => store.id)
    const made = await Promise.all(
      [1, 2, 3].map(() => withTransaction(sql, {}, (tx) => ensureImportRegisters(tx, [...ids, ...ids]))),
    )
    assert.equal(made[0]?.size, 2)
    assert.deepEqual(made[1], made[0])
    const facts = await loadStoreFacts(sql, ids)
    for (const id of ids) assert.equal(facts.get(id)?.registers.get(made[0]?.get(id) ?? 0), 'import')
  })
})

describe('the code of a store', () => {
  it('comes from its name and is never taken', async () => {
    const codes = (await Promise.all(Array.from({ length: 12 }, () => make('Trois-Rivières – Œuvre', 'QC', 'CAD'))))
      .map((store) => store.code)
      .sort()
    assert.equal(new Set(codes).size, 12)
    assert.equal(codes[0], 'TROIS-RIVIERES-OEUVRE')
    assert.ok(codes.includes('TROIS-RIVIERES-OEUVRE-12'))
    assert.equal((await make('東京', 'NONE', 'JPY')).code, 'MAGASIN')
  })
})
