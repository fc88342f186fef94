import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cleaner } from './database.ts'
import { askedOf, readDashboards } from './monitoring.ts'
import type { ActiveAlert, MonitoringStack, Sample } from './monitoring-stack.ts'
import { until } from './processes.ts'

/** Just before `until` gives up without saying what it waited for. */
const PATIENCE_MS = 230_000
/** A rate of the dashboards needs two scrapes. */
const RATE_INTERVAL = '10s'

/** What is done again and again, whether it succeeds or not: much of it is meant to fail. */
export type Background = {
  run(work: () => Promise<unknown>, pauseMs?: number): void
  /** Answers once nothing of it is going on any more. */
  stop(): Promise<void>
}

export function startBackground(cleaner: Cleaner): Background {
  let isOver = false
  const running: Promise<void>[] = []
  const repeat = async (work: () => Promise<unknown>, pauseMs: number) => {
    while (!isOver) {
      await work().catch(() => {})
      await sleep(pauseMs)
    }
  }
  const stop = async () => {
    isOver = true
    await Promise.all(running)
  }
  cleaner.after(stop)
  return { run: (work, pauseMs = 0) => void running.push(repeat(work, pauseMs)), stop }
}

/** An alert that is waited for: one that began to fire since, of these labels. */
export type Awaited = {
  readonly name: string
  readonly since?: Date
  readonly labels?: Readonly<Record<string, string>>
}

export type AlertWatch = {
  names(): string[]
  all(): ActiveAlert[]
  find(awaited: Awaited): ActiveAlert | undefined
  /** Waits until Alertmanager has had each of them. */
  untilSeen(t: TestContext, awaited: readonly Awaited[]): Promise<void>
}

export const isAlert = (alert: ActiveAlert, { name, since, labels = {} }: Awaited): boolean =>
  alert.labels.alertname === name &&
  (since === undefined || new Date(alert.startsAt) >= since) &&
  Object.entries(labels).every(([label, value]) => alert.labels[label] === value)

/** Keeps every alert that Alertmanager has, as it last saw it. */
export function watchAlerts(background: Background, monitoring: MonitoringStack): AlertWatch {
  const seen = new Map<string, ActiveAlert>()
  background.run(async () => {
    for (const alert of await monitoring.alerts()) seen.set(`${alert.fingerprint} ${alert.startsAt}`, alert)
  }, 500)
  const all = () => [...seen.values()]
  const find = (awaited: Awaited) => all().find((alert) => isAlert(alert, awaited))
  return {
    all,
    find,
    names: () => [...new Set(all().map(({ labels }) => labels.alertname ?? ''))],
    async untilSeen(t, awaited) {
      const startedAt = Date.now()
      const passedSeconds = () => Math.round((Date.now() - startedAt) / 1000)
      let missed = awaited
      await until(() => {
        const found = missed.filter((one) => find(one) !== undefined)
        for (const { name } of found) t.diagnostic(`${name} after ${passedSeconds()} s`)
        missed = missed.filter((one) => !found.includes(one))
        if (missed.length > 0 && Date.now() - startedAt > PATIENCE_MS)
          throw new Error(`Never seen in Alertmanager: ${missed.map(({ name }) => name).join(', ')}`)
        return missed.length === 0
      })
    },
  }
}

export type Question = { readonly place: string; readonly expression: string; readonly asked: string }

/** Every question of every panel of every dashboard. */
export const readQuestions = (): Question[] =>
  readDashboards().flatMap(({ title, panels }) =>
    panels.flatMap((panel) =>
      panel.targets.map(({ refId, expr }) => ({
        place: `${title} / ${panel.title} / ${refId}`,
        expression: expr,
        asked: askedOf(expr, RATE_INTERVAL),
      })),
    ),
  )

const isNumber = ({ value }: Sample): boolean => Number.isFinite(Number(value[1]))

/** Asks every question of every panel until it was once answered by a number; answers which have not been. */
export function watchPanels(background: Background, monitoring: MonitoringStack): () => string[] {
  const waiting = new Map(readQuestions().map(({ place, asked }) => [place, asked]))
  background.run(async () => {
    for (const [place, asked] of waiting) {
      if ((await monitoring.ask(asked)).some(isNumber)) waiting.delete(place)
    }
  }, 2_000)
  return () => [...waiting.keys()]
}
