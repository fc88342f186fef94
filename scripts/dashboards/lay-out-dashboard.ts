import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  type Panel,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { DATASOURCE, type DescribedPanel } from './panels.ts'

export type DashboardDescription = {
  readonly title: string
  readonly uid: string
  readonly english: string
  readonly french: string
  /** Rows of panels, each as wide as the screen; all panels of a row are as high as it. */
  readonly rows: readonly { readonly height: number; readonly panels: readonly DescribedPanel[] }[]
}

const TAG = 'comptoir'
const COLUMNS = 24

/** Places the panels of a dashboard from the left to the right, row by row. Throws where a row is not filled. */
export function layOutDashboard({ title, uid, english, french, rows }: DashboardDescription): Dashboard {
  const dashboard = new DashboardBuilder(title)
    .uid(uid)
    .description(`${english}\n\n${french}`)
    .tags([TAG])
    .readonly()
    .timezone('browser')
    .time({ from: 'now-1h', to: 'now' })
    .refresh('15s')
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
    .withVariable(
      new QueryVariableBuilder('instance')
        .label('Instance')
        .datasource(DATASOURCE)
        .query({ query: 'label_values(up{job="api-instances"}, instance)', refId: 'instance' })
        .refresh(VariableRefresh.OnTimeRangeChanged)
        .sort(VariableSort.AlphabeticalAsc)
        .multi(true)
        .includeAll(true)
        .allValue('.*')
        .current({ selected: true, text: 'All', value: '$__all' }),
    )
    .link(
      new DashboardLinkBuilder('Comptoir')
        .type(DashboardLinkType.Dashboards)
        .tags([TAG])
        .asDropdown(true)
        .keepTime(true),
    )
  let [id, y] = [0, 0]
  for (const { height, panels } of rows) {
    let x = 0
    for (const { description, builder } of panels) {
      id += 1
      dashboard.withPanel(placed(builder, { id, gridPos: { x, y, w: description.width, h: height } }))
      x += description.width
    }
    if (x !== COLUMNS) throw new Error(`${title}: the row at ${y} takes ${x} of ${COLUMNS} columns.`)
    y += height
  }
  return dashboard.build()
}

const placed = (builder: Builder<Panel>, place: Pick<Panel, 'id' | 'gridPos'>): Builder<Panel> => ({
  build: () => ({ ...builder.build(), ...place }),
})
