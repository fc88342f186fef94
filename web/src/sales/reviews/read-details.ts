/** What a review says of its record. The API promises a plain object: each part is read for what it may be. */
type Details = Readonly<Record<string, unknown>>

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null

const objectOf = (value: unknown): Details =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Details) : {}

const listOf = (value: unknown): Details[] => (Array.isArray(value) ? value.map(objectOf) : [])

/** A line of the ticket that is odd, and in what. */
export type OddLine = {
  readonly line: string | null
  readonly article: string
  /** What was asked and what the catalogue says; null: it says nothing of it. */
  readonly sold: string | null
  readonly asked: string | null
  readonly fees: string | null
  readonly bears: string | null
  readonly beyond: string | null
  readonly percent: string | null
  readonly taxClass: string | null
}

export type ReviewFacts = {
  readonly registerId: number | null
  readonly series: string | null
  readonly number: string | null
  readonly cashierId: number | null
  readonly occurredAt: string | null
  readonly sessionId: string | null
  readonly ticketId: string | null
  readonly missing: string | null
  readonly stated: string | null
  readonly computed: string | null
  readonly paid: string | null
  readonly due: string | null
  readonly refunded: string | null
  readonly limit: string | null
  readonly approver: string | null
  readonly reason: string | null
  readonly doubt: string | null
  readonly lines: readonly OddLine[]
}

export function readDetails(details: Details): ReviewFacts {
  const numberOf = (value: unknown) => (typeof value === 'number' ? value : null)
  return {
    registerId: numberOf(details.register_id),
    series: textOf(details.series),
    number: textOf(details.number),
    cashierId: numberOf(details.cashier_id),
    occurredAt: textOf(details.occurred_at) ?? textOf(details.given_at),
    sessionId: textOf(details.session_id),
    ticketId: textOf(details.ticket_id),
    missing: textOf(details.missing),
    stated: textOf(objectOf(details.stated).total) ?? textOf(details.total),
    computed: textOf(objectOf(details.computed).total),
    paid: textOf(details.paid),
    due: textOf(details.due),
    refunded: textOf(details.refunded),
    limit: textOf(details.limit),
    approver: textOf(details.approver_name),
    reason: textOf(details.reason),
    doubt: textOf(details.doubt),
    lines: listOf(details.lines).map(readLine),
  }
}

const readLine = (line: Details): OddLine => ({
  line: textOf(line.line) ?? textOf(line.sale_line),
  article: textOf(line.article) ?? textOf(line.name) ?? '',
  sold: textOf(line.unit_price),
  asked: textOf(line.price),
  fees: textOf(line.fees),
  bears: textOf(line.bears),
  beyond: textOf(line.beyond),
  percent: textOf(line.percent),
  taxClass: textOf(line.tax_class),
})
