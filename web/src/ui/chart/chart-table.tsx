import { Box, Table } from '@mantine/core'
import classes from './chart.module.css'
import type { ChartProps } from './chart.tsx'

/** What a chart shows, to be read. */
export function ChartTable({ label, categories, categoryTitle, series, write }: ChartProps) {
  // Two articles may bear one name.
  const rows = categories.map((category, index) => ({
    id: `${index}`,
    category,
    cells: series.map((one) => ({ of: one.label, text: write(one.values[index]) })),
  }))
  return (
    <Box className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{categoryTitle}</Table.Th>
            {series.map((one) => (
              <Table.Th key={one.label} scope="col" className={classes.number}>
                {one.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ id, category, cells }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row" fw={500}>
                {category}
              </Table.Th>
              {cells.map(({ of, text }) => (
                <Table.Td key={of} className={classes.number}>
                  {text}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  )
}
