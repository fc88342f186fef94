import { Type } from 'typebox'
import { identityErrors } from '../../identity/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { ownWrite, type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import { createDevice, issueCode } from './create-device.ts'
import {
  Device,
  DeviceCreate,
  DeviceEnrolment,
  DeviceList,
  DeviceParams,
  DeviceUpdate,
  DeviceWithCode,
} from './device-schema.ts'
import { enrolDevice } from './enrol-device.ts'
import { listDevices } from './list-devices.ts'
import { revokeDevice } from './revoke-device.ts'
import { getDevice } from './select-devices.ts'
import { updateDevice } from './update-device.ts'

const DEVICES = 'devices'
const MANAGE = 'devices.manage'

/** The tills of a store that hold a key of their own. */
export const deviceRoutes: readonly Route[] = [
  read({
    path: '/devices',
    operation: 'listDevices',
    tag: DEVICES,
    summary: text('Lister les appareils', 'List devices'),
    description: text(
      'Les appareils des magasins où l’on agit, avec les caisses qu’ils tiennent et l’heure de leur dernière requête.',
      'The devices of the stores in which one acts, with the registers they hold and when they last asked.',
    ),
    access: MANAGE,
    errors: [platformErrors.not_found],
    query: DeviceList,
    response: Type.Array(Type.Partial(Device)),
    run: ({ sql, actor, query }) => listDevices(sql, actor, query),
  }),
  write({
    method: 'POST',
    path: '/devices',
    operation: 'createDevice',
    tag: DEVICES,
    summary: text('Ajouter un appareil', 'Add a device'),
    description: text(
      'Répond un code qui inscrit l’appareil une fois, dans les quinze minutes. Il n’est montré qu’ici.',
      'Answers a code that enrols the device once, within fifteen minutes. It is shown only here.',
    ),
    access: MANAGE,
    body: DeviceCreate,
    response: DeviceWithCode,
    status: 201,
    secret: true,
    message: text('Appareil ajouté.', 'Device added.'),
    run: async ({ tx, actor, body }) => ({ data: await createDevice(tx, actor, body) }),
  }),
  ownWrite({
    method: 'POST',
    path: '/devices/enrol',
    operation: 'enrolDevice',
    provesCaller: true,
    tag: DEVICES,
    summary: text('Inscrire un appareil', 'Enrol a device'),
    description: text(
      'Avec le code d’un gérant, l’appareil donne sa clé publique et garde l’autre. Ensuite il signe\u00a0: `Authorization: Device <id>:<ms>:<signature>`, où la signature Ed25519 (base64url) porte sur `MÉTHODE`, chemin, millisecondes et SHA-256 du corps (hexadécimal), séparés par des sauts de ligne. Redemandé avec le même code et la même clé, répond pareil.',
      'With a manager’s code the device gives its public key, and keeps the other. From then on it signs: `Authorization: Device <id>:<ms>:<signature>`, where the Ed25519 signature (base64url) is over `METHOD`, path, milliseconds and the SHA-256 of the body (hexadecimal), separated by line feeds. Asked again with the same code and key, answers the same.',
    ),
    access: 'public',
    limit: 'sign-in',
    errors: [identityErrors.too_many_attempts],
    body: DeviceEnrolment,
    response: Device,
    secret: true,
    message: text('Appareil inscrit.', 'Device enrolled.'),
    run: async ({ sql, body, request, audit }) => ({
      data: await enrolDevice(sql, { input: body, address: request.address, audit }),
    }),
  }),
  read({
    path: '/devices/:id',
    operation: 'getDevice',
    tag: DEVICES,
    summary: text('Lire un appareil', 'Read a device'),
    description: text(
      'L’appareil, son état, son horloge et les caisses qu’il tient. 404 dans un magasin où l’on n’agit pas.',
      'The device, its state, its clock and the registers it holds. 404 in a store in which one does not act.',
    ),
    access: MANAGE,
    params: DeviceParams,
    response: Device,
    run: async ({ sql, actor, params }) => ({ data: await getDevice(sql, actor, params.id) }),
  }),
  write({
    method: 'PATCH',
    path: '/devices/:id',
    operation: 'updateDevice',
    tag: DEVICES,
    summary: text('Renommer un appareil', 'Rename a device'),
    description: text(
      'Seul le nom change\u00a0: sa clé et son magasin sont à lui pour toujours.',
      'Only the name changes: its key and its store are its own for ever.',
    ),
    access: MANAGE,
    params: DeviceParams,
    body: DeviceUpdate,
    response: Device,
    message: text('Appareil modifié.', 'Device changed.'),
    run: async ({ tx, actor, params, body }) => ({ data: await updateDevice(tx, actor, params.id, body) }),
  }),
  write({
    method: 'POST',
    path: '/devices/:id/code',
    operation: 'issueDeviceCode',
    tag: DEVICES,
    summary: text('Donner un autre code d’inscription', 'Give another enrolment code'),
    description: text(
      'Pour un appareil qui n’est pas encore inscrit\u00a0; le code d’avant ne sert plus.',
      'For a device that is not enrolled yet; the code before it no longer serves.',
    ),
    access: MANAGE,
    errors: [salesErrors.device_enrolled, salesErrors.device_is_revoked],
    params: DeviceParams,
    response: DeviceWithCode,
    secret: true,
    run: async ({ tx, actor, params }) => ({ data: await issueCode(tx, actor, params.id) }),
  }),
  write({
    method: 'POST',
    path: '/devices/:id/revoke',
    operation: 'revokeDevice',
    tag: DEVICES,
    summary: text('Révoquer un appareil', 'Revoke a device'),
    description: text(
      'Ses caisses sont libres aussitôt. Ce qu’il livre encore n’est pas perdu\u00a0: un gérant l’accepte ou le rejette (`/reviews`).',
      'Its registers are free at once. What it still delivers is not lost: a manager accepts or rejects it (`/reviews`).',
    ),
    access: MANAGE,
    params: DeviceParams,
    response: Device,
    message: text('Appareil révoqué.', 'Device revoked.'),
    run: async ({ tx, actor, params }) => ({ data: await revokeDevice(tx, actor, params.id) }),
  }),
]
