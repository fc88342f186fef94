import { cpus } from 'node:os'
import { makeChain } from './chain.ts'
import { openEnvironment } from './environment.ts'
import { measureCache } from './measure-cache.ts'
import { measureCatalog } from './measure-catalog.ts'
import { measureMemory, measureProductPage, measureSmallRead } from './measure-reads.ts'
import { measureReports } from './measure-reports.ts'
import { measureBatches, measureSaleLatency, measureSales } from './measure-sales.ts'
import { measureZReports } from './measure-sessions.ts'
import { measureTill } from './measure-till.ts'
import { measureManyVariants } from './measure-variants.ts'
import { measureOverload } from './overload/measure-overload.ts'
import { Report } from './report.ts'

/**
 * `npm run bench`: each figure beside its limit, both from this run, on one embedded PostgreSQL that flushes every
 * commit to disk. The load, the server and the database share this machine's processors. `npm run bench -- catalog` measures
 * only the reads of a large catalogue, `npm run bench -- sales` only the rest; `npm run bench -- reports` what reports cost after
 * ten years, which takes long and is measured only when asked for, and `npm run bench -- till` what the till does with a hundred thousand articles, in a browser;
 * `npm run bench -- overload` what becomes of four times the load that an instance can carry, two minutes.
 */
const report = new Report()
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
const env = await openEnvironment()
try {
  const [part, ...sizes] = process.argv.slice(2)
  if (part === 'reports') await measureReports(env, report, sizes.map(Number))
  else if (part === 'till') await measureTill(env, report)
  else if (part === 'overload') await measureOverloadOfChain()
  else if (part === 'cache') await measureCache(env, report, ...sizes.slice(0, 1).map(Number))
  else {
    if (part !== 'sales') await measureCatalog(env, report)
    if (part !== 'catalog') await measureChain()
  }
} finally {
  await env.stop()
}
console.log(report.missed === 0 ? '\nEvery budget was kept.' : `\n${report.missed} budget(s) missed.`)

async function measureOverloadOfChain(): Promise<void> {
  await makeChain(env.sql)
  await measureOverload(env, await env.startApi(), report)
}

async function measureChain(): Promise<void> {
  await makeChain(env.sql)
  const api = await env.startApi()
  await measureSmallRead(env, api, report)
  await measureProductPage(env, api, report)
  await measureManyVariants(env, api, report)
  await measureSaleLatency(env, api, report)
  await measureSales(env, api, report)
  await measureBatches(env, api, report)
  await measureZReports(env, api, report)
  measureMemory(
    [
      { name: 'the API process after all of this', pid: api.pid, atMost: 200 },
      { name: 'this load generator', pid: process.pid },
    ],
    report,
  )
}
