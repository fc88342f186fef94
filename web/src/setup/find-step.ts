/** The steps, in their order. */
export const STEPS = ['owner', 'store', 'articles', 'till'] as const
export type Step = (typeof STEPS)[number]

export type Standing = {
  readonly needsOwner: boolean
  readonly stores: number
  readonly products: number
}

/** The first step that is not done, by what exists. */
export function findStep({ needsOwner, stores, products }: Standing): Step {
  if (needsOwner) return 'owner'
  if (stores === 0) return 'store'
  return products === 0 ? 'articles' : 'till'
}

/** The step that is shown: the one asked for, as long as what comes before it is done. */
export function chooseStep(asked: string | undefined, standing: Standing): Step {
  const next = findStep(standing)
  const wanted = STEPS.find((step) => step === asked)
  // Articles may come later: the till is shown to whoever goes on without.
  const furthest = next === 'articles' ? 'till' : next
  if (wanted === undefined || STEPS.indexOf(wanted) > STEPS.indexOf(furthest)) return next
  return wanted === 'owner' ? next : wanted
}
