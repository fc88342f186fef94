import { Type } from 'typebox'
import { Id, LongText, Nullable, Timestamp, Uuid } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'

/** What every ticket may say of itself. */
export const HEAD_FIELDS = {
  id: Type.Optional(Uuid()),
  register_id: Type.Optional(Nullable(Id())),
  session_id: Type.Optional(Nullable(Uuid())),
  cashier_id: Type.Optional(Nullable(Id())),
  occurred_at: Type.Optional(
    Nullable(
      Timestamp({
        description: text(
          'Le moment du ticket\u00a0; maintenant, s’il manque. Les prix du catalogue sont ceux de ce moment. Pour une personne sans `sales.override`, s’il date de plus de 24\u00a0heures, ce sont ceux de maintenant\u00a0; le ticket garde son moment.',
          'The moment of the ticket; now, if it is missing. The catalogue’s prices are those of that moment. For a person without `sales.override`, where it is more than 24 hours ago, they are those of now; the ticket keeps its moment.',
        ),
      }),
    ),
  ),
  note: Type.Optional(Nullable(LongText(2000))),
  training: Type.Optional(
    Type.Boolean({
      'x-description': text(
        'Pour s’exercer\u00a0: le ticket est calculé, refusé et répondu comme un vrai, mais ne prend ni numéro, ni stock, ni place dans un rapport ; son reçu porte FORMATION et reste une semaine.',
        'To practise: the ticket is computed, refused and answered like a real one, but takes no number, no stock and no place in a report; its receipt is marked TRAINING and stays for a week.',
      ),
    }),
  ),
}

/** Only an enrolled device numbers and hashes its own tickets; from a program these say nothing. */
export const DEVICE_FIELDS = {
  device_id: Type.Optional(Type.Null()),
  series: Type.Optional(Type.Null()),
  number: Type.Optional(Type.Null()),
  previous_hash: Type.Optional(Type.Null()),
  hash: Type.Optional(Type.Null()),
}

/** Beyond one's own rights: what `POST /approvals` answered. */
export const APPROVALS = Type.Optional(
  Type.Array(Uuid(), {
    maxItems: 20,
    uniqueItems: true,
    'x-label': text('La liste des approbations', 'The list of approvals'),
    'x-description': text(
      'Les `id` répondus par `POST /approvals`, pour ce qui dépasse vos droits ; chacune ne sert qu’une fois.',
      'The `id`s that `POST /approvals` answered, for what exceeds your rights; each is good for one ticket.',
    ),
  }),
)
