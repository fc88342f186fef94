import { setTimeout as sleep } from 'node:timers/promises'

/** Reads until what was read is as it will be: another process's work shows within a second. */
export async function eventually<T>(
  read: () => Promise<T>,
  isDone: (value: T) => boolean,
  mostTries = 1_500,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const value = await read()
    if (isDone(value) || tries === mostTries) return value
    await sleep(20)
  }
}
