import { Alert, Button, Group, SegmentedControl, Stack } from '@mantine/core'
import { useState } from 'react'
import type { ListedStore } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { useUrlState } from '../ui/index.ts'
import { FewArticles } from './few-articles.tsx'
import { ImportArticles } from './import-articles.tsx'
import { messages } from './messages.ts'

type Way = 'few' | 'import'

type ArticlesProps = {
  readonly store: ListedStore
  /** How many products there are. */
  readonly count: number
}

/** Something to sell: a few articles typed here, or the catalogue of another program. */
export function ArticlesStep({ store, count }: ArticlesProps) {
  const t = useText()
  const [, change] = useUrlState()
  const [way, choose] = useState<Way>('few')
  const goOn = () => change({ step: 'till' })
  return (
    <Stack>
      {count > 0 && (
        <Alert color="sapin" role="status">
          {t(messages.articleCount, { count })}
        </Alert>
      )}
      <SegmentedControl
        aria-label={t(messages.way)}
        value={way}
        onChange={(value) => choose(value === 'import' ? 'import' : 'few')}
        data={[
          { value: 'few', label: t(messages.typeFew) },
          { value: 'import', label: t(messages.importFile) },
        ]}
        fullWidth
      />
      {way === 'few' ? <FewArticles store={store} onDone={goOn} /> : <ImportArticles />}
      <Group justify="flex-end">
        <Button variant={count > 0 ? 'filled' : 'subtle'} onClick={goOn}>
          {t(count > 0 ? messages.next : messages.later)}
        </Button>
      </Group>
    </Stack>
  )
}
