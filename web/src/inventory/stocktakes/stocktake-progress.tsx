import { Card, Group, Progress, Stack, Text as Words } from '@mantine/core'
import type { Stocktake } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { messages } from './messages.ts'
import { StocktakeBadge } from './stocktake-badge.tsx'

/** How much is counted, and by whom. */
export function StocktakeProgress({ stocktake }: { readonly stocktake: Stocktake }) {
  const t = useText()
  const format = useFormat()
  const { progress, counters, status } = stocktake
  const done = progress.articles === 0 ? 0 : ((progress.articles - progress.to_count) / progress.articles) * 100
  return (
    <Card>
      <Stack gap="xs">
        <Group justify="space-between">
          <Words fw={600}>
            {t(messages.counted, { done: format.number(progress.counted), count: progress.articles })}
            {progress.found > 0 && ` · ${t(messages.found, { count: progress.found })}`}
          </Words>
          <StocktakeBadge status={status} />
        </Group>
        <Progress value={done} aria-label={t(messages.progress)} size="lg" />
        {counters.length > 0 && (
          <Group component="ul" gap="lg" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t(messages.counters)}>
            {counters.map(({ actor_id: id, actor_name: name, counts, last_counted_at: at }) => (
              <li key={id ?? name}>
                <Words size="sm" fw={600}>
                  {name}
                </Words>
                <Words size="xs" c="dimmed">
                  {t(messages.countsOf, { count: counts, time: format.date(at, 'time') })}
                </Words>
              </li>
            ))}
          </Group>
        )}
      </Stack>
    </Card>
  )
}
