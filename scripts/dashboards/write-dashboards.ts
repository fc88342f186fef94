import { businessDashboard } from './business.ts'
import { databaseDashboard } from './database.ts'
import { layOutDashboard } from './lay-out-dashboard.ts'
import { loadBalancerDashboard } from './load-balancer.ts'
import { redisCacheDashboard } from './redis-cache.ts'
import { systemDashboard } from './system.ts'

const DASHBOARDS = {
  'load-balancer': loadBalancerDashboard,
  'redis-cache': redisCacheDashboard,
  system: systemDashboard,
  business: businessDashboard,
  database: databaseDashboard,
}

/** The dashboards of Grafana as it reads them, by the name of their file. */
export function writeDashboards(): Record<string, string> {
  const files = Object.entries(DASHBOARDS).map(([name, description]) => [
    `deploy/grafana/dashboards/${name}.json`,
    `${JSON.stringify(layOutDashboard(description), null, 2)}\n`,
  ])
  return Object.fromEntries(files)
}
