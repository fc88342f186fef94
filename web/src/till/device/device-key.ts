import { toHex } from '../new-id.ts'

const ALGORITHM = 'Ed25519'

export type DeviceKey = { readonly privateKey: CryptoKey; readonly publicKey: string }

/** A key whose private half never leaves the browser, and its public half in base64. */
export async function makeDeviceKey(): Promise<DeviceKey> {
  const { privateKey, publicKey } = (await crypto.subtle.generateKey(ALGORITHM, false, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const bytes = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
  return { privateKey, publicKey: toBase64(bytes) }
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const toBase64Url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

type SignedRequest = {
  readonly deviceId: string
  readonly privateKey: CryptoKey
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body: string
}

/** The `Authorization` of a device: its signature over method, path, its own clock's milliseconds and the body. */
export async function signRequest({ deviceId, privateKey, method, path, body }: SignedRequest): Promise<string> {
  const encoder = new TextEncoder()
  const sentAtMs = Date.now()
  const text = `${method}\n${path}\n${sentAtMs}\n${await sha256Hex(encoder.encode(body))}`
  const signature = new Uint8Array(await crypto.subtle.sign(ALGORITHM, privateKey, encoder.encode(text)))
  return `Device ${deviceId}:${sentAtMs}:${toBase64Url(signature)}`
}

/** null: a till may be here. A page that came without encryption has no keys. */
export function refusePage(): 'insecure' | 'unsupported' | null {
  if (!globalThis.isSecureContext || crypto.subtle === undefined) return 'insecure'
  return navigator.locks === undefined || globalThis.indexedDB === undefined ? 'unsupported' : null
}

/** Whether this browser makes keys of the kind: an old one does not. */
export const makesKeys = (): Promise<boolean> =>
  crypto.subtle.generateKey(ALGORITHM, false, ['sign']).then(
    () => true,
    () => false,
  )
