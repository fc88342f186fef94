import type { Actor } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { type Language, text } from '../../platform/text.ts'
import { DIMENSIONS, type Dimension } from '../dimensions.ts'
import { blocksOf } from '../export/answer-columns.ts'
import type { Fact } from '../export/report-table.ts'
import { labelKey } from '../labels.ts'
import type { Period, ScopeStore } from '../resolve-scope.ts'
import type { CustomDefinition } from './custom-definition.ts'
import type { CustomBlock } from './present-custom.ts'
import { reportCustom } from './report-custom.ts'

type Filter = NonNullable<CustomDefinition['filters']>[number]
type Asked = { readonly definition: CustomDefinition; readonly period: Period; readonly stores: readonly ScopeStore[] }

/** A cell of a workbook holds 32,767 characters: so many names of the longest kind, and more. */
const VALUES_SHOWN = 50

/** What a custom report leaves out, for whoever reads its file: each filter by its dimension, with the names of its values. */
export async function describeFilters(sql: Sql, actor: Actor, asked: Asked, language: Language): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const filter of asked.definition.filters ?? []) {
    const names = await namesOf(sql, actor, { ...asked, filter }, language)
    const more = names.length - VALUES_SHOWN
    const shown = names.slice(0, VALUES_SHOWN).join(', ')
    facts.push([filterLabel(DIMENSIONS[filter.dimension]), more > 0 ? `${shown}, … (+${more})` : shown])
  }
  return facts
}

const filterLabel = ({ label }: Dimension) =>
  text(`Filtre, ${label.fr.toLowerCase()}`, `Filter, ${label.en.toLowerCase()}`)

/** The stores that its filters leave: a header that names others would claim what the figures do not hold. */
export const storesLeft = (stores: readonly ScopeStore[], { filters = [] }: CustomDefinition): ScopeStore[] =>
  stores.filter((store) =>
    filters.every(({ dimension, values }) => {
      if (dimension === 'store') return values.some((value) => Number(value) === store.id)
      return dimension !== 'city' && dimension !== 'store_group'
        ? true
        : values.some((value) => value === store[dimension])
    }),
  )

/**
 * Names as the rows of a report have them: those of articles and people come from the tickets, so that nobody learns the name
 * of somebody who never came to their stores. What has none there is called by its number.
 */
async function namesOf(
  sql: Sql,
  actor: Actor,
  { definition, period, stores, filter }: Asked & { readonly filter: Filter },
  language: Language,
): Promise<string[]> {
  const { dimension, values } = filter
  const { missing, keyType } = DIMENSIONS[dimension]
  const found = new Map<string, string>()
  if (dimension === 'store') for (const { id, name } of stores) found.set(String(id), name)
  else if (keyType === 'integer' && !NAMED_BY_ITSELF.has(dimension)) {
    const { store_id, currency } = definition
    const scope = { ...(store_id !== undefined && { store_id }), ...(currency !== undefined && { currency }) }
    const question: CustomDefinition = {
      dimensions: [dimension],
      measures: ['tickets'],
      filters: [filter],
      ...period,
      ...scope,
    }
    for (const { rows } of blocksOf<CustomBlock>(await reportCustom(sql, actor, question, language))) {
      for (const { keys, labels } of rows) found.set(String(keys[dimension]), labels[dimension] ?? '')
    }
  }
  const nameOf = (value: string | number): string => {
    const known = found.get(String(value))
    if (known !== undefined) return known
    return keyType === 'integer' && !NAMED_BY_ITSELF.has(dimension)
      ? `#${value}`
      : labelKey(dimension, String(value), language)
  }
  return values.map((value) => (value === null ? missing[language] : nameOf(value)))
}

const NAMED_BY_ITSELF: ReadonlySet<string> = new Set(['hour', 'weekday'])
