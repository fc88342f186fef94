import { QrCodeIcon, TrashIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Box, Button, Group, SegmentedControl, Stack, TextInput, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { DecimalInput, Icon, Section } from '../../ui/index.ts'
import { messages } from './messages.ts'
import { addLine, lowerPrice, type OpenLine } from './open-return-amounts.ts'
import classes from './return-lines.module.css'

type OpenReturnLinesProps = {
  readonly storeId: number
  readonly lines: readonly OpenLine[]
  readonly onChange: (lines: readonly OpenLine[]) => void
}

/** What comes back, scanned or typed. */
export function OpenReturnLines({ storeId, lines, onChange }: OpenReturnLinesProps) {
  const t = useText()
  const [code, setCode] = useState('')
  const find = useAction((typed: string) => findArticle(typed, storeId), [])
  const add = () =>
    find
      .mutateAsync([code.trim()])
      .then((line) => {
        if (line === null) return
        onChange(addLine(lines, line))
        setCode('')
      })
      // The field says what was refused.
      .catch(() => {})
  const isUnknown = find.data === null && find.variables?.[0] === code.trim()
  return (
    <Section title={t(messages.lines)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (code.trim() !== '') void add()
        }}
      >
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            label={t(messages.article)}
            leftSection={<Icon of={QrCodeIcon} size={1.1} />}
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
            error={isUnknown ? t(messages.noArticle) : find.error?.message}
            flex={1}
            data-autofocus
          />
          <Button type="submit" variant="default" loading={find.isPending}>
            {t(messages.addArticle)}
          </Button>
        </Group>
      </form>
      {lines.length === 0 ? (
        <Words size="sm" c="dimmed">
          {t(messages.articlesEmpty)}
        </Words>
      ) : (
        <Stack gap={0} component="ul" className={classes.lines}>
          {lines.map((line) => (
            <OpenLineRow
              key={line.variantId}
              line={line}
              onChange={(next) => onChange(lines.map((other) => (other === line ? next : other)))}
              onRemove={() => onChange(lines.filter((other) => other !== line))}
            />
          ))}
        </Stack>
      )}
    </Section>
  )
}

/** The article behind a code, at the lower of what the store and the chain ask for it; null: there is none. */
async function findArticle(code: string, storeId: number): Promise<OpenLine | null> {
  const [here, chain] = await Promise.all([api.lookUpCode({ code, store_id: storeId }), api.lookUpCode({ code })])
  const [found] = here
  if (found === undefined) return null
  const lowest = lowerPrice(found.price, chain.find(({ id }) => id === found.id)?.price ?? null)
  const { id, product_name: product, name, scan, tax_class: taxClass } = found
  return {
    variantId: id,
    name: name === '' || name === product ? product : `${product} · ${name}`,
    quantity: scan?.quantity ?? '1',
    lowest,
    price: lowest,
    taxClass,
    isRestocked: true,
  }
}

type OpenLineRowProps = {
  readonly line: OpenLine
  readonly onChange: (line: OpenLine) => void
  readonly onRemove: () => void
}

function OpenLineRow({ line, onChange, onRemove }: OpenLineRowProps) {
  const t = useText()
  const { name } = line
  return (
    <Box component="li" className={classes.line}>
      <Group justify="space-between" wrap="nowrap">
        <Words fw={600}>{name}</Words>
        <ActionIcon aria-label={t(messages.remove, { name })} onClick={onRemove}>
          <Icon of={TrashIcon} size={1} />
        </ActionIcon>
      </Group>
      <Group gap="xs" mt={4}>
        <DecimalInput
          aria-label={t(messages.quantityOf, { name })}
          value={line.quantity}
          onChange={(quantity) => onChange({ ...line, quantity })}
          w="5rem"
          classNames={{ input: classes.quantity }}
        />
        <DecimalInput
          aria-label={t(messages.priceOf, { name })}
          value={line.price}
          onChange={(price) => onChange({ ...line, price })}
          w="7rem"
        />
        <SegmentedControl
          size="xs"
          aria-label={t(messages.stateOf, { name })}
          data={[
            { value: 'restock', label: t(messages.restock) },
            { value: 'damaged', label: t(messages.damaged) },
          ]}
          value={line.isRestocked ? 'restock' : 'damaged'}
          onChange={(state) => onChange({ ...line, isRestocked: state === 'restock' })}
        />
      </Group>
    </Box>
  )
}
