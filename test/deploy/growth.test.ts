// What docs/growth.md builds on: the tables that grow can be spread by store without a change of their keys.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readText } from './read-deployment.ts'

const schema = readText('schema.sql')
const [, named = ''] = /The tables that grow \(([^)]+)\)/.exec(readText('docs/growth.md')) ?? []
const tables = [...named.matchAll(/`(\w+)`/g)].map(([, table = '']) => table)

/** What must be unique in a table, as the schema writes it. */
function keysOf(table: string): string[] {
  const [, body = ''] = new RegExp(`^create table ${table} \\(([\\s\\S]*?)^\\);`, 'm').exec(schema) ?? []
  const constraints = [...body.matchAll(/(?:PRIMARY KEY|UNIQUE) \(([^)]+)\)/g)]
  const indexes = [...schema.matchAll(new RegExp(`CREATE UNIQUE INDEX \\w+ ON ${table} USING \\w+ \\(([^)]+)\\)`, 'g'))]
  return [...constraints, ...indexes].map(([, columns = '']) => columns)
}

describe('the tables that grow', () => {
  test('have the store in every key', () => {
    assert.ok(tables.length >= 7, named)
    for (const table of tables) {
      const keys = keysOf(table)
      assert.ok(keys.length > 0, `${table} has a key`)
      for (const columns of keys) assert.ok(columns.split(', ').includes('store_id'), `${table} (${columns})`)
    }
  })

  test('refer to rows of their own store, or to what all stores share', () => {
    for (const table of tables) {
      const [, body = ''] = new RegExp(`^create table ${table} \\(([\\s\\S]*?)^\\);`, 'm').exec(schema) ?? []
      for (const [, columns = '', target = ''] of body.matchAll(/FOREIGN KEY \(([^)]+)\) REFERENCES (\w+)/g)) {
        const isOfStore = keysOf(target).some((key) => key.includes('store_id'))
        assert.equal(columns.includes('store_id'), isOfStore, `${table} (${columns}) → ${target}`)
      }
    }
  })
})
