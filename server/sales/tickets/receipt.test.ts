import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, newId, saleOf } from '../../../test/harness/sales.ts'

const SALES = '/api/v1/sales'
const { sql, as } = await testApplication({ after })
const shop = await makeShop(sql, {
  tills: 1,
  store: {
    name: 'Épicerie du Coin',
    receipt_header: '12, rue Saint-Paul\nMontréal',
    receipt_footer: 'Merci !',
  },
  articles: [
    { name: 'Café « Noir »', price: '12.99' },
    { name: 'Cahier', price: '4.25', taxClass: 'books' },
  ],
})
const manager = as('manager', { storeIds: [shop.store.id] })
const [coffee, notebook] = shop.articles
const sale = saleOf(shop, {
  register_id: shop.tillIds[0],
  occurred_at: '2026-11-20T15:03:11Z',
  lines: [
    { variant_id: coffee?.variantId, quantity: '2', discount: { type: 'percent', value: '10' } },
    { variant_id: notebook?.variantId, quantity: '1.5' },
  ],
  discount: { type: 'amount', value: '2.00' },
  payments: [
    { method: 'card', amount: '10' },
    { method: 'cash', amount: '40' },
  ],
})
assert.equal((await manager.post(SALES, sale)).status, 201)
const takenBack = {
  id: newId(),
  occurred_at: '2026-11-21T20:30:00Z',
  lines: [{ sale_line: 1, quantity: '1' }],
  refunds: [
    { method: 'card', amount: '10.00' },
    { method: 'cash', amount: '2.55' },
  ],
}
assert.equal((await manager.post(`${SALES}/${sale.id}/returns`, takenBack)).status, 201)

/** The text with ordinary spaces, so that it can be read here. */
async function textOf(id: string, language: 'fr' | 'en'): Promise<string> {
  const answer = await manager.get(`${SALES}/${id}/receipt?format=text`, { 'accept-language': language })
  assert.equal(answer.status, 200)
  assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8')
  return answer.body.replace(/[\u00a0\u202f]/g, ' ')
}
const reference = `${shop.store.id}-${shop.tillIds[0]}-0-00000`

test('a receipt in French', async () => {
  assert.equal(
    await textOf(sale.id, 'fr'),
    `             Épicerie du Coin
            12, rue Saint-Paul
                 Montréal

20 nov. 2026, 10 h 03
Reçu : ${reference}1
------------------------------------------
Café « Noir »
  2 × 12,99 $                      25,98 $
  Rabais                           -2,60 $
Cahier
  1,5 × 4,25 $                      6,38 $
------------------------------------------
Rabais sur le reçu                 -2,00 $
Sous-total                         27,76 $
TPS 5 %                             1,39 $
TVQ 9,975 %                         2,18 $
TOTAL                              31,33 $
Arrondi                             0,02 $
À payer                            31,35 $
Carte                              10,00 $
Comptant                           40,00 $
Monnaie rendue                     18,65 $
------------------------------------------
                 Merci !
`,
  )
})

test('the same receipt in English', async () => {
  assert.equal(
    await textOf(sale.id, 'en'),
    `             Épicerie du Coin
            12, rue Saint-Paul
                 Montréal

Nov 20, 2026, 10:03 a.m.
Receipt: ${reference}1
------------------------------------------
Café « Noir »
  2 × $12.99                        $25.98
  Discount                          -$2.60
Cahier
  1.5 × $4.25                        $6.38
------------------------------------------
Discount on the receipt             -$2.00
Subtotal                            $27.76
GST 5%                               $1.39
QST 9.975%                           $2.18
TOTAL                               $31.33
Rounding                             $0.02
To pay                              $31.35
Card                                $10.00
Cash                                $40.00
Change                              $18.65
------------------------------------------
                 Merci !
`,
  )
})

test('the receipt of a return names the ticket whose goods came back', async () => {
  assert.equal(
    await textOf(takenBack.id, 'fr'),
    `             Épicerie du Coin
            12, rue Saint-Paul
                 Montréal

              REMBOURSEMENT
21 nov. 2026, 15 h 30
Reçu : ${shop.store.id}-${shop.virtualRegisterId}-0-000001
Retour du reçu : ${reference}1
------------------------------------------
Café « Noir »
  -1 × 12,99 $                    -12,99 $
  Rabais                            1,30 $
------------------------------------------
Rabais sur le reçu                  0,78 $
Sous-total                        -10,91 $
TPS 5 %                            -0,55 $
TVQ 9,975 %                        -1,09 $
TOTAL                             -12,55 $
Remboursé : Carte                 -10,00 $
Remboursé : Comptant               -2,55 $
------------------------------------------
                 Merci !
`,
  )
})

test('the receipt as data, for any printer', async () => {
  const answer = await manager.get(`${SALES}/${sale.id}/receipt?format=json`, { 'accept-language': 'en' })
  assert.deepEqual(answer.body.data, {
    kind: 'sale',
    store: { name: 'Épicerie du Coin', header: ['12, rue Saint-Paul', 'Montréal'], footer: ['Merci !'] },
    reference: `${reference}1`,
    return_of: null,
    date: 'Nov 20, 2026, 10:03 a.m.',
    currency: 'CAD',
    prices_include_tax: false,
    lines: [
      { name: 'Café « Noir »', quantity: '2', unit_price: '12.99', gross: '25.98', discount: '2.60' },
      { name: 'Cahier', quantity: '1.5', unit_price: '4.25', gross: '6.38', discount: '0.00' },
    ],
    ticket_discount: '2.00',
    subtotal: '27.76',
    taxes: [
      { name: 'GST', rate: '5', base: '27.76', amount: '1.39' },
      { name: 'QST', rate: '9.975', base: '21.81', amount: '2.18' },
    ],
    exempted_tax: '0.00',
    exemption_certificate: null,
    total: '31.33',
    rounding: '0.02',
    payments: [
      { method: 'card', amount: '10.00' },
      { method: 'cash', amount: '40.00' },
    ],
    change_due: '18.65',
  })
})

test('a format that does not exist is refused, and a receipt that is not there is not found', async () => {
  assert.equal((await manager.get(`${SALES}/${sale.id}/receipt?format=papyrus`)).status, 422)
  assert.equal((await manager.get(`${SALES}/${newId()}/receipt`)).status, 404)
  assert.equal((await manager.get(`${SALES}/12/receipt`)).status, 400)
})
