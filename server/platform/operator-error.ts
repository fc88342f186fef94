import { type Text, text } from './text.ts'

/**
 * Something that the person at the command line can put right: a taken port, a missing address, data in use. It is
 * shown as a sentence in their language, without a stack.
 */
export class OperatorError extends Error {
  readonly text: Text
  /** What the command leaves with. */
  readonly exitStatus: number = 1

  constructor(french: string, english: string, options?: ErrorOptions) {
    super(`${french}\n${english}`, options)
    this.name = 'OperatorError'
    this.text = text(french, english)
  }
}
