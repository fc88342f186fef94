import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/inventory.ts'
import { beginStocktake, countOf, sendCounts, stepStocktake } from '../../../test/harness/stocktakes.ts'

const { sql, as, withToken } = await testApplication({ after })
const store = await makeStore(sql)
const manager = as('manager', { storeIds: [store.id] })
const PATH = '/api/v1/stocktakes'

/** Somebody with exactly these permissions. */
async function personWith(...permissions: string[]) {
  const person = await makeUser(sql, { roles: [await makeRole(sql, permissions)], storeIds: [store.id] })
  return withToken((await makeToken(sql, person.id)).secret)
}
const counter = await personWith('stock.count')
const article = await makeArticle(sql, { cost: '7.77' })

/**
 * What nobody who counts may find in an answer: the quantity expected, the difference, their value. Quantities and amounts are
 * texts, which begin with a quotation mark: the digits of a date or of an identifier are none of them.
 */
const FORBIDDEN = ['"3217', '"3200', '"-17', '"132.09', '"7.77', 'expected', 'difference', 'value', 'cost']

async function readEverything(client: typeof counter, id: number): Promise<string[]> {
  const paths = ['', '/articles', '/articles?is_counted=true', '/counts']
  const answers = await Promise.all([client.get(PATH), ...paths.map((path) => client.get(`${PATH}/${id}${path}`))])
  for (const answer of answers) assert.equal(answer.status, 200, answer.raw.toString())
  return answers.map((answer) => answer.raw.toString())
}

function holdsNothing(texts: readonly string[]): void {
  for (const text of texts) {
    for (const forbidden of FORBIDDEN) assert.ok(!text.includes(forbidden), `${forbidden} in ${text}`)
  }
}

describe('whoever counts blind', () => {
  test('finds what is expected in no answer, at no moment', async () => {
    await manager.put(`/api/v1/product-variants/${article.variantId}/stock`, {
      store_id: store.id,
      on_hand: '3217',
      reason: 'Arrivage',
    })
    const begun = await counter.post(PATH, { store_id: store.id, scope: 'store' })
    const { id } = begun.body.data
    holdsNothing([begun.raw.toString(), ...(await readEverything(counter, id))])
    const sent = await counter.post(`${PATH}/${id}/counts`, { counts: [countOf(article.variantId, '3234')] })
    assert.equal(sent.status, 201)
    const finished = await counter.post(`${PATH}/${id}/finish`)
    assert.equal(finished.status, 200)
    holdsNothing([sent.raw.toString(), finished.raw.toString(), ...(await readEverything(counter, id))])
    for (const path of ['variances', 'variances/summary', 'variances.csv']) {
      const answer = await counter.get(`${PATH}/${id}/${path}`)
      assert.equal(answer.status, 403)
      holdsNothing([answer.raw.toString()])
    }
    await stepStocktake(manager, id, 'approve')
    holdsNothing(await readEverything(counter, id))
    const [shown] = (await manager.get(`${PATH}/${id}/articles`)).body.data
    assert.equal(shown.expected, '3234')
  })

  test('does not lift the blindness', async () => {
    const seeing = await personWith('stock.count', 'stock.view')
    for (const [client, language, message] of [
      [counter, 'fr', 'Seul qui approuve les inventaires en commence un qui n’est pas à l’aveugle.'],
      [seeing, 'en', 'Only whoever approves stocktakes begins one that is not blind.'],
    ] as const) {
      const input = { store_id: store.id, scope: 'store', blind: false }
      const refused = await client.post(PATH, input, { 'accept-language': language })
      assert.deepEqual(
        [refused.status, refused.body.code, refused.body.errors],
        [403, 'forbidden', { blind: [message] }],
      )
      holdsNothing([refused.raw.toString()])
    }
  })

  test('sees it where who approves wanted it not blind, and only who sees stock', async () => {
    const id = await beginStocktake(manager, store.id, { blind: false })
    const seeing = await personWith('stock.count', 'stock.view')
    const [shown] = (await seeing.get(`${PATH}/${id}/articles`)).body.data
    assert.equal(shown.expected, '3234')
    const [hidden] = (await counter.get(`${PATH}/${id}/articles`)).body.data
    assert.equal('expected' in hidden, false)
  })
})

describe('whoever approves', () => {
  test('without seeing costs finds no value, and cannot order by it', async () => {
    const approver = await personWith('stock.count', 'stock.approve')
    const id = await beginStocktake(counter, store.id, { scope: 'list', variant_ids: [article.variantId] })
    await sendCounts(counter, id, [countOf(article.variantId, '3200')])
    await stepStocktake(counter, id, 'finish')
    const listed = await approver.get(`${PATH}/${id}/variances`)
    assert.equal(listed.body.data[0].difference, '-34')
    const sums = await approver.get(`${PATH}/${id}/variances/summary`)
    const csv = await approver.get(`${PATH}/${id}/variances.csv`)
    assert.match(
      csv.raw.toString(),
      /^\ufeffugs,produit,variante,catégorie,compté,attendu,écart,bougé entre-temps,corrigé,compté le\r\n/,
    )
    for (const answer of [listed, sums, csv]) {
      for (const forbidden of ['value', 'gain', 'loss', '264.18', 'CAD,']) {
        assert.ok(!answer.raw.toString().includes(forbidden), forbidden)
      }
    }
    const ordered = await approver.get(`${PATH}/${id}/variances?sort=-value`)
    assert.equal(ordered.status, 422)
    assert.deepEqual(Object.keys(ordered.body.errors), ['sort'])
    const valued = await manager.get(`${PATH}/${id}/variances?is_different=true&category_id=999&sort=value`)
    assert.equal(valued.body.meta.total, 0)
    const found = await manager.get(`${PATH}/${id}/variances?fields=value&cursor=`)
    assert.deepEqual(found.body.data, [{ variant_id: article.variantId, value: '-264.18' }])
  })
})
