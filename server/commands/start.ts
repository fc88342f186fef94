import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Config, loadConfig } from '../platform/config.ts'
import { type EmbeddedCluster, startCluster } from '../platform/database/embedded-cluster.ts'
import type { Log } from '../platform/log/create-log.ts'
import { createProcessLog, createProcessSink } from '../platform/log/process-log.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { checkPort } from '../platform/process/check-port.ts'
import { type FileLock, takeFileLock } from '../platform/process/file-lock.ts'
import { untilAskedToStop } from '../platform/process/stop-signals.ts'
import { type ChildSpec, createSupervisor, type Supervisor } from '../platform/process/supervisor.ts'
import type { CommandContext } from './command.ts'
import { dataLockPath } from './data-lock-path.ts'
import { describeAddresses } from './describe-addresses.ts'
import { watchSources } from './watch-sources.ts'

/** Everything is gone five seconds after it was asked to leave (and DRAIN_SECONDS, twice); a little is kept for the processes around us. */
const stopWithinMs = 4_500
/** API, jobs and web drain within this; what is left of the time is PostgreSQL's. */
const childrenStopWithinMs = 3_000
/** The processes of a start that was killed leave by themselves within this time. */
const leavingPatienceMs = 6_000
/** A supervisor whose terminal or npm was killed notices within this time. */
const noticingPatienceMs = 1_000
const pollMs = 100
const clusterWatchMs = 500
const stoppingPurpose = 'stop'

const mainFile = resolve(import.meta.dirname, '..', 'main.ts')

/** What has been started so far, for stopping it in the opposite order. */
type Running = {
  supervisor: Supervisor
  cluster: Promise<EmbeddedCluster> | undefined
  timer: NodeJS.Timeout | undefined
}

/**
 * Runs a whole installation: the embedded PostgreSQL (unless DATABASE_URL is set), the API, the background jobs and
 * the web application, each in a process of its own, until asked to stop.
 *
 * @throws OperatorError when the data are in use or a port is taken.
 */
export async function start(context: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: context.args,
    options: { empty: { type: 'boolean', default: false }, watch: { type: 'boolean', default: false } },
  })
  const config = loadConfig()
  const asked = untilAskedToStop()
  const lock = await lockData(config)
  const sink = createProcessSink(config)
  const log = createProcessLog(config, sink)
  const running: Running = { supervisor: createSupervisor(sink, log), cluster: undefined, timer: undefined }
  try {
    const begun = begin(context, config, running, { ...values, log, wasKilled: lock.wasAbandoned })
    await Promise.race([begun.then(() => asked), asked])
    context.say({ fr: 'Arrêt…', en: 'Stopping…' })
  } finally {
    lock.changePurpose(stoppingPurpose)
    await end(running, log, 2 * config.drainMs)
    lock.release()
  }
  context.say({ fr: 'Comptoir est arrêté.', en: 'Comptoir has stopped.' })
  return 0
}

/** Takes the lock of the data folder. One that is stopping, or whose end it is just noticing, is given a moment. */
async function lockData(config: Config): Promise<FileLock> {
  const startedAt = Date.now()
  for (;;) {
    const taken = await takeFileLock(dataLockPath(config), 'start')
    if ('release' in taken) return taken
    const patienceMs = taken.purpose === stoppingPurpose ? leavingPatienceMs : noticingPatienceMs
    if (Date.now() - startedAt > patienceMs) {
      throw new OperatorError(
        `Comptoir tourne déjà sur ces données (${config.dataFolder}), processus ${taken.pid}, depuis ${taken.since}. Arrêtez-le d’abord, ou choisissez un autre dossier avec COMPTOIR_DATA.`,
        `Comptoir is already running on these data (${config.dataFolder}), process ${taken.pid}, since ${taken.since}. Stop it first, or choose another folder with COMPTOIR_DATA.`,
      )
    }
    await sleep(pollMs)
  }
}

type BeginOptions = { empty: boolean; watch: boolean; log: Log; wasKilled: boolean }

async function begin(context: CommandContext, config: Config, running: Running, options: BeginOptions): Promise<void> {
  const patienceMs = options.wasKilled ? leavingPatienceMs : 0
  await checkPort(config.host, config.apiPort, { variable: 'API_PORT', patienceMs })
  await checkPort(config.host, config.webPort, { variable: 'WEB_PORT', patienceMs })
  await checkMetricsPorts(config, patienceMs)
  // What needs the database is loaded while PostgreSQL starts.
  const loading = Promise.all([import('./fill-database.ts'), import('./demo.ts')])
  const databaseUrl = config.databaseUrl ?? (await startEmbedded(context, config, running)).url
  const [{ fillDatabase }, { sayHowToSignIn }] = await loading
  const { setupCode, chain } = await fillDatabase(context, { ...config, databaseUrl }, options)
  await running.supervisor.start(describeChildren(config, databaseUrl, options.watch))
  if (options.watch) {
    const { migrate } = await import('../platform/database/migrate.ts')
    watchSources(async (hasMigrations) => {
      if (hasMigrations) await migrate({ ...config, databaseUrl })
      await running.supervisor.restart()
    }, options.log)
  }
  console.log(describeAddresses(config, setupCode, context.language))
  sayHowToSignIn(context, config, chain)
  if (config.databaseUrl === undefined) keepClusterRunning(config, running, options)
}

