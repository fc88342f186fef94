import { type CommandKind, createImportKinds } from '../import-kinds.ts'
import { systemActor } from '../platform/actor.ts'
import {
  ImportRefused,
  inspectFile,
  ProgressLine,
  readHeader,
  resolveMapping,
  runImport,
} from '../platform/csv/index.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { untilAskedToStop } from '../platform/process/stop-signals.ts'
import type { Language } from '../platform/text.ts'
import { prepareInstallation } from '../prepare-installation.ts'
import type { CommandContext } from './command.ts'
import { openCommandDatabase } from './command-database.ts'
import { type ImportOptions, readImportOptions } from './import-options.ts'
import { describeOutcome, ProblemPrinter } from './import-output.ts'
import { loadConfigOfInstallation } from './require-installation.ts'

const usageError = 2
const KINDS = createImportKinds(() => loadConfigOfInstallation().secretKey)
const interrupted = 130

/** `comptoir import KIND FILE`: brings a CSV file into the chain. Every kind is safe to repeat. */
export async function importFile({ args, language }: CommandContext): Promise<number> {
  const [name, ...rest] = args
  const kind = name === undefined ? undefined : Object.entries(KINDS).find(([known]) => known === name)?.[1]
  if (kind === undefined) {
    console.log(describeKinds(language))
    return name === undefined || name === '--help' || name === '-h' ? 0 : usageError
  }
  try {
    const options = await readImportOptions(rest, kind.own)
    if (options.help) {
      console.log(describeKind(name ?? '', kind, language))
      return 0
    }
    return await run(kind, options, language)
  } catch (error) {
    if (error instanceof ImportRefused) {
      const { text, hint } = error
      throw new OperatorError(text.fr + (hint?.fr ?? ''), text.en + (hint?.en ?? ''), { cause: error })
    }
    throw error
  }
}

const asked = new AbortController()
let isListening = false

/** Aborted when the operator asks the process to stop: the batch at hand is finished first. */
function stopSignal(): AbortSignal {
  if (!isListening) void untilAskedToStop().then(() => asked.abort())
  isListening = true
  return asked.signal
}

async function run(kind: CommandKind, options: ImportOptions, language: Language): Promise<number> {
  // Everything that the file and the options alone can get wrong is said before the database is opened.
  const file = await inspectFile(options.file, { delimiter: options.delimiter })
  const header = await readHeader(file)
  const mapping = resolveMapping(header, kind.fields, options.choice)
  kind.checkColumns?.(mapping, String(options.own.format ?? kind.recognize(header)))
  const database = await openCommandDatabase(loadConfigOfInstallation(), {
    max: 4,
    statementTimeoutMs: 0,
    tables: 'some',
    isLongRunning: true,
  })
  const progress = new ProgressLine(process.stderr, language)
  const problems = new ProblemPrinter((line) => {
    progress.clear()
    console.log(line)
  }, language)
  const startedAt = performance.now()
  try {
    await prepareInstallation(database.sql)
    const author = { actor: systemActor, reference: file.sha256 }
    const plan = await kind.prepare({ sql: database.sql, file, mapping, options, ...author })
    const outcome = await runImport(database.sql, plan, {
      dryRun: options.dryRun,
      restart: options.restart,
      language,
      errorFile: options.errorFile,
      signal: stopSignal(),
      onStart: (records) => progress.startAt(records),
      onProgress: (state) => progress.show(state),
      onProblem: (problem) => problems.show(problem),
    })
    progress.clear()
    problems.finish(options.errorFile)
    const seconds = (performance.now() - startedAt) / 1000
    for (const line of describeOutcome(outcome, seconds, options.dryRun, language)) console.log(line)
    return outcome.isInterrupted ? interrupted : 0
  } finally {
    progress.clear()
    await database.close()
  }
}

function describeKinds(language: Language): string {
  const lines = Object.entries(KINDS).map(([name, { summary }]) => `  ${name.padEnd(9)} ${summary[language]}`)
  const head = {
    fr: 'Usage : comptoir import SORTE FICHIER [options] ; comptoir import SORTE --help les décrit.',
    en: 'Usage: comptoir import KIND FILE [options]; comptoir import KIND --help describes them.',
  }[language]
  return [head, '', ...lines].join('\n')
}

function describeKind(name: string, kind: CommandKind, language: Language): string {
  const french = [
    `Usage : comptoir import ${name} FICHIER.csv[.gz] [options]`,
    '',
    '  --map CHAMP=COLONNE   colonne d’un champ (#3 : la troisième) ; autant qu’il en faut',
    '  --set CHAMP=VALEUR    valeur constante d’un champ',
    '  --mapping FICHIER     les mêmes dans un petit fichier JSON ou CSV',
    '  --delimiter X         séparateur ; trouvé tout seul autrement',
    '  --decimal SIGNE       auto, comma ou point',
    '  --date-format ORDRE   iso, dmy ou mdy',
    '  --dry-run             tout vérifier, ne rien écrire',
    '  --errors FICHIER.csv  liste de ce qui est refusé ou repris avec réserve',
    '  --restart             repartir du début d’un import interrompu',
  ]
  const english = [
    `Usage: comptoir import ${name} FILE.csv[.gz] [options]`,
    '',
    '  --map FIELD=COLUMN    a field’s column (#3: the third); as many as needed',
    '  --set FIELD=VALUE     a field’s constant value',
    '  --mapping FILE        the same in a small JSON or CSV file',
    '  --delimiter X         delimiter; found by itself otherwise',
    '  --decimal MARK        auto, comma or point',
    '  --date-format ORDER   iso, dmy or mdy',
    '  --dry-run             check everything, write nothing',
    '  --errors FILE.csv     list of what is refused or imported with a reservation',
    '  --restart             begin an interrupted import anew',
  ]
  const fields = kind.fields.map(
    ({ name: field, label, isRequired }) => `  ${field.padEnd(22)}${label[language]}${isRequired ? ' *' : ''}`,
  )
  return [
    ...(language === 'fr' ? french : english),
    ...kind.ownHelp.map((line) => `  ${line[language]}`),
    '',
    { fr: 'Champs (* : obligatoire)', en: 'Fields (*: required)' }[language],
    ...fields,
  ].join('\n')
}
