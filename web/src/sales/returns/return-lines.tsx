import { MinusIcon, PlusIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Box, Button, Checkbox, Group, SegmentedControl, Stack, Text as Words } from '@mantine/core'
import type { LookUpSaleData } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { DecimalInput, Icon, Section } from '../../ui/index.ts'
import { messages } from './messages.ts'
import { type Chosen, type ChosenLine, feesOf, NOT_CHOSEN, stepQuantity } from './return-amounts.ts'
import classes from './return-lines.module.css'

type ReturnLinesProps = {
  readonly sale: LookUpSaleData
  readonly lead: string
  readonly chosen: Chosen
  readonly onChange: (chosen: Chosen) => void
}

/** What was sold and may still come back: how much of it does, and in which state. */
export function ReturnLines({ sale, lead, chosen, onChange }: ReturnLinesProps) {
  const t = useText()
  const lines = sale.lines.filter(({ returnable }) => returnable !== '0')
  // A fee comes back with its article; one whose article is back already comes by itself.
  const own = lines.filter(({ fee_of: of }) => of === null || !lines.some(({ line }) => line === of))
  const everything = () =>
    onChange(
      Object.fromEntries(
        own.map(({ line, returnable }) => [line, { ...(chosen[line] ?? NOT_CHOSEN), quantity: returnable }]),
      ),
    )
  return (
    <Section
      title={t(messages.lines)}
      actions={
        <>
          <Button size="xs" variant="default" onClick={everything}>
            {t(messages.everything)}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => onChange({})}>
            {t(messages.nothing)}
          </Button>
        </>
      }
    >
      <Words size="sm" c="dimmed">
        {lead}
      </Words>
      <Stack gap={0} component="ul" className={classes.lines}>
        {own.map((line) => (
          <LineChoice
            key={line.line}
            line={line}
            currency={sale.currency}
            hasFees={feesOf(sale, line, {}).length > 0}
            value={chosen[line.line] ?? NOT_CHOSEN}
            onChange={(value) => onChange({ ...chosen, [line.line]: value })}
          />
        ))}
      </Stack>
    </Section>
  )
}

type LineChoiceProps = {
  readonly line: LookUpSaleData['lines'][number]
  readonly currency: string
  readonly hasFees: boolean
  readonly value: ChosenLine
  readonly onChange: (value: ChosenLine) => void
}

function LineChoice({ line, currency, hasFees, value, onChange }: LineChoiceProps) {
  const t = useText()
  const format = useFormat()
  const { name, returnable } = line
  const step = (by: bigint) => onChange({ ...value, quantity: stepQuantity(value.quantity, by, returnable) })
  return (
    <Box component="li" className={classes.line} data-chosen={value.quantity !== ''}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Box miw={0}>
          <Words fw={600}>{name}</Words>
          <Words size="sm" c="dimmed">
            {format.money(line.unit_price, currency)} · {t(messages.of, { quantity: format.number(returnable) })}
          </Words>
        </Box>
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="default"
            onClick={() => step(-1n)}
            aria-label={t(messages.less, { name })}
            disabled={value.quantity === ''}
          >
            <Icon of={MinusIcon} size={1} />
          </ActionIcon>
          <DecimalInput
            aria-label={t(messages.quantityOf, { name })}
            value={value.quantity}
            onChange={(quantity) => onChange({ ...value, quantity })}
            placeholder="0"
            w="4.5rem"
            classNames={{ input: classes.quantity }}
          />
          <ActionIcon variant="default" onClick={() => step(1n)} aria-label={t(messages.more, { name })}>
            <Icon of={PlusIcon} size={1} />
          </ActionIcon>
        </Group>
      </Group>
      {value.quantity !== '' && !line.is_fee && (
        <Group gap="md" mt="xs">
          <SegmentedControl
            size="xs"
            aria-label={t(messages.stateOf, { name })}
            data={[
              { value: 'restock', label: t(messages.restock) },
              { value: 'damaged', label: t(messages.damaged) },
            ]}
            value={value.isRestocked ? 'restock' : 'damaged'}
            onChange={(state) => onChange({ ...value, isRestocked: state === 'restock' })}
          />
          {hasFees && (
            <Checkbox
              size="xs"
              label={t(messages.withFees)}
              checked={value.withFees}
              onChange={({ currentTarget }) => onChange({ ...value, withFees: currentTarget.checked })}
            />
          )}
        </Group>
      )}
    </Box>
  )
}
