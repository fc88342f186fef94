import { tracing } from '../tracing/telemetry.ts'

type Traced = { readonly traceparent?: string }

/** What is done later belongs to the trace in which it was left: the job carries it, where anything is traced. */
export function withTrace(data: object): object {
  const traceparent = tracing()?.traceparent()
  return traceparent === undefined || traceparent === null ? data : { ...data, traceparent }
}

/** Does a job as a piece of the trace that it came from. Its handler sees its own data only. */
export async function runTraced<Data extends object>(
  job: { readonly id: string; readonly name: string; readonly data: Data },
  handler: (data: Data) => Promise<void>,
): Promise<void> {
  const { traceparent, ...data } = job.data as Data & Traced
  const own = data as Data
  const active = tracing()
  if (active === null) return handler(own)
  const attributes = {
    'messaging.system': 'pg-boss',
    'messaging.destination.name': job.name,
    'messaging.message.id': job.id,
  }
  return active.inSpan(`job ${job.name}`, { kind: 'consumer', parent: traceparent, attributes }, () => handler(own))
}
