import { MinusIcon, PlusIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Group, TextInput, Text as Words } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useText } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import { messages as shared } from '../../messages.ts'
import { add, compare, isPositive, readTyped, subtract } from '../../quantity.ts'
import type { CountLine } from './count-sheet.ts'
import classes from './counting.module.css'
import { messages } from './messages.ts'

type LastCountProps = {
  readonly line: CountLine
  readonly isOffline: boolean
  readonly onChange: (quantity: string) => void
  readonly onDismiss: () => void
}

/** What was just counted, large: one more, one less, or the quantity of a whole box typed. */
export function LastCount({ line, isOffline, onChange, onDismiss }: LastCountProps) {
  const t = useText()
  const [typed, setTyped] = useState(line.quantity)
  useEffect(() => setTyped(line.quantity), [line.quantity])
  const quantity = readTyped(typed)
  const isFine = quantity !== null && compare(quantity, '0') >= 0
  const commit = () => {
    if (isFine) onChange(quantity)
    else setTyped(line.quantity)
  }
  return (
    <div className={classes.last} data-problem={line.problem === null ? undefined : true}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Words fw={650} fz="lg" aria-live="polite">
            {line.name}
          </Words>
          <Words size="sm" c="dimmed">
            {line.variantId === null && line.problem === null
              ? t(isOffline ? messages.waitsForNetwork : messages.lookingUp)
              : line.sku}
          </Words>
        </div>
        {line.problem !== null && (
          <ActionIcon aria-label={t(messages.dismiss, { name: line.name })} onClick={onDismiss}>
            <Icon of={XMarkIcon} />
          </ActionIcon>
        )}
      </Group>
      {line.problem !== null && (
        <Words role="alert" c="var(--bad)" fw={600}>
          {line.problem}
        </Words>
      )}
      <div className={classes.amount}>
        <ActionIcon
          variant="default"
          size="3.5rem"
          aria-label={t(shared.less)}
          disabled={!isPositive(line.quantity)}
          onClick={() => onChange(compare(line.quantity, '1') < 0 ? '0' : subtract(line.quantity, '1'))}
        >
          <Icon of={MinusIcon} size={1.5} />
        </ActionIcon>
        <TextInput
          aria-label={t(messages.quantityOf, { name: line.name })}
          inputMode="decimal"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          error={isFine ? undefined : t(shared.notNumber)}
          styles={{ input: { height: '3.5rem', fontSize: '1.75rem', fontWeight: 650, textAlign: 'center' } }}
        />
        <ActionIcon
          variant="default"
          size="3.5rem"
          aria-label={t(shared.more)}
          onClick={() => onChange(add(line.quantity, '1'))}
        >
          <Icon of={PlusIcon} size={1.5} />
        </ActionIcon>
      </div>
    </div>
  )
}
