import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'

/** Reads tokens of the design system as they are in this light, for what cannot read them itself. */
export function useTokens(names: readonly string[]): readonly string[] {
  const light = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const key = [light, ...names].join(' ')
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement)
    const [, ...asked] = key.split(' ')
    return asked.map((name) => style.getPropertyValue(name).trim())
  }, [key])
}
