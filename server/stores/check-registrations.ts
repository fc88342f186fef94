import { type Registration, readRegistration } from '../../rules/index.ts'
import { type Text, text } from '../platform/text.ts'

/**
 * What is wrong with a store's registration numbers, by field: a number that its register cannot have given, a register
 * that is named twice.
 */
export function checkRegistrations(registrations: readonly Registration[] = []): Record<string, Text> {
  const faults: Record<string, Text> = {}
  const kinds = new Set<string>()
  registrations.forEach(({ kind, number }, index) => {
    if (kinds.has(kind)) {
      faults[`registrations.${index}.kind`] = text('Ce registre est déjà nommé.', 'This register is already named.')
    }
    kinds.add(kind)
    if (readRegistration({ kind, number }) === null) {
      faults[`registrations.${index}.number`] = text(
        'Ce numéro n’a pas la forme que ce registre donne aux siens.',
        'This number does not have the form that this register gives.',
      )
    }
  })
  return faults
}

/** Each number in the one form in which it is kept; only those that `checkRegistrations` finds right. */
export const registrationsAsKept = (registrations: readonly Registration[]): Registration[] =>
  registrations.map(({ kind, number }) => ({ kind, number: readRegistration({ kind, number }) ?? number }))
