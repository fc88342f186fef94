import { SimpleGrid } from '@mantine/core'
import type { Store } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { DevicesSection } from './devices-section.tsx'
import { RegistersSection } from './registers-section.tsx'

/** The registers of the store, and the devices that sell on them. */
export function TillsTab({ store }: { readonly store: Store }) {
  const { can } = useSession()
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <RegistersSection store={store} />
      {can('devices.manage') && <DevicesSection store={store} />}
    </SimpleGrid>
  )
}
