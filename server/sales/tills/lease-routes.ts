import { IdParams } from '../../platform/http/fields.ts'
import { type Route, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import { leaseRegister } from './lease-register.ts'
import { Lease, LeaseBody, ReleaseBody } from './lease-schema.ts'
import { releaseRegister } from './release-register.ts'

/** Which device numbers the tickets of a register. */
export const leaseRoutes: readonly Route[] = [
  write({
    method: 'POST',
    path: '/registers/:id/lease',
    operation: 'leaseRegister',
    tag: 'devices',
    summary: text('Confier une caisse à un appareil', 'Give a register to a device'),
    description: text(
      'Ouvre une série de numéros à partir de 1, que lui seul donne, même sans réseau. Le même appareil retrouve la même série. Tenue par un autre, la caisse répond 409, sauf `take_over`\u00a0: alors une nouvelle série commence, et les tickets tardifs de l’ancienne y trouvent encore leur place.',
      'Opens a series of numbers from 1 that only it gives, without a network too. The same device finds the same series again. Held by another, the register answers 409, except with `take_over`: then a new series begins, and late tickets of the old one still find their place in it.',
    ),
    access: 'sessions.open',
    importance: 'sales',
    errors: [
      salesErrors.device_not_enrolled,
      salesErrors.device_is_revoked,
      salesErrors.register_takes_no_device,
      salesErrors.register_leased,
    ],
    params: IdParams,
    body: LeaseBody,
    response: Lease,
    run: async ({ tx, actor, params, body }) => ({ data: await leaseRegister(tx, actor, params.id, body) }),
  }),
  write({
    method: 'POST',
    path: '/registers/:id/release',
    operation: 'releaseRegister',
    tag: 'devices',
    summary: text('Libérer une caisse', 'Release a register'),
    description: text(
      'L’appareil ne la tient plus\u00a0; ce qu’il n’a pas encore livré garde sa place dans la série, et ce qui manque est signalé jusqu’à son arrivée.',
      'The device holds it no longer; what it has not delivered yet keeps its place in the series, and what is missing is flagged until it comes.',
    ),
    access: 'sessions.open',
    importance: 'sales',
    errors: [salesErrors.register_not_leased],
    params: IdParams,
    body: ReleaseBody,
    response: Lease,
    run: async ({ tx, actor, params, body }) => ({ data: await releaseRegister(tx, actor, params.id, body) }),
  }),
]
