import { type Static, Type } from 'typebox'
import { Id, Name, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'

const MEASURES = ['price', 'weight'] as const
const measure = Type.Unsafe<(typeof MEASURES)[number]>({
  type: 'string',
  enum: MEASURES,
  description: 'What the value is: the price of the label, or its weight in kilograms.',
})
const decimals = (maximum: number) =>
  Type.Integer({
    minimum: 0,
    maximum,
    description: 'Decimals of the value: 2 are cents, 3 are grams. Those two unless given.',
  })

export const Layout = Type.Object({
  id: Id(),
  name: Type.String(),
  pattern: Type.String(),
  measure,
  decimals: Type.Integer(),
})
export type LayoutItem = Static<typeof Layout>

export const LayoutsInput = Strict({
  layouts: Type.Array(
    Strict({
      name: Name(100, { label: text('Le nom', 'The name') }),
      pattern: Type.String({
        pattern: '^[0-9]+P+K?V+C$',
        maxLength: 13,
        description:
          'Digits of the prefix, P for the PLU, K for the value’s own check digit if any, V for the value, C for the check digit: `20PPPPPVVVVVC`.',
        examples: ['20PPPPPVVVVVC'],
        'x-label': text('Le modèle', 'The pattern'),
      }),
      measure,
      decimals: Type.Optional(decimals(4)),
    }),
    { maxItems: 50, description: 'What is not there ends.' },
  ),
})
export type LayoutsBody = Static<typeof LayoutsInput>
