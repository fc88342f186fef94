import type { Breakers } from '../breaker/breakers.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log/create-log.ts'
import { type ConnectOptions, connect, type DatabaseConfig, type Sql } from './connect.ts'
import { type Readings, readingsOfPrimary, readingsOfReplica } from './readings.ts'

type ReadingsConfig = DatabaseConfig & Pick<Config, 'databaseReplicaUrl' | 'replicaMaxLagMs'>

/** The readings of this configuration. The replica is asked for the first time by the first reading: it may be away. */
export function openReadings(
  primary: Sql,
  { config, log, breakers }: { config: ReadingsConfig; log: Pick<Log, 'warning'>; breakers?: Breakers },
  options: ConnectOptions = {},
): Readings {
  const { databaseReplicaUrl: url, replicaMaxLagMs: maxLagMs } = config
  if (url === undefined) return readingsOfPrimary(primary)
  const replica = connect(config, { ...options, url })
  const readings = readingsOfReplica({ primary, replica, maxLagMs, log })
  breakers?.watch({
    name: 'replica',
    get state() {
      return readings.state()
    },
  })
  return readings
}
