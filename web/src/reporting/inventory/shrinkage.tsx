import { Badge, Box, Table, Text as Words } from '@mantine/core'
import { type Text, useFormat, useText } from '../../i18n/index.ts'
import { Section } from '../../ui/index.ts'
import { BehindLink } from '../behind-link.tsx'
import { messages } from '../messages.ts'
import { useBlockName } from '../table/currency-block.tsx'
import classes from '../table/table.module.css'
import type { InventoryBlock } from './inventory-page.tsx'

type Loss = NonNullable<InventoryBlock['shrinkage']>[number]

const KINDS: Readonly<Record<Loss['kind'], Text>> = {
  adjustment: messages.lostByAdjustment,
  count: messages.lostByCount,
  transfer: messages.lostByTransfer,
}

/** What went missing in the period, and what was found, by its reason. */
export function Shrinkage({ block }: { readonly block: InventoryBlock }) {
  const t = useText()
  const format = useFormat()
  const title = useBlockName()(t(messages.shrinkage))
  const losses = block.shrinkage ?? []
  const money = (value: string | undefined) => format.money(value, block.currency ?? 'CAD')
  const withCost = losses.some(({ lost_value: value }) => value !== undefined)
  return (
    <Section title={title}>
      {losses.length === 0 ? (
        <Words c="dimmed">{t(messages.nothingLost)}</Words>
      ) : (
        <Box className={classes.scroll} tabIndex={0} role="region" aria-label={t(messages.tableOf, { name: title })}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(messages.reason)}</Table.Th>
                <Table.Th>{t(messages.lossKind)}</Table.Th>
                <Table.Th className={classes.number}>{t(messages.lostUnits)}</Table.Th>
                {withCost && <Table.Th className={classes.number}>{t(messages.lostValue)}</Table.Th>}
                <Table.Th className={classes.number}>{t(messages.foundUnits)}</Table.Th>
                {withCost && <Table.Th className={classes.number}>{t(messages.foundValue)}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {losses.map((loss) => (
                <Table.Tr key={`${loss.kind} ${loss.reason}`}>
                  <Table.Td>{loss.label}</Table.Td>
                  <Table.Td>
                    <Badge color="gray">{t(KINDS[loss.kind])}</Badge>
                  </Table.Td>
                  <Table.Td className={classes.number}>
                    <BehindLink url={loss.movements_url}>{format.number(loss.lost_units)}</BehindLink>
                  </Table.Td>
                  {withCost && <Table.Td className={classes.number}>{money(loss.lost_value)}</Table.Td>}
                  <Table.Td className={classes.number}>{format.number(loss.found_units)}</Table.Td>
                  {withCost && <Table.Td className={classes.number}>{money(loss.found_value)}</Table.Td>}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Box>
      )}
    </Section>
  )
}
