export { LOCALES, type TextValues } from './format-text.ts'
export {
  type DateStyle,
  formatDate,
  formatMoney,
  formatNumber,
  formatPoints,
  formatRatio,
  formatShort,
  NOTHING,
} from './format-values.ts'
export { LanguageProvider, type Translate, useFormat, useLanguage, useText } from './language.tsx'
export { readDecimal } from './read-decimal.ts'
export { readLanguage } from './read-language.ts'
export { LANGUAGES, type Language, type Messages, type Text } from './text.ts'
