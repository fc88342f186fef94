import type { DashboardDescription } from './lay-out-dashboard.ts'
import { lines, stat, UP_OR_DOWN } from './panels.ts'

/** The instances that are chosen at the top. */
const INSTANCES = 'job="api-instances", instance=~"$instance"'

export const databaseDashboard: DashboardDescription = {
  title: 'Database',
  uid: 'comptoir-database',
  english: 'PostgreSQL as the instances see it, and as it sees itself.',
  french: 'PostgreSQL tel que le voient les instances, et tel qu’il se voit.',
  rows: [
    {
      height: 5,
      panels: [
        stat({
          title: 'Database',
          english: 'Whether PostgreSQL answers its exporter, and every instance.',
          french: 'Si PostgreSQL répond à son exporteur, et à chaque instance.',
          unit: 'none',
          width: 5,
          queries: [
            { expression: 'min(pg_up{job="postgres"})', legend: 'server' },
            { expression: `min(database_up{${INSTANCES}})`, legend: 'from every instance' },
          ],
          words: UP_OR_DOWN,
        }),
        stat({
          title: 'Connections Taken',
          english: 'Part of the connections that the server allows. Above 90 % an alert fires.',
          french: 'Part des connexions que permet le serveur. Au-delà de 90\u00a0%, une alerte se déclenche.',
          unit: 'percentunit',
          width: 5,
          queries: [
            {
              expression:
                'sum(pg_stat_database_numbackends{job="postgres"}) / max(pg_settings_max_connections{job="postgres"})',
              legend: 'taken',
            },
          ],
          min: 0,
          max: 1,
          thresholds: { warning: 0.75, bad: 0.9 },
        }),
        stat({
          title: 'Replica Behind By',
          english:
            'What the replica lacks. Beyond ten seconds reports are read from the primary; beyond thirty an alert fires.',
          french:
            'Ce qui manque au réplica. Au-delà de 10\u00a0secondes, les rapports sont lus sur le serveur principal\u00a0; au-delà de 30, une alerte se déclenche.',
          unit: 's',
          width: 5,
          queries: [{ expression: `max(database_replica_lag_seconds{${INSTANCES}})`, legend: 'lag' }],
          thresholds: { warning: 10, bad: 30 },
        }),
        stat({
          title: 'Size',
          english: 'Space that the databases take on the disk.',
          french: 'Place que prennent les bases sur le disque.',
          unit: 'bytes',
          width: 5,
          queries: [{ expression: 'sum(pg_database_size_bytes{job="postgres"})', legend: 'all databases' }],
        }),
        stat({
          title: 'Found in Memory',
          english: 'Part of the blocks that PostgreSQL found in its own memory; 99 % is usual.',
          french: 'Part des blocs que PostgreSQL trouva dans sa propre mémoire\u00a0; 99\u00a0% est habituel.',
          unit: 'percentunit',
          width: 4,
          queries: [
            {
              expression:
                'sum(pg_stat_database_blks_hit{job="postgres"}) / (sum(pg_stat_database_blks_hit{job="postgres"}) + sum(pg_stat_database_blks_read{job="postgres"}))',
              legend: 'blocks',
            },
          ],
          min: 0,
          max: 1,
          decimals: 2,
        }),
      ],
    },
    {
      height: 9,
      panels: [
        lines({
          title: 'Connections',
          english: 'Connections of the installation by state, beside the most that the server allows.',
          french: 'Connexions de l’installation par état, à côté du maximum du serveur.',
          unit: 'short',
          width: 8,
          queries: [
            { expression: `max by (state) (database_connections{${INSTANCES}})`, legend: '{{state}}' },
            { expression: 'max(pg_settings_max_connections{job="postgres"})', legend: 'most' },
          ],
          min: 0,
        }),
        lines({
          title: 'Pools',
          english:
            'Statements that wait for a connection, beside the most that each pool opens. Above 0 for long: too small a pool, or too slow a database.',
          french:
            'Instructions qui attendent une connexion, à côté du maximum de chaque pool. Longtemps au-dessus de 0\u00a0: pool trop petit, ou base trop lente.',
          unit: 'short',
          width: 8,
          queries: [
            { expression: `database_pool_waiting{${INSTANCES}}`, legend: '{{instance_id}}, waiting' },
            { expression: `database_pool_connections_max{${INSTANCES}}`, legend: '{{instance_id}}, most' },
          ],
          min: 0,
        }),
        lines({
          title: 'A Small Query',
          english: 'Time that a small query takes, waiting for a connection included.',
          french: 'Temps que prend une petite requête, attente d’une connexion comprise.',
          unit: 's',
          width: 8,
          queries: [{ expression: `database_query_seconds{${INSTANCES}}`, legend: '{{instance_id}}' }],
          min: 0,
        }),
      ],
    },
    {
      height: 10,
      panels: [
        lines({
          title: 'Slowest Statements',
          english:
            'Mean time of the statements that take most, over ten minutes, by their queryid in pg_stat_statements.',
          french:
            'Temps moyen des instructions qui en prennent le plus, sur 10\u00a0minutes, par leur queryid dans pg_stat_statements.',
          unit: 's',
          width: 12,
          queries: [{ expression: 'topk(10, query_id:database_statement_seconds:mean10m)', legend: '{{query_id}}' }],
          min: 0,
        }),
        lines({
          title: 'Statements by Load',
          english: 'Seconds of a connection that each takes per second: 1 is a connection that does nothing else.',
          french:
            'Secondes de connexion que chacune prend par seconde\u00a0: 1 est une connexion qui ne fait rien d’autre.',
          unit: 'none',
          width: 12,
          queries: [{ expression: 'topk(10, query_id:database_statement_load:rate10m)', legend: '{{query_id}}' }],
          min: 0,
        }),
      ],
    },
    {
      height: 9,
      panels: [
        lines({
          title: 'Transactions',
          english: 'Transactions per second.',
          french: 'Transactions par seconde.',
          unit: 'ops',
          width: 8,
          queries: [
            {
              expression: 'sum(rate(pg_stat_database_xact_commit{job="postgres"}[$__rate_interval]))',
              legend: 'committed',
            },
            {
              expression: 'sum(rate(pg_stat_database_xact_rollback{job="postgres"}[$__rate_interval]))',
              legend: 'rolled back',
            },
          ],
          min: 0,
        }),
        lines({
          title: 'Rows',
          english: 'Rows read and written per second.',
          french: 'Lignes lues et écrites par seconde.',
          unit: 'ops',
          width: 8,
          queries: [
            { expression: 'sum(rate(pg_stat_database_tup_fetched{job="postgres"}[$__rate_interval]))', legend: 'read' },
            {
              expression: 'sum(rate(pg_stat_database_tup_inserted{job="postgres"}[$__rate_interval]))',
              legend: 'inserted',
            },
            {
              expression: 'sum(rate(pg_stat_database_tup_updated{job="postgres"}[$__rate_interval]))',
              legend: 'updated',
            },
            {
              expression: 'sum(rate(pg_stat_database_tup_deleted{job="postgres"}[$__rate_interval]))',
              legend: 'deleted',
            },
          ],
          min: 0,
        }),
        lines({
          title: 'Locks and Deadlocks',
          english: 'Locks that are held, by kind, and deadlocks, of which PostgreSQL ends one side.',
          french: 'Verrous tenus, par genre, et interblocages, dont PostgreSQL fait céder un côté.',
          unit: 'short',
          width: 8,
          queries: [
            { expression: 'sum by (mode) (pg_locks_count{job="postgres"})', legend: '{{mode}}' },
            {
              expression: 'sum(increase(pg_stat_database_deadlocks{job="postgres"}[1h]))',
              legend: 'deadlocks, one hour',
            },
          ],
          min: 0,
        }),
      ],
    },
    {
      height: 9,
      panels: [
        lines({
          title: 'Replication',
          english: 'Age of what the replica is known to hold.',
          french: 'Âge de ce que le réplica est connu pour tenir.',
          unit: 's',
          width: 12,
          queries: [{ expression: `max(database_replica_lag_seconds{${INSTANCES}})`, legend: 'replica behind by' }],
          min: 0,
        }),
        lines({
          title: 'Longest Transaction',
          english: 'Age of the oldest transaction by state. One that is idle for minutes holds what others wait for.',
          french:
            'Âge de la plus ancienne transaction par état. Une qui dort des minutes tient ce que d’autres attendent.',
          unit: 's',
          width: 12,
          queries: [
            {
              expression: 'max by (state) (pg_stat_activity_max_tx_duration{job="postgres", state!=""})',
              legend: '{{state}}',
            },
          ],
          min: 0,
        }),
      ],
    },
  ],
}
