import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeOption, makeProduct } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { stockUp } from '../../../test/harness/sales.ts'
import type { VariantItem } from '../schema.ts'

const { sql, as, service, log } = await testApplication({ after })
const owner = as('owner')
const store = await makeStore(sql, { tax_zone: 'NONE' })

/** A product without variants, with sizes and colours. */
async function newShirt(sizes = ['S', 'M'], colours = ['Rouge', 'Bleu']) {
  const { id } = await makeProduct(sql, { price: undefined })
  const size = await makeOption(sql, id, { name: 'Taille', values: sizes })
  const colour = await makeOption(sql, id, { name: 'Couleur', values: colours })
  return { id, size, colour, path: `/api/v1/products/${id}` }
}
const names = (variants: VariantItem[]) => variants.map(({ name }) => name)
const variantsOf = async (id: number): Promise<VariantItem[]> =>
  (await owner.get(`/api/v1/products/${id}/variants?per_page=100`)).body.data

describe('options', () => {
  it('are added with values, in a place, and listed', async () => {
    const { id } = await makeProduct(sql)
    const path = `/api/v1/products/${id}/options`
    const size = await owner.post(path, { nom: 'Taille', values: ['S', 'M'] })
    assert.deepEqual([size.status, size.body.message], [201, 'Option ajoutée avec succès.'])
    assert.equal((await owner.post(path, { name: 'Couleur', position: 1, values: ['Rouge'] })).status, 201)
    const listed = (await owner.get(path)).body.data
    assert.deepEqual(
      listed.map((option: { name: string; position: number; values: { value: string }[] }) => [
        option.name,
        option.position,
        option.values.map(({ value }) => value),
      ]),
      [
        ['Couleur', 1, ['Rouge']],
        ['Taille', 2, ['S', 'M']],
      ],
    )
    await owner.put(`/api/v1/product-options/${size.body.data.id}`, { name: 'Pointure', position: 1 })
    const names = (await owner.get(path)).body.data.map((option: { name: string }) => option.name)
    assert.deepEqual(names, ['Pointure', 'Couleur'])
  })

  it('stand last when they are added, and values too, whichever left before', async () => {
    const { id } = await makeProduct(sql)
    const path = `/api/v1/products/${id}/options`
    const made = []
    for (const name of ['A', 'B', 'C', 'D'])
      made.push((await owner.post(path, { name, values: ['1', '2', '3', '4'] })).body.data)
    for (const { id: optionId } of made.slice(0, 2)) await owner.del(`/api/v1/product-options/${optionId}`)
    for (const { id: valueId } of made[3].values.slice(0, 2))
      await owner.del(`/api/v1/product-option-values/${valueId}`)
    await owner.post(path, { name: 'E' })
    await owner.post(`/api/v1/product-options/${made[3].id}/values`, { value: '5' })
    const listed: { name: string; values: { value: string }[] }[] = (await owner.get(path)).body.data
    assert.deepEqual(
      listed.map(({ name, values }) => name + values.map(({ value }) => value).join('')),
      ['C1234', 'D345', 'E'],
    )
  })

  it('have names of their own, and values too, whoever adds them at once', async () => {
    const { id } = await makeProduct(sql)
    const path = `/api/v1/products/${id}/options`
    const racers = await Promise.all(Array.from({ length: 5 }, () => owner.post(path, { name: 'Taille' })))
    assert.deepEqual(racers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409])
    const twin = await owner.post(path, { name: 'TAILLE' })
    assert.deepEqual(
      [twin.body.code, twin.body.errors],
      ['option_name_taken', { name: ['Ce produit a déjà cette option.'] }],
    )
    const repeated = await owner.post(path, { name: 'Couleur', values: ['Bleu', 'Rouge', 'bleu'] })
    assert.deepEqual(repeated.body.errors, { 'values.2': ['Cette valeur est donnée deux fois.'] })
    const [size] = (await owner.get(path)).body.data
    const values = `/api/v1/product-options/${size.id}/values`
    const added = await Promise.all(Array.from({ length: 4 }, () => owner.post(values, { value: 'XL' })))
    assert.deepEqual(added.map(({ status }) => status).sort(), [201, 409, 409, 409])
    for (let count = 2; count <= 5; count += 1) await makeOption(sql, id, { name: `Option ${count}` })
    assert.deepEqual((await owner.post(path, { name: 'Sixième' })).body.errors, {
      name: ['Un produit a au plus 5 options.'],
    })
    assert.equal((await owner.post('/api/v1/products/999999/options', { name: 'x' })).status, 404)
    assert.equal((await owner.put('/api/v1/product-options/999999', { name: 'x' })).status, 404)
    assert.deepEqual(log.faults, [])
  })

  it('give the variants that are there a value when asked to', async () => {
    const { id } = await makeProduct(sql)
    const path = `/api/v1/products/${id}/options`
    await owner.post(path, { name: 'Taille', values: ['S', 'M'], default_value: 'S' })
    assert.deepEqual(names(await variantsOf(id)), ['S'])
    assert.equal((await owner.post(`/api/v1/products/${id}/variants/matrix`, {})).status, 201)
    await owner.post(path, { name: 'Couleur', values: ['Noir'], default_value: 'noir' })
    assert.deepEqual(names(await variantsOf(id)), ['S / Noir', 'M / Noir'])
    const unknown = await owner.post(path, { name: 'Coupe', values: ['Droite'], default_value: 'Large' })
    assert.deepEqual(unknown.body.errors, { default_value: ['Donnez une des valeurs de l’option.'] })
  })
})

