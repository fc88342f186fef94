/**
 * What a moment showed: the transactions that had committed. All those before `xmax` are over, but the `running` ones
 * (ascending). Snapshots of one database are ordered: a later one shows whatever an earlier one did.
 */
export type Snapshot = { readonly xmax: number; readonly running: readonly number[] }

/** As PostgreSQL writes it: `xmin:xmax:running,…`. */
export function readSnapshot(text: string): Snapshot {
  const [, xmax, running = ''] = text.split(':')
  return { xmax: Number(xmax), running: running === '' ? [] : running.split(',').map(Number) }
}

export const writeSnapshot = (snapshot: Snapshot): string =>
  `${oldestRunning(snapshot)}:${snapshot.xmax}:${snapshot.running.join()}`

/** Whatever is older had ended. */
export const oldestRunning = ({ xmax, running }: Snapshot): number => running[0] ?? xmax

export const shows = ({ xmax, running }: Snapshot, xid: number): boolean => xid < xmax && !running.includes(xid)

/** Whether `later` shows whatever `earlier` does. */
export const covers = (later: Snapshot, earlier: Snapshot): boolean =>
  later.xmax >= earlier.xmax && later.running.every((xid) => !shows(earlier, xid))
