import { Box, Table } from '@mantine/core'
import { useFormat, useText } from '../../i18n/index.ts'
import { Chart } from '../../ui/chart/index.ts'
import { Change, Section } from '../../ui/index.ts'
import { useFigures } from '../fields/use-figures.ts'
import { messages } from '../messages.ts'
import { useBlockName } from '../table/currency-block.tsx'
import classes from '../table/table.module.css'
import type { TrendProps } from './trends-page.tsx'

/** Years drawn beside each other; the latest ones. */
const MOST_YEARS = 6

/** Each month beside the same one of other years, with its season. */
export function MonthTrend({ block, measure }: TrendProps) {
  const t = useText()
  const figures = useFigures()
  const nameIt = useBlockName()
  const { months } = block
  if (months === undefined || months.rows.length === 0) return null
  const { years, rows } = months
  const first = Math.max(0, years.length - MOST_YEARS)
  const title = nameIt(t(messages.monthsByYear))
  // The latest year is drawn first, in the first colour.
  const series = years
    .map((year, index) => ({ label: String(year), values: rows.map(({ values }) => values[index]) }))
    .slice(first)
    .reverse()
  return (
    <Section title={title}>
      <Chart
        label={title}
        form={years.length > 2 ? 'lines' : 'bars'}
        categories={rows.map(({ label }) => label)}
        categoryTitle={t(messages.month)}
        series={series}
        write={(value) => figures.full(value, measure.unit, block.currency)}
        writeShort={(value) => figures.short(value, measure.unit, block.currency)}
        isTabled
      />
      <MonthsTable block={block} measure={measure} />
    </Section>
  )
}

function MonthsTable({ block, measure }: TrendProps) {
  const t = useText()
  const format = useFormat()
  const figures = useFigures()
  const nameIt = useBlockName()
  const { years = [], rows = [], totals = [] } = block.months ?? {}
  const write = (value: string | number | null | undefined) => figures.full(value, measure.unit, block.currency)
  return (
    <Box
      className={classes.scroll}
      tabIndex={0}
      role="region"
      aria-label={t(messages.tableOf, { name: nameIt(t(messages.monthsByYear)) })}
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(messages.month)}</Table.Th>
            {years.map((year) => (
              <Table.Th key={year} className={classes.number}>
                {String(year)}
              </Table.Th>
            ))}
            <Table.Th className={classes.number}>{t(messages.change)}</Table.Th>
            <Table.Th className={classes.number}>{t(messages.season)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.month}>
              <Table.Th scope="row" fw={500}>
                {row.label}
              </Table.Th>
              {years.map((year, index) => (
                <Table.Td key={year} className={classes.number}>
                  {write(row.values[index])}
                </Table.Td>
              ))}
              <Table.Td className={classes.number}>
                <Change ratio={row.change} />
              </Table.Td>
              <Table.Td className={classes.number}>{format.ratio(row.index)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">{t(messages.total)}</Table.Th>
            {years.map((year, index) => (
              <Table.Th key={year} className={classes.number}>
                {write(totals[index])}
              </Table.Th>
            ))}
            <Table.Td />
            <Table.Td />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Box>
  )
}
