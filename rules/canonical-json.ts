/**
 * The one text of a JSON value: keys in the order of their code units, numbers as JavaScript writes them, no white space
 * (RFC 8785). Two values that JSON takes for the same have the same text, and two others never do. A key whose value is
 * undefined is left out, as JSON does.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) {
    let items = ''
    for (const item of value) items += items === '' ? canonicalJson(item) : `,${canonicalJson(item)}`
    return `[${items}]`
  }
  const record = value as Record<string, unknown>
  let members = ''
  for (const key of sortedKeys(record)) {
    if (record[key] === undefined) continue
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(record[key])}`
  }
  return `{${members}}`
}

/** The engine's sort takes a kibibyte of memory for whatever it puts in order, and most objects have a handful of keys. */
const FEW_KEYS = 16

function sortedKeys(record: object): string[] {
  const keys = Object.keys(record)
  if (keys.length > FEW_KEYS) return keys.sort()
  for (let index = 1; index < keys.length; index += 1) {
    const key = keys[index] as string
    let place = index
    for (; place > 0 && (keys[place - 1] as string) > key; place -= 1) keys[place] = keys[place - 1] as string
    keys[place] = key
  }
  return keys
}
