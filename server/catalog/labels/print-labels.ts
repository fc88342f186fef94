import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Actor } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { drawableText, printableText } from '../../platform/pdf/pdf-font.ts'
import { fill, type Language, text } from '../../platform/text.ts'
import { describeLabel, partsOf } from './describe-label.ts'
import { LABELS_MAX, type LabelFormat, type LabelsAnswer, type LabelsInput } from './label-schema.ts'
import { type LabelSize, layOutLabel } from './lay-out-label.ts'
import { type Printing, presentLabels } from './present-labels.ts'
import { readLabelArticles } from './read-label-articles.ts'
import { resolveLabelPlace } from './resolve-label-place.ts'
import { isRoll, labelsPerPage, SHEETS, type Sheet, type SheetName } from './sheets.ts'
import { type DrawnLabel, LABELS_PER_TURN, writeLabelPdf } from './write-label-pdf.ts'
import { writeLabelZpl } from './write-label-zpl.ts'

const INCH = 25.4
/** Bars of a PDF are whole dots of an office printer, or of a finer one. */
const PDF_RESOLUTION = 300
const ZPL_TYPE = 'application/vnd.zebra-zpl; charset=utf-8'

/**
 * Labels of articles, as a PDF, as the bytes of a label printer or as data.
 *
 * @throws validation_failed for more labels than one printing may have, an article that cannot be labelled, a place that
 * the sheet does not have, a sheet that the format does not know; not_found for a store that the actor does not have.
 */
export async function printLabels(
  sql: Sql,
  actor: Actor,
  input: LabelsInput,
  requested: Language,
): Promise<Outcome<LabelsAnswer | string | Uint8Array>> {
  const { kind = 'shelf', format = 'pdf', language = requested, start_at: startAt = 1 } = input
  const sheet = input.sheet ?? (format === 'zpl' ? 'roll-50x30' : 'avery-5160')
  refuseImpossible(input, format, sheet, startAt)
  const place = await resolveLabelPlace(sql, actor, input.store_id)
  const parts = partsOf(kind, input.show)
  const articles = await readLabelArticles(sql, input.items, { storeId: place.storeId, showsPrice: parts.price })
  const manner = { place, language, parts, toText: format === 'pdf' ? drawableText : printableText }
  const size = sizeOf(SHEETS[sheet], format === 'zpl' ? (input.resolution ?? 203) : PDF_RESOLUTION)
  const labels: DrawnLabel[] = []
  for (const [index, article] of articles.entries()) {
    const content = describeLabel(article, input.items[index]?.copies ?? 1, manner)
    labels.push({ content, layout: layOutLabel(content, kind, size) })
    if (labels.length % LABELS_PER_TURN === 0) await nextTurn()
  }
  return answer({ kind, sheet, startAt, language, place, labels }, format, size)
}

function refuseImpossible(input: LabelsInput, format: LabelFormat, sheet: SheetName, startAt: number): void {
  const count = input.items.reduce((sum, { copies = 1 }) => sum + copies, 0)
  if (count > LABELS_MAX) throw invalid({ items: fill(TOO_MANY, { count, most: LABELS_MAX }) })
  if (format === 'zpl' && !isRoll(SHEETS[sheet])) throw invalid({ sheet: fill(NO_ROLL, { sheet }) })
  const places = labelsPerPage(SHEETS[sheet])
  if (startAt > places) throw invalid({ start_at: fill(NO_PLACE, { sheet, places }) })
}

const TOO_MANY = text(
  '{count} étiquettes demandées\u00a0; une impression en a {most} au plus.',
  '{count} labels asked for; one printing has {most} at most.',
)
const NO_ROLL = text(
  'Une imprimante d’étiquettes imprime sur un rouleau\u00a0: «\u00a0{sheet}\u00a0» n’en est pas un.',
  'A label printer prints on a roll: “{sheet}” is none.',
)
const NO_PLACE = text(
  'La première étiquette libre d’une page «\u00a0{sheet}\u00a0» est de 1 à {places}.',
  'The first free label of a page “{sheet}” is from 1 to {places}.',
)

/** At 203 dots per inch a printer has eight dots to the millimetre, and at 300 twelve. */
const DOTS_PER_MM: Readonly<Record<number, number>> = { 203: 8 }

const sizeOf = ({ labelWidth, labelHeight }: Sheet, resolution: number): LabelSize => ({
  width: labelWidth,
  height: labelHeight,
  dot: 1 / (DOTS_PER_MM[resolution] ?? resolution / INCH),
})

async function answer(printing: Printing, format: LabelFormat, size: LabelSize): ReturnType<typeof printLabels> {
  const { labels, sheet, startAt, language, place } = printing
  if (format === 'json') return { data: presentLabels(printing) }
  if (format === 'zpl') return { data: writeLabelZpl(labels, size), headers: headersOf(ZPL_TYPE, 'zpl', printing) }
  const title = `${language === 'fr' ? 'Étiquettes' : 'Labels'} ${place.today}`
  const data = await writeLabelPdf(labels, { sheet: SHEETS[sheet], startAt, title, language })
  return { data, headers: headersOf('application/pdf', 'pdf', printing) }
}

const headersOf = (type: string, extension: string, { language, place }: Printing): Record<string, string> => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${language === 'fr' ? 'etiquettes' : 'labels'}-${place.today}.${extension}"`,
})
