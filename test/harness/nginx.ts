import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import type { Cleaner } from './database.ts'
import { until } from './processes.ts'

const SHIPPED = resolve(import.meta.dirname, '../../deploy/nginx')

export type TestNginx = {
  readonly address: string
  readonly port: number
  /** What it has written to its log of errors. */
  complaints(): string
  stop(): Promise<void>
}

export type NginxOptions = {
  /** Where api-1, api-2 and api-3 are, as `127.0.0.1:PORT`. */
  readonly instances: readonly string[]
  /** The folder of `deploy/nginx` whose files replace the others of their names; none unless given. */
  readonly over?: 'plain' | 'compose'
  /** Changes the text of a shipped file, by its name. */
  readonly change?: (name: string, text: string) => string
}

/** Whether this machine has nginx; the tests that need one are skipped where it has none. */
export const hasNginx = (): boolean => spawnSync('nginx', ['-v']).status === 0

/**
 * The load balancer as it is shipped: of its files only the addresses, its own port and the places where it writes are other
 * ones. Throws where nginx refuses what is written there.
 */
export async function startNginx(cleaner: Cleaner, options: NginxOptions): Promise<TestNginx> {
  const port = await chooseFreePort()
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-nginx-'))
  // Its workers run under another account when the tests run as root, and must be able to pass.
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'temporary'))
  writeShipped(folder, { ...options, port })
  const complaintsFile = join(folder, 'errors.log')
  const settings = `daemon off; pid ${join(folder, 'pid')}; error_log ${complaintsFile} warn;`
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', settings]
  const checked = spawnSync('nginx', ['-t', '-e', complaintsFile, ...args], { encoding: 'utf8' })
  if (checked.status !== 0) throw new Error(`nginx refuses its files: ${checked.stderr}`)
  const child = spawn('nginx', ['-e', complaintsFile, ...args], { stdio: 'ignore' })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  }
  cleaner.after(stop)
  const address = `http://127.0.0.1:${port}`
  await until(async () => (await fetch(`${address}/nginx_status`).catch(() => null)) !== null)
  return { address, port, stop, complaints: () => readFileSync(complaintsFile, 'utf8') }
}

type Place = NginxOptions & { readonly port: number }

function writeShipped(folder: string, { port, instances, over, change }: Place): void {
  for (const [name, shipped] of readShipped(over)) {
    const located = shipped
      .replace(
        /(?:api-|127\.0\.0\.1:800)(\d)(?::8000)?(?= )/g,
        (_, number: string) => instances[Number(number) - 1] ?? '',
      )
      .replace(/listen (?:80|8000) /, `listen 127.0.0.1:${port} `)
      .replaceAll('/tmp/nginx-', `${folder}/temporary/`)
      .replace(/\/dev\/stdout|\/var\/log\/nginx\/comptoir\.log/g, `${folder}/requests.log`)
    writeFileSync(join(folder, name), change?.(name, located) ?? located)
  }
  // Where a file leaves it to nginx, that is a place of the whole machine.
  const paths = readFileSync(join(folder, 'paths.conf'), 'utf8')
  const elsewhere = TEMPORARY.filter((kind) => !paths.includes(`${kind}_temp_path `))
  const lines = elsewhere.map((kind) => `${kind}_temp_path ${folder}/temporary/${kind};\n`)
  writeFileSync(join(folder, 'paths.conf'), paths + lines.join(''))
}

const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

/** The shipped files as they stand together, by their names. */
function readShipped(over?: string): Map<string, string> {
  const folders = over === undefined ? [SHIPPED] : [SHIPPED, join(SHIPPED, over)]
  return new Map(
    folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.conf'))
        .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
    ),
  )
}
