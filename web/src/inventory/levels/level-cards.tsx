import { ArchiveBoxIcon } from '@heroicons/react/24/outline'
import { Group, SimpleGrid, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ListedStock } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { EmptyState, Icon } from '../../ui/index.ts'
import { LevelBadge } from '../level-badge.tsx'
import { messages as shared } from '../messages.ts'
import { isZero } from '../quantity.ts'
import { useStoreNames } from '../store-names.ts'
import classes from './levels.module.css'
import { messages } from './messages.ts'

type LevelCardsProps = {
  readonly variantId: number
  readonly levels: readonly ListedStock[]
  readonly shown: number | null
}

/** What each store has; one of them is looked at more closely below. */
export function LevelCards({ variantId, levels, shown }: LevelCardsProps) {
  const t = useText()
  const nameOfStore = useStoreNames()
  if (levels.length === 0) {
    return (
      <EmptyState
        icon={<Icon of={ArchiveBoxIcon} size={2.5} />}
        title={t(messages.noLevel)}
        hint={t(messages.noLevelHint)}
      />
    )
  }
  return (
    <SimpleGrid component="nav" aria-label={t(messages.stores)} cols={{ base: 2, sm: 3, lg: 4, xl: 6 }} spacing="sm">
      {levels.map((level) => (
        <Link
          key={level.store_id}
          to={`/stock/${variantId}/${level.store_id}`}
          className={classes.level}
          data-shown={level.store_id === shown || undefined}
          resetScroll={false}
        >
          <Words size="sm" fw={600} lineClamp={2}>
            {nameOfStore(level.store_id)}
          </Words>
          <Group justify="space-between" align="baseline" gap={4}>
            <OnHand level={level} />
            <LevelBadge status={level.status} />
          </Group>
          <Coming level={level} />
        </Link>
      ))}
    </SimpleGrid>
  )
}

function OnHand({ level }: { readonly level: ListedStock }) {
  const format = useFormat()
  return <span className={classes.figure}>{format.number(level.on_hand)}</span>
}

function Coming({ level }: { readonly level: ListedStock }) {
  const t = useText()
  const format = useFormat()
  const said = [
    { label: shared.available, quantity: level.available, isShown: level.available !== level.on_hand },
    { label: shared.inTransit, quantity: level.in_transit, isShown: !isZero(level.in_transit ?? '0') },
  ].filter(({ isShown }) => isShown)
  return said.map(({ label, quantity }) => (
    <Words key={label.en} size="xs" c="dimmed">
      {t(label)} {format.number(quantity)}
    </Words>
  ))
}
