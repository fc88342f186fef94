// The token that Prometheus shows to the instances: `make init` makes it, and Compose puts it where Prometheus looks.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT, readYaml } from './read-deployment.ts'

type Service = { entrypoint: string[]; command: string[]; environment: Record<string, string>; tmpfs: string[] }
type Job = { job_name: string; authorization?: { credentials_file: string } }

test('`make init` makes the token, and the container of Prometheus has it where its configuration looks', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-token-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const env = join(folder, '.env')
  const made = spawnSync('sh', ['deploy/make-env.sh', env], { cwd: ROOT, encoding: 'utf8' })
  assert.equal(made.status, 0, made.stderr)
  const token = /^METRICS_TOKEN=([0-9a-f]{64})$/m.exec(readFileSync(env, 'utf8'))?.[1] ?? ''
  assert.notEqual(token, '')
  assert.doesNotMatch(made.stdout + made.stderr, new RegExp(token), 'its name is told, and not what it is')

  const jobs = readYaml<{ scrape_configs: Job[] }>('deploy/prometheus/prometheus.yml').scrape_configs
  const asking = jobs.filter(({ authorization }) => authorization !== undefined)
  assert.deepEqual(
    asking.map(({ job_name, authorization }) => [job_name, authorization?.credentials_file]),
    ['api-loadbalanced', 'api-instances', 'worker'].map((name) => [name, 'secrets/metrics-token']),
  )

  const { services } = readYaml<{ services: Record<string, Service> }>('compose.monitoring.yaml')
  const { entrypoint, command, environment, tmpfs } = services.prometheus as Service
  assert.equal(environment.METRICS_TOKEN, `\${METRICS_TOKEN:?make init}`)
  assert.deepEqual(tmpfs, ['/etc/prometheus/secrets:mode=1777'])
  // A program of its name that says how it was called.
  mkdirSync(join(folder, 'secrets'))
  writeFileSync(join(folder, 'prometheus'), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 })
  const [program = '', ...rest] = [...entrypoint, ...command].map((word) =>
    word.replaceAll('$$', '$').replaceAll('/etc/prometheus/secrets/', `${folder}/secrets/`),
  )
  const started = spawnSync(program, rest, {
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env.PATH}`, METRICS_TOKEN: token },
  })
  assert.equal(started.status, 0, started.stderr)
  assert.deepEqual(started.stdout.trim().split('\n'), command)
  const written = join(folder, 'secrets/metrics-token')
  assert.equal(readFileSync(written, 'utf8'), token)
  assert.equal(statSync(written).mode & 0o777, 0o600)
})
