export * from './api.js';
export { createClient } from './client.js';
export { ComptoirError } from './error.js';
export { newId } from './new-id.js';
