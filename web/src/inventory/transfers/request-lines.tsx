import { TrashIcon, TruckIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Group, Stack, Text as Words } from '@mantine/core'
import { useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { EmptyState, Icon } from '../../ui/index.ts'
import { ArticleField } from '../article-field.tsx'
import { ArticleName, nameOf } from '../article-name.tsx'
import { addArticle, changeLine, type DraftLine, lineError, removeLine } from '../draft-lines.ts'
import classes from '../lines.module.css'
import { messages as shared } from '../messages.ts'
import { isPositive, readTyped } from '../quantity.ts'
import { QuantityField } from '../quantity-field.tsx'
import { messages } from './messages.ts'

type RequestLinesProps = {
  readonly lines: readonly DraftLine[]
  readonly onChange: (lines: readonly DraftLine[]) => void
  readonly sourceId: number | null
  readonly errors: Readonly<Record<string, string>>
}

export const isRequestable = (lines: readonly DraftLine[]): boolean =>
  lines.length > 0 && lines.every(({ quantity }) => isPositive(readTyped(quantity) ?? '0'))

/** The articles that somebody asks for, each with what the source could give. */
export function RequestLines({ lines, onChange, sourceId, errors }: RequestLinesProps) {
  const t = useText()
  const format = useFormat()
  const free = useFree(sourceId, lines)
  return (
    <Stack gap="sm">
      <ArticleField onPick={(article) => onChange(addArticle(lines, article))} size="lg" autoFocus />
      {lines.length === 0 ? (
        <div className={classes.draft}>
          <EmptyState
            icon={<Icon of={TruckIcon} size={2.5} />}
            title={t(messages.noLines)}
            hint={t(messages.linesHint)}
          />
        </div>
      ) : (
        <ul className={classes.draft} aria-label={t(messages.articlesTitle)}>
          {lines.map((line, index) => (
            <li key={line.variant_id}>
              <div className={classes.name}>
                <ArticleName article={line} />
                {free.has(line.variant_id) && (
                  <Words size="xs" c="dimmed" fw={400}>
                    {t(messages.freeAtSource, { quantity: format.number(free.get(line.variant_id)) })}
                  </Words>
                )}
              </div>
              <Group gap="xs" wrap="nowrap" align="flex-start">
                <QuantityField
                  aria-label={`${t(shared.quantity)} · ${nameOf(line)}`}
                  value={line.quantity}
                  onChange={(quantity) => onChange(changeLine(lines, line.variant_id, { quantity }))}
                  error={lineError(errors, index, 'quantity') ?? lineError(errors, index, 'variant_id')}
                  withSteps
                  w="5.5rem"
                />
                <ActionIcon
                  aria-label={t(shared.removeLine, { name: nameOf(line) })}
                  onClick={() => onChange(removeLine(lines, line.variant_id))}
                >
                  <Icon of={TrashIcon} size={1.1} />
                </ActionIcon>
              </Group>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  )
}

const MOST = 100

/** What the source has and has promised to nobody, where it is a store that one sees. */
function useFree(sourceId: number | null, lines: readonly DraftLine[]): ReadonlyMap<number, string> {
  const ids = lines.slice(0, MOST).map(({ variant_id: id }) => id)
  const { data } = useApi(
    'listStock',
    [{ store_id: sourceId ?? 0, ids: ids.toSorted((a, b) => a - b).join(','), per_page: MOST, fields: 'available' }],
    { enabled: sourceId !== null && ids.length > 0 },
  )
  return new Map((data?.data ?? []).map(({ variant_id: id = 0, available = '0' }) => [id, available]))
}
