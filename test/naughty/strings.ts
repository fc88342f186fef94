import list from './fixtures/blns.json' with { type: 'json' }

/**
 * The Big List of Naughty Strings (Max Woolf, MIT licence, see fixtures/LICENSE), as it is: white space, right-to-left
 * marks, scripts of every alphabet, injections of every language, names of devices, numbers that are none.
 */
export const NAUGHTY_STRINGS: readonly string[] = list

/** What that list has not: what UTF-8 or PostgreSQL cannot hold, and what is at the edge of a length or of a number. */
export const HOSTILE_STRINGS: readonly string[] = [
  '\0',
  'avant\0après',
  '\ud800',
  'moitié \udc00 de paire',
  '\udc00\ud800',
  'x'.repeat(10_000),
  '👩🏽‍🚀'.repeat(2_000),
  `a${'\u0301'.repeat(300)}`,
  'e\u0301 n’est pas é',
  '\u202eabc\u202d שלום مرحبا',
  '\u2066\u2067\u2068\u2069',
  '\u00a0 espaces insécables \u00a0',
  '\ufeffmarque d’ordre\ufeff',
  '\u0085ligne suivante\u0085',
  '\u200b\u200c\u200d',
  'ligne\r\nSet-Cookie: pirate=1\r\n\r\n',
  '\u001b[31mrouge\u0007',
  '9'.repeat(400),
  `-${'9'.repeat(400)}`,
  `0.${'0'.repeat(300)}1`,
  '1e999',
  '-1e-999',
  '-0',
  'NaN',
  'Infinity',
  '٣',
  '1,5',
  '0x1F',
  '1_000',
  '9007199254740993',
  '9223372036854775808',
  '0000-00-00',
  '9999-12-31T23:59:60Z',
  '+275760-09-13',
  '-infinity',
  '{}',
  '[[[[[[]]]]]]',
  '__proto__',
  'constructor',
  '%s%n{label}{0}$&$1',
]

/** Values of JSON that are no text, as they are written. */
export const RAW_VALUES: readonly string[] = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '1.5',
  '1e400',
  '-1e308',
  '9007199254740993',
  '9'.repeat(400),
  '[]',
  '{}',
  '["a","a"]',
  '{"__proto__":{"pirate":true}}',
  '{"constructor":{"prototype":{"pirate":true}}}',
  `${'['.repeat(50)}${']'.repeat(50)}`,
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
]

export const STRINGS: readonly string[] = [...NAUGHTY_STRINGS, ...HOSTILE_STRINGS]

/** Of each kind one, for where the schema takes no text at all: there one is refused like another. */
export const SAMPLE: readonly string[] = [...NAUGHTY_STRINGS.filter((_, index) => index % 10 === 0), ...HOSTILE_STRINGS]

/** Whether a text can be kept at all. */
export const isStorable = (value: string): boolean => value.isWellFormed() && !value.includes('\0')

/** Short enough for a message of a failed test. */
export const shown = (value: string): string => {
  const written = JSON.stringify(value)
  return written.length > 90 ? `${written.slice(0, 80)}… (${value.length})` : written
}

/** As a part of an address; half a pair of surrogates is written as the three bytes that it would have in UTF-8. */
export function inAddress(value: string): string {
  if (value.isWellFormed()) return encodeURIComponent(value)
  return [...value]
    .map((character) => {
      if (character.isWellFormed()) return encodeURIComponent(character)
      const code = character.charCodeAt(0)
      const bytes = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
      return bytes.map((byte) => `%${byte.toString(16).toUpperCase()}`).join('')
    })
    .join('')
}