describe('the matrix', () => {
  it('makes what is missing, and says so', async () => {
    const { path } = await newShirt()
    const first = await owner.post(`${path}/variants/matrix`, {
      price: '20.00',
      cost: '8',
      sku_pattern: 'TS-{Taille}-{couleur}',
    })
    assert.equal(first.status, 201, JSON.stringify(first.body))
    assert.deepEqual(
      first.body.data.created.map(({ name, sku, price, cost }: VariantItem) => [name, sku, price, cost]),
      [
        ['S / Rouge', 'TS-S-ROUGE', '20.00', '8.00'],
        ['S / Bleu', 'TS-S-BLEU', '20.00', '8.00'],
        ['M / Rouge', 'TS-M-ROUGE', '20.00', '8.00'],
        ['M / Bleu', 'TS-M-BLEU', '20.00', '8.00'],
      ],
    )
    const [variant] = first.body.data.created
    assert.deepEqual(
      variant.option_values.map((chosen: { option: string; value: string }) => [chosen.option, chosen.value]),
      [
        ['Taille', 'S'],
        ['Couleur', 'Rouge'],
      ],
    )
    await owner.del(`/api/v1/product-variants/${variant.id}`)
    const second = await owner.post(`${path}/variants/matrix`, {})
    assert.deepEqual([names(second.body.data.created), second.body.data.existing_count], [['S / Rouge'], 3])
    assert.equal(second.body.data.created[0].price, '20.00')
    const third = await owner.post(`${path}/variants/matrix`, {})
    assert.deepEqual(third.body.data, { created: [], existing_count: 4 })
  })

  it('names the pattern when it makes a SKU that another article has', async () => {
    await makeProduct(sql, { sku: 'PRIS-M-BLEU' })
    const { path } = await newShirt()
    const refused = await owner.post(`${path}/variants/matrix`, { price: '1', sku_pattern: 'PRIS-{Taille}-{Couleur}' })
    assert.deepEqual(
      [refused.status, refused.body.code, Object.keys(refused.body.errors)],
      [409, 'sku_taken', ['sku_pattern']],
    )
  })

  it('is made once, whoever asks at once', async () => {
    const { id, path } = await newShirt()
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => owner.post(`${path}/variants/matrix`, { price: '1' })),
    )
    const made = answers.map(({ body }) => body.data.created.length)
    assert.deepEqual(made.sort(), [0, 0, 0, 0, 0, 4])
    assert.equal((await variantsOf(id)).length, 4)
  })

  it('is refused without options, without a price, when it is too large, or when SKUs would be the same', async () => {
    const { id } = await makeProduct(sql, { price: undefined })
    const refuse = async (path: string, body: object) => {
      const answer = await owner.post(`${path}/variants/matrix`, body)
      return [answer.status, answer.body.errors]
    }
    assert.deepEqual(await refuse(`/api/v1/products/${id}`, { price: '1' }), [
      422,
      { options: ['Donnez d’abord au produit des options qui ont des valeurs.'] },
    ])
    const { path } = await newShirt()
    assert.deepEqual(await refuse(path, {}), [422, { price: ['Le prix est obligatoire.'] }])
    assert.deepEqual(await refuse(path, { price: '1', sku_pattern: 'TS-{Taille}' }), [
      422,
      { sku_pattern: ['Le modèle d’UGS nomme chaque option, et rien d’autre\u00a0: {Taille}, {Couleur}.'] },
    ])
    const many = Array.from({ length: 34 }, (_, index) => `V${index}`)
    const large = await newShirt(many, many)
    assert.deepEqual(await refuse(large.path, { price: '1' }), [
      422,
      { options: ['Le produit aurait 1156 variantes\u00a0; il peut en avoir 1000 au plus.'] },
    ])
    await makeProduct(sql, { sku: 'PRIS-S-ROUGE' })
    const taken = await owner.post(`${path}/variants/matrix`, { price: '1', sku_pattern: 'PRIS-{Taille}-{Couleur}' })
    assert.deepEqual([taken.status, taken.body.code], [409, 'sku_taken'])
  })
})

