import { Box } from '@mantine/core'
import classes from './chart.module.css'
import { type ChartValue, toPoint } from './chart-data.ts'

type HeatMapProps = {
  readonly label: string
  /** The heading of the rows. */
  readonly rowTitle: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly label: string; readonly values: readonly ChartValue[] }[]
  readonly write: (value: ChartValue) => string
  readonly writeShort: (value: ChartValue) => string
}

/** A table whose cells are the stronger in colour the more they hold; each says its value too. */
export function HeatMap({ label, rowTitle, columns, rows, write, writeShort }: HeatMapProps) {
  const most = Math.max(0, ...rows.flatMap(({ values }) => values.map((value) => toPoint(value) ?? 0)))
  return (
    <Box className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.heat}>
        <thead>
          <tr>
            <th scope="col">{rowTitle}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {row.values.map((value, index) => (
                <td
                  key={columns[index]}
                  title={write(value)}
                  style={{ ['--share' as string]: `${shareOf(value, most)}%` }}
                >
                  {writeShort(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  )
}

function shareOf(value: ChartValue, most: number): number {
  const point = toPoint(value)
  return point === null || point <= 0 || most === 0 ? 0 : Math.round((point / most) * 100)
}
