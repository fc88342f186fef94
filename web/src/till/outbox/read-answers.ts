import type { RecordRow } from '../database.ts'

/** What became of one record, as `/sales/batch` answers it. */
export type RecordAnswer = {
  readonly id: string | null
  readonly status: number
  readonly code?: string
  /** Why what was taken waits. */
  readonly reason?: string
  readonly message?: string
  readonly error?: string
  readonly errors?: Readonly<Record<string, readonly string[]>>
}

export type Outcome = {
  readonly record: RecordRow
  readonly state: RecordRow['state']
  readonly code: string | null
  readonly message: string | null
  readonly reason: string | null
}

/**
 * What became of each record of a batch; null: this is no answer to it, and it is sent again. A record whose own answer tells
 * nothing (a fault of the server's) waits on.
 */
export function readAnswers(records: readonly RecordRow[], body: unknown): Outcome[] | null {
  const answers = listOf(body)
  if (answers === null || answers.length !== records.length) return null
  const outcomes: Outcome[] = []
  for (const [index, record] of records.entries()) {
    const answer = answers[index]
    if (answer?.id?.toLowerCase() !== record.id) return null
    outcomes.push({ record, ...readAnswer(answer) })
  }
  return outcomes
}

const listOf = (body: unknown): readonly RecordAnswer[] | null => {
  const data = body !== null && typeof body === 'object' && 'data' in body ? body.data : null
  return Array.isArray(data) ? data : null
}

/** The code of the server's own refusal of a whole request; null: this is none. */
export function readErrorCode(text: string): string | null {
  try {
    const { success, code }: { success?: unknown; code?: unknown } = JSON.parse(text) ?? {}
    return success === false && typeof code === 'string' && code !== '' ? code : null
  } catch {
    return null
  }
}

function readAnswer({ status, code = null, reason = null, message, error, errors }: AnswerFields) {
  if (status === 200 || status === 201) return { state: 'delivered', code: null, message: null, reason: null } as const
  if (status === 202) return { state: 'held', code, message: message ?? null, reason } as const
  if (status >= 500 || status === 429) return { state: 'waiting', code, message: error ?? null, reason: null } as const
  const details = Object.entries(errors ?? {}).map(([field, texts]) => `${field}\u00a0: ${texts.join(' ')}`)
  const text = [error, ...details].filter((part) => part !== undefined && part !== '').join('\n')
  return { state: 'refused', code, message: text === '' ? null : text, reason: null } as const
}

type AnswerFields = Omit<RecordAnswer, 'id' | 'code' | 'reason'> & {
  readonly code?: string | null
  readonly reason?: string | null
}
