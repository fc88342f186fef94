export * from './api.js';
export { type Client, type ClientOptions, createClient } from './client.js';
export { type ClientCode, ComptoirError, type Refusal } from './error.js';
export { newId } from './new-id.ts';
export type { CallOptions, ListOperation, Page, StreamReset, WriteOptions } from './operation.js';
