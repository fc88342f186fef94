/** As long as file systems and people bear beside dates. */
const LENGTH_MAX = 60

/** A title as the beginning of a file's name, in the letters that every system has; null where none is left. */
export function fileNameOf(title: string): string | null {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LENGTH_MAX)
    .replace(/^-|-$/g, '')
  return plain === '' ? null : plain
}
