import type { CopyMessage, CopyNews, CopyQuestions, QuestionName } from './copy-protocol.ts'

type Waiting = { done(value: unknown): void; fail(error: Error): void }

/** The page's side of the copy: asks the worker, and hears its news. */
export class CopyClient {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #number = 0

  constructor(hear: (news: CopyNews) => void) {
    this.#worker = new Worker(new URL('./copy.worker.ts', import.meta.url), { type: 'module', name: 'comptoir-copy' })
    this.#worker.onmessage = ({ data }: MessageEvent<CopyMessage>) => {
      if (data.kind === 'news') hear(data.news)
      else this.#answer(data)
    }
    this.#worker.onerror = (event) => {
      for (const { fail } of this.#waiting.values()) fail(new Error(event.message))
      this.#waiting.clear()
    }
  }

  ask<Name extends QuestionName>(
    name: Name,
    ...args: Parameters<CopyQuestions[Name]>
  ): Promise<ReturnType<CopyQuestions[Name]>> {
    this.#number += 1
    const number = this.#number
    return new Promise<unknown>((done, fail) => {
      this.#waiting.set(number, { done, fail })
      this.#worker.postMessage({ number, name, args })
    }) as Promise<ReturnType<CopyQuestions[Name]>>
  }

  close(): void {
    this.#worker.terminate()
  }

  #answer(message: Exclude<CopyMessage, { kind: 'news' }>): void {
    const waiting = this.#waiting.get(message.number)
    this.#waiting.delete(message.number)
    if (message.kind === 'answer') waiting?.done(message.value)
    else waiting?.fail(new Error(message.message))
  }
}
