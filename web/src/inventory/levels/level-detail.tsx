import { AdjustmentsVerticalIcon, BookmarkIcon, PencilSquareIcon } from '@heroicons/react/24/outline'
import { Anchor, Button, Card, Group, Stack, Title, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ListedStock } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import { messages as shared } from '../messages.ts'
import { useStoreNames } from '../store-names.ts'
import { AdjustDialog } from './adjust-dialog.tsx'
import { History } from './history.tsx'
import classes from './levels.module.css'
import { messages } from './messages.ts'
import { TargetsDialog } from './targets-dialog.tsx'

type Level = ListedStock & { readonly variant_id: number; readonly store_id: number }

/** One store's level of an article: its figures, what one may do to it, and its whole history. */
export function LevelDetail({ level }: { readonly level: Level }) {
  const t = useText()
  const format = useFormat()
  const nameOfStore = useStoreNames()
  return (
    <Card component="section" aria-labelledby="why">
      <Stack>
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={2} id="why">
              {t(messages.why, { quantity: format.number(level.on_hand) })}
            </Title>
            <Words size="sm" c="dimmed">
              {nameOfStore(level.store_id)}
            </Words>
          </div>
          <LevelActions level={level} />
        </Group>
        <Figures level={level} />
        <History storeId={level.store_id} variantId={level.variant_id} />
      </Stack>
    </Card>
  )
}

type Figure = {
  readonly name: string
  readonly value: string
  /** What is behind the number. */
  readonly to?: string | undefined
  readonly search?: Readonly<Record<string, string>>
}

function Figures({ level }: { readonly level: Level }) {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const { currency = '' } = level
  const here = { store_id: String(level.store_id), variant_id: String(level.variant_id) }
  const figures: readonly Figure[] = [
    { name: t(shared.available), value: format.number(level.available) },
    {
      name: t(shared.reserved),
      value: format.number(level.reserved),
      to: '/reservations',
      search: { ...here, status: 'active' },
    },
    {
      name: t(shared.inTransit),
      value: format.number(level.in_transit),
      to: can('transfers.view') ? '/transfers' : undefined,
      search: { ...here, direction: 'in', view: 'list' },
    },
    { name: t(shared.reorderPoint), value: format.number(level.reorder_point) },
    { name: t(shared.target), value: format.number(level.target) },
    { name: t(messages.lastSold), value: format.date(level.last_sold_at) },
    ...(level.value === undefined
      ? []
      : [
          { name: t(messages.averageCost), value: format.money(level.average_cost, currency) },
          { name: t(shared.value), value: format.money(level.value, currency) },
        ]),
  ]
  return (
    <dl className={classes.figures}>
      {figures.map(({ name, value, to, search }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {to === undefined ? (
              value
            ) : (
              <Anchor component={Link} to={to} search={search as never} inherit>
                {value}
              </Anchor>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function LevelActions({ level }: { readonly level: Level }) {
  const t = useText()
  const { can } = useSession()
  const [open, setOpen] = useState<'adjust' | 'targets' | null>(null)
  const close = () => setOpen(null)
  return (
    <Group gap="xs">
      {can('sales.create') && (
        <Button
          component={Link}
          to="/reservations"
          search={{ new: String(level.variant_id), store_id: String(level.store_id) } as never}
          variant="default"
          leftSection={<Icon of={BookmarkIcon} size={1.1} />}
        >
          {t(messages.reserve)}
        </Button>
      )}
      {can('stock.adjust') && (
        <>
          <Button
            variant="default"
            leftSection={<Icon of={AdjustmentsVerticalIcon} size={1.1} />}
            onClick={() => setOpen('targets')}
          >
            {t(messages.setLevels)}
          </Button>
          <Button leftSection={<Icon of={PencilSquareIcon} size={1.1} />} onClick={() => setOpen('adjust')}>
            {t(messages.adjust)}
          </Button>
        </>
      )}
      {open === 'adjust' && <AdjustDialog level={level} onClose={close} />}
      {open === 'targets' && <TargetsDialog storeId={level.store_id} variantId={level.variant_id} onClose={close} />}
    </Group>
  )
}
