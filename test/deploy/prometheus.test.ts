// What watches an installation, checked by the programs that will read it, and against what people are told of it.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, test } from 'node:test'
import { parse, stringify } from 'yaml'
import { askedOf, DEPLOY, hasProgram, readAlerts, readDashboards } from '../harness/monitoring.ts'

const GUIDE = resolve(DEPLOY, '..', 'docs', 'guide')
const PROMETHEUS = join(DEPLOY, 'prometheus')
const noPromtool = hasProgram('promtool') ? false : 'there is no promtool on this machine'
const noAmtool = hasProgram('amtool') ? false : 'there is no amtool on this machine'

/** What a program says; its complaints when it refuses. */
function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: PROMETHEUS, encoding: 'utf8' })
  assert.equal(status, 0, stdout + stderr)
  return stdout + stderr
}

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-monitoring-'))
  try {
    work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('Prometheus', () => {
  test('takes the configuration, with its targets and rules', { skip: noPromtool }, () => {
    inFolder((folder) => {
      cpSync(PROMETHEUS, folder, { recursive: true })
      // As `make init` makes it; the tool looks whether it is there.
      writeFileSync(join(folder, 'secrets', 'metrics-token'), 'token')
      const said = run('promtool', 'check', 'config', join(folder, 'prometheus.yml'))
      assert.match(said, /is valid prometheus config/)
      assert.equal(said.match(/rules found/g)?.length, globSync('rules/*.yml', { cwd: PROMETHEUS }).length)
    })
  })

  test('reads what the document names, as often as it says', () => {
    type Job = { job_name: string; scrape_interval?: string; file_sd_configs: { files: string[] }[] }
    const config: { global: Record<string, string>; scrape_configs: Job[] } = parse(
      readFileSync(join(PROMETHEUS, 'prometheus.yml'), 'utf8'),
    )
    assert.equal(config.global.scrape_interval, '15s')
    assert.equal(config.global.evaluation_interval, '15s')
    const jobs = new Map(config.scrape_configs.map((job) => [job.job_name, job]))
    for (const name of ['nginx-loadbalancer', 'api-loadbalanced', 'api-instances', 'redis', 'prometheus']) {
      assert.ok(jobs.has(name), name)
    }
    assert.equal(jobs.get('redis')?.scrape_interval, '30s')
    for (const { job_name, file_sd_configs } of jobs.values()) {
      const [file] = file_sd_configs.flatMap(({ files }) => files)
      const entries: { targets: string[]; labels: { instance: string } }[] = parse(
        readFileSync(join(PROMETHEUS, file ?? ''), 'utf8'),
      )
      // Alerts and dashboards call what they are about by this name.
      for (const { targets, labels } of entries) assert.ok(targets.length === 1 && labels.instance, job_name)
    }
  })

  test('finds that each alert fires when it should, and not just below', { skip: noPromtool }, () => {
    const files = globSync('tests/*.yml', { cwd: PROMETHEUS }).sort()
    const said = run('promtool', 'test', 'rules', ...files)
    assert.equal(said.match(/SUCCESS/g)?.length, files.length, said)
  })

  test('has a test of both for each alert', () => {
    type Test = { name: string; promql_expr_test: { expr: string; exp_samples: unknown[] }[] }
    const tests = globSync('tests/*.yml', { cwd: PROMETHEUS }).flatMap((path) => {
      const file: { tests: Test[] } = parse(readFileSync(join(PROMETHEUS, path), 'utf8'))
      return file.tests
    })
    for (const { alert } of readAlerts()) {
      const own = tests.filter(({ name }) => name.split(' ')[0] === alert)
      const samples = own.flatMap(({ promql_expr_test }) => promql_expr_test)
      for (const { expr } of samples) assert.equal(expr, `ALERTS{alertname="${alert}", alertstate="firing"}`)
      assert.ok(
        samples.some(({ exp_samples }) => exp_samples.length > 0),
        `${alert} never fires`,
      )
      const staysQuiet = own.some(({ promql_expr_test }) =>
        promql_expr_test.every(({ exp_samples }) => exp_samples.length === 0),
      )
      assert.equal(staysQuiet, alert !== 'Watchdog', `${alert} is never seen to stay quiet`)
    }
  })
})

describe('alerts', () => {
  const alerts = readAlerts()

  test('have names of their own, and those of the document its limits', () => {
    assert.ok(alerts.length >= 20)
    assert.equal(new Set(alerts.map(({ alert }) => alert)).size, alerts.length)
    const severities = new Map(alerts.map(({ alert, labels }) => [alert, labels.severity]))
    assert.equal(severities.get('HighErrorRate'), 'critical')
    assert.equal(severities.get('HighResponseTime'), 'warning')
    assert.equal(severities.get('InstanceDown'), 'critical')
    assert.equal(severities.get('LowCacheHitRatio'), 'warning')
    for (const severity of severities.values()) assert.match(severity, /^(critical|warning|none)$/)
  })

  test('say what is wrong in both languages, and where one reads what to do', () => {
    for (const { alert, annotations } of alerts) {
      const { summary, summary_fr, description, description_fr, runbook_url, runbook_url_fr } = annotations
      assert.ok(summary && summary_fr && summary !== summary_fr, alert)
      assert.ok(description && description_fr && description !== description_fr, alert)
      // A French sentence has no ordinary space before these.
      assert.doesNotMatch(`${summary_fr} ${description_fr}`, / [:;!?%»]|« |'/, alert)
      assert.equal(runbook_url, `docs/guide/runbooks.md#${alert.toLowerCase()}`)
      assert.equal(runbook_url_fr, `docs/guide/runbooks.fr.md#${alert.toLowerCase()}`)
    }
  })

  test('each have a page in both runbooks, which have no other', () => {
    const names = alerts.map(({ alert }) => alert).sort()
    for (const [page, parts] of [
      ['runbooks.md', ['Noticed:', 'Look at:', 'Do:']],
      ['runbooks.fr.md', ['Remarqué\u00a0:', 'Regarder\u00a0:', 'Faire\u00a0:']],
    ] as const) {
      const [, ...sections] = readFileSync(join(GUIDE, page), 'utf8').split('\n## ')
      assert.deepEqual(sections.map((section) => section.split('\n')[0]).sort(), names)
      for (const section of sections) {
        for (const part of parts)
          assert.ok(section.includes(`- **${part}**`), `${page}: ${section.slice(0, 40)} ${part}`)
        // What it points to exists.
        for (const [, name = ''] of section.matchAll(/\*\*([A-Z]\w+)\*\*/g)) assert.ok(names.includes(name), name)
      }
    }
  })

  test('lead to panels that exist', () => {
    const titles = new Set(readDashboards().flatMap(({ panels }) => panels.map(({ title }) => title)))
    const elsewhere = ['in italics', 'Targets', 'Updates', 'Backup and restore']
    // Without code, in which an underscore is one.
    const text = readFileSync(join(GUIDE, 'runbooks.md'), 'utf8')
      .replace(/`[^`]*`/g, '')
      .replace(/\s+/g, ' ')
    const named = [...text.matchAll(/(?<!\w)_([^_]+)_(?!\w)/g)].map(([, name = '']) => name)
    assert.ok(named.length > 20)
    assert.deepEqual(
      named.filter((name) => !titles.has(name) && !elsewhere.includes(name)),
      [],
    )
  })
})

describe('Alertmanager', () => {
  /** The shipped configuration beside its templates, wherever the checkout stands. */
  const located = (folder: string): string => {
    const path = join(folder, 'alertmanager.yml')
    const text = readFileSync(join(DEPLOY, 'alertmanager', 'alertmanager.yml'), 'utf8')
    writeFileSync(path, text.replaceAll('/etc/alertmanager/', `${join(DEPLOY, 'alertmanager')}/`))
    return path
  }

  test('takes the configuration, with its templates', { skip: noAmtool }, () => {
    inFolder((folder) => assert.match(run('amtool', 'check-config', located(folder)), /SUCCESS[\s\S]*1 templates/))
  })

  test('sends each alert where its severity says', { skip: noAmtool }, () => {
    const receivers: Record<string, string> = { critical: 'on-call', warning: 'team', none: 'heartbeat' }
    inFolder((folder) => {
      const config = `--config.file=${located(folder)}`
      for (const { alert, labels } of [...readAlerts(), { alert: 'Unknown', labels: { severity: 'odd' } }]) {
        const receiver = receivers[labels.severity] ?? 'team'
        const wanted = [`--verify.receivers=${receiver}`, `alertname=${alert}`, `severity=${labels.severity}`]
        run('amtool', 'config', 'routes', 'test', config, ...wanted)
      }
    })
  })

  test('holds no secret, and inhibits only what exists', () => {
    const text = readFileSync(join(DEPLOY, 'alertmanager', 'alertmanager.yml'), 'utf8')
    assert.doesNotMatch(text, /^\s*(- )?(smtp_auth_password|slack_api_url|api_url|routing_key|service_key):/m)
    type Inhibition = { source_matchers: string[]; target_matchers: string[] }
    const { inhibit_rules }: { inhibit_rules: Inhibition[] } = parse(text)
    const names = readAlerts().map(({ alert }) => alert)
    const matchers = inhibit_rules.flatMap((rule) => [...rule.source_matchers, ...rule.target_matchers])
    const patterns = matchers.flatMap((matcher) => /^alertname =~? "(.*)"$/.exec(matcher)?.[1]?.split('|') ?? [])
    assert.ok(patterns.length > 10)
    for (const pattern of patterns) {
      assert.ok(
        names.some((name) => new RegExp(`^${pattern}$`).test(name)),
        pattern,
      )
    }
  })
})

describe('dashboards', () => {
  const dashboards = readDashboards()

  test('are those that the document names, and ours', () => {
    const titles = dashboards.map(({ title }) => title).sort()
    assert.deepEqual(titles, [
      'API Load Balancer Performance',
      'Business',
      'Database',
      'Redis Cache Performance',
      'System Performance',
    ])
    const panels = new Map(dashboards.map(({ title, panels }) => [title, panels.map((panel) => panel.title)]))
    const balancer = [
      'Load Balancer Status',
      'Instance Health Status',
      'Request Distribution',
      'Response Time by Instance',
    ]
    for (const name of [...balancer, 'Error Rate by Instance', 'Cache Performance'])
      assert.ok(panels.get('API Load Balancer Performance')?.includes(name), name)
    for (const name of ['Cache Hit Ratio', 'Cache Operations Rate', 'Memory Usage'])
      assert.ok(panels.get('Redis Cache Performance')?.includes(name), name)
  })

  test('have panels with numbers of their own, side by side', () => {
    for (const { title, panels } of dashboards) {
      assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length, title)
      const taken = new Set<string>()
      for (const { title: name, gridPos } of panels) {
        assert.ok(gridPos.x >= 0 && gridPos.x + gridPos.w <= 24, name)
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
            assert.ok(!taken.has(`${x} ${y}`), `${title}: ${name} lies over another panel`)
            taken.add(`${x} ${y}`)
          }
        }
      }
    }
  })

  test('say units, and in both languages what is seen', () => {
    for (const { description, panels } of dashboards) {
      assert.equal(description.split('\n\n').length, 2)
      for (const panel of panels) {
        assert.ok(panel.fieldConfig.defaults.unit, panel.title)
        const [english = '', french = '', ...rest] = panel.description.split('\n\n')
        assert.ok(english.length > 10 && french.length > 10 && rest.length === 0, panel.title)
        assert.doesNotMatch(french, / [:;!?%»]|« |'/, panel.title)
        assert.ok(panel.targets.length > 0, panel.title)
        for (const { legendFormat } of panel.targets) assert.ok(legendFormat, panel.title)
      }
    }
  })

  test('ask what Prometheus understands', { skip: noPromtool }, () => {
    const expressions = dashboards.flatMap(({ panels }) =>
      panels.flatMap(({ targets }) => targets.map(({ expr }) => askedOf(expr, '1m'))),
    )
    assert.ok(expressions.length > 80)
    inFolder((folder) => {
      const rules = expressions.map((expr, index) => ({ record: `dashboards:question_${index}`, expr }))
      writeFileSync(join(folder, 'rules.yml'), stringify({ groups: [{ name: 'questions', rules }] }))
      const said = run('promtool', 'check', 'rules', join(folder, 'rules.yml'))
      assert.match(said, new RegExp(`${expressions.length} rules found`))
    })
  })
})
