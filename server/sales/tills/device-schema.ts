import { type Static, Type } from 'typebox'
import { Id, Name, Nullable, Strict, Timestamp, Uuid } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { IdsQuery } from '../read-ids.ts'

const deviceName = Name(100, { label: text('Le nom de l’appareil', 'The device’s name') })

export const DeviceParams = Strict({ id: Uuid() })
export const DeviceCreate = Strict({
  store_id: Id({ label: text('Le magasin', 'The store') }),
  name: deviceName,
})
export const DeviceUpdate = Strict({ name: Type.Optional(deviceName) })

export const DeviceEnrolment = Strict({
  code: Name(64, { label: text('Le code d’inscription', 'The enrolment code') }),
  public_key: Name(200, {
    label: text('La clé publique', 'The public key'),
    description: text(
      'Ed25519, en base64\u00a0: ses 32 octets, ou sa forme SPKI (DER).',
      'Ed25519, in base64: its 32 bytes, or its SPKI form (DER).',
    ),
    examples: ['11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='],
  }),
})

export const DEVICE_STATES = ['waiting', 'enrolled', 'revoked'] as const

export const Device = Type.Object({
  id: Type.String(),
  store_id: Type.Integer(),
  name: Type.String(),
  state: Type.Enum([...DEVICE_STATES]),
  enrolled_at: Nullable(Timestamp()),
  revoked_at: Nullable(Timestamp()),
  last_seen_at: Nullable(Timestamp()),
  clock_offset_ms: Nullable(
    Type.Integer({
      'x-description': text(
        'De combien l’horloge de l’appareil retardait sur la nôtre à sa dernière requête, en millisecondes.',
        'By how much the clock of the device was behind ours at its last request, in milliseconds.',
      ),
    }),
  ),
  leases: Type.Array(
    Type.Object({
      register_id: Type.Integer(),
      series: Type.Integer(),
      leased_at: Timestamp(),
      last_number: Type.Integer(),
    }),
    { 'x-description': text('Les caisses qu’il tient.', 'The registers that it holds.') },
  ),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
export type DeviceItem = Static<typeof Device>

/** A device with the code that enrols it: told once, to whoever made it. */
export const DeviceWithCode = Type.Object({
  ...Device.properties,
  code: Type.String({ examples: ['7KQ2-9FHM-XR4T-B3WD'] }),
  code_expires_at: Timestamp(),
})
export type DeviceWithCode = Static<typeof DeviceWithCode>

export const DEVICE_SORTS = {
  id: { sql: 'd.id', type: 'uuid' },
  name: { sql: 'd.name collate "fr-x-icu"', type: 'text' },
  created_at: { sql: 'd.created_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const DeviceList = listQuery({
  sorts: DEVICE_SORTS,
  filters: {
    ids: IdsQuery,
    store_id: Type.Optional(Id()),
    state: Type.Optional(Type.Enum([...DEVICE_STATES])),
  },
})
