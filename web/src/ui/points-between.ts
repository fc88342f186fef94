/** Ten-thousandths, as the API sends rates, to tenths of a percentage point, as they are shown: halves away from zero. */
function tenthsShown(rate: string | number): number {
  const [exact, sign] = [Math.round(Math.abs(Number(rate)) * 10_000), Number(rate) < 0 ? -1 : 1]
  return sign * Math.round(exact / 10)
}

/**
 * By how many percentage points a rate moved: the difference of both as they are shown, so that it is what a reader
 * finds. null where there is nothing to compare with.
 */
export function pointsBetween(
  rate: string | number | null | undefined,
  previous: string | number | null | undefined,
): number | null {
  if (rate === null || rate === undefined || previous === null || previous === undefined) return null
  return (tenthsShown(rate) - tenthsShown(previous)) / 10
}
