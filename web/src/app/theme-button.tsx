import { MoonIcon, SunIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useText } from '../i18n/index.ts'
import { Icon } from '../ui/index.ts'
import { messages } from './messages.ts'

export function ThemeButton() {
  const t = useText()
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark'
  const change = () => setColorScheme(isDark ? 'light' : 'dark')
  useHotkeys([['mod+J', change]])
  const label = t(isDark ? messages.lightMode : messages.darkMode)
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={change}>
        <Icon of={isDark ? SunIcon : MoonIcon} />
      </ActionIcon>
    </Tooltip>
  )
}
