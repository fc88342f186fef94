export * from './api.ts'
export { type Client, type ClientOptions, createClient } from './client.ts'
export { type ClientCode, ComptoirError, type Refusal } from './error.ts'
export type { CallOptions, ListOperation, Page, StreamReset, WriteOptions } from './operation.ts'
