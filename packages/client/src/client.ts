import { type Api, OPERATIONS } from './api.ts'
import { listen } from './listen.ts'
import type { CallOptions, OperationFacts, Page, WriteOptions } from './operation.ts'
import { type Answered, type Question, send, type Transport } from './send.ts'

export type ClientOptions = {
  /** Where Comptoir answers: `https://comptoir.example`. In a browser, the page’s own origin unless given. */
  readonly baseUrl?: string
  /** A token, or what answers one for each request. Without it the browser’s session is used. */
  readonly token?: string | (() => string | Promise<string>)
  /** Of messages and names; French unless given. */
  readonly language?: 'fr' | 'en'
  /** For each attempt; 30 seconds unless given. */
  readonly timeoutMs?: number
  /** How many times a request that may be repeated is sent again; 3 unless given. */
  readonly retries?: number
  /** Longest wait before a repetition; 30 seconds unless given. A longer `Retry-After` ends the call. */
  readonly maxWaitMs?: number
  /** Replaces the global `fetch`. */
  readonly fetch?: typeof fetch
}

export type Client = Api & {
  /** The same client for another token, such as that of a login. */
  withToken(token: NonNullable<ClientOptions['token']>): Client
}

/** A client with a method for each operation of the API, named as the documentation names it. */
export function createClient(options: ClientOptions = {}): Client {
  const transport: Transport = {
    baseUrl: (options.baseUrl ?? '').replace(/\/+$/, ''),
    token: options.token,
    language: options.language,
    timeoutMs: options.timeoutMs ?? 30_000,
    retries: options.retries ?? 3,
    maxWaitMs: options.maxWaitMs ?? 30_000,
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
  }
  const methods: Record<string, unknown> = {
    withToken: (token: NonNullable<ClientOptions['token']>) => createClient({ ...options, token }),
  }
  for (const [name, facts] of Object.entries<OperationFacts>(OPERATIONS)) {
    methods[name] = make(transport, facts)
  }
  // The table and the types are generated from one document.
  return methods as Client
}

function make(transport: Transport, facts: OperationFacts) {
  if (facts.stream) return (...args: unknown[]) => listen(transport, facts, readArguments(facts, args))
  return facts.list ? makeList(transport, facts) : makeCall(transport, facts)
}

function makeCall(transport: Transport, facts: OperationFacts) {
  return async (...args: unknown[]): Promise<unknown> => (await send(transport, facts, readArguments(facts, args))).data
}

function makeList(transport: Transport, facts: OperationFacts) {
  const read = async (...args: unknown[]): Promise<Page<unknown, unknown>> => {
    const { data, meta } = await send(transport, facts, readArguments(facts, args))
    return { data: data as unknown[], meta }
  }
  return Object.assign(read, { all: (...args: unknown[]) => walk(transport, facts, readArguments(facts, args)) })
}

const PER_PAGE_MAX = 100

async function* walk(transport: Transport, facts: OperationFacts, question: Question): AsyncGenerator<unknown, void> {
  let cursor: string | null = ''
  while (cursor !== null) {
    const query: Question['query'] = { per_page: PER_PAGE_MAX, ...question.query, cursor }
    const { data, meta }: Answered = await send(transport, facts, { ...question, query })
    yield* data as unknown[]
    cursor = (meta as { next_cursor?: string | null } | undefined)?.next_cursor ?? null
  }
}

/** The arguments stand in one order everywhere: the places of the path, the body, the query, the options. */
function readArguments(facts: OperationFacts, args: readonly unknown[]): Question {
  const rest = [...args]
  const params = facts.params.map((name) => [name, String(rest.shift())] as const)
  const body = facts.body === undefined ? undefined : rest.shift()
  const query = facts.query ? (rest.shift() as Question['query']) : undefined
  const options = (rest.shift() ?? {}) as CallOptions & WriteOptions
  return { params: Object.fromEntries(params), body, query, options }
}
