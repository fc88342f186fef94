import { Button, Progress, SimpleGrid, Text as Words } from '@mantine/core'
import { api, type CacheStatistics, useAction, useApi } from '../api/index.ts'
import { useFormat, useText } from '../i18n/index.ts'
import { Loaded, notifyDone, notifyError, Section, Stat } from '../ui/index.ts'
import { describeBytes } from './figures.ts'
import { messages } from './messages.ts'
import { UNITS } from './units.ts'

const REFRESH_MS = 10_000

/** What the API remembers of its answers, and the way to make it forget. */
export function CacheSection({ hasShared }: { readonly hasShared: boolean }) {
  const t = useText()
  const statistics = useApi('getCacheStatistics', [], { refetchInterval: REFRESH_MS })
  const clear = useAction(api.clearCache, ['getCacheStatistics'])
  const act = async () => {
    try {
      const { cleared_keys: count } = await clear.mutateAsync([])
      notifyDone(t(messages.cacheCleared, { count }))
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Section
      title={t(messages.cache)}
      actions={
        <Button variant="default" size="sm" loading={clear.isPending} onClick={() => void act()}>
          {t(messages.clearCache)}
        </Button>
      }
    >
      <Loaded of={statistics}>{(figures) => <Figures figures={figures} hasShared={hasShared} />}</Loaded>
    </Section>
  )
}

type FiguresProps = {
  readonly figures: CacheStatistics
  /** Whether there is a shared cache to speak of. */
  readonly hasShared: boolean
}

function Figures({ figures, hasShared }: FiguresProps) {
  const t = useText()
  const format = useFormat()
  const { hits, misses, hit_ratio: ratio, keys, evictions, memory_used: bytes, shared } = figures
  const { value, unit } = describeBytes(bytes)
  return (
    <>
      <SimpleGrid cols={{ base: 2, xs: 4 }}>
        <Stat label={t(messages.hitRatio)} value={format.ratio(ratio)} meaning={t(messages.hitRatioMeaning)} />
        <Stat label={t(messages.keys)} value={format.number(keys)} />
        <Stat label={t(messages.memory)} value={`${format.number(value, 1)}\u00a0${t(UNITS[unit])}`} />
        <Stat label={t(messages.evictions)} value={format.number(evictions)} />
      </SimpleGrid>
      <Progress value={ratio * 100} aria-label={t(messages.hitRatio)} />
      <Words size="sm" c="dimmed">
        {t(messages.hitsAndMisses, { hits: format.number(hits), misses: format.number(misses) })}
        {' · '}
        {hasShared
          ? shared.enabled === true
            ? t(messages.sharedKeys, { count: shared.keys ?? 0 })
            : t(messages.sharedDown)
          : t(messages.noShared)}
      </Words>
    </>
  )
}
