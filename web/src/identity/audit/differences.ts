/** A value as it stands in the audit log. */
type Value = unknown
type Content = Readonly<Record<string, Value>> | null | undefined

export type Difference = {
  /** `address.city`: the way to the value. */
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** null where there was none. */
  readonly before: string | null
  readonly after: string | null
}

/**
 * What became of a record, value by value, in the order of their names: of a change what differs, of a new record what it
 * holds, of a deletion what it held. Lists of plain values are told by what came and what went.
 */
export function findDifferences(before: Content, after: Content): Difference[] {
  const [was, is] = [flatten(before), flatten(after)]
  const paths = [...new Set([...was.keys(), ...is.keys()])].sort()
  return paths.flatMap((path): Difference[] => {
    const [old, now] = [was.get(path) ?? null, is.get(path) ?? null]
    if (old === now) return []
    const kind = old === null ? 'added' : now === null ? 'removed' : 'changed'
    return [{ path, kind, before: old, after: now }]
  })
}

/** Empty values are no values: a field that was null and is still nothing is no difference. */
function flatten(record: Content): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (value: Value, path: string) => {
    if (value === null || value === undefined || value === '') return
    if (Array.isArray(value)) {
      if (value.every((item) => typeof item !== 'object' || item === null)) {
        if (value.length > 0) found.set(path, value.map(String).sort().join(', '))
      } else for (const [index, item] of value.entries()) walk(item, `${path}.${index + 1}`)
    } else if (typeof value === 'object') {
      for (const [name, part] of Object.entries(value)) walk(part, path === '' ? name : `${path}.${name}`)
    } else found.set(path, String(value))
  }
  walk(record ?? null, '')
  return found
}
