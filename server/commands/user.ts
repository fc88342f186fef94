import { text as readText } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import {
  createUser,
  ensureDefaultRoles,
  findUserByEmail,
  hashPassword,
  insertToken,
  listPeople,
  makePassword,
  PASSWORD_MAX_LENGTH,
  PASSWORD_MIN_LENGTH,
  PERMISSIONS,
  setPassword,
} from '../identity/index.ts'
import { systemActor } from '../platform/actor.ts'
import { type Sql, type Tx, withTransaction } from '../platform/database/connect.ts'
import { AppError } from '../platform/errors.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Text } from '../platform/text.ts'
import { attachUsers, storeIdsOf } from '../stores/index.ts'
import type { CommandContext } from './command.ts'
import { openCommandDatabase } from './command-database.ts'
import { loadConfigOfInstallation } from './require-installation.ts'

const USAGE: Text = {
  fr: `Usage :
  comptoir user create --email COURRIEL --name NOM [--role RÔLE]… [--store MAGASIN]… [--password-stdin]
  comptoir user password --email COURRIEL [--password-stdin]
  comptoir user token --email COURRIEL --name NOM [--ability PERMISSION]… [--days JOURS]
  comptoir user list

Rôles : owner, manager, cashier, stock_clerk, analyst, ou ceux de la chaîne. MAGASIN est un numéro ou un code.
Sans --password-stdin, un mot de passe est tiré au hasard et affiché une fois.`,
  en: `Usage:
  comptoir user create --email EMAIL --name NAME [--role ROLE]… [--store STORE]… [--password-stdin]
  comptoir user password --email EMAIL [--password-stdin]
  comptoir user token --email EMAIL --name NAME [--ability PERMISSION]… [--days DAYS]
  comptoir user list

Roles: owner, manager, cashier, stock_clerk, analyst, or the chain's own. STORE is a number or a code.
Without --password-stdin a password is drawn at random and shown once.`,
}

type Values = {
  email?: string
  name?: string
  role?: string[]
  store?: string[]
  ability?: string[]
  days?: string
  'password-stdin'?: boolean
  help?: boolean
}
type Action = (sql: Sql, values: Values, say: CommandContext['say']) => Promise<void>

const ACTIONS: Readonly<Record<string, Action>> = { create, password, token, list }
const usageError = 2

/** Under what name the audit log knows what the operator did here. */
const auditOf = (action: string) => ({ actor: systemActor.key, operation: `comptoir user ${action}`, request: '' })

/** Makes people, their passwords and their tokens, and lists them; for the operator on the machine itself. */
export async function user({ args, say }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string', multiple: true },
      store: { type: 'string', multiple: true },
      ability: { type: 'string', multiple: true },
      days: { type: 'string' },
      'password-stdin': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const action = ACTIONS[positionals[0] ?? '']
  if (values.help || action === undefined || positionals.length > 1) {
    say(USAGE)
    return values.help ? 0 : usageError
  }
  const database = await openCommandDatabase(loadConfigOfInstallation(), { max: 2, tables: 'some' })
  try {
    await action(database.sql, values, say)
    return 0
  } catch (error) {
    throw error instanceof AppError ? explainRefusal(error) : error
  } finally {
    await database.close()
  }
}

async function create(sql: Sql, values: Values, say: CommandContext['say']): Promise<void> {
  const email = readEmail(values)
  const name = requireOption(values.name, '--name')
  const { password, isGiven } = await choosePassword(values)
  const passwordHash = await hashPassword(password)
  const made = await withTransaction(sql, { audit: auditOf('create') }, async (tx) => {
    await ensureDefaultRoles(tx)
    const person = await createUser(tx, { name, email, passwordHash, roles: values.role ?? [] })
    for (const store of values.store ?? []) await attachUsers(tx, systemActor, await findStore(tx, store), [person.id])
    return person
  })
  say({ fr: `Personne ${made.id} créée : ${made.email}`, en: `Person ${made.id} created: ${made.email}` })
  if (!isGiven) sayPassword(say, password)
}

async function password(sql: Sql, values: Values, say: CommandContext['say']): Promise<void> {
  const person = await findPerson(sql, values)
  const chosen = await choosePassword(values)
  const passwordHash = await hashPassword(chosen.password)
  const ended = await withTransaction(sql, { audit: auditOf('password') }, (tx) =>
    setPassword(tx, person.id, passwordHash),
  )
  say({
    fr: `Mot de passe de ${person.email} changé\u00a0; sessions et jetons révoqués\u00a0: ${ended}.`,
    en: `Password of ${person.email} changed; sessions and tokens revoked: ${ended}.`,
  })
  if (!chosen.isGiven) sayPassword(say, chosen.password)
}

