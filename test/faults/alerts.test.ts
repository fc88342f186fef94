// The alerts and dashboards that are shipped, read by the programs that they are for, on a faster clock. An instance is
// killed, and somebody is told. COMPTOIR_LONG=1 makes every alert fire by a fault of its own, within some eight minutes.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { apiProcess } from '../harness/api-process.ts'
import { inReverse } from '../harness/app.ts'
import { makeScene, startDiskFaults, startFaults, trade } from '../harness/chain-faults.ts'
import { testDatabase } from '../harness/database.ts'
import { findMetrics, readAlerts } from '../harness/monitoring.ts'
import {
  METRICS_TOKEN,
  MONITORING_PROGRAMS,
  startMonitoringStack,
  WATCHING_PROGRAMS,
  whySkipped,
} from '../harness/monitoring-stack.ts'
import { until } from '../harness/processes.ts'
import { startWatchedChain, type WatchedChain } from '../harness/watched-chain.ts'
import {
  type AlertWatch,
  isAlert,
  readQuestions,
  startBackground,
  watchAlerts,
  watchPanels,
} from '../harness/watching.ts'

const IS_LONG = process.env.COMPTOIR_LONG === '1'

/** Those whose fault ends a part of the chain: they come last, each with what it ends. */
const OF_ENDED_PARTS = [
  { name: 'TargetDown', labels: { job: 'node' } },
  { name: 'RedisDown' },
  { name: 'CircuitOpen', labels: { name: 'redis' } },
  { name: 'InstanceDown', labels: { instance: 'api-2' } },
  { name: 'LoadBalancerDown' },
  { name: 'DatabaseDown' },
] as const
type Ended = (typeof OF_ENDED_PARTS)[number]['name']

const ofSlowMachines = { timeout: 220_000 }

test('an instance that is killed is told of, until it is back', {
  skip: whySkipped(WATCHING_PROGRAMS),
  ...ofSlowMachines,
}, async (t) => {
  const cleaning = inReverse(t)
  const { url } = await testDatabase(cleaning)
  const api = await apiProcess(cleaning, url, { INSTANCE_ID: 'api-1', METRICS_TOKEN })
  await api.start()
  const { host } = new URL(api.address)
  const monitoring = await startMonitoringStack(cleaning, { 'api-instances': { 'api-1': host } })
  const { alerts, receivers } = monitoring
  const isTold = async () => (await alerts()).some((alert) => isAlert(alert, { name: 'InstanceDown' }))

  await t.test('every question of every panel is understood, and those about an instance are answered', async () => {
    const shown = await readShownMetrics(api.address)
    const isAnswerable = (expression: string) =>
      !/\w:\w/.test(expression) && [...findMetrics([expression])].every((name) => shown.has(name))
    const questions = readQuestions()
    const waiting = new Set(questions.filter(({ expression }) => isAnswerable(expression)))
    assert.ok(waiting.size >= 20, `${waiting.size} of ${questions.length} are about an instance`)
    for (const { asked } of questions) await monitoring.ask(asked)
    await until(async () => {
      for (const question of waiting) {
        if ((await monitoring.ask(question.asked)).length > 0) waiting.delete(question)
      }
      return waiting.size === 0
    }).catch(() => assert.deepEqual([...waiting], []))
  })

  await t.test('it is told of in both languages, by every way', async () => {
    await api.kill()
    await until(isTold)
    await until(() =>
      [receivers.slack, receivers.mails, receivers.pagerDuty].every((way) => way.join().includes('api-1')),
    )
    assertTold(receivers.slack.join(), 'api-1')
    assertTold(receivers.pagerDuty.join(), 'api-1')
  })

  await t.test('and told to be over', async () => {
    await api.start()
    await until(async () => !(await isTold()))
    await until(() => receivers.slack.join().includes('✓ comptoir · InstanceDown'))
  })
})

