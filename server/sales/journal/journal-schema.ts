import { type Static, Type } from 'typebox'
import { CLOSING_KINDS } from '../../../rules/index.ts'
import { Day, DecimalOutput, Id, Nullable, Strict, Uuid } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { PAYMENT_METHODS } from '../tickets/ticket.ts'
import { ENTRY_KINDS } from './read-entries.ts'

const EXAMPLE_HASH = 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c'
const Hash = (fr: string, en: string) =>
  Type.String({ pattern: '^[0-9a-f]{64}$', 'x-description': text(fr, en), examples: [EXAMPLE_HASH] })
const Moment = () => Type.String({ examples: ['2026-11-21T05:05:00.000Z'] })
const Signature = () =>
  Type.String({
    pattern: '^[0-9a-f]{128}$',
    'x-description': text('Ed25519, en hexadécimal.', 'Ed25519, in hexadecimal digits.'),
    examples: [EXAMPLE_HASH + EXAMPLE_HASH],
  })

export const ENTRY_SORTS = {
  id: { sql: 'e.position', type: 'bigint' },
  position: { sql: 'e.position', type: 'bigint' },
} as const satisfies SortColumns

export const EntryList = listQuery({
  sorts: ENTRY_SORTS,
  filters: {
    register_id: Id(),
    kind: Type.Optional(Type.Enum([...ENTRY_KINDS])),
    record_id: Type.Optional(
      Uuid({
        description: text(
          'L’entrée de ce ticket, ou de cette session fermée.',
          'The entry of this ticket, or of this closed session.',
        ),
      }),
    ),
  },
})
export type EntryList = Static<typeof EntryList>

export const Entry = Type.Object({
  position: Type.Integer(),
  kind: Type.Enum([...ENTRY_KINDS]),
  record_id: Type.String({
    'x-description': text('Le ticket, ou la session fermée.', 'The ticket, or the session that was closed.'),
    examples: ['0198f2c4-7d2e-7a10-8000-0123456789ab'],
  }),
  reference: Nullable(
    Type.String({
      'x-description': text(
        'Comme imprimée\u00a0; d’une fermeture `magasin-caisse-Z-numéro`.',
        'As printed; of a closing `store-register-Z-number`.',
      ),
      examples: ['1-2-0-000042'],
    }),
  ),
  formula_version: Type.Integer(),
  previous_hash: Hash('Celle de l’entrée précédente.', 'That of the entry before it.'),
  hash: Hash('SHA-256.', 'SHA-256.'),
  key_id: Nullable(Type.Integer()),
  signature: Nullable(Signature()),
  recorded_at: Moment(),
})
export type EntryItem = Static<typeof Entry>

export const CLOSING_SORTS = {
  id: { sql: 'c.id', type: 'bigint' },
  last_day: { sql: 'c.last_day', type: 'date' },
  position: { sql: 'c.position', type: 'bigint' },
} as const satisfies SortColumns

export const ClosingList = listQuery({
  sorts: CLOSING_SORTS,
  filters: {
    store_id: Type.Optional(Id()),
    kind: Type.Optional(Type.Enum([...CLOSING_KINDS])),
    from: Type.Optional(Day()),
    to: Type.Optional(Day()),
  },
})
export type ClosingList = Static<typeof ClosingList>

const Totals = Type.Object({
  tickets: Type.Integer(),
  return_tickets: Type.Integer(),
  gross: DecimalOutput(),
  discounts: DecimalOutput(),
  returns: DecimalOutput(),
  net: DecimalOutput(),
  tax: DecimalOutput(),
  total: DecimalOutput(),
  rounding: DecimalOutput(),
})
const sums = {
  totals: Totals,
  taxes: Type.Array(
    Type.Object({
      code: Type.String(),
      rate: DecimalOutput({ description: text('En pour cent.', 'In percent.') }),
      base: DecimalOutput(),
      amount: DecimalOutput(),
    }),
  ),
  payments: Type.Array(
    Type.Object({ method: Type.Enum([...PAYMENT_METHODS]), count: Type.Integer(), amount: DecimalOutput() }),
  ),
}
export const Closing = Type.Object({
  id: Type.Integer(),
  store_id: Type.Integer(),
  position: Type.Integer({
    'x-description': text('Sa place dans la chaîne du magasin.', 'Its place in the store’s chain.'),
  }),
  kind: Type.Enum([...CLOSING_KINDS]),
  period: Type.String({ examples: ['2026-11-20'] }),
  first_day: Type.String({ examples: ['2026-11-20'] }),
  last_day: Type.String({ examples: ['2026-11-20'] }),
  number: Type.Integer(),
  currency: Type.String(),
  ...sums,
  days: Type.Array(Type.Object({ business_day: Type.String(), ...sums }), {
    'x-description': text(
      'D’une journée\u00a0: par jour d’affaires des tickets, les tardifs sous le leur.',
      'Of a day: by the business day of the tickets, late ones under their own.',
    ),
  }),
  perpetual: Totals,
  covers: Type.Array(
    Type.Object({
      register_id: Type.Integer(),
      from: Type.Integer(),
      to: Type.Integer({
        'x-description': text('`from` − 1 quand rien n’est venu.', '`from` − 1 where nothing came.'),
      }),
      hash: Hash('De l’entrée `to`.', 'Of the entry `to`.'),
    }),
  ),
  previous_hash: Hash('Celle de la clôture précédente.', 'That of the closing before it.'),
  hash: Hash('SHA-256.', 'SHA-256.'),
  key_id: Type.Integer(),
  signature: Signature(),
  made_at: Moment(),
})
export type ClosingItem = Static<typeof Closing>

export const JournalKeyItem = Type.Object({
  id: Type.Integer(),
  public_key: Type.String({
    pattern: '^[0-9a-f]{64}$',
    'x-description': text('Ed25519, les 32 octets en hexadécimal.', 'Ed25519, its 32 bytes in hexadecimal digits.'),
    examples: [EXAMPLE_HASH],
  }),
  fingerprint: Hash('SHA-256 de la clé.', 'SHA-256 of the key.'),
  created_at: Moment(),
})
export type JournalKeyItem = Static<typeof JournalKeyItem>

export const JournalExport = Strict({
  store_id: Type.Optional(Id({ description: text('Le magasin, avec ses clôtures.', 'The store, with its closings.') })),
  register_id: Type.Optional(
    Id({ description: text('Ou une caisse, sans clôtures.', 'Or one register, without closings.') }),
  ),
  from: Type.Optional(Day({ description: text('Premier jour d’acceptation.', 'First day of acceptance.') })),
  to: Type.Optional(Day({ description: text('Dernier jour d’acceptation.', 'Last day of acceptance.') })),
})
export type JournalExport = Static<typeof JournalExport>
