import { Center, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { Mark } from './mark.tsx'

/** What stands on the screen before it is known who looks at it. */
export const GateState = ({ children }: { readonly children: ReactNode }) => (
  <Center component="main" mih="100dvh" p="md">
    <Stack align="center" maw="28rem">
      <Mark size={3.5} />
      {children}
    </Stack>
  </Center>
)
