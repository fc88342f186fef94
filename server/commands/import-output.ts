import { formatCount, type ImportOutcome, type Problem } from '../platform/csv/index.ts'
import { type Language, type Text, text } from '../platform/text.ts'

const PROBLEMS_SHOWN_MAX = 1000

/** How the counts of an import are called; in the order in which they are printed. */
const COUNT_LABELS: Readonly<Record<string, Text>> = {
  stores_created: text('magasins créés', 'stores created'),
  stores_updated: text('magasins modifiés', 'stores updated'),
  stores_unchanged: text('magasins inchangés', 'stores unchanged'),
  categories_created: text('catégories créées', 'categories created'),
  products_created: text('produits créés', 'products created'),
  products_updated: text('produits modifiés', 'products updated'),
  products_unchanged: text('produits inchangés', 'products unchanged'),
  variants_created: text('variantes créées', 'variants created'),
  variants_updated: text('variantes modifiées', 'variants updated'),
  variants_unchanged: text('variantes inchangées', 'variants unchanged'),
  images_created: text('images ajoutées', 'images added'),
  images_updated: text('images modifiées', 'images updated'),
  images_unchanged: text('images inchangées', 'images unchanged'),
  skus_suffixed: text('UGS prises, importées avec un suffixe', 'SKUs taken, imported with a suffix'),
  levels_updated: text('niveaux de stock modifiés', 'stock levels changed'),
  levels_unchanged: text('niveaux de stock inchangés', 'stock levels unchanged'),
  customers_created: text('clients créés', 'customers created'),
  sales_created: text('ventes enregistrées', 'sales recorded'),
  returns_created: text('retours enregistrés', 'returns recorded'),
  tickets_unchanged: text('tickets déjà enregistrés', 'tickets already recorded'),
  lines_without_article: text('lignes sans article connu', 'lines without a known article'),
  refused: text('enregistrements refusés', 'records refused'),
  warnings: text('avertissements', 'warnings'),
}

/** Prints problems as they come, up to a limit beyond which only their number is told. */
export class ProblemPrinter {
  readonly #print: (line: string) => void
  readonly #language: Language
  #count = 0

  constructor(print: (line: string) => void, language: Language) {
    this.#print = print
    this.#language = language
  }

  show(problem: Problem): void {
    this.#count += 1
    if (this.#count > PROBLEMS_SHOWN_MAX) return
    const { line, severity, field, reason } = problem
    const blamed = field === null ? '' : ` (${field})`
    const verdict =
      severity === 'refused'
        ? { fr: 'refusé', en: 'refused' }[this.#language]
        : { fr: 'avertissement', en: 'warning' }[this.#language]
    const before = { fr: `Ligne ${line}${blamed}, ${verdict}\u00a0: `, en: `Line ${line}${blamed}, ${verdict}: ` }
    this.#print(before[this.#language] + reason[this.#language])
  }

  /** Says how many problems were not printed. */
  finish(errorFile: string | undefined): void {
    const hidden = this.#count - PROBLEMS_SHOWN_MAX
    if (hidden <= 0) return
    const count = formatCount(hidden, this.#language)
    const where = errorFile ?? '--errors FILE.csv'
    this.#print(
      this.#language === 'fr'
        ? `… et ${count} autres, que ${where} donne en entier.`
        : `… and ${count} more, all of them in ${where}.`,
    )
  }
}

/** What an import came to, one count per line. */
export function describeOutcome(
  outcome: ImportOutcome,
  seconds: number,
  dryRun: boolean,
  language: Language,
): string[] {
  const number = (value: number) => formatCount(value, language)
  const took = language === 'fr' ? seconds.toFixed(1).replace('.', ',') : seconds.toFixed(1)
  const head = {
    fr: `${number(outcome.records)} enregistrements lus en ${took} s`,
    en: `${number(outcome.records)} records read in ${took} s`,
  }[language]
  const lines = [head]
  if (outcome.takenUpAt > 0) {
    lines.push(
      {
        fr: `Reprise d’un import interrompu : ${number(outcome.takenUpAt)} enregistrements étaient déjà faits.`,
        en: `An interrupted import was taken up: ${number(outcome.takenUpAt)} records had been done.`,
      }[language],
    )
  }
  for (const [name, label] of Object.entries(COUNT_LABELS)) {
    const count = outcome.counts[name]
    if (count !== undefined && count > 0) lines.push(`  ${number(count).padStart(11)}  ${label[language]}`)
  }
  if (dryRun) lines.push({ fr: 'Essai à blanc : rien n’a été écrit.', en: 'Dry run: nothing was written.' }[language])
  if (outcome.isInterrupted) {
    lines.push(
      {
        fr: 'Interrompu. Relancez la même commande pour reprendre là où l’import s’est arrêté.',
        en: 'Interrupted. Run the same command again to go on where the import stopped.',
      }[language],
    )
  }
  return lines
}
