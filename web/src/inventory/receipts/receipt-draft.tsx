import { InboxArrowDownIcon, TrashIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Group, TextInput, Text as Words } from '@mantine/core'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { EmptyState, Icon } from '../../ui/index.ts'
import { ArticleName, nameOf } from '../article-name.tsx'
import { type DraftLine, lineError } from '../draft-lines.ts'
import lines from '../lines.module.css'
import { messages as shared } from '../messages.ts'
import { costOf, readTyped, readTypedCost, sumAmounts } from '../quantity.ts'
import { QuantityField } from '../quantity-field.tsx'
import { messages } from './messages.ts'

type ReceiptDraftProps = {
  readonly lines: readonly DraftLine[]
  readonly currency: string
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (variantId: number, patch: Partial<DraftLine>) => void
  readonly onRemove: (variantId: number) => void
}

/** The goods as they are entered, the last one scanned first. */
export function ReceiptDraft(props: ReceiptDraftProps) {
  const t = useText()
  const format = useFormat()
  if (props.lines.length === 0) {
    return (
      <div className={lines.draft}>
        <EmptyState
          icon={<Icon of={InboxArrowDownIcon} size={2.5} />}
          title={t(messages.emptyLines)}
          hint={t(messages.emptyLinesHint)}
        />
      </div>
    )
  }
  const costs = props.lines.map((line) => costOfLine(line, props.currency))
  const known = costs.filter((cost) => cost !== null)
  return (
    <>
      <ul className={lines.draft} aria-label={t(messages.articles)}>
        {props.lines.map((line, index) => (
          <li key={line.variant_id}>
            <Line {...props} line={line} index={index} cost={costs[index] ?? null} />
          </li>
        ))}
      </ul>
      {known.length > 0 && known.length === costs.length && (
        <Words ta="right" fw={700}>
          {t(messages.total)} {format.money(sumAmounts(known, props.currency), props.currency)}
        </Words>
      )}
    </>
  )
}

type LineProps = ReceiptDraftProps & { readonly line: DraftLine; readonly index: number; readonly cost: string | null }

function Line({ line, index, cost, currency, errors, onChange, onRemove }: LineProps) {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const typedCost = line.unit_cost ?? ''
  const isBadCost = typedCost.trim() !== '' && readTypedCost(typedCost) === null
  return (
    <>
      <div className={lines.name}>
        <ArticleName article={line} />
      </div>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <QuantityField
          aria-label={`${t(shared.quantity)} · ${nameOf(line)}`}
          value={line.quantity}
          onChange={(quantity) => onChange(line.variant_id, { quantity })}
          error={lineError(errors, index, 'quantity') ?? lineError(errors, index, 'variant_id')}
          withSteps
          w="5.5rem"
        />
        {can('products.viewCost') && (
          <TextInput
            aria-label={`${t(messages.unitCost)} · ${nameOf(line)}`}
            placeholder={t(messages.ownCost)}
            inputMode="decimal"
            value={typedCost}
            onChange={({ currentTarget }) => onChange(line.variant_id, { unit_cost: currentTarget.value })}
            error={isBadCost ? t(messages.badCost) : lineError(errors, index, 'unit_cost')}
            styles={{ input: { textAlign: 'right' } }}
            w={{ base: '6.5rem', xs: '9rem' }}
          />
        )}
        {can('products.viewCost') && (
          <Words w="6rem" ta="right" lh="2.25rem" visibleFrom="sm">
            {format.money(cost, currency)}
          </Words>
        )}
        <ActionIcon aria-label={t(shared.removeLine, { name: nameOf(line) })} onClick={() => onRemove(line.variant_id)}>
          <Icon of={TrashIcon} size={1.1} />
        </ActionIcon>
      </Group>
    </>
  )
}

function costOfLine({ quantity, unit_cost: typed = '' }: DraftLine, currency: string): string | null {
  const [read, cost] = [readTyped(quantity), readTypedCost(typed)]
  return read === null || cost === null || currency === '' ? null : costOf(read, cost, currency)
}
