// The version before goes on serving while a migration runs, and until its last instance has been replaced.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import packageJson from '../package.json' with { type: 'json' }
import { readMigrations } from '../server/platform/database/migrate.ts'

/** Those that the first release came with; no version before it is there to survive them. */
const FIRST_RELEASE = 33

/** `-- contract: unused since 0.3.0`, among the comments at the top. */
const HEADER = /^(?:--.*\n)*-- contract: unused since (\d+)\.(\d+)\.(\d+)\s*$/m

const BREAKING: readonly { readonly what: string; readonly form: RegExp }[] = [
  { what: 'drops a table or a column', form: /\bdrop\s+(table|column|view|materialized\s+view|schema)\b[^;]*/gi },
  {
    what: 'drops a column',
    form: /\balter\s+table\b[^;]*\bdrop\s+(?!constraint|default|not\s+null|expression|identity|column)\w+/gi,
  },
  { what: 'renames', form: /\balter\s+(table|view)\b[^;]*\brename\b[^;]*/gi },
  { what: 'changes a type', form: /\balter\s+(column\s+)?\w+\s+(set\s+data\s+)?type\b[^;]*/gi },
  { what: 'demands a value', form: /\balter\s+(column\s+)?\w+\s+set\s+not\s+null\b/gi },
]
const ADDED_COLUMN =
  /\badd\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?(?!constraint|primary|unique|foreign|check|exclude|table)\w+\s+[^;]*?(?=,\s*(?:add|drop|alter)\b|;|$)/gi

/** What a running program of the version before would stumble over. */
function findBreaks(text: string): string[] {
  const code = text.replace(/--.*$/gm, '').replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
  const made = new Set(
    [...code.matchAll(/\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?([\w.]+)/gi)].map(([, name]) => name),
  )
  // What this very migration has made, nobody knows yet.
  const statements = code.split(';').filter((statement) => {
    const table = /\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?([\w.]+)/i.exec(statement)?.[1]
    return table === undefined || !made.has(table)
  })
  return statements.flatMap((statement) => {
    const breaks = BREAKING.filter(({ form }) => statement.match(form) !== null).map(({ what }) => what)
    if (!/\balter\s+table\b/i.test(statement)) return breaks
    const columns = statement.match(ADDED_COLUMN) ?? []
    const demands = columns.filter(
      (column) => /\bnot\s+null\b/i.test(column) && !/\b(default|generated)\b/i.test(column),
    )
    return [...breaks, ...demands.map(() => 'adds a column that demands a value')]
  })
}

/** Whether a header names a release that is out or on its way. */
function namesRelease(text: string): boolean {
  const found = HEADER.exec(text)
  if (found === null) return false
  const named = found.slice(1).map(Number)
  const current = packageJson.version.split('.').map(Number)
  const place = [0, 1, 2].find((index) => named[index] !== current[index])
  return place === undefined || Number(named[place]) < Number(current[place])
}

test('what expands passes, what contracts is recognised', () => {
  const passing = [
    'create table a (id bigint primary key, name text not null);',
    'alter table a add column b text;',
    "alter table a add column b text not null default '', add column c int;",
    'alter table a add b int generated always as (1) stored not null;',
    'alter table a add constraint b check (c > 0) not valid;',
    'alter table a drop constraint b;',
    'alter table a alter column b drop not null;',
    'create table b (id int); alter table b add column c text not null; alter table b rename to d;',
    '-- drop table a;\ncreate index b on a (c);',
    'create function f() returns trigger language plpgsql as $$ begin drop table if exists x; end $$;',
    'drop index b; drop trigger c on a; drop function f();',
  ]
  for (const text of passing) assert.deepEqual(findBreaks(text), [], text)
  const breaking: [string, string][] = [
    ['drop table a;', 'drops a table or a column'],
    ['alter table a drop column b;', 'drops a table or a column'],
    ['alter table a drop b;', 'drops a column'],
    ['alter table a rename column b to c;', 'renames'],
    ['alter table a rename to b;', 'renames'],
    ['alter table a alter column b type text;', 'changes a type'],
    ['alter table a alter b set not null;', 'demands a value'],
    ['alter table a add column b text not null;', 'adds a column that demands a value'],
    ["alter table a add column b text default '', add column c int not null;", 'adds a column that demands a value'],
  ]
  for (const [text, what] of breaking) assert.deepEqual(findBreaks(text), [what], text)
})

test('a header names the release since which the code does without', () => {
  assert.ok(namesRelease('-- Cards go.\n-- contract: unused since 0.0.9\ndrop table a;'))
  assert.ok(namesRelease(`-- contract: unused since ${packageJson.version}\ndrop table a;`))
  for (const text of ['drop table a;', '-- contract: unused\ndrop table a;', '-- contract: unused since 99.0.0\n']) {
    assert.equal(namesRelease(text), false, text)
  }
})

test('no migration after the first release breaks a running program', async () => {
  const migrations = await readMigrations()
  assert.ok(migrations.length >= FIRST_RELEASE)
  const refused = migrations
    .filter(({ number, text }) => number > FIRST_RELEASE && !namesRelease(text))
    .flatMap(({ name, text }) => findBreaks(text).map((what) => `${name} ${what}`))
  assert.deepEqual(refused, [])
})
