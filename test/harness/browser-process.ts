import { readdirSync, readFileSync } from 'node:fs'

export type ProcessFacts = { readonly pid: number; readonly parent: number; readonly command: string }

/** The processes of this machine (Linux). */
export function readProcesses(): ProcessFacts[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const [, parent = ''] = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8')) ?? []
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8')
      return [{ pid: Number(name), parent: Number(parent), command }]
    } catch {
      // It ended meanwhile.
      return []
    }
  })
}

/** The browser that has this profile, and all that it has started. */
export function processesOf(profile: string): ProcessFacts[] {
  const processes = readProcesses()
  const browser = processes.find(({ command }) => command.includes(profile) && !command.includes('--type='))
  const below = new Set([browser?.pid])
  for (let size = 0; size < below.size; ) {
    size = below.size
    for (const { pid, parent } of processes) if (below.has(parent)) below.add(pid)
  }
  return processes.filter(({ pid }) => below.has(pid))
}

/** Ends a browser as a power cut does, with all of its processes at once. */
export function killBrowser(profile: string): void {
  for (const { pid } of processesOf(profile)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It went with its parent.
    }
  }
}
