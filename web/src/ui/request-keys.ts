/**
 * The key under which a form is sent: the same for the same content, so that what is sent again after its answer was lost
 * is done once; another one for another content, and after it was done.
 */
export function makeRequestKeys(makeKey: () => string) {
  let kept: { readonly content: string; readonly key: string } | null = null
  return {
    keyOf(sent: unknown): string {
      const content = JSON.stringify(sent)
      if (kept?.content !== content) kept = { content, key: makeKey() }
      return kept.key
    },
    renew(): void {
      kept = null
    },
  }
}
