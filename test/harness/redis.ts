import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import type { Cleaner } from './database.ts'

export type TestRedis = { readonly url: string; stop(): Promise<void> }

/** A Redis of its own, which keeps nothing on disk. null: the machine has none. */
export async function startTestRedis(cleaner: Cleaner): Promise<TestRedis | null> {
  if (spawnSync('redis-server', ['--version']).status !== 0) return null
  const port = await chooseFreePort()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] })
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill()
    await once(child, 'exit')
  }
  cleaner.after(stop)
  for await (const chunk of child.stdout) if (String(chunk).includes('Ready to accept connections')) break
  child.stdout.resume()
  return { url: `redis://127.0.0.1:${port}`, stop }
}