describe('a value', () => {
  it('that is added makes the variants that it lacks, at their sisters’ prices', async () => {
    const { path, size, colour } = await newShirt()
    const early = await owner.post(`/api/v1/product-options/${size.id}/values`, { value: 'L' })
    assert.deepEqual(early.body.data.created_variants, [])
    await owner.post(`${path}/variants/matrix`, { price: '20.00' })
    const red = (await owner.get(`${path}/variants?per_page=100`)).body.data[0]
    await owner.patch(`/api/v1/product-variants/${red.id}`, { price: '25.00' })
    const added = await owner.post(`/api/v1/product-options/${size.id}/values`, { value: 'XL', position: 1 })
    assert.equal(added.status, 201)
    assert.equal(added.body.data.position, 1)
    assert.deepEqual(
      added.body.data.created_variants.map(({ name, price }: VariantItem) => [name, price]),
      [
        ['XL / Rouge', '25.00'],
        ['XL / Bleu', '20.00'],
      ],
    )
    const quiet = await owner.post(`/api/v1/product-options/${colour.id}/values`, {
      value: 'Vert',
      make_variants: false,
    })
    assert.deepEqual(quiet.body.data.created_variants, [])
  })

  it('that is renamed renames the variants called by it', async () => {
    const { id, path, colour } = await newShirt(['S'])
    await owner.post(`${path}/variants/matrix`, { price: '1' })
    const [red, blue] = await variantsOf(id)
    await owner.patch(`/api/v1/product-variants/${blue?.id}`, { name: 'La bleue' })
    const [first, second] = colour.values
    const renamed = await owner.put(`/api/v1/product-option-values/${first?.id}`, { value: 'Écarlate' })
    assert.deepEqual(renamed.body.data, { id: first?.id, option_id: colour.id, value: 'Écarlate', position: 1 })
    await owner.put(`/api/v1/product-option-values/${second?.id}`, { value: 'Marine' })
    assert.deepEqual(names(await variantsOf(id)), ['S / Écarlate', 'La bleue'])
    await owner.put(`/api/v1/product-options/${colour.id}`, { position: 1 })
    assert.deepEqual(names(await variantsOf(id)), ['Écarlate / S', 'La bleue'])
    const twin = await owner.put(`/api/v1/product-option-values/${first?.id}`, { value: 'MARINE' })
    assert.equal(twin.body.code, 'option_value_taken')
    assert.ok(red)
  })

  it('stays while variants that have it were sold or are in stock, and else takes them along', async () => {
    const { id, path, size, colour } = await newShirt()
    await owner.post(`${path}/variants/matrix`, { price: '10.00' })
    const [smallRed, smallBlue, mediumRed] = await variantsOf(id)
    const sale = await service.post('/api/v1/sales', {
      id: randomUUID(),
      store_id: store.id,
      lines: [{ variant_id: smallRed?.id, quantity: '1' }],
      payments: [{ method: 'card', amount: '10.00' }],
    })
    assert.equal(sale.status, 201)
    await stockUp(sql, store.id, [smallRed?.id ?? 0], 0)
    await stockUp(sql, store.id, [smallBlue?.id ?? 0], 3)
    const [small, medium] = size.values
    const refused = await owner.del(`/api/v1/product-option-values/${small?.id}`)
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.error],
      [
        409,
        'option_value_in_use',
        'Cette valeur ne peut pas être supprimée\u00a0: des variantes vendues ou en stock l’ont (variantes\u00a0: 2)',
      ],
    )
    const [red] = colour.values
    assert.match((await owner.del(`/api/v1/product-option-values/${red?.id}`)).body.error, /variantes\u00a0: 1/)
    assert.equal((await owner.del(`/api/v1/product-options/${size.id}`)).body.code, 'option_in_use')
    assert.equal((await owner.del(`/api/v1/product-option-values/${medium?.id}`)).status, 200)
    assert.deepEqual(names(await variantsOf(id)), ['S / Rouge', 'S / Bleu'])
    assert.equal((await owner.get(`/api/v1/product-variants/${mediumRed?.id}`)).status, 404)
    // Sizes tell nothing apart any more: the option leaves, and what was sold stays.
    assert.equal((await owner.del(`/api/v1/product-options/${size.id}`)).status, 200)
    assert.deepEqual(names(await variantsOf(id)), ['Rouge', 'Bleu'])
    assert.deepEqual(log.faults, [])
  })
})

