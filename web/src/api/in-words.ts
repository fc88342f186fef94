import { type Client, ComptoirError } from '../../../packages/client/src/index.ts'
import { formatText } from '../i18n/format-text.ts'
import type { Language, Text } from '../i18n/index.ts'
import { messages } from './messages.ts'

/** By the codes of the client's own. */
const WORDS: Readonly<Record<string, Text>> = {
  network_error: messages.noAnswer,
  timeout: messages.noAnswerInTime,
  unreadable_answer: messages.unreadable,
}

/** What the server refuses it says in the reader's language; what the client says by itself is written for programmers. */
function rephrase(error: unknown, language: Language): unknown {
  const words = error instanceof ComptoirError ? WORDS[error.code] : undefined
  if (words === undefined) return error
  const { status, code, requestId, retryAfter } = error as ComptoirError
  return new ComptoirError({ status, code, message: formatText(words, language), requestId, retryAfter, cause: error })
}

type Operation = (...args: never[]) => unknown

/** The same client, whose every refusal a person can read. */
export function inWords(client: Client, language: Language): Client {
  const kept = new Map<PropertyKey, Operation>()
  return new Proxy(client, {
    get(target, name) {
      const operation: unknown = Reflect.get(target, name)
      if (!isOperation(operation)) return operation
      const found = kept.get(name) ?? readable(operation, language)
      kept.set(name, found)
      return found
    },
  })
}

const isOperation = (value: unknown): value is Operation => typeof value === 'function'

/** What an operation answers, or walks through page by page (`all`). */
function readable(operation: Operation, language: Language): Operation {
  return new Proxy(operation, {
    apply(target, self, args) {
      const answer: unknown = Reflect.apply(target, self, args)
      if (answer instanceof Promise) return answer.catch((error: unknown) => refuse(error, language))
      return isStream(answer) ? walk(answer, language) : answer
    },
    get(target, name) {
      const own: unknown = Reflect.get(target, name)
      return name === 'all' && isOperation(own) ? readable(own, language) : own
    },
  })
}

const isStream = (answer: unknown): answer is AsyncIterable<unknown> =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer

async function* walk(answer: AsyncIterable<unknown>, language: Language): AsyncGenerator<unknown, void, undefined> {
  try {
    yield* answer
  } catch (error) {
    refuse(error, language)
  }
}

function refuse(error: unknown, language: Language): never {
  throw rephrase(error, language)
}
