/** Written into the worker when the application is built (see web/build/service-worker.ts). */
declare const __VERSION__: string
declare const __ENTRY__: string
declare const __KEPT_FILES__: readonly string[]

/** Differs from one build to the next. */
export const VERSION = __VERSION__

/** The script that the page of this version begins with. */
export const ENTRY = __ENTRY__

/** What the till needs to start without a network. */
export const KEPT_FILES = __KEPT_FILES__
