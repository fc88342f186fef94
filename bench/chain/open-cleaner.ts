/** Ends what was begun, the last first. */
export type OpenCleaner = { after(work: () => Promise<void>): void; clean(): Promise<void> }

/** For programs, what a test's context is for tests. Whoever presses Ctrl-C leaves nothing behind either. */
export function openCleaner(): OpenCleaner {
  const works: (() => Promise<void>)[] = []
  let cleaning: Promise<void> | undefined
  const cleanAll = async () => {
    for (const work of works.toReversed()) await work().catch((error: unknown) => console.error(error))
  }
  const clean = () => {
    cleaning ??= cleanAll()
    return cleaning
  }
  const interrupted = 130
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void clean().then(() => process.exit(interrupted)))
  }
  return { after: (work) => void works.push(work), clean }
}
