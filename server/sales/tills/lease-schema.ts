import { type Static, Type } from 'typebox'
import { Nullable, Strict, Timestamp, Uuid } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'

const deviceId = Uuid({ label: text('L’appareil', 'The device') })

export const LeaseBody = Strict({
  device_id: deviceId,
  take_over: Type.Optional(
    Type.Boolean({
      'x-description': text(
        'Reprend la caisse à l’appareil qui la tient\u00a0: ses tickets tardifs gardent leur série.',
        'Takes the register from the device that holds it: its late tickets keep their series.',
      ),
    }),
  ),
})

const MAX_NUMBER = 1_000_000_000_000

export const ReleaseBody = Strict({
  device_id: deviceId,
  final_number: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: MAX_NUMBER,
      'x-description': text(
        'Le dernier numéro que l’appareil a donné\u00a0: ce qui manque encore jusque-là est attendu.',
        'The last number that the device has given: what is still missing up to it is waited for.',
      ),
    }),
  ),
})

export const Lease = Type.Object({
  store_id: Type.Integer(),
  register_id: Type.Integer(),
  device_id: Type.String(),
  series: Type.Integer(),
  next_number: Type.Integer({
    'x-description': text(
      'Le numéro qui suit le dernier arrivé\u00a0; l’appareil qui en a donné de plus grands va plus loin.',
      'The number after the last that has arrived; a device that has given greater ones goes on from there.',
    ),
  }),
  leased_at: Timestamp(),
  ended_at: Nullable(Timestamp()),
})
export type LeaseItem = Static<typeof Lease>
