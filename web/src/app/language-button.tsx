import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { LANGUAGES, useLanguage } from '../i18n/index.ts'

const NAMES = { fr: 'Français', en: 'English' }

/** Goes to the other language, which it names in its own words. */
export function LanguageButton() {
  const { language, choose } = useLanguage()
  const queries = useQueryClient()
  const other = LANGUAGES.find((candidate) => candidate !== language) ?? 'fr'
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      lang={other}
      onClick={() => {
        choose(other)
        void queries.invalidateQueries()
      }}
    >
      {NAMES[other]}
    </Button>
  )
}