describe('the values of a variant', () => {
  it('are chosen by id or by name, one of each option', async () => {
    const { path, size, colour } = await newShirt()
    const [red, blue] = colour.values
    const byName = [
      { option: 'couleur', value: 'ROUGE' },
      { option: 'Taille', value: 'S' },
    ]
    const made = await owner.post(`${path}/variants`, { price: '5', option_values: byName })
    assert.deepEqual([made.status, made.body.data.name], [201, 'S / Rouge'])
    const moved = await owner.patch(`/api/v1/product-variants/${made.body.data.id}`, {
      option_values: [size.values[0]?.id, blue?.id],
    })
    assert.equal(moved.body.data.name, 'S / Bleu')
    const own = await owner.post(`${path}/variants`, { price: '5', name: 'La rouge', option_values: byName })
    assert.equal(own.body.data.name, 'La rouge')
    const refuse = async (option_values: unknown[]) =>
      (await owner.post(`${path}/variants`, { price: '5', option_values })).body.errors
    assert.deepEqual(await refuse([red?.id]), { option_values: ['Donnez aussi une valeur de\u00a0: Taille.'] })
    assert.deepEqual(await refuse([red?.id, blue?.id]), { 'option_values.1': ['Une seule valeur par option.'] })
    assert.deepEqual(await refuse([999_999]), {
      'option_values.0': ['Ce produit n’a pas d’option qui ait cette valeur.'],
    })
    const bare = await owner.patch(`/api/v1/product-variants/${made.body.data.id}`, { option_values: [] })
    assert.deepEqual([bare.body.data.name, bare.body.data.option_values], ['', []])
  })

  it('are no other variant’s, whoever takes them at once', async () => {
    const { path, size, colour } = await newShirt()
    const option_values = [size.values[0]?.id, colour.values[0]?.id]
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => owner.post(`${path}/variants`, { price: '5', option_values })),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409])
    const refused = answers.find(({ status }) => status === 409)
    assert.equal(refused?.body.code, 'combination_taken')
    const holder = answers.find(({ status }) => status === 201)?.body.data.id
    assert.deepEqual(refused?.body.errors, {
      option_values: [`La variante ${holder} («\u00a0S / Rouge\u00a0») a déjà ces valeurs.`],
    })
    const other = [size.values[1]?.id, colour.values[0]?.id]
    const second = (await owner.post(`${path}/variants`, { price: '5', option_values: other })).body.data
    const moves = await Promise.all(
      Array.from({ length: 3 }, () => owner.patch(`/api/v1/product-variants/${second.id}`, { option_values })),
    )
    assert.deepEqual(
      moves.map(({ status }) => status),
      [409, 409, 409],
    )
    assert.deepEqual(log.faults, [])
  })
})
