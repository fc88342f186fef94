import type { IncomingVariant } from './incoming.ts'
import type { StoredVariant } from './stored-products.ts'

/**
 * Finds the stored variant of each variant of a file: by external id, or else by the option values with the same SKU, by
 * the option values alone, by the SKU alone. Each stored variant is found once at most.
 */
export function matchVariants(
  incoming: readonly IncomingVariant[],
  stored: readonly StoredVariant[],
): (StoredVariant | undefined)[] {
  const free = new Set(stored)
  const matches: (StoredVariant | undefined)[] = incoming.map(() => undefined)
  const rules: ((variant: IncomingVariant, candidate: StoredVariant) => boolean)[] = [
    (variant, candidate) => variant.externalId !== undefined && variant.externalId === candidate.externalId,
    (variant, candidate) =>
      variant.name === candidate.name && variant.sku !== undefined && variant.sku === candidate.sku,
    (variant, candidate) => variant.name === candidate.name && isSuffixed(variant.sku, candidate.sku),
    (variant, candidate) => variant.name === candidate.name && (variant.sku === undefined || candidate.sku === null),
    (variant, candidate) => variant.sku !== undefined && variant.sku === candidate.sku,
    // The same option values under another SKU: the SKU was corrected, unless the product has no options to tell by.
    (variant, candidate) => variant.name === candidate.name && (variant.name !== '' || stored.length === 1),
  ]
  for (const rule of rules) {
    for (const [index, variant] of incoming.entries()) {
      if (matches[index] !== undefined) continue
      for (const candidate of free) {
        if (!rule(variant, candidate)) continue
        matches[index] = candidate
        free.delete(candidate)
        break
      }
    }
  }
  return matches
}

const SKU_LENGTH_MAX = 100

/** Whether a stored SKU is what an import made of a SKU that was taken: the SKU, cut where it had to be, and a number. */
export function isSuffixed(wanted: string | undefined, stored: string | null): boolean {
  const suffix = wanted === undefined || stored === null ? null : /-\d+$/.exec(stored)
  if (suffix === null || wanted === undefined) return false
  return stored === wanted.slice(0, SKU_LENGTH_MAX - suffix[0].length) + suffix[0]
}
