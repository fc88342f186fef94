import type { DashboardDescription } from './lay-out-dashboard.ts'
import { lines, stat } from './panels.ts'

/** The instances that are chosen at the top. */
const INSTANCES = 'job="api-instances", instance=~"$instance"'

export const businessDashboard: DashboardDescription = {
  title: 'Business',
  uid: 'comptoir-business',
  english: 'What the shops do: tickets, revenue, deliveries of tills, background jobs, backups.',
  french:
    'Ce que font les magasins\u00a0: tickets, chiffre d’affaires, livraisons des caisses, tâches de fond, sauvegardes.',
  rows: [
    {
      height: 5,
      panels: [
        stat({
          title: 'Tickets per Minute',
          english: 'Tickets recorded per minute, over five minutes.',
          french: 'Tickets enregistrés par minute, sur 5\u00a0minutes.',
          unit: 'none',
          width: 5,
          queries: [{ expression: `sum(rate(sales_recorded_total{${INSTANCES}}[5m])) * 60`, legend: 'tickets' }],
          decimals: 1,
          min: 0,
        }),
        stat({
          title: 'Revenue, Last Hour',
          english: 'Net amounts of what was sold, without tax, by currency.',
          french: 'Montants nets de ce qui fut vendu, hors taxe, par monnaie.',
          unit: 'none',
          width: 5,
          queries: [
            {
              expression: `sum by (currency) (increase(sales_revenue_total{${INSTANCES}}[1h]))`,
              legend: '{{currency}}',
            },
          ],
          decimals: 2,
        }),
        stat({
          title: 'Tickets, Last Day',
          english: 'Tickets recorded in twenty-four hours.',
          french: 'Tickets enregistrés en 24\u00a0heures.',
          unit: 'none',
          width: 5,
          queries: [{ expression: `sum(increase(sales_recorded_total{${INSTANCES}}[1d]))`, legend: 'tickets' }],
          decimals: 0,
        }),
        stat({
          title: 'Latest Delivery of Tills',
          english:
            'How old the oldest record was that a till delivered within five minutes. Above a quarter of an hour an alert fires.',
          french:
            'L’âge du plus vieil enregistrement livré par une caisse en 5\u00a0minutes. Au-delà d’un quart d’heure, une alerte se déclenche.',
          unit: 's',
          width: 5,
          queries: [{ expression: `max(till_outbox_age_seconds{${INSTANCES}})`, legend: 'age' }],
          thresholds: { warning: 300, bad: 900 },
        }),
        stat({
          title: 'Age of the Backup',
          english: 'Time since the last complete backup. After 26 hours an alert fires.',
          french: 'Temps écoulé depuis la dernière sauvegarde complète. Après 26\u00a0heures, une alerte se déclenche.',
          unit: 's',
          width: 4,
          queries: [{ expression: `time() - max(backup_last_success_timestamp_seconds{${INSTANCES}})`, legend: 'age' }],
          thresholds: { warning: 90000, bad: 93600 },
        }),
      ],
    },
    {
      height: 9,
      panels: [
        lines({
          title: 'Sales per Minute',
          english: 'Tickets recorded per minute, by the instance that recorded them.',
          french: 'Tickets enregistrés par minute, par instance qui les enregistra.',
          unit: 'none',
          width: 8,
          queries: [
            {
              expression: `sum by (instance_id) (rate(sales_recorded_total{${INSTANCES}}[$__rate_interval])) * 60`,
              legend: '{{instance_id}}',
            },
          ],
          min: 0,
        }),
        lines({
          title: 'Revenue per Hour',
          english: 'Net amounts of what is sold, at the pace of the moment, by currency.',
          french: 'Montants nets de ce qui est vendu, au rythme du moment, par monnaie.',
          unit: 'none',
          width: 8,
          queries: [
            {
              expression: `sum by (currency) (rate(sales_revenue_total{${INSTANCES}}[$__rate_interval])) * 3600`,
              legend: '{{currency}}',
            },
          ],
          min: 0,
        }),
        lines({
          title: 'Deliveries of Tills',
          english: 'From when a till made a record to when it was recorded here.',
          french: 'Du moment où une caisse fit un enregistrement à celui où il fut enregistré ici.',
          unit: 's',
          width: 8,
          queries: [
            {
              expression: `histogram_quantile(0.95, sum by (le) (rate(till_delivery_delay_seconds_bucket{${INSTANCES}}[$__rate_interval])))`,
              legend: 'p95',
            },
            { expression: `max(till_outbox_age_seconds{${INSTANCES}})`, legend: 'oldest, five minutes' },
          ],
          min: 0,
        }),
      ],
    },
    {
      height: 9,
      panels: [
        lines({
          title: 'Jobs Waiting',
          english: 'Background jobs whose turn has not come.',
          french: 'Tâches de fond dont le tour n’est pas venu.',
          unit: 'short',
          width: 8,
          queries: [{ expression: `max by (queue) (jobs{${INSTANCES}, state="waiting"})`, legend: '{{queue}}' }],
          min: 0,
        }),
        lines({
          title: 'Oldest Waiting Job',
          english: 'For how long the job that is due longest has waited. Above a quarter of an hour an alert fires.',
          french:
            'Depuis combien de temps attend la tâche la plus en retard. Au-delà d’un quart d’heure, une alerte se déclenche.',
          unit: 's',
          width: 8,
          queries: [{ expression: `max by (queue) (jobs_oldest_waiting_seconds{${INSTANCES}})`, legend: '{{queue}}' }],
          min: 0,
        }),
        lines({
          title: 'Jobs Failed',
          english: 'Jobs that failed at all their tries; they are kept for seven days.',
          french: 'Tâches en échec à tous leurs essais\u00a0; elles sont gardées 7\u00a0jours.',
          unit: 'short',
          width: 8,
          queries: [{ expression: `max by (queue) (jobs{${INSTANCES}, state="failed"})`, legend: '{{queue}}' }],
          min: 0,
        }),
      ],
    },
    {
      height: 8,
      panels: [
        lines({
          title: 'Size of Backups',
          english: 'Size of the last complete backup.',
          french: 'Taille de la dernière sauvegarde complète.',
          unit: 'bytes',
          width: 12,
          queries: [{ expression: `max(backup_last_bytes{${INSTANCES}})`, legend: 'last' }],
          min: 0,
        }),
        lines({
          title: 'Listeners',
          english: 'Screens and programs that follow events.',
          french: 'Écrans et programmes qui suivent les événements.',
          unit: 'short',
          width: 12,
          queries: [{ expression: `sum(live_listeners{${INSTANCES}})`, legend: 'open streams' }],
          min: 0,
        }),
      ],
    },
  ],
}
