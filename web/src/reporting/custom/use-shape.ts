import { useText } from '../../i18n/index.ts'
import { lowerFirst } from '../fields/lower-first.ts'
import type { ReportFields } from '../fields/use-fields.ts'
import type { Definition } from './definition.ts'
import { messages } from './messages.ts'

/** Says what a report shows, in words. */
export function useShape(): (definition: Definition, fields: ReportFields) => string {
  const t = useText()
  return ({ dimensions, measures }, fields) => {
    const labelOf = (name: string) =>
      [...fields.dimensions, ...fields.measures].find((field) => field.name === name)?.label ?? name
    return t(messages.shape, {
      measures: measures.map(labelOf).join(', '),
      count: dimensions.length,
      dimensions: dimensions.map((name) => lowerFirst(labelOf(name))).join(' × '),
    })
  }
}
