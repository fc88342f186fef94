import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, type SourceFile } from './source-files.ts'

/** From left to right: a room imports only what stands to its left. */
export const ROOMS = ['identity', 'files', 'stores', 'catalog', 'inventory', 'sales', 'reporting', 'demo'] as const
export type Room = (typeof ROOMS)[number]

/** What may hold a file: the server's rooms, the ground under them, the map that knows every room; the web application. */
export type Place = Room | 'rules' | 'platform' | 'map' | 'web' | 'outside'

export function placeOf(path: string): Place {
  if (path.startsWith('rules/')) return 'rules'
  if (path.startsWith('web/src/')) return 'web'
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
  if (here === 'web') return refuseImportOfWeb(from, target)
  if (here === there || there === 'rules') return null
  if (here === 'rules') return 'rules import nothing'
  if (there === 'outside') return 'the server does not import what stands outside it'
  if (there === 'platform') return null
  if (there === 'web') return 'nobody imports the web application'
  if (there === 'map') return 'nobody imports the map'
  if (here === 'platform') return 'the platform knows no room'
  if (!target.endsWith(`server/${there}/index.ts`)) return `${there} is entered through its index.ts`
  if (here === 'map') return null
  return ROOMS.indexOf(there) < ROOMS.indexOf(here as Room) ? null : `${there} does not stand to the left of ${here}`
}

/** The parts of the web application that every room may use; `app` knows the rooms, and gives them its ground. */
const GROUND_OF_WEB = ['api', 'i18n', 'ui']
const CLIENT = 'packages/client/src/'

/** The application asks the API through its client and shares the rules with the server: it knows nothing else of it. */
function refuseImportOfWeb(from: string, target: string): string | null {
  if (target.startsWith('rules/'))
    return target === 'rules/index.ts' ? null : 'rules are entered through their index.ts'
  if (target.startsWith(CLIENT)) return from.startsWith('web/src/api/') ? null : 'the API is asked through web/src/api'
  if (!target.startsWith('web/')) return 'the web application imports only the rules and its client'
  const [here = '', there = ''] = [from, target].map((path) => path.split('/')[2] ?? '')
  if (here === there || here.includes('.') || here === 'app') return null
  if (GROUND_OF_WEB.includes(there))
    return GROUND_OF_WEB.includes(here) && here === 'i18n' ? 'i18n imports nothing' : null
  if (GROUND_OF_WEB.includes(here)) return `${here} is the ground: it knows no room`
  return there === 'app' ? null : `the room ${here} does not import the room ${there}`
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
