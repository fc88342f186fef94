import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { classifyArticles } from './classify-articles.ts'

const articles = (...revenues: number[]) =>
  revenues.map((net, index) => ({ key: String(index + 1), facts: { net: BigInt(net) } }))
const classesOf = (...revenues: number[]) => {
  const classes = classifyArticles(articles(...revenues))
  return revenues.map((_net, index) => classes.get(String(index + 1)) ?? '-').join('')
}

describe('the classes of articles', () => {
  // Revenues, and the class of each in that order; a dash is an article that has none of its own, and goes with C.
  const table: [revenues: number[], classes: string][] = [
    [[80, 15, 5], 'ABC'],
    // The article that reaches 80 % is still A, the one that reaches 95 % still B.
    [[79, 10, 6, 5], 'AABC'],
    [[5, 15, 80], 'CBA'],
    [[100], 'A'],
    [[50, 50], 'AA'],
    [[10, 10, 10, 10, 10, 10, 10, 10, 10, 10], 'AAAAAAAABB'],
    // What was given back brings nothing, and takes nothing from the others.
    [[100, 0, -20], 'A--'],
    [[0, -5], '--'],
    [[], ''],
  ]
  for (const [revenues, classes] of table) {
    it(`${revenues.join(', ')}: ${classes}`, () => assert.equal(classesOf(...revenues), classes))
  }

  it('leave out what is no article', () => {
    const classes = classifyArticles([{ key: null, facts: { net: 1000n } }, ...articles(80, 15, 5)])
    assert.deepEqual([...classes.values()], ['A', 'B', 'C'])
  })
})
