import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../platform/config.ts'
import type { Language } from '../platform/text.ts'

/**
 * Says where everything can be reached, once it can, and how the first person signs up.
 *
 * @param setupCode the code that the first person gives; null when people exist already.
 */
export function describeAddresses(config: Config, setupCode: string | null, language: Language): string {
  const [host, ...others] = listHosts(config.host)
  const rows: [fr: string, en: string, value: string][] = [
    ['Application', 'Application', `http://${host}:${config.webPort}/`],
    ['API', 'API', `http://${host}:${config.apiPort}/api/v1`],
    ['Documentation', 'Documentation', `http://${host}:${config.apiPort}/docs`],
    ...others.map((other): [string, string, string] => [
      'Sur le réseau',
      'On the network',
      `http://${other}:${config.webPort}/`,
    ]),
    ...(setupCode === null ? [] : [setupRow(setupCode)]),
    ['Données', 'Data', config.dataFolder],
    ['Journaux', 'Logs', join(config.dataFolder, 'logs')],
  ]
  const lines = rows.map(([fr, en, value]) => `  ${(language === 'fr' ? fr : en).padEnd(21)} ${value}`)
  const head = language === 'fr' ? 'Comptoir est prêt.' : 'Comptoir is ready.'
  const foot = language === 'fr' ? 'Ctrl-C arrête tout.' : 'Ctrl-C stops everything.'
  return ['', head, ...lines, foot, ''].join('\n')
}

/** The code is asked by `POST /api/v1/register`, and by the first page of the application. */
function setupRow(code: string): [fr: string, en: string, value: string] {
  return ['Code de mise en route', 'Set-up code', `${code}  (POST /api/v1/register, setup_code)`]
}

/** The names under which this machine answers: itself first, then its address on the network, if it listens there. */
function listHosts(host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [host]
  const addresses = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address !== undefined && !address.internal && address.family === 'IPv4')
    .map((address) => address?.address ?? '')
  return ['localhost', ...addresses.slice(0, 1)]
}
