import type { UseQueryResult } from '@tanstack/react-query'
import { type Answer, type ComptoirError, useApi } from '../../api/index.ts'

export type ReportFields = Answer<'listReportFields'>
export type MeasureField = ReportFields['measures'][number]
export type Unit = MeasureField['unit']
export type Dimension = ReportFields['dimensions'][number]['name']

/** What reports are made of, in the reader's words: it changes only with the program. */
export const useFields = (): UseQueryResult<ReportFields, ComptoirError> =>
  useApi('listReportFields', [], { staleTime: Number.POSITIVE_INFINITY })
