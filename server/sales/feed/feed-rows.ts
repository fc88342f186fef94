/** What a statement answers that puts rows together itself: JSON objects with a comma between two. */
export type Rows = { rows: string | null }[]

/** The rows of a statement that put them together. */
export const rowsOf = ([row]: Rows): string => row?.rows ?? ''

/** An array of numbers as PostgreSQL writes it: the driver need not look at each. */
export const arrayOf = (ids: readonly number[]): string => `{${ids.join()}}`
