import type { FileRoom } from '../../files/index.ts'

const PREFIX = 'exports/'

/** Where the storage has the file of an export. */
export const storedPath = (storedAs: string): string => PREFIX + storedAs

export const removeExportFile = ({ storage }: Pick<FileRoom, 'storage'>, storedAs: string): Promise<void> =>
  storage.remove(storedPath(storedAs))

/** Those that have been there for longer than this. */
export async function listExportFiles({ storage }: Pick<FileRoom, 'storage'>, olderThanMs: number): Promise<string[]> {
  const names: string[] = []
  for await (const { name, changedAt } of storage.list(PREFIX)) {
    if (Date.now() - changedAt.getTime() > olderThanMs) names.push(name.slice(PREFIX.length))
  }
  return names
}
