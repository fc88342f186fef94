// The Kubernetes manifests: valid by the schemas of their kinds, lined up with each other, and true to the project.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import { loadConfig } from '../../server/platform/config.ts'
import { findFaults, type Manifest } from './kubernetes-schema.ts'
import {
  ROOT,
  readCommands,
  readHealthPaths,
  readManifests,
  readText,
  readVariables,
  readYaml,
} from './read-deployment.ts'

const FOLDER = 'deploy/kubernetes'

type Probe = { httpGet?: { path: string; port: string | number }; exec?: { command: string[] } }
type Container = {
  name: string
  image: string
  args?: string[]
  env?: { name: string }[]
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[]
  ports?: { name: string; containerPort: number }[]
  resources?: { limits?: Record<string, string>; requests?: Record<string, string> }
  securityContext?: Record<string, unknown>
  volumeMounts?: { name: string; mountPath: string }[]
  startupProbe?: Probe
  livenessProbe?: Probe
  readinessProbe?: Probe
}
type Pod = {
  containers: Container[]
  volumes?: { name: string }[]
  securityContext?: Record<string, unknown>
  automountServiceAccountToken?: boolean
}
type Workload = Manifest & {
  spec: {
    replicas?: number
    selector?: { matchLabels: Record<string, string> }
    template: { metadata: { labels: Record<string, string> }; spec: Pod }
    strategy?: { rollingUpdate?: { maxUnavailable: number } }
    volumeClaimTemplates?: { metadata: { name: string } }[]
  }
}
type Kustomization = {
  resources?: string[]
  components?: string[]
  secretGenerator?: { name: string; envs: string[] }[]
  configMapGenerator?: { name: string; literals: string[] }[]
  images?: { name: string; newTag: string }[]
}

const manifestFiles = globSync(`${FOLDER}/**/*.yaml`, { cwd: ROOT }).filter(
  (path) => !path.endsWith('kustomization.yaml'),
)
const manifests = manifestFiles.flatMap((path) => readManifests<Manifest>(readText(path)))
const kustomizations = globSync(`${FOLDER}/**/kustomization.yaml`, { cwd: ROOT }).sort()
const isWorkload = (manifest: Manifest): manifest is Workload =>
  ['Deployment', 'StatefulSet', 'Job'].includes(manifest.kind)
const workloads = manifests.filter(isWorkload)

function find(kind: string, name: string): Manifest {
  const found = manifests.find((one) => one.kind === kind && one.metadata.name === name)
  assert.ok(found, `${kind} ${name}`)
  return found
}

const api = find('Deployment', 'comptoir-api') as Workload
const matches = (labels: Record<string, string>, selector: Record<string, string>): boolean =>
  Object.entries(selector).every(([name, value]) => labels[name] === value)

const joinLines = (_: string, name: string, lines: string): string => `${name}: ${lines.replace(/\s/g, '')}\n`

