import { fill, type Text } from '../text.ts'

/** What is to blame, as the API calls it, and what the command line adds to the sentence. */
export type RefusalDetails = { readonly field?: string; readonly hint?: Text }

/** The import cannot go on (or begin) for a reason that whoever asked can put right; the text says how. */
export class ImportRefused extends Error {
  readonly text: Text
  readonly field: string
  /** How the command line puts it right. */
  readonly hint: Text | null

  constructor(
    template: Text,
    values: Readonly<Record<string, string | number>> = {},
    { field = 'file', hint }: RefusalDetails = {},
  ) {
    const text = fill(template, values)
    super(text.en)
    this.name = 'ImportRefused'
    this.text = text
    this.field = field
    this.hint = hint === undefined ? null : fill(hint, values)
  }
}

/** Another process goes on with this import: this one has nothing left to do. */
export class ImportOvertaken extends ImportRefused {}
