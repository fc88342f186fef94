import { ArrowDownTrayIcon, TagIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Alert, Button, Card, Grid, Group, NumberInput, Stack, Title, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type ComptoirError, type PrintLabelsData, useApi } from '../../api/index.ts'
import { useChosenStore } from '../../app/store-choice.tsx'
import { useLanguage, useText } from '../../i18n/index.ts'
import { EmptyState, Icon, LoadingState, notifyError, Page, saveFile, useUrlState } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { ArticleSearch } from './article-search.tsx'
import { LabelPreview } from './label-preview.tsx'
import { isRoll, type LabelSettings, readSettings, toInput } from './label-settings.ts'
import classes from './labels.module.css'
import { messages } from './messages.ts'
import { SettingsCard } from './settings-card.tsx'
import { type LabelArticle, useArticles } from './use-articles.ts'

/** Labels of articles: chosen or scanned, seen as they will be printed, as a file for the printer. */
export default function LabelsPage() {
  const t = useText()
  const { language } = useLanguage()
  const [storeId] = useChosenStore()
  const [url, change] = useUrlState()
  const list = useArticles(url.products)
  const settings = readSettings(url, { storeId, language })
  const isEmpty = list.articles.length === 0
  const preview = useApi('printLabels', [toInput(list.articles, settings, 'json')], { enabled: !isEmpty })
  return (
    <Page
      title={t(common.labels)}
      lead={t(messages.lead)}
      actions={!isEmpty && <SaveButtons articles={list.articles} settings={settings} />}
    >
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 5, xl: 4 }}>
          <Stack>
            <ArticlesCard list={list} error={preview.error} />
            <SettingsCard settings={settings} change={change} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7, xl: 8 }}>
          <Card component="section" aria-label={t(messages.preview)}>
            <Preview isEmpty={isEmpty} data={preview.data} error={preview.error} />
          </Card>
        </Grid.Col>
      </Grid>
    </Page>
  )
}

type PreviewProps = {
  readonly isEmpty: boolean
  readonly data: Blob | PrintLabelsData | undefined
  readonly error: ComptoirError | null
}

function Preview({ isEmpty, data, error }: PreviewProps) {
  const t = useText()
  if (isEmpty) {
    return <EmptyState icon={<Icon of={TagIcon} size={2.5} />} title={t(messages.none)} hint={t(messages.noneHint)} />
  }
  if (error !== null) {
    const sentences = Object.values(error.errors).flat()
    return (
      <Alert color="brique" title={error.message} role="alert">
        {[...new Set(sentences)].join(' ')}
      </Alert>
    )
  }
  if (data === undefined || data instanceof Blob) return <LoadingState />
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2}>{t(messages.preview)}</Title>
        <Words size="sm" c="dimmed" role="status">
          {data.pages > 1 && `${t(messages.firstPage)} `}
          {t(messages.previewOf, { labels: data.labels_count, pages: data.pages })}
        </Words>
      </Group>
      <LabelPreview labels={data} />
    </Stack>
  )
}

type ArticlesCardProps = { readonly list: ReturnType<typeof useArticles>; readonly error: ComptoirError | null }

function ArticlesCard({ list, error }: ArticlesCardProps) {
  const t = useText()
  const { articles, add, clear } = list
  return (
    <Card component="section" aria-label={t(messages.articles)}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t(messages.articles)}</Title>
          {articles.length > 1 && (
            <Button variant="subtle" size="compact-sm" onClick={clear}>
              {t(messages.clear)}
            </Button>
          )}
        </Group>
        <ArticleSearch onFound={(article) => add([article])} />
        <ul className={classes.articles}>
          {articles.map((article, index) => (
            <ArticleRow
              key={article.variantId}
              article={article}
              list={list}
              faults={Object.entries(error?.errors ?? {})
                .filter(([path]) => path.startsWith(`items.${index}.`))
                .flatMap(([, sentences]) => sentences)}
            />
          ))}
        </ul>
      </Stack>
    </Card>
  )
}

type ArticleRowProps = {
  readonly article: LabelArticle
  readonly list: ReturnType<typeof useArticles>
  readonly faults: readonly string[]
}

function ArticleRow({ article, list, faults }: ArticleRowProps) {
  const t = useText()
  const { variantId, name, sku, copies } = article
  return (
    <li className={classes.article}>
      <Stack gap={0} flex={1} miw={0}>
        <Words size="sm" fw={600}>
          {name}
        </Words>
        {sku !== null && (
          <Words size="xs" c="dimmed">
            {sku}
          </Words>
        )}
        {faults.length > 0 && (
          <Words size="xs" c="var(--bad)">
            {faults.join(' ')}
          </Words>
        )}
      </Stack>
      <NumberInput
        aria-label={t(messages.copiesOf, { name })}
        title={t(messages.copies)}
        size="xs"
        w="4.5rem"
        min={1}
        max={2000}
        allowDecimal={false}
        value={copies}
        onChange={(value) => list.setCopies(variantId, Math.max(1, Number(value) || 1))}
        hideControls={false}
      />
      <ActionIcon aria-label={t(messages.removeArticle, { name })} onClick={() => list.remove(variantId)}>
        <Icon of={XMarkIcon} size={1} />
      </ActionIcon>
    </li>
  )
}

/** Two thousand labels are drawn in less. */
const PATIENCE_MS = 120_000

type SaveButtonsProps = { readonly articles: readonly LabelArticle[]; readonly settings: LabelSettings }

function SaveButtons({ articles, settings }: SaveButtonsProps) {
  const t = useText()
  const [busy, setBusy] = useState<'pdf' | 'zpl' | null>(null)
  const save = async (format: 'pdf' | 'zpl') => {
    setBusy(format)
    try {
      const file = await api.printLabels(toInput(articles, settings, format), { timeoutMs: PATIENCE_MS })
      if (file instanceof Blob) saveFile(file, `${t(messages.fileName)}.${format}`)
    } catch (error) {
      notifyError(error)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      {isRoll(settings.sheet) && (
        <Button variant="default" loading={busy === 'zpl'} onClick={() => void save('zpl')}>
          {t(messages.saveZpl)}
        </Button>
      )}
      <Button
        leftSection={<Icon of={ArrowDownTrayIcon} size={1.1} />}
        loading={busy === 'pdf'}
        onClick={() => void save('pdf')}
      >
        {t(messages.savePdf)}
      </Button>
    </>
  )
}
