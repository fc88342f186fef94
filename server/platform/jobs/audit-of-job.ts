import { systemActor } from '../actor.ts'
import type { AuditSettings } from '../database/connect.ts'

/** Under what name the audit log knows what a job changes by itself. */
export const auditOfJob = (name: string): AuditSettings => ({ actor: systemActor.key, operation: name, request: '' })
