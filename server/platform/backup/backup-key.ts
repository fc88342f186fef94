import { readFileSync } from 'node:fs'
import type { BackupConfig } from '../backup-config.ts'
import { OperatorError } from '../operator-error.ts'
import { BackupRefused, refuseDamaged } from './damaged.ts'

/** What encrypts backups, and what opens them. */
export type BackupKey =
  | { readonly kind: 'passphrase'; readonly value: string }
  /** Only encrypts: what opens is kept elsewhere. */
  | { readonly kind: 'recipient'; readonly value: string }
  | { readonly kind: 'identity'; readonly value: string }

type Bytes = AsyncIterable<Uint8Array>

const SHORTEST_PASSPHRASE = 16
/**
 * 64 MiB of memory and a fraction of a second for each guess. The library's own choice takes four times as much, which a
 * worker in a small container does not have; age opens either.
 */
const SCRYPT_WORK_FACTOR = 16
/** How a file begins that age has encrypted. */
export const AGE_MAGIC = 'age-encryption.org/v1'

/**
 * The key that the variables name: `BACKUP_KEY`, or the first line of `BACKUP_KEY_FILE` that is no comment (as
 * `age-keygen` writes them). undefined: none.
 *
 * @throws OperatorError when the file cannot be read or what is there is no key.
 */
export function readBackupKey({ key, keyFile }: Pick<BackupConfig, 'key' | 'keyFile'>): BackupKey | undefined {
  const value = key ?? (keyFile === undefined ? undefined : readFirstLine(keyFile))
  if (value === undefined) return undefined
  if (value.startsWith('AGE-SECRET-KEY-')) return { kind: 'identity', value }
  if (/^age1[0-9a-z]{20,}$/.test(value)) return { kind: 'recipient', value }
  if (value.length >= SHORTEST_PASSPHRASE) return { kind: 'passphrase', value }
  throw new OperatorError(
    `La clé des sauvegardes (BACKUP_KEY, BACKUP_KEY_FILE) veut au moins ${SHORTEST_PASSPHRASE} caractères, ou une clé d’age (age1… ou AGE-SECRET-KEY-1…).`,
    `The key of the backups (BACKUP_KEY, BACKUP_KEY_FILE) wants at least ${SHORTEST_PASSPHRASE} characters, or a key of age (age1… or AGE-SECRET-KEY-1…).`,
  )
}

function readFirstLine(path: string): string {
  try {
    const lines = readFileSync(path, 'utf8').split('\n')
    return lines.map((line) => line.trim()).find((line) => line !== '' && !line.startsWith('#')) ?? ''
  } catch (error) {
    throw new OperatorError(
      `La clé des sauvegardes ne se lit pas\u00a0: ${path} (BACKUP_KEY_FILE).`,
      `The key of the backups cannot be read: ${path} (BACKUP_KEY_FILE).`,
      { cause: error },
    )
  }
}

/** Encrypts as it reads, in pieces of 64 KiB of which each, and their order and end, is authenticated (the format of age). */
export async function encrypt(plain: Bytes, key: BackupKey): Promise<Bytes> {
  const age = await import('age-encryption')
  const encrypter = new age.Encrypter()
  try {
    if (key.kind === 'passphrase') {
      encrypter.setPassphrase(key.value)
      encrypter.setScryptWorkFactor(SCRYPT_WORK_FACTOR)
    } else {
      encrypter.addRecipient(key.kind === 'recipient' ? key.value : await age.identityToRecipient(key.value))
    }
    return await encrypter.encrypt(ReadableStream.from(plain))
  } catch (error) {
    throw refuseKey(error)
  }
}

/**
 * Opens what age has encrypted.
 *
 * @throws BackupRefused when the key is not the right one, or when anything of the file has changed.
 */
export async function* decrypt(sealed: Bytes, key: BackupKey): AsyncGenerator<Uint8Array> {
  if (key.kind === 'recipient') {
    throw new BackupRefused(
      'La clé donnée (age1…) ne fait que chiffrer. Pour ouvrir la sauvegarde, il faut sa clé secrète (AGE-SECRET-KEY-1…), par BACKUP_KEY ou BACKUP_KEY_FILE.',
      'The key given (age1…) only encrypts. To open the backup its secret key is needed (AGE-SECRET-KEY-1…), by BACKUP_KEY or BACKUP_KEY_FILE.',
    )
  }
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  try {
    if (key.kind === 'passphrase') decrypter.addPassphrase(key.value)
    else decrypter.addIdentity(key.value)
  } catch (error) {
    throw refuseKey(error)
  }
  const opened = await decrypter.decrypt(ReadableStream.from(sealed)).catch((error: unknown) => {
    throw new BackupRefused(
      'La clé n’ouvre pas cette sauvegarde, ou la sauvegarde est abîmée. Rien n’a été changé.',
      'The key does not open this backup, or the backup is damaged. Nothing has been changed.',
      { cause: error },
    )
  })
  try {
    yield* opened
  } catch (error) {
    throw refuseDamaged('age', error)
  }
}

const refuseKey = (cause: unknown): OperatorError =>
  new OperatorError(
    'La clé des sauvegardes (BACKUP_KEY, BACKUP_KEY_FILE) n’est pas une clé d’age.',
    'The key of the backups (BACKUP_KEY, BACKUP_KEY_FILE) is not a key of age.',
    { cause },
  )
