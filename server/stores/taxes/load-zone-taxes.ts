import type { Tx } from '../../platform/database/connect.ts'
import { ORDINARY_CLASS } from './tax-class-codes.ts'

export type ZoneTaxes = {
  readonly code: string
  /** The codes of the zone's taxes. */
  readonly taxes: readonly string[]
  /** Those that ordinary goods bear. */
  readonly ordinary: readonly string[]
}

/** What a class may bear in each zone. */
export const loadZoneTaxes = (tx: Tx): Promise<ZoneTaxes[]> => tx<ZoneTaxes[]>`
  select code, array(select t.code from taxes t where t.zone_code = z.code and t.retired_at is null) as taxes,
    array(select tax_code from tax_class_taxes where zone_code = z.code and class_code = ${ORDINARY_CLASS}) as ordinary
  from tax_zones z where deleted_at is null order by code`
