/**
 * Node's `http`. Imported by its name (`import … from 'node:http'`), the module loader reads all that it exports, `WebSocket`
 * among it, and with that loads all of `fetch`: sixteen MiB for each process (ADR 0060). This way nothing is read that is not used.
 */
export const { createServer, get, STATUS_CODES } = process.getBuiltinModule('node:http')
