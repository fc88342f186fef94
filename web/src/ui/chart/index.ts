export { Chart, type ChartProps } from './chart.tsx'
export type { ChartSeries, ChartValue } from './chart-data.ts'
export { HeatMap } from './heat-map.tsx'
