/** Written into the worker when the application is built (see web/build/service-worker.ts). */
declare const __VERSION__: string
declare const __ENTRIES__: readonly [string, string]
declare const __KEPT_FILES__: readonly string[]

/** Differs from one build to the next. */
export const VERSION = __VERSION__

/** The scripts that the pages of this version begin with: the application's, and the till's. */
export const ENTRIES = __ENTRIES__

/** What the till needs to start without a network. */
export const KEPT_FILES = __KEPT_FILES__
