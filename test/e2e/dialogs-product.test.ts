import { after } from 'node:test'
import { testRoom } from './dialogs/test-room.ts'

await testRoom('product', { after })
