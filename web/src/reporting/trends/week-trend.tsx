import { Box, Table } from '@mantine/core'
import { useFormat, useText } from '../../i18n/index.ts'
import { HeatMap } from '../../ui/chart/index.ts'
import { Section } from '../../ui/index.ts'
import { useFigures } from '../fields/use-figures.ts'
import { messages } from '../messages.ts'
import { useBlockName } from '../table/currency-block.tsx'
import classes from '../table/table.module.css'
import type { TrendProps } from './trends-page.tsx'

/** When it is busy: weekdays by hour, and how each weekday stands to the others. */
export function WeekTrend({ block, measure }: TrendProps) {
  const t = useText()
  const format = useFormat()
  const figures = useFigures()
  const nameIt = useBlockName()
  const { week } = block
  if (week === undefined || week.hours.length === 0) return null
  const write = (value: string | number | null | undefined) => figures.full(value, measure.unit, block.currency)
  return (
    <>
      <Section title={nameIt(t(messages.weekByHour))}>
        <HeatMap
          label={nameIt(t(messages.tableOf, { name: t(messages.weekByHour) }))}
          rowTitle={t(messages.weekday)}
          columns={week.hours.map((hour) => t(messages.hourOfDay, { hour }))}
          rows={week.rows}
          write={write}
          writeShort={(value) => figures.short(value, 'number', null)}
        />
      </Section>
      <Section title={nameIt(t(messages.weekdays))}>
        <Box
          className={classes.scroll}
          tabIndex={0}
          role="region"
          aria-label={nameIt(t(messages.tableOf, { name: t(messages.weekdays) }))}
        >
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(messages.weekday)}</Table.Th>
                <Table.Th className={classes.number}>{t(messages.days)}</Table.Th>
                <Table.Th className={classes.number}>{t(messages.total)}</Table.Th>
                <Table.Th className={classes.number}>{t(messages.perDay)}</Table.Th>
                <Table.Th className={classes.number}>{t(messages.besideMeanDay)}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {week.rows.map((row) => (
                <Table.Tr key={row.weekday}>
                  <Table.Th scope="row" fw={500}>
                    {row.label}
                  </Table.Th>
                  <Table.Td className={classes.number}>{format.number(row.days)}</Table.Td>
                  <Table.Td className={classes.number}>{write(row.total)}</Table.Td>
                  <Table.Td className={classes.number}>
                    {figures.full(row.average, measure.unit === 'count' ? 'number' : measure.unit, block.currency)}
                  </Table.Td>
                  <Table.Td className={classes.number}>{format.ratio(row.index)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Box>
      </Section>
    </>
  )
}
