import { OperatorError } from '../platform/operator-error.ts'
import type { Language } from '../platform/text.ts'
import type { Fault, Finding } from '../platform/verification/findings.ts'
import { verifyInstallation } from '../verification.ts'
import { type CommandContext, refuseArguments } from './command.ts'
import { openCommandDatabase } from './command-database.ts'
import { loadConfigOfInstallation } from './require-installation.ts'

/** What the exit status says. */
const CLEAN = 0
const FAULTY = 1
const NOT_VERIFIED = 2

/**
 * Recomputes every invariant and prints a line for each, with its first faults. Changes nothing: not even missing
 * migrations are applied. Answers 0 when all is well, 1 when something is wrong, 2 when it could not be verified.
 */
export async function verify(context: CommandContext): Promise<number> {
  refuseArguments(context)
  const { language, say } = context
  try {
    const database = await openCommandDatabase(loadConfigOfInstallation(), {
      max: 1,
      isMigrating: false,
      tables: 'all',
    })
    try {
      const findings = await verifyInstallation(database.sql, showProgress(language))
      for (const finding of findings) for (const line of describeFinding(finding, language)) console.log(line)
      const faults = findings.reduce((sum, finding) => sum + finding.faults, 0)
      if (faults === 0) say({ fr: 'Tout concorde.', en: 'Everything agrees.' })
      else say({ fr: `Écarts trouvés : ${faults}.`, en: `Faults found: ${faults}.` })
      return faults === 0 ? CLEAN : FAULTY
    } finally {
      await database.close()
    }
  } catch (error) {
    console.error(error instanceof OperatorError ? error.text[language] : error)
    say({ fr: 'La vérification n’a pas pu se faire.', en: 'The verification could not be made.' })
    return NOT_VERIFIED
  }
}

/** `✓ Ticket : total = somme des lignes (vérifiés : 829 262, écarts : 0)`, then the first faults, indented. */
export function describeFinding({ title, checked, faults, first }: Finding, language: Language): string[] {
  const count = new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA')
  const mark = faults === 0 ? '✓' : '✗'
  const words =
    language === 'fr'
      ? `vérifiés : ${count.format(checked)}, écarts : ${count.format(faults)}`
      : `checked: ${count.format(checked)}, faults: ${count.format(faults)}`
  const lines = [`${mark} ${title[language]} (${words})`, ...first.map((fault) => describeFault(fault, language))]
  if (faults > first.length) lines.push('    …')
  return lines
}

function describeFault({ subject, expected, found }: Fault, language: Language): string {
  return language === 'fr'
    ? `    ${subject} : attendu ${expected ?? 'rien'}, trouvé ${found ?? 'rien'}`
    : `    ${subject}: expected ${expected ?? 'nothing'}, found ${found ?? 'nothing'}`
}

/** One line that is written over, on a terminal only. */
function showProgress(language: Language): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => {}
  const count = new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA')
  return (done, total) => {
    const end = done === total ? '\n' : ''
    process.stderr.write(`\r${count.format(done)} / ${count.format(total)} tickets${end}`)
  }
}
