import type { DashboardDescription } from './lay-out-dashboard.ts'
import { lines } from './panels.ts'

/** The instances that are chosen at the top. */
const INSTANCES = 'job="api-instances", instance=~"$instance"'

/** Disks, and nothing that lives in memory or is read-only. */
const DISKS = 'job="node", fstype!~"tmpfs|squashfs|iso9660|ramfs|devtmpfs|overlay"'

export const systemDashboard: DashboardDescription = {
  title: 'System Performance',
  uid: 'comptoir-system',
  english: 'The machines, and the processes of the instances on them.',
  french: 'Les machines, et les processus des instances qui y tournent.',
  rows: [
    {
      height: 9,
      panels: [
        lines({
          title: 'Processor',
          english: 'Part of the processors that works. Above 80 % it is time for another instance.',
          french: 'Part des processeurs au travail. Au-delà de 80\u00a0%, il est temps d’une instance de plus.',
          unit: 'percentunit',
          width: 8,
          queries: [
            {
              expression:
                '1 - avg by (instance) (rate(node_cpu_seconds_total{job="node", mode="idle"}[$__rate_interval]))',
              legend: '{{instance}}',
            },
            {
              expression:
                'avg by (instance) (rate(node_cpu_seconds_total{job="node", mode="iowait"}[$__rate_interval]))',
              legend: '{{instance}}, waiting for disks',
            },
          ],
          min: 0,
          max: 1,
        }),
        lines({
          title: 'Memory',
          english: 'Memory that is not available any more, beside all there is.',
          french: 'Mémoire qui n’est plus disponible, à côté du total.',
          unit: 'bytes',
          width: 8,
          queries: [
            {
              expression: 'node_memory_MemTotal_bytes{job="node"} - node_memory_MemAvailable_bytes{job="node"}',
              legend: '{{instance}}, used',
            },
            { expression: 'node_memory_MemTotal_bytes{job="node"}', legend: '{{instance}}, all' },
          ],
          min: 0,
        }),
        lines({
          title: 'Load',
          english: 'Processes that run or wait to. More than there are processors: they queue.',
          french: 'Processus qui tournent ou attendent de tourner. Plus que de processeurs\u00a0: ils font la file.',
          unit: 'short',
          width: 8,
          queries: [
            { expression: 'node_load1{job="node"}', legend: '{{instance}}, 1 minute' },
            { expression: 'node_load15{job="node"}', legend: '{{instance}}, 15 minutes' },
            {
              expression: 'count by (instance) (node_cpu_seconds_total{job="node", mode="idle"})',
              legend: '{{instance}}, processors',
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
          title: 'Disk Space Used',
          english: 'Part of each disk that is taken. At 95 % an alert fires; PostgreSQL stops when it cannot write.',
          french:
            'Part occupée de chaque disque. À 95\u00a0%, une alerte se déclenche\u00a0; PostgreSQL s’arrête quand il ne peut plus écrire.',
          unit: 'percentunit',
          width: 8,
          queries: [
            {
              expression: `1 - node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}}`,
              legend: '{{instance}} {{mountpoint}}',
            },
          ],
          min: 0,
          max: 1,
        }),
        lines({
          title: 'Disk Traffic',
          english: 'What is read from the disks and written to them.',
          french: 'Ce qui est lu des disques et y est écrit.',
          unit: 'Bps',
          width: 8,
          queries: [
            {
              expression: 'sum by (instance) (rate(node_disk_read_bytes_total{job="node"}[$__rate_interval]))',
              legend: '{{instance}}, read',
            },
            {
              expression: 'sum by (instance) (rate(node_disk_written_bytes_total{job="node"}[$__rate_interval]))',
              legend: '{{instance}}, written',
            },
          ],
          min: 0,
        }),
        lines({
          title: 'Network Traffic',
          english: 'What goes over the network.',
          french: 'Ce qui passe par le réseau.',
          unit: 'Bps',
          width: 8,
          queries: [
            {
              expression:
                'sum by (instance) (rate(node_network_receive_bytes_total{job="node", device!="lo"}[$__rate_interval]))',
              legend: '{{instance}}, received',
            },
            {
              expression:
                'sum by (instance) (rate(node_network_transmit_bytes_total{job="node", device!="lo"}[$__rate_interval]))',
              legend: '{{instance}}, sent',
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
          title: 'Processor by Instance',
          english: 'One is a whole processor: an instance works with one, and lets another do what is heavy.',
          french:
            'Un vaut un processeur entier\u00a0: une instance travaille avec un seul, et laisse à un autre ce qui est lourd.',
          unit: 'percentunit',
          width: 8,
          queries: [
            {
              expression: `sum by (instance_id) (rate(process_cpu_seconds_total{${INSTANCES}}[$__rate_interval]))`,
              legend: '{{instance_id}}',
            },
          ],
          min: 0,
        }),
        lines({
          title: 'Memory by Instance',
          english: 'Memory of each process. An instance is given one gigabyte.',
          french: 'Mémoire de chaque processus. Une instance dispose d’un gigaoctet.',
          unit: 'bytes',
          width: 8,
          queries: [
            { expression: `process_resident_memory_bytes{${INSTANCES}}`, legend: '{{instance_id}}' },
            { expression: `nodejs_heap_size_used_bytes{${INSTANCES}}`, legend: '{{instance_id}}, objects' },
          ],
          min: 0,
        }),
        lines({
          title: 'Event Loop Delay',
          english: 'How late a process comes to what it has to do. Long delays: it is overloaded.',
          french: 'Combien un processus tarde à faire ce qu’il a à faire. De longs retards\u00a0: il est surchargé.',
          unit: 's',
          width: 8,
          queries: [
            { expression: `nodejs_eventloop_lag_p99_seconds{${INSTANCES}}`, legend: '{{instance_id}}, p99' },
            { expression: `nodejs_eventloop_lag_p50_seconds{${INSTANCES}}`, legend: '{{instance_id}}, median' },
          ],
          min: 0,
        }),
      ],
    },
    {
      height: 9,
      panels: [
        lines({
          title: 'Open Files and Connections',
          english: 'Files and connections that each process holds. A line that only rises is a leak.',
          french: 'Fichiers et connexions que tient chaque processus. Une courbe qui ne fait que monter est une fuite.',
          unit: 'short',
          width: 8,
          queries: [
            { expression: `process_open_fds{${INSTANCES}}`, legend: '{{instance_id}}' },
            { expression: `live_listeners{${INSTANCES}}`, legend: '{{instance_id}}, streams of events' },
          ],
          min: 0,
        }),
        lines({
          title: 'Starts of Processes',
          english: 'How often each instance started anew within an hour; an update counts as one.',
          french:
            'Combien de fois chaque instance a redémarré en 1\u00a0heure\u00a0; une mise à jour compte pour une fois.',
          unit: 'none',
          width: 8,
          queries: [{ expression: `changes(process_start_time_seconds{${INSTANCES}}[1h])`, legend: '{{instance_id}}' }],
          min: 0,
        }),
        lines({
          title: 'Monitoring Itself',
          english: 'What Prometheus reads, how many series it keeps, and what Alertmanager sends.',
          french: 'Ce que lit Prometheus, combien de séries il garde, et ce qu’envoie Alertmanager.',
          unit: 'short',
          width: 8,
          queries: [
            { expression: 'up{job!="api-instances"}', legend: '{{job}}' },
            { expression: 'prometheus_tsdb_head_series{job="prometheus"} / 1000', legend: 'thousands of series' },
            {
              expression: 'sum(rate(alertmanager_notifications_total{job="alertmanager"}[$__rate_interval])) * 60',
              legend: 'messages a minute',
            },
          ],
          min: 0,
        }),
      ],
    },
  ],
}
