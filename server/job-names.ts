/**
 * Every background job of the house, by name. A queue stands for each from the start, so that a room may leave work for
 * the worker before a worker has ever run.
 */
export const JOB_NAMES = [
  'purge-idempotency-keys',
  'purge-access-leftovers',
  'send-reset-code',
  'send-receipt',
  'make-demo',
  'make-image-sizes',
  'fetch-gallery',
  'collect-files',
  'run-imports',
  'collect-import-files',
  'expire-reservations',
  'open-unsold-alerts',
  'close-day-sessions',
  'close-journal-periods',
  'purge-events',
  'purge-feed-changes',
  'purge-training-tickets',
  'roll-up-reports',
  'run-export',
  'remove-export-file',
  'collect-export-files',
  'make-backup',
] as const
export type JobName = (typeof JOB_NAMES)[number]
