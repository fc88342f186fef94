import type { DashboardDescription } from './lay-out-dashboard.ts'
import { lines, pie, stat, UP_OR_DOWN } from './panels.ts'

/** The instances that are chosen at the top. */
const INSTANCES = 'job="api-instances", instance=~"$instance"'

/** What people and programs asked for, beside probes and scrapes. */
const ASKED = `${INSTANCES}, endpoint!~"/health.*|/metrics"`

export const loadBalancerDashboard: DashboardDescription = {
  title: 'API Load Balancer Performance',
  uid: 'comptoir-load-balancer',
  english: 'What goes through the load balancer, how the instances share it, and how well they answer.',
  french:
    'Ce qui passe par le répartiteur de charge, comment les instances se le partagent, et comment elles répondent.',
  rows: [
    {
      height: 4,
      panels: [
        stat({
          title: 'Load Balancer Status',
          english: 'Whether nginx answers its exporter, and whether a request gets through it to an instance.',
          french: 'Si nginx répond à son exporteur, et si une requête le traverse jusqu’à une instance.',
          unit: 'none',
          width: 6,
          queries: [
            { expression: 'up{job="nginx-loadbalancer"}', legend: 'nginx' },
            { expression: 'up{job="api-loadbalanced"}', legend: 'way to the API' },
          ],
          words: UP_OR_DOWN,
          min: 0,
          max: 1,
        }),
        stat({
          title: 'Instance Health Status',
          english: 'Whether each instance answers by itself.',
          french: 'Si chaque instance répond par elle-même.',
          unit: 'none',
          width: 8,
          queries: [{ expression: 'up{job="api-instances", instance=~"$instance"}', legend: '{{instance}}' }],
          words: UP_OR_DOWN,
          min: 0,
          max: 1,
        }),
        stat({
          title: 'Availability (3 days)',
          english: 'Part of the requests that were not answered by a 5xx; 99.9 % is the aim.',
          french: 'Part des requêtes qui n’ont pas reçu de 5xx\u00a0; l’objectif est 99,9\u00a0%.',
          unit: 'percentunit',
          width: 5,
          queries: [{ expression: '1 - comptoir:http_request_errors:ratio3d', legend: 'answered' }],
          decimals: 3,
          max: 1,
          thresholds: { warning: 0.9995, bad: 0.999 },
        }),
        stat({
          title: 'Alerts Firing',
          english: 'Alerts that fire now; each has a page in the runbooks.',
          french: 'Alertes déclenchées en ce moment\u00a0; chacune a sa fiche dans le guide d’intervention.',
          unit: 'none',
          width: 5,
          queries: [
            { expression: 'count(ALERTS{alertstate="firing", severity!="none"}) or vector(0)', legend: 'alerts' },
          ],
          thresholds: { warning: 1, bad: 3 },
        }),
      ],
    },
    {
      height: 9,
      panels: [
        pie({
          title: 'Request Distribution',
          english: 'Which part of the requests each instance answers: equal parts, unless weights say otherwise.',
          french: 'Quelle part des requêtes revient à chaque instance\u00a0: des parts égales, sauf poids contraires.',
          unit: 'reqps',
          width: 8,
          queries: [
            {
              expression: `sum by (instance_id) (rate(http_requests_total{${ASKED}}[$__rate_interval]))`,
              legend: '{{instance_id}}',
            },
          ],
        }),
        lines({
          title: 'Requests per Second',
          english: 'Requests answered, probes and scrapes left out but of the sum.',
          french: 'Requêtes servies, sondes et relevés exclus sauf de la somme.',
          unit: 'reqps',
          width: 8,
          queries: [
            {
              expression: `sum by (instance_id) (rate(http_requests_total{${ASKED}}[$__rate_interval]))`,
              legend: '{{instance_id}}',
            },
            { expression: `sum(current_requests_per_second{${INSTANCES}})`, legend: 'all, last ten seconds' },
          ],
          min: 0,
        }),
        lines({
          title: 'Response Time by Instance',
          english: 'One request in twenty takes longer than this. Above one second for five minutes an alert fires.',
          french:
            'Une requête sur vingt prend plus longtemps. Au-delà d’une seconde pendant 5\u00a0minutes, une alerte se déclenche.',
          unit: 's',
          width: 8,
          queries: [
            {
              expression: `histogram_quantile(0.95, sum by (instance_id, le) (rate(http_request_duration_seconds_bucket{${ASKED}, endpoint!~".*/live"}[$__rate_interval])))`,
              legend: 'p95 {{instance_id}}',
            },
            {
              expression: `histogram_quantile(0.5, sum by (le) (rate(http_request_duration_seconds_bucket{${ASKED}, endpoint!~".*/live"}[$__rate_interval])))`,
              legend: 'median',
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
          title: 'Error Rate by Instance',
          english: 'Answers that failed through our fault (5xx). Above 0.1 a second for two minutes an alert fires.',
          french:
            'Réponses en échec de notre fait (5xx). Au-delà de 0,1 par seconde pendant 2\u00a0minutes, une alerte se déclenche.',
          unit: 'reqps',
          width: 8,
          queries: [
            {
              expression: `sum by (instance_id) (rate(http_requests_total{${ASKED}, status=~"5.."}[$__rate_interval])) or 0 * sum by (instance_id) (rate(http_requests_total{${ASKED}}[$__rate_interval]))`,
              legend: '{{instance_id}}',
            },
          ],
          min: 0,
        }),
        lines({
          title: 'Cache Performance',
          english: 'Part of the pages looked for that were found. Below 70 % for five minutes an alert fires.',
          french:
            'Part des pages cherchées qui furent trouvées. En deçà de 70\u00a0% pendant 5\u00a0minutes, une alerte se déclenche.',
          unit: 'percentunit',
          width: 8,
          queries: [
            { expression: `instance:cache_hit_ratio:rate5m{${INSTANCES}}`, legend: '{{instance_id}}, five minutes' },
            { expression: `cache_hit_ratio{${INSTANCES}}`, legend: '{{instance_id}}, since its start' },
          ],
          min: 0,
          max: 1,
        }),
        lines({
          title: 'Availability Burn Rate',
          english: 'How many times as fast as 99.9 % allows the month’s failures are used up; 1 lasts a month.',
          french:
            'Combien de fois trop vite s’épuisent les échecs que permet 99,9\u00a0% sur un mois\u00a0; 1 tient tout le mois.',
          unit: 'none',
          width: 8,
          queries: [
            { expression: 'comptoir:http_request_errors:ratio5m / 0.001', legend: '5 minutes' },
            { expression: 'comptoir:http_request_errors:ratio1h / 0.001', legend: '1 hour' },
            { expression: 'comptoir:http_request_errors:ratio6h / 0.001', legend: '6 hours' },
            { expression: 'comptoir:http_request_errors:ratio3d / 0.001', legend: '3 days' },
          ],
          min: 0,
        }),
      ],
    },
    {
      height: 9,
      panels: [
        lines({
          title: 'Busiest Routes',
          english: 'The ten routes that are asked most.',
          french: 'Les dix routes les plus demandées.',
          unit: 'reqps',
          width: 8,
          queries: [
            {
              expression: `topk(10, sum by (method, endpoint) (rate(http_requests_total{${ASKED}}[$__rate_interval])))`,
              legend: '{{method}} {{endpoint}}',
            },
          ],
          min: 0,
        }),
        lines({
          title: 'Slowest Routes',
          english: 'The ten routes on which one request in twenty takes longest.',
          french: 'Les dix routes où une requête sur vingt prend le plus de temps.',
          unit: 's',
          width: 8,
          queries: [
            {
              expression: `topk(10, histogram_quantile(0.95, sum by (method, endpoint, le) (rate(http_request_duration_seconds_bucket{${ASKED}, endpoint!~".*/live"}[$__rate_interval]))))`,
              legend: '{{method}} {{endpoint}}',
            },
          ],
          min: 0,
        }),
        lines({
          title: 'Answers by Status',
          english: 'What requests are answered with. 4xx are the callers’ own, 503 what the server puts off.',
          french:
            'Ce que reçoivent les requêtes. Les 4xx tiennent à qui appelle, les 503 à ce que le serveur remet à plus tard.',
          unit: 'reqps',
          width: 8,
          queries: [
            {
              expression: `sum by (status) (rate(http_requests_total{${ASKED}}[$__rate_interval]))`,
              legend: '{{status}}',
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
          title: 'Connections of nginx',
          english: 'Connections of clients. Many that read are slow clients.',
          french: 'Connexions des clients. Beaucoup en lecture\u00a0: des clients lents.',
          unit: 'short',
          width: 8,
          queries: [
            { expression: 'nginx_connections_active{job="nginx-loadbalancer"}', legend: 'active' },
            { expression: 'nginx_connections_waiting{job="nginx-loadbalancer"}', legend: 'waiting' },
            { expression: 'nginx_connections_reading{job="nginx-loadbalancer"}', legend: 'reading' },
            { expression: 'nginx_connections_writing{job="nginx-loadbalancer"}', legend: 'writing' },
            {
              expression: 'rate(nginx_http_requests_total{job="nginx-loadbalancer"}[$__rate_interval])',
              legend: 'requests a second',
            },
          ],
          min: 0,
        }),
        lines({
          title: 'Refused for Want of Capacity',
          english:
            'What the server refuses so as to stay up (503), what exceeds the limits of a caller (429), and how near to refusing it is.',
          french:
            'Ce que le serveur refuse pour tenir (503), ce qui dépasse les limites d’un appelant (429), et combien il est près de refuser.',
          unit: 'reqps',
          width: 8,
          queries: [
            {
              expression: `sum by (kind) (rate(requests_shed_total{${INSTANCES}}[$__rate_interval]))`,
              legend: 'shed: {{kind}}',
            },
            {
              expression: `sum by (policy) (rate(requests_limited_total{${INSTANCES}}[$__rate_interval]))`,
              legend: 'limited: {{policy}}',
            },
            { expression: `max(load_pressure{${INSTANCES}})`, legend: 'pressure, 0 to 1' },
          ],
          min: 0,
        }),
        lines({
          title: 'Circuit Breakers',
          english: 'Closed: it is asked. Open: it is left alone. Half open: it is being tried.',
          french: 'Fermé\u00a0: on le sollicite. Ouvert\u00a0: on le laisse tranquille. Entrouvert\u00a0: on l’essaie.',
          unit: 'none',
          width: 8,
          queries: [{ expression: `max by (name) (circuit_breaker_state{${INSTANCES}})`, legend: '{{name}}' }],
          min: 0,
          max: 2,
          words: {
            '0': { text: 'Closed', color: 'green' },
            '1': { text: 'Half open', color: 'yellow' },
            '2': { text: 'Open', color: 'red' },
          },
        }),
      ],
    },
  ],
}
