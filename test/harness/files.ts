import { createFileRoom, type FileRoom, makeImageSizes } from '../../server/files/index.ts'
import type { OutboundRules } from '../../server/platform/outbound/download.ts'
import type { TestApplication } from './app.ts'
import type { Cleaner } from './database.ts'

export type TestFileRoom = FileRoom & {
  /** The jobs that were left, by name. */
  readonly left: { name: string; data: object }[]
  /** Does what the worker would: makes the sizes of every picture. */
  finishPictures(): Promise<void>
}

/** The worker's hands on the files of an application. */
export function testFileRoom(
  cleaner: Cleaner,
  { config, log, sql }: TestApplication,
  options: { outbound?: OutboundRules } = {},
): TestFileRoom {
  const left: TestFileRoom['left'] = []
  const jobs = { enqueue: async (_tx: unknown, name: string, data: object) => void left.push({ name, data }) }
  const room = createFileRoom({ config, log, jobs, ...options })
  cleaner.after(() => room.close())
  return {
    ...room,
    left,
    async finishPictures() {
      const files = await sql<{ id: number }[]>`select id from files where state = 'processing'`
      for (const { id } of files) await makeImageSizes(sql, room, { fileId: id, touches: ['catalog'] })
    },
  }
}
