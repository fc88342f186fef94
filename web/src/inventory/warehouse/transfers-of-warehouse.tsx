import { Button, SimpleGrid, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ListedTransfer } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Loaded, Section } from '../../ui/index.ts'
import { TransferCard } from '../transfers/transfer-board.tsx'
import { messages } from './messages.ts'

type AskedProps = {
  readonly of: { data: unknown; error: Error | null; refetch: () => unknown }
  readonly asked: readonly ListedTransfer[]
  readonly underWay: readonly ListedTransfer[]
}

/** What stores wait for, the oldest first, and what has left. */
export function Asked({ of, asked, underWay }: AskedProps) {
  const t = useText()
  const all = (
    <Button component={Link} to="/transfers" variant="subtle" size="compact-md">
      {t(messages.allTransfers)}
    </Button>
  )
  return (
    <>
      <Section title={t(messages.asked)} actions={all}>
        <Loaded of={of}>{() => <Cards transfers={asked} none={t(messages.nothingAsked)} />}</Loaded>
      </Section>
      <Section title={t(messages.underWay)}>
        <Loaded of={of}>{() => <Cards transfers={underWay} none={t(messages.nothingUnderWay)} />}</Loaded>
      </Section>
    </>
  )
}

function Cards({ transfers, none }: { readonly transfers: readonly ListedTransfer[]; readonly none: ReactNode }) {
  if (transfers.length === 0) return <Words c="dimmed">{none}</Words>
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
      {transfers.map((transfer) => (
        <TransferCard key={transfer.id} transfer={transfer} />
      ))}
    </SimpleGrid>
  )
}
