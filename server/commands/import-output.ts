import { formatCount, type ImportOutcome, type Problem } from '../platform/csv/index.ts'
import { type Language, type Text, text } from '../platform/text.ts'

const PROBLEMS_SHOWN_MAX = 1000

type Counted = { readonly one: Text; readonly many: Text }

/** How the counts of an import are called, one and several; in the order in which they are printed. */
const COUNT_LABELS: Readonly<Record<string, Counted>> = {
  stores_created: { one: text('magasin créé', 'store created'), many: text('magasins créés', 'stores created') },
  stores_updated: { one: text('magasin modifié', 'store updated'), many: text('magasins modifiés', 'stores updated') },
  stores_unchanged: {
    one: text('magasin inchangé', 'store unchanged'),
    many: text('magasins inchangés', 'stores unchanged'),
  },
  categories_created: {
    one: text('catégorie créée', 'category created'),
    many: text('catégories créées', 'categories created'),
  },
  products_created: { one: text('produit créé', 'product created'), many: text('produits créés', 'products created') },
  products_updated: {
    one: text('produit modifié', 'product updated'),
    many: text('produits modifiés', 'products updated'),
  },
  products_unchanged: {
    one: text('produit inchangé', 'product unchanged'),
    many: text('produits inchangés', 'products unchanged'),
  },
  variants_created: {
    one: text('variante créée', 'variant created'),
    many: text('variantes créées', 'variants created'),
  },
  variants_updated: {
    one: text('variante modifiée', 'variant updated'),
    many: text('variantes modifiées', 'variants updated'),
  },
  variants_unchanged: {
    one: text('variante inchangée', 'variant unchanged'),
    many: text('variantes inchangées', 'variants unchanged'),
  },
  images_created: { one: text('image ajoutée', 'image added'), many: text('images ajoutées', 'images added') },
  images_updated: { one: text('image modifiée', 'image updated'), many: text('images modifiées', 'images updated') },
  images_unchanged: {
    one: text('image inchangée', 'image unchanged'),
    many: text('images inchangées', 'images unchanged'),
  },
  skus_suffixed: {
    one: text('UGS prise, importée avec un suffixe', 'SKU taken, imported with a suffix'),
    many: text('UGS prises, importées avec un suffixe', 'SKUs taken, imported with a suffix'),
  },
  levels_updated: {
    one: text('niveau de stock modifié', 'stock level changed'),
    many: text('niveaux de stock modifiés', 'stock levels changed'),
  },
  levels_unchanged: {
    one: text('niveau de stock inchangé', 'stock level unchanged'),
    many: text('niveaux de stock inchangés', 'stock levels unchanged'),
  },
  customers_created: { one: text('client créé', 'customer created'), many: text('clients créés', 'customers created') },
  sales_created: {
    one: text('vente enregistrée', 'sale recorded'),
    many: text('ventes enregistrées', 'sales recorded'),
  },
  returns_created: {
    one: text('retour enregistré', 'return recorded'),
    many: text('retours enregistrés', 'returns recorded'),
  },
  tickets_unchanged: {
    one: text('ticket déjà enregistré', 'ticket already recorded'),
    many: text('tickets déjà enregistrés', 'tickets already recorded'),
  },
  lines_without_article: {
    one: text('ligne sans article connu', 'line without a known article'),
    many: text('lignes sans article connu', 'lines without a known article'),
  },
  refused: {
    one: text('enregistrement refusé', 'record refused'),
    many: text('enregistrements refusés', 'records refused'),
  },
  warnings: { one: text('avertissement', 'warning'), many: text('avertissements', 'warnings') },
}

const RECORDS_READ = {
  one: text('enregistrement lu', 'record read'),
  many: text('enregistrements lus', 'records read'),
}

/** French counts nothing as one, English as many. */
const labelOf = (count: number, { one, many }: Counted, language: Language): string =>
  (count === 1 || (count === 0 && language === 'fr') ? one : many)[language]

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
        ? `… et ${count} de plus, que ${where} donne en entier.`
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
  const read = `${number(outcome.records)} ${labelOf(outcome.records, RECORDS_READ, language)}`
  const head = { fr: `${read} en ${took} s`, en: `${read} in ${took} s` }[language]
  const lines = [head]
  if (outcome.records === 0) {
    lines.push({ fr: 'Le fichier n’a que ses titres de colonnes.', en: 'The file has column titles only.' }[language])
  }
  if (outcome.takenUpAt > 0) {
    lines.push(
      {
        fr: `Reprise d’un import interrompu\u00a0; déjà faits\u00a0: ${number(outcome.takenUpAt)}.`,
        en: `An interrupted import was taken up; done already: ${number(outcome.takenUpAt)}.`,
      }[language],
    )
  }
  for (const [name, label] of Object.entries(COUNT_LABELS)) {
    const count = outcome.counts[name]
    if (count !== undefined && count > 0)
      lines.push(`  ${number(count).padStart(11)}  ${labelOf(count, label, language)}`)
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
