import { formatDecimal, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import { readBoolean, readNumber } from '../../platform/csv/index.ts'
import { type Text, text } from '../../platform/text.ts'
import { CONTENT_UNITS, SOLD_BY } from '../schema.ts'
import type { IncomingTerms } from './incoming.ts'
import type { Sink } from './read-variant.ts'

const BAD_BOOLEAN = text(
  '« {value} » n’est ni oui ni non ; la valeur n’est pas reprise.',
  '"{value}" is neither yes nor no; the value is left out.',
)
const BAD_SOLD_BY = text(
  '« {value} » n’est ni unit ni weight ; la valeur n’est pas reprise.',
  '"{value}" is neither unit nor weight; the value is left out.',
)
const BAD_CONTENT = text(
  'La contenance « {value} » n’est pas une quantité positive et son unité ; elle n’est pas reprise.',
  'The content "{value}" is not a positive quantity and its unit; it is left out.',
)

const CONTENT_MAX = 999_999_999_999n

/** How a record's article is sold; what is not understood is left out and listed. */
export function readTerms(sink: Sink): IncomingTerms {
  return {
    isActive: readFlag(sink, 'variant_active'),
    isOpenPrice: readFlag(sink, 'open_price'),
    soldBy: readSoldBy(sink),
    content: readContent(sink),
  }
}

function warn({ record, report }: Sink, field: string, reason: Text, value: string): undefined {
  report.warn(record.line, reason, { field, value, values: { value } })
}

function readFlag(sink: Sink, field: string): boolean | undefined {
  const given = sink.mapping.value(sink.record, field)
  if (given === '') return undefined
  return readBoolean(given) ?? warn(sink, field, BAD_BOOLEAN, given)
}

function readSoldBy(sink: Sink): IncomingTerms['soldBy'] {
  const given = sink.mapping.value(sink.record, 'sold_by')
  if (given === '') return undefined
  return SOLD_BY.find((way) => way === given.toLowerCase()) ?? warn(sink, 'sold_by', BAD_SOLD_BY, given)
}

function readContent(sink: Sink): IncomingTerms['content'] {
  const given = sink.mapping.value(sink.record, 'content_quantity')
  const givenUnit = sink.mapping.value(sink.record, 'content_unit')
  if (given === '' && givenUnit === '') return undefined
  const number = readNumber(given, sink.options.decimalMark)
  const quantity = number === null ? null : parseDecimal(number, QUANTITY_SCALE)
  const unit = CONTENT_UNITS.find((known) => known === givenUnit.toLowerCase())
  if (quantity !== null && quantity > 0n && quantity <= CONTENT_MAX && unit !== undefined) {
    return { quantity: formatDecimal(quantity, QUANTITY_SCALE, 0), unit }
  }
  return warn(sink, 'content_quantity', BAD_CONTENT, `${given} ${givenUnit}`.trim())
}