/** Each process has a port of its own from METRICS_PORT on, in the order of `describeChildren`. */
async function checkMetricsPorts(config: Config, patienceMs: number): Promise<void> {
  const { port: first, host } = config.metrics
  if (first === undefined) return
  const last = first + config.workers + 1
  for (const port of [config.apiPort, config.webPort, 65_536]) {
    if (port < first || port > last) continue
    throw new OperatorError(
      `METRICS_PORT=${first} donne un port à chaque processus, de ${first} à ${last} ; le port ${port} n’y a pas sa place. Choisissez-en un autre.`,
      `METRICS_PORT=${first} gives each process a port, from ${first} to ${last}; port ${port} cannot be one of them. Choose another.`,
    )
  }
  for (let port = first; port <= last; port += 1) await checkPort(host, port, { variable: 'METRICS_PORT', patienceMs })
}

async function startEmbedded(context: CommandContext, config: Config, running: Running): Promise<EmbeddedCluster> {
  running.cluster = startCluster(config.dataFolder)
  const cluster = await running.cluster
  if (!cluster.directory.startsWith(config.dataFolder)) {
    context.say({
      fr: `L’utilisateur de PostgreSQL n’a pas accès à ${config.dataFolder} : la base est dans ${cluster.directory}.`,
      en: `PostgreSQL's user cannot enter ${config.dataFolder}: the database is in ${cluster.directory}.`,
    })
  }
  return cluster
}

/** The processes of an installation: as many APIs as WORKERS says, the jobs, the web application. */
function describeChildren(config: Config, databaseUrl: string, isWatching: boolean): ChildSpec[] {
  // Elsewhere than on Linux the system does not spread connections over processes that share a port.
  const apiCount = process.platform === 'linux' ? config.workers : 1
  const env = { ...process.env, DATABASE_URL: databaseUrl, COMPTOIR_DATA: config.dataFolder }
  const describe = (name: string, command: string, extra: Record<string, string> = {}): ChildSpec => ({
    name,
    args: [...process.execArgv, mainFile, command],
    env: { ...env, ...extra },
  })
  const apis = Array.from({ length: apiCount }, (_, position) => {
    if (apiCount === 1) return describe('api', 'api')
    const name = `api-${position + 1}`
    return describe(name, 'api', { INSTANCE_ID: `${config.instanceId}-${position + 1}`, COMPTOIR_SHARED_PORT: '1' })
  })
  const web = describe('web', 'web')
  const children = [
    ...apis,
    { ...describe('worker', 'worker'), startsLast: true },
    { ...web, args: [...web.args, ...(isWatching ? ['--watch'] : [])] },
  ]
  const { port } = config.metrics
  if (port === undefined) return children
  return children.map((child, position) => ({ ...child, env: { ...child.env, METRICS_PORT: String(port + position) } }))
}

/** A PostgreSQL that was killed is started again; it recovers from its log. The children connect again by themselves. */
function keepClusterRunning(config: Config, running: Running, { log, watch }: BeginOptions): void {
  let isBusy = false
  running.timer = setInterval(async () => {
    const cluster = await running.cluster
    if (isBusy || cluster === undefined || cluster.isRunning()) return
    isBusy = true
    try {
      log.warning('The embedded PostgreSQL has left; it is started again.', { pid: cluster.pid })
      running.cluster = startCluster(config.dataFolder)
      const { url } = await running.cluster
      if (url !== cluster.url) await running.supervisor.restart(describeChildren(config, url, watch))
    } catch (error) {
      running.cluster = Promise.resolve(cluster)
      log.critical(error)
    } finally {
      isBusy = false
    }
  }, clusterWatchMs)
}

/** Children first, then the database that they use. */
async function end(running: Running, log: Log, drainMs: number): Promise<void> {
  const limit = Date.now() + stopWithinMs + drainMs
  clearInterval(running.timer)
  await running.supervisor.stop(childrenStopWithinMs + drainMs)
  const cluster = await running.cluster?.catch(() => undefined)
  await cluster?.stop(Math.max(500, limit - Date.now()))
  await log.flush()
}
