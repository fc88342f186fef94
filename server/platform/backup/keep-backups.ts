import type { BackupConfig } from '../backup-config.ts'

const SCHEDULED = /^comptoir-(\d{4})(\d{2})(\d{2})t(\d{2})(\d{2})(\d{2})z\.tar(\.age)?$/

/** `comptoir-20261127t031700z.tar`: the names sort by time, and are names for a bucket too. */
export const nameBackup = (madeAt: Date, isEncrypted: boolean): string => {
  const time = madeAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase()
  return `comptoir-${time}z.tar${isEncrypted ? '.age' : ''}`
}

/** When a file of this name was made; null: its name is none of ours. */
export function timeOfBackup(name: string): Date | null {
  const [, ...fields] = SCHEDULED.exec(name) ?? []
  if (fields.length === 0) return null
  const [year, month, day, hour, minute, second] = fields.slice(0, 6).map(Number)
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second))
}

/**
 * Which of these backups need not be kept: all but the newest of each of the last days, weeks and months that have one. A file
 * whose name is none of ours is never among them, nor is the newest of all.
 */
export function findSpent(names: readonly string[], keep: BackupConfig['keep']): string[] {
  const backups = names
    .flatMap((name) => {
      const at = timeOfBackup(name)
      return at === null ? [] : [{ name, at }]
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.name < b.name ? 1 : -1))
  const kept = new Set(backups.slice(0, 1).map(({ name }) => name))
  const spans = [
    { most: keep.daily, of: dayOf },
    { most: keep.weekly, of: weekOf },
    { most: keep.monthly, of: (at: Date) => dayOf(at).slice(0, 7) },
  ]
  for (const { most, of } of spans) {
    const seen = new Set<string>()
    for (const { name, at } of backups) {
      const span = of(at)
      if (seen.has(span) || seen.size === most) continue
      seen.add(span)
      kept.add(name)
    }
  }
  return backups.filter(({ name }) => !kept.has(name)).map(({ name }) => name)
}

const DAY_MS = 24 * 60 * 60 * 1000

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** Named by its Monday. */
const weekOf = (at: Date): string => dayOf(new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MS))
