import type { Config } from '../config.ts'
import type { Log } from '../log/create-log.ts'
import { type ConnectOptions, connect, type DatabaseConfig, type Sql } from './connect.ts'
import { type Readings, readingsOfPrimary, readingsOfReplica } from './readings.ts'

type ReadingsConfig = DatabaseConfig & Pick<Config, 'databaseReplicaUrl' | 'replicaMaxLagMs'>

/** The readings of this configuration. The replica is asked for the first time by the first reading: it may be away. */
export function openReadings(
  primary: Sql,
  { config, log }: { config: ReadingsConfig; log: Pick<Log, 'warning'> },
  options: ConnectOptions = {},
): Readings {
  const { databaseReplicaUrl: url, replicaMaxLagMs: maxLagMs } = config
  if (url === undefined) return readingsOfPrimary(primary)
  const replica = connect(config, { ...options, url })
  return readingsOfReplica({ primary, replica, maxLagMs, log })
}
