import type { Product } from '../../api/index.ts'

type Parts = Pick<Product, 'options' | 'variants'>

/** How many combinations of the options' values have no variant yet. */
export function countMissing({ options = [], variants = [] }: Parts): number {
  if (options.length === 0) return 0
  const all = options.reduce((product, { values }) => product * values.length, 1)
  const whole = variants.filter(({ option_values: values }) => values.length === options.length)
  const there = new Set(whole.map(({ option_values: values }) => keyOf(values.map(({ value_id: id }) => id))))
  return Math.max(0, all - there.size)
}

const keyOf = (ids: readonly number[]): string => [...ids].sort((one, other) => one - other).join()

/** A pattern to begin with: the letters of the product's name, then each option. */
export function proposePattern(name: string, options: readonly { readonly name: string }[]): string {
  const letters = name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .trim()
    .split(/\s+/)
    .map((word) => word.slice(0, 3).toUpperCase())
    .slice(0, 3)
    .join('')
  return [letters, ...options.map(({ name: option }) => `{${option}}`)].filter((part) => part !== '').join('-')
}
