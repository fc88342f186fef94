import { OperatorError } from '../operator-error.ts'

/** A file that is no whole, unchanged backup of ours, or that the key does not open. */
export class BackupRefused extends OperatorError {}

export const refuseDamaged = (what: string, cause?: unknown): BackupRefused =>
  new BackupRefused(
    `La sauvegarde est abîmée (${what}). Rien n’a été changé\u00a0; prenez-en une autre.`,
    `The backup is damaged (${what}). Nothing has been changed; take another one.`,
    { cause },
  )

export const refuseTruncated = (cause?: unknown): BackupRefused =>
  new BackupRefused(
    'La sauvegarde est incomplète\u00a0: sa fin manque. Rien n’a été changé\u00a0; prenez-en une autre.',
    'The backup is not complete: its end is missing. Nothing has been changed; take another one.',
    { cause },
  )
