import { readFileSync } from 'node:fs'

/** Answers whether a process runs. A zombie, which only waits to be reaped, does not. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return readStat(pid)?.state !== 'Z'
}

/**
 * Answers a text that tells a process from a later one with the same number: the boot of the machine and the instant
 * of its start, where the system (Linux) says them; an empty text elsewhere.
 */
export function identifyProcess(pid: number): string {
  const stat = readStat(pid)
  return stat === undefined ? '' : `${readBootId()}:${stat.startTicks}`
}

function readStat(pid: number): { state: string; startTicks: string } | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    // The name of the program, in parentheses, may itself hold spaces and parentheses.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', startTicks: fields[19] ?? '' }
  } catch {
    return undefined
  }
}

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}
