import { readFileSync } from 'node:fs'

/** Set in the environment of the supervisor's children. */
export const SUPERVISED_VARIABLE = 'COMPTOIR_SUPERVISED'

/** Answers whether this process was started by the supervisor, which then decides when it stops. */
export function isSupervised(): boolean {
  return process.env[SUPERVISED_VARIABLE] === '1'
}

/**
 * Answers when this process is asked to stop: by a signal, or by the end of the channel to the process that started
 * it, which also comes when that one is killed. A key typed in the terminal reaches every process at once; children
 * leave it to their supervisor, so that they stop in the right order.
 */
export function untilAskedToStop(): Promise<void> {
  return new Promise((done) => {
    const ask = () => done()
    process.on('SIGTERM', ask)
    process.on('SIGINT', isSupervised() ? () => {} : ask)
    if (!isHangupIgnored()) process.on('SIGHUP', isSupervised() ? () => {} : ask)
    if (process.channel === undefined) return
    if (!process.connected) return done()
    process.once('disconnect', ask)
    // Only what the process does may keep it running, not the channel.
    process.channel?.unref()
  })
}

/** `nohup` asks that the end of the terminal be ignored; the system says so (Linux) in the mask of ignored signals. */
function isHangupIgnored(): boolean {
  if (process.platform !== 'linux') return true
  try {
    const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0'
    return (Number.parseInt(mask.slice(-1), 16) & 1) === 1
  } catch {
    return true
  }
}
