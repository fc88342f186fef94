import { tracing } from '../tracing/telemetry.ts'
import { hidesValue, redact, redactAddress } from './redact.ts'

/** One answered request. */
export type ApiEntry = {
  method: string
  path: string
  status: number
  durationMs: number
  requestId?: string | undefined
  /** The trace of whoever asked, by which what other programs did for it is found. */
  traceId?: string | undefined
  userId?: number | null | undefined
  address?: string | undefined
  userAgent?: string | undefined
  /** Further headers worth keeping, by name. */
  headers?: Record<string, string | undefined>
}

/** One thing done to the business: who did what to which record, and how it ended. */
export type BusinessEntry = {
  operation: string
  entity_type: string
  entity_id: string | number | null
  user_id: number | null
  details: Record<string, unknown>
  result: string
  request_id?: string | undefined
  trace_id?: string | undefined
}

/** What was going on when an error came. `request_data` is redacted before it is written. */
export type ErrorContext = {
  endpoint?: string | undefined
  method?: string | undefined
  user_id?: number | null | undefined
  request_id?: string | undefined
  trace_id?: string | undefined
  request_data?: unknown
  [field: string]: unknown
}

let lastSecond = 0
let lastTime = ''

/** The time as ISO 8601 UTC; what is the same for the length of a second is kept, since many lines share it. */
export function timeNow(): string {
  const now = Date.now()
  const millisecond = now % 1000
  if (now - millisecond !== lastSecond) {
    lastSecond = now - millisecond
    lastTime = new Date(lastSecond).toISOString().slice(0, -4)
  }
  return `${lastTime}${millisecond < 10 ? '00' : millisecond < 100 ? '0' : ''}${millisecond}Z`
}

/** One line of text for the api file. It is on the path of every request: concatenation only. */
export function formatApi(entry: ApiEntry): string {
  const path = entry.path.includes('?') ? redactAddress(entry.path) : entry.path
  let line = `${timeNow()} ${entry.method} ${path} ${entry.status} ${entry.durationMs.toFixed(2)}ms`
  if (entry.requestId !== undefined) line += ` request_id=${entry.requestId}`
  if (entry.traceId !== undefined) line += ` trace_id=${entry.traceId}`
  if (entry.userId !== undefined && entry.userId !== null) line += ` user_id=${entry.userId}`
  if (entry.address !== undefined) line += ` address=${entry.address}`
  if (entry.userAgent !== undefined) line += ` user_agent=${JSON.stringify(entry.userAgent)}`
  if (entry.headers !== undefined) {
    for (const [name, value] of Object.entries(entry.headers)) {
      if (value !== undefined) line += ` ${name}=${hidesValue(name) ? '[redacted]' : JSON.stringify(value)}`
    }
  }
  return `${line}\n`
}

/** One JSON line for the business file. */
export function formatBusiness(entry: BusinessEntry): string {
  return `${JSON.stringify({ time: timeNow(), ...entry, details: redact(entry.details) })}\n`
}

/** The same for the console: who did what to which record, by their ids. What is personal or costs stays in the file. */
export function formatBusinessShortly({ operation, entity_type, entity_id, user_id, result }: BusinessEntry): string {
  const record = entity_id === null ? entity_type : `${entity_type} ${entity_id}`
  return formatConsole('info', `${operation} ${record}`, {
    user_id: user_id ?? undefined,
    result: result === 'success' ? undefined : result,
  })
}

/** One JSON line for the errors file, whatever was thrown. */
export function formatError(level: string, error: unknown, context: ErrorContext): string {
  const { endpoint, method, user_id, request_id, trace_id, request_data, ...others } = context
  return `${JSON.stringify({
    time: timeNow(),
    level,
    message: messageOf(error),
    ...describeCode(error),
    endpoint: endpoint ?? null,
    method: method ?? null,
    user_id: user_id ?? null,
    request_id: request_id ?? null,
    // Of what is under way, where nobody said.
    trace_id: trace_id ?? tracing()?.traceId() ?? null,
    ...redactFields(others),
    request_data: redact(request_data ?? null),
    stack: stackOf(error),
  })}\n`
}

/** One line of text for the console. */
export function formatConsole(level: string, text: string, fields?: Record<string, unknown>): string {
  let line = `${timeNow()} ${level.toUpperCase().padEnd(8)} ${text}`
  if (fields !== undefined) {
    for (const [name, value] of Object.entries(redactFields(fields))) {
      if (value === undefined) continue
      line += ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`
    }
  }
  return `${line}\n`
}

export function messageOf(error: unknown): string {
  return redactAddress(error instanceof Error ? error.message : String(error))
}

function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  const redacted = redact(fields)
  return redacted !== null && typeof redacted === 'object' ? { ...redacted } : {}
}

/** The codes by which systems and databases name an error; never a row's content, which their details may quote. */
function describeCode(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return {}
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(error)) {
    if (/^(code|constraint_name|table_name|severity|syscall|routine)$/.test(name)) fields[name] = value
  }
  return fields
}

function stackOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const own = redactAddress(error.stack ?? `${error.name}: ${error.message}`)
  return error.cause === undefined ? own : `${own}\ncaused by: ${stackOf(error.cause) ?? messageOf(error.cause)}`
}
