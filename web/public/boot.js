// Before anything is drawn: the language and the light of the last time, so that nothing flashes.
;(() => {
  const language = localStorage.getItem('comptoir.language') ?? (navigator.language.startsWith('en') ? 'en' : 'fr')
  const chosen = localStorage.getItem('mantine-color-scheme-value') ?? 'auto'
  const isDark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.lang = language
  document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light'
})()
