export type Drawn = {
  /** The path of the line, in a box of the given size. */
  readonly line: string
  /** Where zero stands; null where it is outside of the box. */
  readonly zero: number | null
}

type Recorded = { readonly balance_after: string; readonly occurred_at: string }

/**
 * The balance as steps over time: it stays as it is until a movement changes it. `movements` come with the newest first,
 * as the API tells them; `opening` is what there was before the oldest. One that was told of late stands where the
 * balance stood by then. Heights are drawn, not computed with: floats will do.
 */
export function drawBalance(
  opening: string,
  movements: readonly Recorded[],
  { width, height, until }: { width: number; height: number; until: number },
): Drawn {
  const points: { at: number; value: number }[] = []
  for (const { balance_after: after, occurred_at: at } of movements.toReversed()) {
    points.push({ at: Math.max(Date.parse(at), points.at(-1)?.at ?? 0), value: Number(after) })
  }
  const first = points[0]?.at ?? until
  const span = Math.max(1, until - first)
  const values = [Number(opening), ...points.map(({ value }) => value), 0]
  const [top, bottom] = [Math.max(...values), Math.min(...values)]
  const range = top - bottom || 1
  const x = (at: number) => round(((at - first) / span) * width)
  const y = (value: number) => round(height - ((value - bottom) / range) * height)
  const steps = points.map(({ at, value }) => `H${x(at)}V${y(value)}`).join('')
  return { line: `M0 ${y(Number(opening))}${steps}H${width}`, zero: bottom < 0 ? y(0) : null }
}

const round = (value: number): number => Math.round(value * 100) / 100
