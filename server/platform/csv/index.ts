export { formatCsvCell, formatCsvRecord, withoutFormulas } from './csv-cell.ts'
export { gatherGroups, hasScatteredGroups } from './gather-groups.ts'
export { ImportOvertaken, ImportRefused } from './import-refused.ts'
export { type CsvFile, type InspectOptions, inspectFile } from './inspect-file.ts'
export {
  type ImportField,
  Mapping,
  type MappingChoice,
  normalizeColumn,
  refuseMissing,
  resolveMapping,
} from './mapping.ts'
export { readMappingFile } from './mapping-file.ts'
export { BatchReport, type Problem, type ProblemDetails } from './problems.ts'
export { formatCount, ProgressLine } from './progress.ts'
export { readChoice } from './read-choice.ts'
export { DECIMAL_MARKS, type DecimalMark, readBoolean, readIdentifier, readNumber } from './read-number.ts'
export { type CsvRecord, type RecordChunk, readRecords } from './read-records.ts'
export {
  DATE_ORDERS,
  type DateOrder,
  dayOf,
  instantOf,
  isTimeZone,
  readClock,
  readTime,
  type WrittenTime,
} from './read-time.ts'
export {
  type ImportOutcome,
  type ImportPlan,
  type ImportProgress,
  type ImportSettings,
  readHeader,
  runImport,
} from './run-import.ts'
export { isAboutRecords } from './write-batch.ts'
