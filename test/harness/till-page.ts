import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { TestApplication } from './app.ts'
import { makeUser } from './factories.ts'

const PASSWORD = 'correct cheval pile agrafe'
const PATIENCE_MS = 20_000

/** What tests look at of what the screens see. */
export type TillSnapshot = {
  readonly phase: string
  readonly device: {
    readonly id: string
    readonly state: string
    readonly series: number
    readonly leaseLost: string | null
  }
  readonly copy: { readonly state: string }
  readonly outbox: { readonly waiting: number; readonly refused: number; readonly held: number }
  readonly drawer: {
    readonly expectedCash: string
    readonly lastNumber: number
    readonly sums: { readonly tickets: number }
  } | null
}

export type AppendedRecord = {
  readonly id: string
  readonly number: number
  readonly closed: { readonly difference: string } | null
}

/** A page with the till's memory and no screens, whose cashier is signed in. */
export type TillPage = {
  readonly page: Page
  /** Whoever is signed in. */
  readonly cashier: number
  readonly complaints: readonly string[]
  /** Evaluates an expression in the page, in which `till` is the memory. */
  ask<Value = unknown>(expression: string): Promise<Value>
  append(record: unknown): Promise<AppendedRecord>
  /** The code with which a record is refused by the till itself. */
  refusal(record: unknown): Promise<string>
  snapshot(): Promise<TillSnapshot>
  until(isSo: (snapshot: TillSnapshot) => boolean): Promise<TillSnapshot>
  /** Enrols the browser as a device of the store. */
  enrol(): Promise<void>
  reload(): Promise<void>
  /** Another page of the same browser. */
  openAnother(): Promise<TillPage>
  closePage(): Promise<void>
  close(): Promise<void>
}

type Place = { readonly browser: Browser | null; readonly address: string; readonly storeId: number }

export async function openTillPage(
  application: TestApplication,
  { browser, address, storeId }: Place,
): Promise<TillPage> {
  const context = await (browser as Browser).newContext({ baseURL: address })
  const cashier = await signInCashier(application, context, { address, storeId })
  return openPage(application, { context, cashier, storeId })
}

/** A manager of the store who is signed in in this browser. */
export async function signInCashier(
  { sql }: TestApplication,
  context: BrowserContext,
  { address, storeId }: { address: string; storeId: number },
): Promise<number> {
  const user = await makeUser(sql, { roles: ['manager'], storeIds: [storeId], password: PASSWORD })
  const answer = await context.request.post('/api/v1/login', {
    data: { email: user.email, password: PASSWORD, session: true },
    headers: { origin: address },
  })
  if (!answer.ok()) throw new Error(await answer.text())
  return user.id
}

export type Opening = { readonly context: BrowserContext; readonly cashier: number; readonly storeId: number }

export async function openPage(application: TestApplication, opening: Opening): Promise<TillPage> {
  const { context, cashier, storeId } = opening
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  // A page that something waits in asks before it goes: it goes.
  page.on('dialog', (dialog) => void dialog.accept())
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  await page.goto('/till-page/')
  const till: TillPage = {
    page,
    cashier,
    complaints,
    ask: (expression) => page.evaluate(expression),
    append: (record) => page.evaluate(`till.outbox.append(${JSON.stringify(record)})`),
    refusal: (record) =>
      page.evaluate(`till.outbox.append(${JSON.stringify(record)}).then(() => 'none', ({ code }) => code)`),
    snapshot: () => page.evaluate('till.getSnapshot()'),
    async until(isSo) {
      const patience = Date.now() + PATIENCE_MS
      for (;;) {
        const snapshot = await till.snapshot()
        if (isSo(snapshot)) return snapshot
        if (Date.now() > patience) throw new Error(`It did not come so: ${JSON.stringify(snapshot)}`)
        await page.waitForTimeout(20)
      }
    },
    async enrol() {
      await till.until(({ phase }) => phase === 'ready')
      const manager = application.as('manager', { storeIds: [storeId] })
      const made = await manager.post('/api/v1/devices', { store_id: storeId, name: `Appareil ${randomUUID()}` })
      await till.ask(`till.device.enrol(${JSON.stringify(made.body.data.code)})`)
    },
    reload: async () => void (await page.reload()),
    openAnother: () => openPage(application, opening),
    closePage: () => page.close(),
    close: () => context.close(),
  }
  return till
}

type Sold = { readonly variantId: number; readonly name: string; readonly price: string; readonly cashier: number }

const NOTHING = '0.00'

/** A sale of one untaxed article, paid in cash to the cent. */
export function saleRecord({ variantId, name, price, cashier }: Sold) {
  const content = {
    id: randomUUID(),
    cashier_id: cashier,
    lines: [{ variant_id: variantId, quantity: '1', unit_price: price }],
    payments: [{ method: 'cash', amount: price }],
    total: price,
    taxes: [],
  }
  return { kind: 'sale' as const, content, ticket: ticketOf({ variantId, name, price, of: null }) }
}

/** The return of such a sale, in cash. */
export function returnRecord(sale: ReturnType<typeof saleRecord>) {
  const { content, ticket } = sale
  const [line] = ticket.lines
  const returned = {
    id: randomUUID(),
    cashier_id: content.cashier_id,
    sale_id: content.id,
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'cash', amount: content.total }],
    total: `-${content.total}`,
    taxes: [],
  }
  const { variant_id: variantId = 0, name = '' } = line ?? {}
  return {
    kind: 'return' as const,
    content: returned,
    ticket: ticketOf({ variantId, name, price: content.total, of: content.id }),
  }
}

type Ticket = { readonly variantId: number; readonly name: string; readonly price: string; readonly of: string | null }

function ticketOf({ variantId, name, price, of }: Ticket) {
  const signed = (amount: string) => (of === null ? amount : `-${amount}`)
  const amount = signed(price)
  const line = {
    line: 1,
    kind: of === null ? 'sale' : 'return',
    variant_id: variantId,
    product_id: null,
    sku: null,
    name,
    quantity: signed('1'),
    unit_price: price,
    gross: amount,
    discount: NOTHING,
    ticket_discount: NOTHING,
    net: amount,
    tax_class: 'exempt',
    taxes: [],
    tax: NOTHING,
    total: amount,
    is_fee: false,
    fee_of: null,
    sale_line: of === null ? null : 1,
  }
  return {
    customer_id: null,
    sale_id: of,
    currency: 'CAD',
    prices_include_tax: false,
    tax_exemption_number: null,
    note: null,
    lines: [line],
    subtotal: amount,
    discount_total: NOTHING,
    taxes: [],
    tax_total: NOTHING,
    total: amount,
    rounding: NOTHING,
    paid: amount,
    change_due: NOTHING,
    payments: [{ method: 'cash', amount, change: NOTHING }],
    approvals: [],
  }
}
