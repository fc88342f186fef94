import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'

export const DEPLOY = resolve(import.meta.dirname, '..', '..', 'deploy')

export type AlertRule = {
  readonly alert: string
  readonly expr: string
  readonly labels: { readonly severity: string }
  readonly annotations: Readonly<Record<string, string>>
}
type Recording = { readonly record: string; readonly expr: string }

function readRules(): (AlertRule | Recording)[] {
  return globSync('prometheus/rules/*.yml', { cwd: DEPLOY })
    .sort()
    .flatMap((path) => {
      const file: { groups: { rules: (AlertRule | Recording)[] }[] } = parse(readFileSync(join(DEPLOY, path), 'utf8'))
      return file.groups.flatMap((group) => group.rules)
    })
}

/** The alerts that are shipped. */
export const readAlerts = (): AlertRule[] => readRules().filter((rule) => 'alert' in rule)

/** The metrics that expressions come down to, those of recorded ones included. */
export function findMetrics(expressions: readonly string[]): Set<string> {
  const recorded = new Map(readRules().flatMap((rule) => ('record' in rule ? [[rule.record, rule.expr] as const] : [])))
  const found = new Set<string>()
  const look = (expression: string) => {
    for (const [, name = ''] of expression.matchAll(/\b([a-z_]\w*)(?=[{[])/g)) found.add(name)
    for (const [name] of expression.matchAll(/\b\w+(?::\w+)+/g)) look(recorded.get(name) ?? '')
  }
  for (const expression of expressions) look(expression)
  return found
}

export type Panel = {
  readonly id: number
  readonly title: string
  readonly type: string
  readonly description: string
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  readonly fieldConfig: { readonly defaults: { readonly unit?: string } }
  readonly targets: readonly { readonly refId: string; readonly expr: string; readonly legendFormat: string }[]
}
export type Dashboard = {
  readonly title: string
  readonly uid: string
  readonly description: string
  readonly panels: readonly Panel[]
}

/** The dashboards that are shipped, as Grafana reads them. */
export function readDashboards(): Dashboard[] {
  return globSync('grafana/dashboards/*.json', { cwd: DEPLOY })
    .sort()
    .map((path): Dashboard => JSON.parse(readFileSync(join(DEPLOY, path), 'utf8')))
}

/** What Grafana sends of a panel's question when all instances are chosen. */
export const askedOf = (expression: string, rateInterval: string): string =>
  expression.replaceAll('$__rate_interval', rateInterval).replaceAll('$instance', '.*')

/** Whether this machine has a program; tests that need it are skipped where it is missing. */
export const hasProgram = (name: string): boolean => spawnSync(name, ['--version']).error === undefined
