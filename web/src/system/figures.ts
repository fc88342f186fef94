export type ByteUnit = 'kib' | 'mib' | 'gib'

const KIB = 1024
const MIB = KIB * 1024
const GIB = MIB * 1024

/** So many bytes in the unit in which people read them. */
export function describeBytes(bytes: number): { readonly value: number; readonly unit: ByteUnit } {
  if (bytes >= GIB) return { value: bytes / GIB, unit: 'gib' }
  if (bytes >= MIB) return { value: bytes / MIB, unit: 'mib' }
  return { value: bytes / KIB, unit: 'kib' }
}

/** A duration in days, hours and minutes. */
export function splitDuration(seconds: number): {
  readonly days: number
  readonly hours: number
  readonly minutes: number
} {
  const minutes = Math.floor(seconds / 60)
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 }
}
