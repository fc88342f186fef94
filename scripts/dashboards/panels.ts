import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import {
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import {
  MappingType,
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder as GaugeBuilder } from '@grafana/grafana-foundation-sdk/gauge'
import { PanelBuilder as PieChartBuilder, PieChartLegendOptionsBuilder } from '@grafana/grafana-foundation-sdk/piechart'
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus'
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries'

/** One line of a panel, or several: a question to Prometheus, and what its answers are called. */
export type Query = { readonly expression: string; readonly legend: string }

/** A panel as the dashboards describe it. What is not said is as usual. */
export type PanelDescription = {
  readonly title: string
  /** What one sees there and what is good or bad, in both languages. */
  readonly english: string
  readonly french: string
  readonly queries: readonly Query[]
  /** One of Grafana's units. */
  readonly unit: string
  /** Columns of the twenty-four. */
  readonly width: number
  readonly min?: number
  readonly max?: number
  readonly decimals?: number
  /** From where on a value is worth a look, and where it is bad; the smaller first where more is better. */
  readonly thresholds?: { readonly warning: number; readonly bad: number }
  /** Words for values, such as 0 and 1. */
  readonly words?: Readonly<Record<string, { text: string; color: string }>>
}

type Fields = {
  title(title: string): unknown
  description(description: string): unknown
  datasource(datasource: { type: string; uid: string }): unknown
  unit(unit: string): unknown
  decimals(decimals: number): unknown
  min(min: number): unknown
  max(max: number): unknown
  thresholds(thresholds: ThresholdsConfigBuilder): unknown
  mappings(mappings: ValueMapping[]): unknown
  withTarget(target: DataqueryBuilder): unknown
}

/** A described panel with what makes it up, before it has its place. */
export type DescribedPanel = { readonly description: PanelDescription; readonly builder: Builder<Panel> }

/** The Prometheus that is chosen at the top of the dashboard. */
export const DATASOURCE = { type: 'prometheus', uid: `\${datasource}` } as const

export const UP_OR_DOWN = { '0': { text: 'Down', color: 'red' }, '1': { text: 'Up', color: 'green' } } as const

/** Lines over time. */
export function lines(description: PanelDescription): DescribedPanel {
  const builder = new TimeseriesBuilder()
    .lineWidth(1)
    .fillOpacity(10)
    .spanNulls(false)
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
  return describe(builder, description)
}

/** The last value, large. */
export const stat = (description: PanelDescription): DescribedPanel =>
  describe(new StatBuilder().reduceOptions(lastValue()), description)

/** The last value between two ends. */
export const gauge = (description: PanelDescription): DescribedPanel =>
  describe(new GaugeBuilder().reduceOptions(lastValue()).showThresholdMarkers(true), description)

/** Shares of a whole, now. */
export const pie = (description: PanelDescription): DescribedPanel =>
  describe(
    new PieChartBuilder()
      .reduceOptions(lastValue())
      .legend(
        new PieChartLegendOptionsBuilder()
          .showLegend(true)
          .displayMode(LegendDisplayMode.List)
          .placement(LegendPlacement.Right),
      ),
    description,
  )

const lastValue = () => new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false)

function describe(builder: Fields & Builder<Panel>, description: PanelDescription): DescribedPanel {
  builder.title(description.title)
  builder.description(`${description.english}\n\n${description.french}`)
  builder.datasource(DATASOURCE)
  builder.unit(description.unit)
  if (description.min !== undefined) builder.min(description.min)
  if (description.max !== undefined) builder.max(description.max)
  if (description.decimals !== undefined) builder.decimals(description.decimals)
  if (description.thresholds !== undefined) builder.thresholds(colours(description.thresholds))
  if (description.words !== undefined) {
    const options = Object.entries(description.words).map(([value, word], index) => [value, { ...word, index }])
    builder.mappings([{ type: MappingType.ValueToText, options: Object.fromEntries(options) }])
  }
  for (const [index, { expression, legend }] of description.queries.entries()) {
    const refId = String.fromCharCode('A'.charCodeAt(0) + index)
    builder.withTarget(
      new DataqueryBuilder().datasource(DATASOURCE).refId(refId).expr(expression).legendFormat(legend).range(),
    )
  }
  return { description, builder }
}

/** Green, yellow and red, upwards or downwards. */
function colours({ warning, bad }: { warning: number; bad: number }): ThresholdsConfigBuilder {
  const steps =
    bad > warning
      ? [
          { color: 'green', value: null },
          { color: 'yellow', value: warning },
          { color: 'red', value: bad },
        ]
      : [
          { color: 'red', value: null },
          { color: 'yellow', value: bad },
          { color: 'green', value: warning },
        ]
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps)
}
