import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import { type AlertReceivers, startAlertReceivers } from './alert-receivers.ts'
import type { Cleaner } from './database.ts'
import { DEPLOY, hasProgram } from './monitoring.ts'
import { startProgram } from './running-program.ts'

/** How much faster the clock of what is watched runs: a scrape every two seconds instead of fifteen. */
const PACE = 7.5

/** What reads and what tells. */
export const WATCHING_PROGRAMS = ['prometheus', 'prometheus-alertmanager'] as const
/** With all that they read. Old exporters of nginx know no --version, and come with the others. */
export const MONITORING_PROGRAMS = [
  ...WATCHING_PROGRAMS,
  'prometheus-node-exporter',
  'prometheus-postgres-exporter',
  'prometheus-redis-exporter',
  'redis-server',
  'nginx',
] as const

/** Why a test of these programs is skipped; false where this machine has them. */
export function whySkipped(programs: readonly string[]): string | false {
  const missing = programs.filter((name) => !hasProgram(name))
  return missing.length === 0 ? false : `this machine has no ${missing.join(', ')}`
}

/** Who is read, by the name of the job: names and addresses. */
export type Targets = Readonly<Record<string, Readonly<Record<string, string>>>>

export type ActiveAlert = {
  readonly fingerprint: string
  readonly startsAt: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly status: { readonly state: 'active' | 'suppressed' | 'unprocessed'; readonly inhibitedBy: readonly string[] }
}
export type Sample = { readonly metric: Readonly<Record<string, string>>; readonly value: readonly [number, string] }

export type MonitoringStack = {
  readonly receivers: AlertReceivers
  /** What Prometheus answers now. */
  ask(expression: string): Promise<Sample[]>
  /** What Alertmanager knows to be firing. */
  alerts(): Promise<ActiveAlert[]>
}

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const
/** What Prometheus shows to the instances; those that ask for none take it too. */
export const METRICS_TOKEN = 'token-of-the-metrics-0123456789'
const MAIL_PASSWORD = 'password-of-the-mail-server'

/** A duration as configurations write it, of the faster clock. */
function faster(duration: string): string {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(duration) ?? []
  if (amount === undefined || unit === undefined) throw new Error(`No duration: ${duration}`)
  return `${Math.round((Number(amount) * SECONDS[unit as keyof typeof SECONDS] * 1000) / PACE)}ms`
}

/** Windows of expressions and waits of rules; what alerts compare with stays what it is. */
export const hastenRules = (text: string): string =>
  text
    .replace(/\[(\d+[smhd])\]/g, (_, duration: string) => `[${faster(duration)}]`)
    .replace(/^(\s+for: )(\d+[smhd])$/gm, (_, key: string, duration: string) => key + faster(duration))

const hastenIntervals = (text: string): string =>
  text
    // A program that answers late must be waited for as long as there is.
    .replace(/scrape_timeout: .*/, `scrape_timeout: ${faster('15s')}`)
    .replace(
      /^(\s*\w*(?:interval|wait|resolve_timeout): )(\d+[smhd])$/gm,
      (_, key: string, value: string) => key + faster(value),
    )

/**
 * Prometheus and Alertmanager with the files that are shipped, on a clock that is faster. Of the files only durations,
 * addresses and secrets are other ones.
 */
export async function startMonitoringStack(cleaner: Cleaner, targets: Targets): Promise<MonitoringStack> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-monitoring-'))
  chmodSync(folder, 0o755)
  cleaner.after(async () => rmSync(folder, { recursive: true, force: true }))
  const receivers = await startAlertReceivers(cleaner, MAIL_PASSWORD)
  const [prometheusPort, alertmanagerPort] = [await chooseFreePort(), await chooseFreePort()]
  writeAlertmanager(join(folder, 'alertmanager'), receivers)
  writePrometheus(join(folder, 'prometheus'), {
    ...targets,
    prometheus: { prometheus: `127.0.0.1:${prometheusPort}` },
    alertmanager: { alertmanager: `127.0.0.1:${alertmanagerPort}` },
  })
  const [prometheus, alertmanager] = [`http://127.0.0.1:${prometheusPort}`, `http://127.0.0.1:${alertmanagerPort}`]
  await startProgram(
    cleaner,
    [
      'prometheus-alertmanager',
      `--config.file=${join(folder, 'alertmanager', 'alertmanager.yml')}`,
      `--storage.path=${join(folder, 'alertmanager-data')}`,
      `--web.listen-address=127.0.0.1:${alertmanagerPort}`,
      '--cluster.listen-address=',
    ],
    { readyAt: `${alertmanager}/-/ready` },
  )
  await startProgram(
    cleaner,
    [
      'prometheus',
      `--config.file=${join(folder, 'prometheus', 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'prometheus-data')}`,
      `--web.listen-address=127.0.0.1:${prometheusPort}`,
      `--query.lookback-delta=${faster('5m')}`,
      '--rules.alert.resend-delay=3s',
    ],
    { readyAt: `${prometheus}/-/ready` },
  )
  return {
    receivers,
    async ask(expression) {
      const response = await fetch(`${prometheus}/api/v1/query`, {
        method: 'POST',
        body: new URLSearchParams({ query: expression }),
      })
      const body = (await response.json()) as { status: string; error?: string; data: { result: Sample[] } }
      if (body.status !== 'success') throw new Error(`${expression}: ${body.error}`)
      return body.data.result
    },
    async alerts() {
      const response = await fetch(`${alertmanager}/api/v2/alerts`)
      return (await response.json()) as ActiveAlert[]
    },
  }
}

function writePrometheus(folder: string, targets: Targets): void {
  cpSync(join(DEPLOY, 'prometheus'), folder, { recursive: true })
  writeFileSync(join(folder, 'secrets', 'metrics-token'), METRICS_TOKEN)
  const config = join(folder, 'prometheus.yml')
  writeFileSync(config, hastenIntervals(readFileSync(config, 'utf8')))
  for (const name of readdirSync(join(folder, 'rules'))) {
    const path = join(folder, 'rules', name)
    writeFileSync(path, hastenRules(readFileSync(path, 'utf8')))
  }
  for (const [job, named] of Object.entries(targets)) {
    const entries = Object.entries(named).map(([instance, address]) => ({ targets: [address], labels: { instance } }))
    // JSON is YAML.
    writeFileSync(join(folder, 'targets', `${job}.yml`), JSON.stringify(entries))
  }
}

function writeAlertmanager(folder: string, { httpAddress, smtpPort }: AlertReceivers): void {
  mkdirSync(join(folder, 'secrets'), { recursive: true })
  cpSync(join(DEPLOY, 'alertmanager', 'templates'), join(folder, 'templates'), { recursive: true })
  const secrets = { 'smtp-password': MAIL_PASSWORD, 'slack-url': `${httpAddress}/slack`, 'pagerduty-key': 'key' }
  for (const [name, value] of Object.entries(secrets)) writeFileSync(join(folder, 'secrets', name), value)
  const shipped = readFileSync(join(DEPLOY, 'alertmanager', 'alertmanager.yml'), 'utf8')
  const located = hastenIntervals(shipped)
    .replaceAll('/etc/alertmanager/', `${folder}/`)
    .replace('mail.example.com:587', `127.0.0.1:${smtpPort}`)
    .replace('global:', `global:\n  smtp_require_tls: false\n  pagerduty_url: ${httpAddress}/pagerduty`)
  writeFileSync(join(folder, 'alertmanager.yml'), located)
}
