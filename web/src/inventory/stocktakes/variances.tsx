import { ArrowPathIcon, CheckBadgeIcon } from '@heroicons/react/24/outline'
import { Badge, Button, Group, SimpleGrid, Switch, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type ListedStocktakeVariance, type Stocktake, useAction, useApi } from '../../api/index.ts'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Icon,
  notifyDone,
  notifyError,
  SearchField,
  Stat,
  useList,
  useOnce,
} from '../../ui/index.ts'
import { ArticleName } from '../article-name.tsx'
import { messages as shared } from '../messages.ts'
import { compare, isZero } from '../quantity.ts'
import { messages } from './messages.ts'
import { COUNTING_READS } from './stocktake-reads.ts'

/** What was counted beside what was expected, the worst first; what is doubtful is counted again. */
export function Variances({ stocktake }: { readonly stocktake: Stocktake }) {
  const t = useText()
  const format = useFormat()
  const list = useList({ filters: ['is_different'], sort: '-value' })
  const variances = useApi('listStocktakeVariances', [stocktake.id, list.query])
  const [chosen, setChosen] = useState<ReadonlySet<string | number>>(new Set())
  const mayRecount = stocktake.status === 'finished'
  return (
    <>
      <VarianceSums stocktake={stocktake} />
      <DataTable
        name="stocktake-variances"
        label={t(messages.tabVariances)}
        of={variances}
        list={list}
        columns={varianceColumns(t, format)}
        rowKey={({ variant_id: id }) => id ?? 0}
        rowLink={({ variant_id: id }) => `/stock/${id}/${stocktake.store_id}`}
        {...(mayRecount && { selection: { chosen, onChange: setChosen } })}
        toolbar={
          <Group gap="md" flex={1}>
            <SearchField label={t(shared.searchArticle)} value={list.q} onChange={(q) => list.change({ q })} />
            <Switch
              label={t(messages.onlyDifferent)}
              checked={list.filters.is_different === 'true'}
              onChange={({ currentTarget }) =>
                list.change({ is_different: currentTarget.checked ? 'true' : undefined })
              }
            />
            {mayRecount && chosen.size > 0 && (
              <RecountButton stocktake={stocktake} ids={[...chosen].map(Number)} onDone={() => setChosen(new Set())} />
            )}
          </Group>
        }
        empty={
          <EmptyState
            icon={<Icon of={CheckBadgeIcon} size={2.5} />}
            title={t(messages.noVariance)}
            hint={t(messages.noVarianceHint)}
          />
        }
      />
    </>
  )
}

type RecountButtonProps = { readonly stocktake: Stocktake; readonly ids: number[]; readonly onDone: () => void }

function RecountButton({ stocktake, ids, onDone }: RecountButtonProps) {
  const t = useText()
  const reopen = useAction(api.reopenStocktake, COUNTING_READS)
  const act = useOnce(async () => {
    try {
      await reopen.mutateAsync([stocktake.id, { variant_ids: ids }])
      notifyDone(t(messages.wasReopened))
      onDone()
    } catch (error) {
      notifyError(error)
    }
  })
  return (
    <Button leftSection={<Icon of={ArrowPathIcon} size={1.1} />} loading={reopen.isPending} onClick={() => act()}>
      {t(messages.recount, { count: ids.length })}
    </Button>
  )
}

/** What is missing and what is beyond, in units and at cost. */
function VarianceSums({ stocktake }: { readonly stocktake: Stocktake }) {
  const t = useText()
  const format = useFormat()
  const { data } = useApi('sumStocktakeVariances', [stocktake.id])
  if (data === undefined) return null
  const { total, currency } = data
  const figures = [
    { label: t(messages.missing), units: total.less, amount: total.loss },
    { label: t(messages.surplus), units: total.more, amount: total.gain },
  ]
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} mb="md">
      {figures.map(({ label, units, amount }) => (
        <Stat
          key={label}
          label={label}
          value={amount === undefined ? format.number(units) : format.money(amount, currency)}
        >
          {amount !== undefined && <Words size="sm">{format.number(units)}</Words>}
        </Stat>
      ))}
      <Stat
        label={t(messages.net)}
        value={total.value === undefined ? format.number(total.different) : format.money(total.value, currency)}
      >
        <Words size="sm">
          {t(messages.different, { count: total.different, total: format.number(total.articles) })}
        </Words>
      </Stat>
    </SimpleGrid>
  )
}

function varianceColumns(t: Translate, format: ReturnType<typeof useFormat>): Column<ListedStocktakeVariance>[] {
  return [
    {
      key: 'article',
      title: t(shared.article),
      sort: 'name',
      render: (variance) => <ArticleName article={variance} />,
    },
    { key: 'category', title: t(shared.category), render: ({ category_name: name }) => name, isHidden: true },
    { key: 'expected', title: t(messages.expected), isNumber: true, render: ({ expected }) => format.number(expected) },
    {
      key: 'counted',
      title: t(messages.countedTitle),
      isNumber: true,
      render: ({ counted }) => format.number(counted),
    },
    {
      key: 'difference',
      title: t(messages.difference),
      sort: 'difference',
      isNumber: true,
      render: ({ difference = '0' }) => <Difference of={difference} />,
    },
    {
      key: 'value',
      title: t(messages.worth),
      sort: 'value',
      isNumber: true,
      render: ({ value, currency = '' }) => format.money(value, currency),
    },
    {
      key: 'moved',
      title: t(messages.movedMeanwhile),
      isNumber: true,
      render: ({ moved_meanwhile: moved = '0' }) => !isZero(moved) && format.number(moved),
    },
    {
      key: 'corrected',
      title: t(messages.corrected),
      isNumber: true,
      isHidden: true,
      render: ({ corrected }) => format.number(corrected),
    },
    {
      key: 'marks',
      title: t(shared.note),
      render: ({ is_planned: isPlanned, is_zeroed: isZeroed }) => (
        <Group gap={4}>
          {isPlanned === false && <Badge color="safran">{t(messages.unplanned)}</Badge>}
          {isZeroed && <Badge color="gray">{t(messages.zeroed)}</Badge>}
        </Group>
      ),
    },
  ]
}

function Difference({ of: difference }: { readonly of: string }) {
  const format = useFormat()
  const sign = compare(difference, '0')
  return (
    <Words component="span" fw={650} c={sign === 0 ? 'dimmed' : sign < 0 ? 'var(--bad)' : 'var(--warn)'}>
      {sign > 0 && '+'}
      {format.number(difference)}
    </Words>
  )
}
