import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, type SourceFile } from './source-files.ts'

/** From left to right: a room imports only what stands to its left. */
export const ROOMS = ['identity', 'files', 'stores', 'catalog', 'inventory', 'sales', 'reporting', 'demo'] as const
export type Room = (typeof ROOMS)[number]

/** What may hold a file of the server: the rooms, the ground under them, and the map that knows every room. */
export type Place = Room | 'rules' | 'platform' | 'map' | 'outside'

export function placeOf(path: string): Place {
  if (path.startsWith('rules/')) return 'rules'
  if (!path.startsWith('server/')) return 'outside'
  const [, folder = ''] = path.split('/')
  if (folder === 'platform') return 'platform'
  const room = ROOMS.find((name) => name === folder)
  return room ?? 'map'
}

/** Rooms that stand already. */
export const standingRooms = (files: readonly SourceFile[]): Room[] =>
  ROOMS.filter((room) => files.some((file) => placeOf(file.path) === room))

/** null: it may; otherwise why not. */
export function refuseImport(from: string, target: string): string | null {
  const here = placeOf(from)
  const there = placeOf(target)
  if (here === there || there === 'rules') return null
  if (here === 'rules') return 'rules import nothing'
  if (there === 'outside') return 'the server does not import what stands outside it'
  if (there === 'platform') return null
  if (there === 'map') return 'nobody imports the map'
  if (here === 'platform') return 'the platform knows no room'
  if (!target.endsWith(`server/${there}/index.ts`)) return `${there} is entered through its index.ts`
  if (here === 'map') return null
  return ROOMS.indexOf(there) < ROOMS.indexOf(here as Room) ? null : `${there} does not stand to the left of ${here}`
}

/** Who owns each table: the room that its migration is named after (`0004_catalog.sql`, `0009_catalog_prices.sql`). */
export function readTableOwners(): Map<string, Place> {
  const owners = new Map<string, Place>()
  for (const path of globSync('migrations/*.sql', { cwd: ROOT }).sort()) {
    const room = /\d{4}_([a-z]+)/.exec(path)?.[1] ?? ''
    const text = readFileSync(join(ROOT, path), 'utf8')
    for (const [, table = ''] of text.matchAll(/^create (?:unlogged )?table (?:if not exists )?(\w+)/gm)) {
      owners.set(table, room === 'platform' ? 'platform' : (ROOMS.find((name) => name === room) ?? 'outside'))
    }
  }
  return owners
}

const WRITES =
  /\b(?:insert into|update|delete from|truncate|copy|merge into) (?:only )?(?:public\.)?([a-z_]+)|\binsertSet(?:AndTell)?(?:<[^>]*>)?\(\s*'([a-z_]+)'/g

/** The tables that a file's statements write, among those that exist. */
export function tablesWritten(file: SourceFile, tables: ReadonlySet<string>): string[] {
  const names = [...file.text.matchAll(WRITES)].map(([, statement, set]) => statement ?? set ?? '')
  return [...new Set(names.filter((name) => tables.has(name)))]
}
