/** A text that a person sees, in both languages. */
export type Text = { readonly fr: string; readonly en: string }

export const LANGUAGES = ['fr', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export const text = (fr: string, en: string): Text => ({ fr, en })

/** What may fill a {place}: a text fills each language with its own words. */
export type Filling = string | number | Text

/** Fills {name} places in both languages. */
export function fill(template: Text, values: Readonly<Record<string, Filling>>): Text {
  const put = (language: Language) =>
    template[language].replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name]
      return String((typeof value === 'object' ? value[language] : value) ?? place)
    })
  return { fr: put('fr'), en: put('en') }
}

/**
 * The reader's language from an Accept-Language header. French unless English is preferred to it: the chain's people
 * speak French first, and a program that says nothing gets French.
 */
export function languageOf(header: string | undefined): Language {
  if (header === undefined) return 'fr'
  let best: Language = 'fr'
  let bestWeight = 0
  for (const part of header.split(',')) {
    const [tag = '', ...options] = part.trim().toLowerCase().split(';')
    const language = tag.slice(0, 2)
    if (language !== 'fr' && language !== 'en') continue
    const quality = options.find((option) => option.trim().startsWith('q='))
    const weight = quality === undefined ? 1 : Number(quality.trim().slice(2)) || 0
    if (weight > bestWeight) {
      best = language
      bestWeight = weight
    }
  }
  return best
}
