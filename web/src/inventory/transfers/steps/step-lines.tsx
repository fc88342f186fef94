import { CheckCircleIcon, ExclamationTriangleIcon, PlusCircleIcon } from '@heroicons/react/24/outline'
import { Badge, Group, Text as Words } from '@mantine/core'
import { type Transfer, useApi } from '../../../api/index.ts'
import { useSession } from '../../../app/session.tsx'
import { useFormat, useText } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import { ArticleName, nameOf } from '../../article-name.tsx'
import lines from '../../lines.module.css'
import { compare, negate, readTyped } from '../../quantity.ts'
import { QuantityField } from '../../quantity-field.tsx'
import { messages } from './messages.ts'
import { differenceOf, type Entered, expectedOf, isUnseen, linesOf, type Step, type StepLine } from './step-plan.ts'

type StepLinesProps = {
  readonly transfer: Transfer
  readonly step: Step
  readonly entered: Entered
  readonly errors: Readonly<Record<string, string>>
  /** The article scanned last, which stands first. */
  readonly last: number | null
  readonly onType: (variantId: number, text: string) => void
}

/** Each article with what there should be, what there is, and what is between them. */
export function StepLines(props: StepLinesProps) {
  const { transfer, step, entered, last } = props
  const listed = linesOf(step, transfer.lines)
  const all = [...listed.map((line) => ({ line, isExtra: false })), ...entered.extras.map(asLine)]
  const ordered = last === null ? all : [...all].sort((a, b) => rank(a.line, last) - rank(b.line, last))
  const free = useFreeAtSource(transfer, step)
  return (
    <ul className={lines.draft} data-spaced>
      {ordered.map(({ line, isExtra }) => (
        <li key={line.variant_id} data-last={line.variant_id === last || undefined}>
          <div className={lines.name}>
            <ArticleName article={line} />
          </div>
          <Expected step={step} line={line} isExtra={isExtra} free={free.get(line.variant_id)} />
          <Entry
            {...props}
            line={line}
            isExtra={isExtra}
            index={listed.findIndex(({ variant_id: id }) => id === line.variant_id)}
          />
        </li>
      ))}
    </ul>
  )
}

const rank = (line: StepLine, last: number): number => (line.variant_id === last ? 0 : 1)

const asLine = (extra: Entered['extras'][number]) => ({
  line: { ...extra, requested: '0', approved: null, picked: null, in_transit: '0' },
  isExtra: true,
})

type ExpectedProps = {
  readonly step: Step
  readonly line: StepLine
  readonly isExtra: boolean
  readonly free: string | undefined
}

function Expected({ step, line, isExtra, free }: ExpectedProps) {
  const t = useText()
  const format = useFormat()
  if (isExtra) return <Badge color="safran">{t(messages.notListed)}</Badge>
  const expected = expectedOf(step, line)
  const isShort = free !== undefined && compare(free, expected) < 0
  return (
    <Words size="sm" c="dimmed" w="11rem">
      {t(step === 'approve' ? messages.askedFor : messages.expected)} {format.number(expected)}
      {free !== undefined && (
        <Words component="span" size="sm" display="block" {...(isShort && { c: 'var(--bad)', fw: 600 })}>
          {t(messages.free)} {format.number(free)}
        </Words>
      )}
    </Words>
  )
}

type EntryProps = StepLinesProps & { readonly line: StepLine; readonly isExtra: boolean; readonly index: number }

function Entry({ step, line, isExtra, index, entered, errors, onType }: EntryProps) {
  const t = useText()
  return (
    <Group gap="sm" wrap="nowrap" align="center">
      <QuantityField
        aria-label={t(messages.quantityOf, { name: nameOf(line) })}
        value={entered.typed[line.variant_id] ?? ''}
        onChange={(text) => onType(line.variant_id, text)}
        error={errors[`lines.${index}.quantity`]}
        withSteps
        w="5.5rem"
      />
      {isUnseen(step, entered.typed[line.variant_id]) ? (
        <Words size="sm" c="dimmed" w="9rem">
          {t(messages.unseen)}
        </Words>
      ) : (
        <Difference
          difference={isExtra ? readTyped(entered.typed[line.variant_id] ?? '0') : differenceOf(step, line, entered)}
        />
      )}
    </Group>
  )
}

function Difference({ difference }: { readonly difference: string | null }) {
  const t = useText()
  const format = useFormat()
  if (difference === null) return <Words w="9rem" />
  const sign = compare(difference, '0')
  const [icon, color] =
    sign === 0
      ? [CheckCircleIcon, 'var(--good)']
      : sign < 0
        ? [ExclamationTriangleIcon, 'var(--bad)']
        : [PlusCircleIcon, 'var(--warn)']
  const text =
    sign === 0
      ? t(messages.matches)
      : sign < 0
        ? t(messages.missing, { quantity: format.number(negate(difference)) })
        : t(messages.beyond, { quantity: format.number(difference) })
  return (
    <Words size="sm" c={color} w="9rem" fw={600}>
      <Group component="span" gap={4} wrap="nowrap">
        <Icon of={icon} size={1} />
        {text}
      </Group>
    </Words>
  )
}

const MOST = 100

/** What the source has and has promised to nobody, where one decides what it gives. */
function useFreeAtSource({ source_id: sourceId, lines: given }: Transfer, step: Step): ReadonlyMap<number, string> {
  const { can } = useSession()
  const ids = given.slice(0, MOST).map(({ variant_id: id }) => id)
  const { data } = useApi(
    'listStock',
    [{ store_id: sourceId, ids: ids.join(','), per_page: MOST, fields: 'available' }],
    { enabled: step === 'approve' && can('stock.view') },
  )
  if (step !== 'approve') return new Map()
  return new Map((data?.data ?? []).map(({ variant_id: id = 0, available = '0' }) => [id, available]))
}
