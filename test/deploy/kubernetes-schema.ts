import { Deployment, StatefulSet } from 'kubernetes-models/apps/v1'
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2'
import { Job } from 'kubernetes-models/batch/v1'
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { ConfigMap, Namespace, PersistentVolumeClaim, Secret, Service } from 'kubernetes-models/v1'

export type Manifest = {
  apiVersion: string
  kind: string
  metadata: { name: string; namespace?: string; labels?: Record<string, string> }
  spec?: unknown
}

type Model = { apiVersion: string; prototype: { validate(): void } }

const MODELS: Readonly<Record<string, Model>> = {
  ConfigMap,
  Deployment,
  HorizontalPodAutoscaler,
  Ingress,
  Job,
  Namespace,
  NetworkPolicy,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  Secret,
  Service,
  StatefulSet,
}

/**
 * What is wrong with a manifest by the schema of its kind. The schemas of Kubernetes let any further field pass, so that
 * a field with a wrong letter would be one that nobody reads: whatever the validation did not look at counts as unknown.
 */
export function findFaults(manifest: Manifest): string[] {
  const model = MODELS[manifest.kind]
  if (model === undefined || model.apiVersion !== manifest.apiVersion) {
    return [`unknown kind ${manifest.apiVersion} ${manifest.kind}`]
  }
  const seen = new Set<string>()
  try {
    // Not by `new`, which copies: the validation is to see the fields themselves.
    const instance: { validate(): void } = Object.assign(Object.create(model.prototype), manifest)
    watch(instance, '', seen).validate()
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
  return listPaths(manifest, '').filter((path) => !seen.has(path) && !/^\/(apiVersion|kind|metadata)\b/.test(path))
}

/** The same value, which notes each field that is read. */
function watch<Value>(value: Value, path: string, seen: Set<string>): Value {
  if (value === null || typeof value !== 'object') return value
  return new Proxy(value, {
    get(target, name, receiver) {
      const found: unknown = Reflect.get(target, name, receiver)
      if (typeof name === 'symbol' || !Object.hasOwn(target, name)) return found
      seen.add(`${path}/${name}`)
      return watch(found, `${path}/${name}`, seen)
    },
  })
}

function listPaths(value: unknown, path: string): string[] {
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) => [`${path}/${name}`, ...listPaths(inner, `${path}/${name}`)])
}
