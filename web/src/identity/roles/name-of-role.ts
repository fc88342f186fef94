/** How programs call a role that people call so: `Chef de rayon` is `chef_de_rayon`; taken, `chef_de_rayon_2`. */
export function nameOfRole(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  const base = plain === '' ? 'role' : plain
  const names = new Set(taken.map((name) => name.toLowerCase()))
  let name = base
  for (let number = 2; names.has(name); number += 1) name = `${base}_${number}`
  return name
}
