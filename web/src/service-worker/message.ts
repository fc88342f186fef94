/** What a page says to the worker: the version that waits may take over. */
export type Message = { readonly type: 'take-over' }
