import { type Static, Type } from 'typebox'
import { Id, Name, Nullable, Strict, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { CustomDefinition } from '../custom/custom-definition.ts'

export const SAVED_SORTS: SortColumns = {
  id: { sql: 'r.id', type: 'bigint' },
  name: { sql: 'r.name', type: 'text' },
  updated_at: { sql: 'r.updated_at', type: 'timestamptz' },
}

const WHOSE = ['yours', 'others'] as const

export const SavedListQuery = listQuery({
  sorts: SAVED_SORTS,
  filters: {
    whose: Type.Optional(
      Type.Unsafe<(typeof WHOSE)[number]>({
        type: 'string',
        enum: [...WHOSE],
        'x-description': text(
          '`yours`\u00a0: les siens et ceux montrés à un de ses rôles\u00a0; `others`\u00a0: les autres, que seul voit qui règle la chaîne.',
          '`yours`: one’s own and those shown to one of one’s roles; `others`: the rest, which only whoever sets up the chain sees.',
        ),
      }),
    ),
  },
})
export type SavedListQuery = Static<typeof SavedListQuery>

const name = Name(100, { label: text('Le nom du rapport', 'The report name') })
const roles = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
  maxItems: 100,
  'x-label': text('Les rôles', 'The roles'),
  'x-description': text(
    'Noms des rôles dont les personnes voient ce rapport.',
    'Names of the roles whose people see this report.',
  ),
  examples: [['analyst']],
})

export const SavedBody = Strict({ name, definition: CustomDefinition, roles: Type.Optional(roles) })
export const SavedUpdate = Strict({
  name: Type.Optional(name),
  definition: Type.Optional(CustomDefinition),
  roles: Type.Optional(roles),
})
export type SavedUpdateInput = Static<typeof SavedUpdate>

export const SavedReport = Type.Object({
  id: Id(),
  name: Type.String(),
  definition: Type.Unsafe<CustomDefinition>(
    Type.Object(
      {},
      {
        additionalProperties: true,
        'x-description': text('Ce que prend `POST /reports/custom`.', 'What `POST /reports/custom` takes.'),
      },
    ),
  ),
  roles: Type.Array(Type.String()),
  role_labels: Type.Array(Type.String(), {
    'x-description': text('Les mêmes, dans la langue de qui lit.', 'The same, in the reader’s language.'),
  }),
  owner: Type.Object({ id: Nullable(Id()), name: Type.String() }),
  may_edit: Type.Boolean({
    'x-description': text(
      'Vrai pour qui l’a gardé et pour qui administre.',
      'True for its owner and for administrators.',
    ),
  }),
  problems: Type.Object(
    {},
    {
      additionalProperties: Type.Array(Type.String()),
      'x-description': text(
        'Pourquoi qui lit ne peut pas demander ce rapport tel quel, par champ\u00a0; vide\u00a0: il le peut.',
        'Why the reader cannot ask for this report as it stands, by field; empty: they can.',
      ),
    },
  ),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
export type SavedReportItem = Static<typeof SavedReport>
