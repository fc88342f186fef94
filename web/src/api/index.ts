export * from '../../../packages/client/src/index.ts'
export { api } from './client.ts'
export { uploader } from './upload.ts'
export { type Answer, type Arguments, type Operation, useAction, useApi } from './use-api.ts'
