/** A report as JSON; the same operation answers files, which are asked for elsewhere. */
export type Told<Answer> = Exclude<Answer, string | Blob>

/** null while nothing has come. */
export function toldOf<Answer>(answer: Answer | undefined): Told<Answer> | null {
  if (answer === undefined || typeof answer === 'string' || answer instanceof Blob) return null
  return answer as Told<Answer>
}

/** What a report says of one currency. */
export type BlockOf<Answer> = Answer extends { currencies?: ReadonlyArray<infer Block> } ? Block : never

/** The blocks of a report, one per currency: amounts of several are never added. */
export function blocksOf<Answer extends { currencies?: ReadonlyArray<object> }>(answer: Answer): BlockOf<Answer>[] {
  // The only block stands in the answer itself.
  return (answer.currencies ?? [answer]) as BlockOf<Answer>[]
}