if (IS_LONG) {
  const options = { skip: whySkipped(MONITORING_PROGRAMS), timeout: 1_200_000 }
  test('each alert fires for its fault, and each panel shows something', options, async (t) => {
    const cleaning = inReverse(t)
    const chain = await startWatchedChain(cleaning)
    const scene = await makeScene(chain)
    const background = startBackground(cleaning)
    const seen = watchAlerts(background, chain.monitoring)
    const silentPanels = watchPanels(background, chain.monitoring)
    background.run(() => trade(scene))

    await t.test('where nothing is wrong, only the watchdog speaks', async (own) => {
      await seen.untilSeen(own, [{ name: 'Watchdog' }])
      await until(async () => (await chain.monitoring.ask('up == 0')).length === 0)
      assert.deepEqual(seen.names(), ['Watchdog'])
    })

    await t.test('what goes wrong while everything runs', async (own) => {
      chain.monitoring.receivers.knowsSlack = false
      const faults = startBackground(cleaning)
      const hasDisks = startDiskFaults(cleaning, faults)
      if (!hasDisks) own.diagnostic('No file system may be mounted here: the alerts of disks are left to promtool.')
      const release = await startFaults(cleaning, faults, scene)
      const ended: readonly string[] = OF_ENDED_PARTS.map(({ name }) => name)
      const names = readAlerts().map(({ alert }) => alert)
      // It wants more than a day, and no backup where another alert wants an old one: promtool tries it.
      const left = ['BackupNeverMade', ...ended]
      const expected = names.filter((name) => !left.includes(name) && (hasDisks || !name.startsWith('Disk')))
      await seen.untilSeen(
        own,
        expected.map((name) => ({ name })),
      )
      await Promise.all([faults.stop(), release()])
    })

    await t.test('what goes wrong when a part is gone', (own) => endParts(own, chain, seen))
    await t.test('what follows from something known is not told as well', () => checkInhibition(chain))
    await t.test('each is told in both languages, by every way', () => checkMessages(chain, seen))

    await t.test('and it is told when it is over', async () => {
      const { slack } = chain.monitoring.receivers
      const told = slack.length
      await chain.cluster.startPrimary()
      await chain.apis[1].start()
      await until(() => slack.slice(told).join().includes('✓ comptoir · InstanceDown'))
      await until(
        async () => !(await chain.monitoring.alerts()).some((alert) => isAlert(alert, { name: 'DatabaseDown' })),
      )
    })

    assert.deepEqual(silentPanels(), [])
  })
}

/** The names of what an instance shows figures of. */
async function readShownMetrics(address: string): Promise<Set<string>> {
  await fetch(`${address}/api/v1/stores`)
  const text = await (
    await fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })
  ).text()
  return new Set([...text.matchAll(/^(\w+)(?:\{.*\})? (?!NaN)/gim)].map(([, name = '']) => name))
}

/** Each alert of an ended part must be a new one: under load an instance may have been away before. */
async function endParts(t: TestContext, chain: WatchedChain, seen: AlertWatch): Promise<void> {
  const { monitoring, machineExporter, redis, apis, nginx, cluster } = chain
  monitoring.receivers.knowsSlack = true
  const end = async (names: readonly Ended[], work: () => Promise<unknown>) => {
    const awaited = OF_ENDED_PARTS.filter(({ name }) => names.includes(name))
    await until(async () => {
      const alerts = await monitoring.alerts()
      return !alerts.some((alert) => awaited.some((one) => isAlert(alert, one)))
    })
    const since = new Date()
    await work()
    const sought = awaited.map((one) => ({ ...one, since }))
    await seen.untilSeen(t, sought)
  }
  await end(['TargetDown', 'RedisDown', 'InstanceDown', 'CircuitOpen'], () =>
    Promise.all([machineExporter.stop(), redis.stop(), apis[1].kill()]),
  )
  await end(['LoadBalancerDown', 'DatabaseDown'], () => Promise.all([nginx.stop(), cluster.stopPrimary()]))
}

/** Where Redis is away, nobody needs to be told that it is left alone. */
async function checkInhibition({ monitoring }: WatchedChain): Promise<void> {
  const alerts = await monitoring.alerts()
  const redisDown = alerts.find((alert) => isAlert(alert, { name: 'RedisDown' }))
  const breakers = alerts.filter((alert) => isAlert(alert, { name: 'CircuitOpen', labels: { name: 'redis' } }))
  assert.ok(redisDown !== undefined && breakers.length > 0)
  for (const { status } of breakers) {
    assert.equal(status.state, 'suppressed')
    assert.ok(status.inhibitedBy.includes(redisDown.fingerprint), status.inhibitedBy.join())
  }
}

async function checkMessages({ monitoring: { receivers } }: WatchedChain, seen: AlertWatch): Promise<void> {
  const ways = [receivers.slack, receivers.mails, receivers.pagerDuty]
  await until(() => ways.every((way) => way.join().includes('InstanceDown')))
  assertTold(receivers.slack.join(), 'api-2')
  assertTold(receivers.pagerDuty.join(), 'api-2')
  for (const { labels, annotations } of seen.all()) {
    for (const text of Object.values(annotations))
      assert.doesNotMatch(text, /error expanding|<no value>/, labels.alertname ?? text)
  }
}

function assertTold(text: string, instance: string): void {
  assert.ok(text.includes(`The instance ${instance} does not answer`), text)
  assert.ok(text.includes(`L’instance ${instance} ne répond plus`), text)
  assert.match(text, /docs\/guide\/runbooks\.fr\.md#instancedown/)
}
