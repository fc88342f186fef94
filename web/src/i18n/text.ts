/** A text that a person reads, in both languages. In places as `{count, plural, one {…} other {…}}` (ICU MessageFormat). */
export type Text = { readonly fr: string; readonly en: string }
export type Language = keyof Text

/** A room's texts, by name: every one that its screens show. */
export type Messages = Readonly<Record<string, Text>>

export const LANGUAGES: readonly Language[] = ['fr', 'en']
