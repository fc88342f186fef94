import { type Actor, may } from '../../platform/actor.ts'
import { type Language, type Text, text } from '../../platform/text.ts'
import { findFaults, permissionOf } from '../custom/check-definition.ts'
import type { CustomDefinition } from '../custom/custom-definition.ts'
import { CUSTOM_MEASURES } from '../custom/custom-measures.ts'
import { DIMENSIONS } from '../dimensions.ts'
import type { ScopeStore } from '../resolve-scope.ts'
import { findScopeProblems } from './find-scope-problems.ts'

const GONE = text('Ceci n’existe plus.', 'This exists no longer.')

/**
 * Why a reader cannot ask for a kept definition: what another version of the program called otherwise, measures beyond
 * their rights, stores that do not exist for them, and dates that make no period.
 *
 * @param stores those that exist for the reader
 * @returns sentences by dotted path
 */
export function judgeDefinition(
  definition: CustomDefinition,
  actor: Actor,
  stores: readonly ScopeStore[],
  language: Language,
): Record<string, string[]> {
  const problems = findGone(definition)
  if (Object.keys(problems).length === 0) {
    Object.assign(
      problems,
      findFaults(definition),
      findBeyond(definition, actor),
      findScopeProblems(definition, stores),
    )
  }
  return Object.fromEntries(Object.entries(problems).map(([path, problem]) => [path, [problem[language]]]))
}

function findGone({ dimensions, measures, filters = [] }: CustomDefinition): Record<string, Text> {
  const gone: Record<string, Text> = {}
  dimensions.forEach((name, index) => {
    if (!Object.hasOwn(DIMENSIONS, name)) gone[`dimensions.${index}`] = GONE
  })
  measures.forEach((name, index) => {
    if (!Object.hasOwn(CUSTOM_MEASURES, name)) gone[`measures.${index}`] = GONE
  })
  filters.forEach(({ dimension }, index) => {
    if (!Object.hasOwn(DIMENSIONS, dimension)) gone[`filters.${index}.dimension`] = GONE
  })
  return gone
}

function findBeyond({ measures }: CustomDefinition, actor: Actor): Record<string, Text> {
  const beyond: Record<string, Text> = {}
  measures.forEach((name, index) => {
    const permission = permissionOf(name)
    if (permission === null || may(actor, permission)) return
    beyond[`measures.${index}`] = text(
      `Il faut la permission «\u00a0${permission}\u00a0».`,
      `This needs the permission “${permission}”.`,
    )
  })
  return beyond
}
