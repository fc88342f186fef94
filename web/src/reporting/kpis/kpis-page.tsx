import { Anchor, Group, SimpleGrid, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api, useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Loaded, Page, Stat } from '../../ui/index.ts'
import { toldOf } from '../answer.ts'
import { ExportMenu } from '../export/export-menu.tsx'
import { FILE_TIMEOUT_MS } from '../export/formats.ts'
import { useFields } from '../fields/use-fields.ts'
import { useFigures } from '../fields/use-figures.ts'
import { messages } from '../messages.ts'
import { ScopeToolbar } from '../scope/scope-toolbar.tsx'
import { usePeriodText } from '../scope/use-period-text.ts'
import { useScope } from '../scope/use-scope.ts'
import { Blocks } from '../table/blocks.tsx'
import { FigureChange } from '../table/figure-change.tsx'

type Figure = {
  readonly value: string | number | null
  readonly previous: string | number | null
  readonly change: string | null
}

/** Of which less is better. */
const BAD_WHEN_UP: ReadonlySet<string> = new Set(['returns_rate', 'discounts_rate'])

/** The key figures of a period, beside the period before. */
export default function KpisPage() {
  const t = useText()
  const writePeriod = usePeriodText()
  const control = useScope()
  const fields = useFields()
  const figures = useFigures()
  const { query } = control.scope
  const answer = useApi('reportKpis', [query])
  const told = toldOf(answer.data)
  return (
    <Page
      title={t(messages.kpis)}
      lead={told === null ? undefined : t(messages.besidePeriod, { period: writePeriod(told.previous_period) })}
      actions={
        <ExportMenu
          name={t(messages.kpisFile, { from: query.date_from, to: query.date_to })}
          kind="kpis"
          parameters={query}
          read={(format) => api.reportKpis({ ...query, format }, { timeoutMs: FILE_TIMEOUT_MS })}
        />
      }
    >
      <ScopeToolbar control={control} />
      <Loaded of={fields}>
        {(known) => (
          <Blocks of={answer}>
            {(block) => (
              <SimpleGrid cols={{ base: 1, xs: 2, md: 3, xl: 4 }}>
                {known.key_figures.map(({ name, label, meaning, unit }) => {
                  const figure = (block as Record<string, Figure | undefined>)[name]
                  if (figure === undefined) return null
                  const write = (value: Figure['value']) => figures.full(value, unit, block.currency)
                  return (
                    <Stat key={name} label={label} meaning={meaning} value={write(figure.value)} isLarge>
                      <Group justify="space-between" gap="xs">
                        <Words size="sm" c="dimmed">
                          {t(messages.before, { value: write(figure.previous) })}
                        </Words>
                        <FigureChange unit={unit} {...figure} isBadWhenUp={BAD_WHEN_UP.has(name)} />
                      </Group>
                    </Stat>
                  )
                })}
              </SimpleGrid>
            )}
          </Blocks>
        )}
      </Loaded>
      <Anchor component={Link} to="/reports/sales" search={control.url as never}>
        {t(messages.behindKpis)}
      </Anchor>
    </Page>
  )
}