describe('the manifests', () => {
  test('are what the schemas of their kinds allow', () => {
    assert.ok(manifests.length >= 20, `${manifests.length} manifests`)
    const faults = manifests.map((one) => ({ name: `${one.kind} ${one.metadata.name}`, faults: findFaults(one) }))
    assert.deepEqual(
      faults.filter((one) => one.faults.length > 0),
      [],
    )
  })

  test('would not pass with a wrong value or a wrong letter', () => {
    const wrong = structuredClone(api)
    Object.assign(wrong.spec, { replicas: 'three' })
    assert.match(findFaults(wrong).join(), /replicas/)
    const misspelt = structuredClone(api)
    Object.assign(misspelt.spec.template.spec, { hostNetwrk: true })
    assert.deepEqual(findFaults(misspelt), ['/spec/template/spec/hostNetwrk'])
  })

  test('select the pods that they make', () => {
    for (const { kind, metadata, spec } of workloads) {
      if (kind === 'Job') continue
      assert.ok(matches(spec.template.metadata.labels, spec.selector?.matchLabels ?? { none: '' }), metadata.name)
    }
    const pods = workloads.map(({ spec }) => spec.template)
    for (const { kind, metadata, spec } of manifests) {
      if (kind !== 'Service' && kind !== 'PodDisruptionBudget') continue
      const { selector, ports = [] } = spec as {
        selector: Record<string, string> & { matchLabels?: Record<string, string> }
        ports?: { targetPort: string }[]
      }
      const chosen = pods.filter((pod) => matches(pod.metadata.labels, selector.matchLabels ?? selector))
      assert.equal(chosen.length, 1, `${kind} ${metadata.name}`)
      const open = chosen[0]?.spec.containers.flatMap((container) => container.ports ?? []).map(({ name }) => name)
      for (const { targetPort } of ports) assert.ok(open?.includes(targetPort), `${metadata.name}: ${targetPort}`)
    }
  })

  test('scale the API at 80 % of its processors, from three instances, and never below two by intention', () => {
    const scaler = find('HorizontalPodAutoscaler', 'comptoir-api').spec as {
      scaleTargetRef: { kind: string; name: string }
      minReplicas: number
      metrics: { resource: { name: string; target: Record<string, unknown> } }[]
    }
    find(scaler.scaleTargetRef.kind, scaler.scaleTargetRef.name)
    assert.equal(scaler.minReplicas, 3)
    assert.deepEqual(scaler.metrics[0]?.resource, {
      name: 'cpu',
      target: { type: 'Utilization', averageUtilization: 80 },
    })
    assert.equal(api.spec.replicas, undefined, 'a number in the Deployment would undo the autoscaler’s')
    assert.equal((find('PodDisruptionBudget', 'comptoir-api').spec as { minAvailable: number }).minAvailable, 2)
    assert.equal(api.spec.strategy?.rollingUpdate?.maxUnavailable, 0)
  })

  test('run as nobody in particular, in a file system that is only read, within bounds', () => {
    for (const { metadata, spec } of workloads) {
      const pod = spec.template.spec
      assert.equal(pod.automountServiceAccountToken, false, metadata.name)
      assert.equal(pod.securityContext?.runAsNonRoot, true, metadata.name)
      assert.deepEqual(pod.securityContext?.seccompProfile, { type: 'RuntimeDefault' }, metadata.name)
      const volumes = new Set([
        ...(pod.volumes ?? []).map(({ name }) => name),
        ...(spec.volumeClaimTemplates ?? []).map((claim) => claim.metadata.name),
      ])
      for (const container of pod.containers) {
        assert.deepEqual(
          container.securityContext,
          { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
          metadata.name,
        )
        assert.ok(container.resources?.limits?.memory && container.resources.requests?.cpu, metadata.name)
        for (const { name } of container.volumeMounts ?? []) assert.ok(volumes.has(name), `${metadata.name}: ${name}`)
      }
    }
  })
})

describe('our workloads', () => {
  const containers = workloads
    .flatMap(({ spec }) => spec.template.spec.containers)
    .filter(({ image }) => image === 'comptoir')

  test('run commands that there are', () => {
    const commands = readCommands()
    assert.equal(containers.length, 4)
    for (const { name, args = [] } of containers) assert.ok(commands.has(args[0] ?? ''), `${name}: ${args}`)
  })

  test('are probed at addresses that they have', () => {
    const paths = readHealthPaths()
    const { apiPort, webPort } = loadConfig({ SECRET_KEY: 'k'.repeat(48) }, { folder: '/nonexistent' })
    const container = api.spec.template.spec.containers[0]
    assert.equal(container?.livenessProbe?.httpGet?.path, '/health/live')
    assert.equal(container?.readinessProbe?.httpGet?.path, '/health/ready')
    for (const { name, ports = [], startupProbe, livenessProbe, readinessProbe } of containers) {
      const port = { api: apiPort, web: webPort }[name]
      if (port !== undefined) assert.deepEqual(ports, [{ name: 'http', containerPort: port }], name)
      for (const probe of [startupProbe, livenessProbe, readinessProbe]) {
        if (probe?.httpGet === undefined) continue
        assert.ok(paths.has(probe.httpGet.path), `${name}: ${probe.httpGet.path}`)
        assert.ok(ports.some((port) => port.name === probe.httpGet?.port))
      }
    }
  })

  test('get variables that the program reads, and write where the image lets them', () => {
    const known = readVariables()
    const literals = kustomizations
      .flatMap((path) => readYaml<Kustomization>(path).configMapGenerator ?? [])
      .flatMap(({ literals: lines }) => lines.map((line) => line.split('=')[0] ?? ''))
    const given = containers.flatMap(({ env = [] }) => env.map(({ name }) => name))
    const secrets = globSync(`${FOLDER}/overlays/*/secret.env.example`, { cwd: ROOT })
      .flatMap((path) => [...readText(path).matchAll(/^([A-Z0-9_]+)=/gm)])
      .map(([, name = '']) => name)
      .filter((name) => name !== 'POSTGRES_PASSWORD' && name !== 'REDIS_PASSWORD')
    assert.ok(literals.length > 2 && given.length > 3 && secrets.length > 8)
    for (const name of [...literals, ...given, ...secrets]) assert.ok(known.has(name), name)
    for (const { name, volumeMounts = [] } of containers) {
      const backups = name === 'worker' ? ['/var/lib/comptoir/backups'] : []
      const paths = volumeMounts.map(({ mountPath }) => mountPath).sort()
      assert.deepEqual(paths, ['/tmp', '/var/lib/comptoir', ...backups], name)
    }
  })

  test('answer on no public name what is only for the inside', () => {
    const { rules } = find('Ingress', 'comptoir').spec as {
      rules: { http: { paths: { path: string; backend: { service: { name: string } } }[] } }[]
    }
    const paths = rules.flatMap(({ http }) => http.paths)
    for (const { backend } of paths) find('Service', backend.service.name)
    const ofApi = paths.filter(({ backend }) => backend.service.name === 'comptoir-api').map(({ path }) => path)
    assert.ok(ofApi.length > 0)
    for (const path of ofApi) assert.ok(path !== '/' && !'/metrics'.startsWith(path), path)
  })
})

describe('the kustomizations', () => {
  test('name only files and folders that exist', () => {
    assert.ok(kustomizations.length >= 5)
    for (const path of kustomizations) {
      const { resources = [], components = [], secretGenerator = [] } = readYaml<Kustomization>(path)
      const secrets = secretGenerator.flatMap(({ envs }) => envs.map((file) => `${file}.example`))
      for (const name of [...resources, ...components, ...secrets]) {
        assert.ok(existsSync(join(ROOT, dirname(path), name)), `${path}: ${name}`)
      }
    }
  })

  test('give every image a version, and ours the project’s', () => {
    const tags = new Map(
      kustomizations
        .flatMap((path) => readYaml<Kustomization>(path).images ?? [])
        .map(({ name, newTag }) => [name, newTag]),
    )
    for (const { spec } of workloads) {
      for (const { image } of spec.template.spec.containers) assert.match(tags.get(image) ?? '', /^\d+\.\d+/, image)
    }
    assert.equal(tags.get('comptoir'), JSON.parse(readText('package.json')).version)
  })

  const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0
  for (const overlay of ['production', 'evaluation']) {
    const skip = hasKubectl ? false : 'kubectl, which renders the overlays, is not on this machine'
    test(`render the overlay ${overlay} to manifests that are valid too`, { skip }, (t) => {
      const folder = mkdtempSync(join(tmpdir(), 'comptoir-kustomize-'))
      t.after(() => rmSync(folder, { recursive: true, force: true }))
      cpSync(join(ROOT, FOLDER), folder, { recursive: true })
      const place = join(folder, 'overlays', overlay)
      cpSync(join(place, 'secret.env.example'), join(place, 'secret.env'))
      const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', place], { encoding: 'utf8' })
      assert.equal(status, 0, stderr)
      // What is secret is written in lines of seventy letters, which the format of the schema does not know.
      const rendered = readManifests<Manifest>(stdout.replace(/^( {2}\w+): \|\n((?: {4}\S+\n)+)/gm, joinLines))
      for (const one of rendered) {
        assert.deepEqual(findFaults(one), [], `${one.kind} ${one.metadata.name}`)
        if (one.kind !== 'Namespace') assert.ok(one.metadata.namespace?.startsWith('comptoir'), one.metadata.name)
      }
      const made = new Set(rendered.map(({ kind, metadata }) => `${kind} ${metadata.name}`))
      for (const { metadata, spec } of rendered.filter(isWorkload)) {
        for (const { envFrom = [], image } of spec.template.spec.containers) {
          assert.match(image, /:\d+\.\d+/, metadata.name)
          for (const { configMapRef, secretRef } of envFrom) {
            if (configMapRef !== undefined) assert.ok(made.has(`ConfigMap ${configMapRef.name}`), configMapRef.name)
            if (secretRef !== undefined) assert.ok(made.has(`Secret ${secretRef.name}`), secretRef.name)
          }
        }
      }
    })
  }
})
