import type { Tx } from '../../platform/database/connect.ts'

/** The chain's tax classes, and whether an article of each bears a tax in any zone. */
export const loadTaxClasses = (tx: Tx): Promise<{ code: string; bears_tax: boolean }[]> => tx`
  select code, exists (select from tax_class_taxes where class_code = tax_classes.code) as bears_tax from tax_classes`
