import { DiagLogLevel, diag } from '@opentelemetry/api'
import { detectResources, envDetector, type Resource, resourceFromAttributes } from '@opentelemetry/resources'

export const SCOPE = 'comptoir'

/** Who sends: what OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say goes before what we know ourselves. */
export function createResource({ instanceId, version }: { instanceId: string; version: string }): Resource {
  const own = resourceFromAttributes({
    'service.name': SCOPE,
    'service.version': version,
    'service.instance.id': instanceId,
  })
  return own.merge(detectResources({ detectors: [envDetector] }))
}

/** What the packages have to say of a collector that does not answer. */
export function listenToProblems(say: (text: string) => void): void {
  const hear = (message: string, ...details: unknown[]) => say([message, ...details.map(String)].join(' '))
  const ignore = () => {}
  diag.setLogger(
    { error: hear, warn: hear, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  )
}
