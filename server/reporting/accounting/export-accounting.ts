import type { Readable } from 'node:stream'
import type { Static } from 'typebox'
import { currencyDecimals, formatDecimal } from '../../../rules/index.ts'
import { type Accounting, readSettings } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { createGate } from '../../platform/create-gate.ts'
import { formatCsvRecord } from '../../platform/csv/index.ts'
import type { Sql, Tx } from '../../platform/database/connect.ts'
import { openTransaction } from '../../platform/database/open-transaction.ts'
import { invalid } from '../../platform/errors.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { createStreams } from '../../platform/http/stream-in-turn.ts'
import { type Language, text } from '../../platform/text.ts'
import { addDays, countDays, type Period, type ResolvedScope, resolveScope } from '../resolve-scope.ts'
import type { AccountingExport, AccountingQuery, AccountingRow } from './accounting-schema.ts'
import { composePostings, type Posting } from './compose-postings.ts'
import { type ClassNames, describePosting, kindName } from './describe-posting.ts'
import { readDayFacts, splitByDay } from './read-day-facts.ts'

/** The mark makes spreadsheets read UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'
const LONGEST_DAYS = { csv: 366, json: 92 } as const
/** Days that are read at once. */
const DAYS_AT_ONCE = 31

/** Each holds a connection, and a moment of the database: a file for as long as its reader reads. */
const inTurn = createGate({ atOnce: 2, waiting: 50 })
const streamInTurn = createStreams(inTurn)

/**
 * The books of some stores' business days, account by account: what balances for every store and day.
 *
 * @throws not_found, validation_failed as `resolveScope` does, and for a period that is too long; not_ready when too many
 *   exports wait.
 */
export async function exportAccounting(
  sql: Sql,
  actor: Actor,
  query: AccountingQuery,
  language: Language,
): Promise<Outcome<Readable | Static<typeof AccountingExport>>> {
  const { format = 'csv', ...asked } = query
  const { scope, period } = await resolveScope(sql, actor, asked)
  if (countDays(period) > LONGEST_DAYS[format]) throw tooLong(LONGEST_DAYS[format])
  const days = () => writeDays(sql, { storeIds: scope.storeIds, period }, language)
  if (format === 'json') {
    return { data: { period, rows: await inTurn(async () => (await Array.fromAsync(days())).flat()) } }
  }
  const name = `${{ fr: 'comptabilite', en: 'accounting' }[language]}-${period.date_from}-${period.date_to}`
  return {
    data: await streamInTurn(() => writeCsv(days(), language)),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
    },
  }
}

const tooLong = (days: number) =>
  invalid({
    date_to: text(
      `La période ne peut pas dépasser ${days} jours dans ce format.`,
      `The period may not exceed ${days} days in this format.`,
    ),
  })

const HEADINGS = {
  fr: ['Magasin', 'Nom du magasin', 'Jour', 'Compte', 'Écriture', 'Libellé', 'Débit', 'Crédit', 'Devise'],
  en: ['Store', 'Store name', 'Day', 'Account', 'Entry', 'Description', 'Debit', 'Credit', 'Currency'],
} as const

async function* writeCsv(days: AsyncIterable<readonly AccountingRow[]>, language: Language): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + formatCsvRecord(HEADINGS[language])
  for await (const rows of days) {
    yield rows
      .map((row) =>
        formatCsvRecord([
          row.store_id,
          row.store_name,
          row.business_day,
          row.account,
          kindName(row.kind, language),
          row.label,
          row.debit,
          row.credit,
          row.currency,
        ]),
      )
      .join('')
  }
}

type Store = { id: number; name: string; currency: string; tax_zone: string }
type Scope = { readonly storeIds: ResolvedScope['scope']['storeIds']; readonly period: Period }

/** The rows of a period, some days at a time, all of one moment of the database. Whoever stops reading ends the transaction. */
async function* writeDays(sql: Sql, scope: Scope, language: Language): AsyncGenerator<AccountingRow[]> {
  const transaction = openTransaction(sql, 'isolation level repeatable read read only')
  const { tx } = transaction
  try {
    const { accounting } = await readSettings(tx)
    const stores = await readStores(tx, scope.storeIds)
    const classes = await readClassNames(tx)
    const { date_to: last } = scope.period
    for (let first = scope.period.date_from; first <= last; first = addDays(first, DAYS_AT_ONCE)) {
      const isEnd = addDays(first, DAYS_AT_ONCE) > last
      const period = { date_from: first, date_to: isEnd ? last : addDays(first, DAYS_AT_ONCE - 1) }
      const facts = await readDayFacts(tx, [...stores.keys()], period)
      yield splitByDay(facts).flatMap(({ storeId, day, facts: ofDay }) => {
        const store = stores.get(storeId) as Store
        return composePostings(ofDay, chartOf(accounting, store)).map((posting) =>
          presentPosting(posting, { store, day, classes, language }),
        )
      })
    }
  } finally {
    await transaction.rollback()
  }
}

const chartOf = (accounting: Accounting, { tax_zone }: Store) =>
  tax_zone === 'FR' ? accounting.france : accounting.quebec

async function readStores(tx: Tx, ids: Scope['storeIds']): Promise<Map<number, Store>> {
  const rows = await tx<Store[]>`
    select id, name, currency::text, tax_zone from stores
    ${ids === null ? tx`` : tx`where id = any(${[...ids]}::bigint[])`} order by id`
  return new Map(rows.map((store) => [store.id, store]))
}

async function readClassNames(tx: Tx): Promise<ClassNames> {
  const rows = await tx<{ code: string; fr: string; en: string }[]>`
    select code, name_fr as fr, name_en as en from tax_classes`
  return new Map(rows.map(({ code, fr, en }) => [code, { fr, en }]))
}

type PostingPlace = { store: Store; day: string; classes: ClassNames; language: Language }

function presentPosting(posting: Posting, { store, day, classes, language }: PostingPlace): AccountingRow {
  const money = (minor: bigint) => formatDecimal(minor > 0n ? minor : 0n, currencyDecimals(store.currency))
  return {
    store_id: store.id,
    store_name: store.name,
    business_day: day,
    account: posting.account,
    kind: posting.kind,
    label: describePosting(posting, classes, language),
    debit: money(posting.amount),
    credit: money(-posting.amount),
    currency: store.currency,
  }
}