async function token(sql: Sql, values: Values, say: CommandContext['say']): Promise<void> {
  const person = await findPerson(sql, values)
  const name = requireOption(values.name, '--name')
  const abilities = values.ability ?? null
  const unknown = abilities?.find((ability) => !PERMISSIONS.has(ability))
  if (unknown !== undefined) {
    throw new OperatorError(`Il n’y a pas de permission « ${unknown} ».`, `There is no permission "${unknown}".`)
  }
  const expiresAt = readExpiry(values.days)
  const made = await withTransaction(sql, { audit: auditOf('token') }, (tx) =>
    insertToken(tx, { userId: person.id, name, abilities, expiresAt }),
  )
  say({
    fr: `Jeton de ${person.email}, montré cette seule fois : ${made.token}`,
    en: `Token of ${person.email}, shown only now: ${made.token}`,
  })
}

async function list(sql: Sql, _values: Values, say: CommandContext['say']): Promise<void> {
  const people = await listPeople(sql, storeIdsOf)
  for (const person of people) {
    const roles = person.roles.join(', ') || '-'
    const stores = person.store_ids.join(', ') || '-'
    say({
      fr: `${person.id}\t${person.email}\t${person.name}\trôles : ${roles}\tmagasins : ${stores}`,
      en: `${person.id}\t${person.email}\t${person.name}\troles: ${roles}\tstores: ${stores}`,
    })
  }
  if (people.length === 0) say({ fr: 'Personne encore.', en: 'Nobody yet.' })
}

function requireOption(value: string | undefined, option: string): string {
  const given = value?.trim()
  if (given) return given
  throw new OperatorError(`Il manque ${option}.`, `${option} is missing.`)
}

function readEmail(values: Values): string {
  const email = requireOption(values.email, '--email')
  if (/^[^\s@]+@[^\s@]+$/.test(email)) return email
  throw new OperatorError(`« ${email} » n’est pas un courriel.`, `"${email}" is not an e-mail.`)
}

async function findPerson(sql: Sql, values: Values) {
  const email = readEmail(values)
  const person = await findUserByEmail(sql, email)
  if (person !== null) return person
  throw new OperatorError(`Personne n’a le courriel ${email}.`, `Nobody has the e-mail ${email}.`)
}

async function findStore(tx: Tx, given: string): Promise<number> {
  const [store] = await tx<{ id: number }[]>`
    select id from stores where (code = ${given} or id::text = ${given}) and deleted_at is null
    order by code <> ${given} limit 1`
  if (store !== undefined) return store.id
  throw new OperatorError(`Il n’y a pas de magasin « ${given} ».`, `There is no store "${given}".`)
}

async function choosePassword(values: Values): Promise<{ password: string; isGiven: boolean }> {
  if (!values['password-stdin']) return { password: makePassword(), isGiven: false }
  const password = (await readText(process.stdin)).replace(/\r?\n$/, '')
  if (password.length >= PASSWORD_MIN_LENGTH && password.length <= PASSWORD_MAX_LENGTH) {
    return { password, isGiven: true }
  }
  throw new OperatorError(
    `Un mot de passe compte de ${PASSWORD_MIN_LENGTH} à ${PASSWORD_MAX_LENGTH} caractères.`,
    `A password has ${PASSWORD_MIN_LENGTH} to ${PASSWORD_MAX_LENGTH} characters.`,
  )
}

function readExpiry(days: string | undefined): Date | null {
  if (days === undefined) return null
  const count = /^\d{1,5}$/.test(days) ? Number(days) : 0
  if (count > 0) return new Date(Date.now() + count * 24 * 60 * 60 * 1000)
  throw new OperatorError('--days veut un nombre de jours.', '--days wants a number of days.')
}

const sayPassword = (say: CommandContext['say'], password: string) =>
  say({ fr: `Mot de passe, montré cette seule fois : ${password}`, en: `Password, shown only now: ${password}` })

/** A refusal of a use case, with what it says of each field. */
function explainRefusal(error: AppError): OperatorError {
  const lines = Object.values(error.fields).flat()
  const bare = (sentence: string) => sentence.replace(/\.$/, '')
  // A field may say the same as the whole: it is read once.
  const join = (language: 'fr' | 'en') => {
    const details = lines.map((line) => line[language]).filter((line) => bare(line) !== bare(error.text[language]))
    return [error.text[language], ...details].join('\n')
  }
  return new OperatorError(join('fr'), join('en'), { cause: error })
}
