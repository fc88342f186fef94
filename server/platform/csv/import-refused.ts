import { fill, type Text } from '../text.ts'

/** The import cannot go on (or begin) for a reason that the operator can put right; the text says how. */
export class ImportRefused extends Error {
  readonly text: Text

  constructor(template: Text, values: Readonly<Record<string, string | number>> = {}) {
    const text = fill(template, values)
    super(text.en)
    this.name = 'ImportRefused'
    this.text = text
  }
}
