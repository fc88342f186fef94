// The command line of Comptoir.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Command, languageOfTerminal } from './commands/command.ts'
import { OperatorError } from './platform/operator-error.ts'
import type { Language, Text } from './platform/text.ts'

type Entry = Text & { load: () => Promise<Command> }

/** Every command: what it does, and where it is. Loaded when asked for, so that small commands start at once. */
const commands: Record<string, Entry> = {
  start: {
    fr: 'tout démarrer : base, API, tâches de fond, application (--empty : sans chaîne de démonstration)',
    en: 'start everything: database, API, background jobs, application (--empty: without the demo chain)',
    load: async () => (await import('./commands/start.ts')).start,
  },
  api: {
    fr: 'l’API seule, sur API_PORT',
    en: 'the API alone, on API_PORT',
    load: async () => (await import('./commands/api.ts')).api,
  },
  worker: {
    fr: 'les tâches de fond seules',
    en: 'the background jobs alone',
    load: async () => (await import('./commands/worker.ts')).worker,
  },
  web: {
    fr: 'l’application web seule, sur WEB_PORT (--watch : refaite à chaque changement)',
    en: 'the web application alone, on WEB_PORT (--watch: made anew with each change)',
    load: async () => (await import('./commands/web.ts')).web,
  },
  migrate: {
    fr: 'mettre la base au niveau du programme',
    en: 'bring the database up to the program',
    load: async () => (await import('./commands/migrate.ts')).migrate,
  },
  demo: {
    fr: 'faire la chaîne de démonstration, dans une base vide (--days : jours de ventes)',
    en: 'make the demo chain, in an empty database (--days: days of sales)',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  import: {
    fr: 'apporter un fichier CSV : products, stores, stock, sales (import SORTE --help)',
    en: 'bring in a CSV file: products, stores, stock, sales (import KIND --help)',
    load: async () => (await import('./commands/import.ts')).importFile,
  },
  export: {
    fr: 'sortir le catalogue en CSV, tel qu’un import le reprend (export products --format FORMAT)',
    en: 'write the catalogue as CSV, as an import takes it (export products --format FORMAT)',
    load: async () => (await import('./commands/export.ts')).exportFile,
  },
  user: {
    fr: 'créer une personne, changer son mot de passe, lui donner un jeton, lister',
    en: 'make a person, change their password, give them a token, list',
    load: async () => (await import('./commands/user.ts')).user,
  },
  rollups: {
    fr: 'refaire les cumuls des rapports (--from, --to, --store ; --missing : seulement ce qui manque)',
    en: 'make the roll-ups of the reports anew (--from, --to, --store; --missing: only what is missing)',
    load: async () => (await import('./commands/rollups.ts')).rollups,
  },
  backup: {
    fr: 'sauvegarder la base et les fichiers, pendant que l’on vend (--out FICHIER|DOSSIER, --encrypt)',
    en: 'back up the database and the files, while tills sell (--out FILE|FOLDER, --encrypt)',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  restore: {
    fr: 'remettre une sauvegarde dans une installation vide (restore FICHIER\u00a0; --check\u00a0: vérifier seulement)',
    en: 'put a backup into an empty installation (restore FILE; --check: only check it)',
    load: async () => (await import('./commands/restore.ts')).restore,
  },
  verify: {
    fr: 'recalculer tout ce qui doit concorder (0 : tout concorde, 1 : des écarts, 2 : pas pu vérifier)',
    en: 'recompute everything that must agree (0: all agrees, 1: faults, 2: could not verify)',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
}

const usageError = 2

function describeCommands(language: Language): string {
  const head = language === 'fr' ? 'Usage : comptoir COMMANDE [options]' : 'Usage: comptoir COMMAND [options]'
  const lines = Object.entries(commands).map(([name, entry]) => `  ${name.padEnd(9)} ${entry[language]}`)
  const foot =
    language === 'fr'
      ? 'Partout : --lang fr|en, --help, --version. Les variables sont décrites dans README.fr.md.'
      : 'Everywhere: --lang fr|en, --help, --version. README.md describes the variables.'
  return [head, '', ...lines, '', foot].join('\n')
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return manifest !== null && typeof manifest === 'object' && 'version' in manifest ? String(manifest.version) : ''
}

/** Takes `--lang` out of the arguments, wherever it stands. */
function takeLanguage(args: string[]): { language: Language; rest: string[] } {
  const position = args.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='))
  if (position < 0) return { language: languageOfTerminal(process.env), rest: args }
  const argument = args[position] ?? ''
  const isJoined = argument.includes('=')
  const value = isJoined ? argument.slice('--lang='.length) : args[position + 1]
  return { language: value === 'en' ? 'en' : 'fr', rest: args.toSpliced(position, isJoined ? 1 : 2) }
}

function explain(error: unknown, language: Language): void {
  if (error instanceof OperatorError) console.error(error.text[language])
  else if (isAboutArguments(error)) console.error(language === 'fr' ? explainArguments(error) : error.message)
  else console.error(error)
}

const isAboutArguments = (error: unknown): error is TypeError & { code: unknown } =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

/** Node describes the arguments it refuses in English only; it quotes the option that it means. */
function explainArguments(error: TypeError & { code: unknown }): string {
  const option = /'([^' ]+)/.exec(error.message)?.[1] ?? ''
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `Option inconnue\u00a0: ${option}`
  if (error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `Argument de trop\u00a0: ${option}`
  return `L’option ${option} n’a pas la valeur attendue (${error.message}).`
}

async function main(): Promise<number> {
  const { language, rest } = takeLanguage(process.argv.slice(2))
  const [name, ...args] = rest
  if (name === '--version') {
    console.log(readVersion())
    return 0
  }
  const { values } = parseArgs({ args: rest, options: { help: { type: 'boolean', short: 'h' } }, strict: false })
  const entry = name === undefined ? undefined : commands[name]
  if (entry === undefined) {
    const isAsked = values.help === true || name === 'help' || name === undefined
    if (!isAsked) console.error(language === 'fr' ? `Commande inconnue : ${name}\n` : `Unknown command: ${name}\n`)
    console.log(describeCommands(language))
    return isAsked ? 0 : usageError
  }
  // An import says by itself what each kind takes.
  if (values.help === true && name !== 'import' && name !== 'user') {
    console.log(`comptoir ${name}: ${entry[language]}`)
    return 0
  }
  try {
    const command = await entry.load()
    return await command({ args, language, say: (text) => console.log(text[language]) })
  } catch (error) {
    explain(error, language)
    if (isAboutArguments(error)) return usageError
    return error instanceof OperatorError ? error.exitStatus : 1
  }
}

// Nothing that is still open may keep a command that has ended: connections to Redis, timers, sockets.
process.exit(await main())
