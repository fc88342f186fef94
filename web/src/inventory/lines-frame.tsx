import { Box, Table } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './lines.module.css'

/** The lines of one record, whole: a table that scrolls aside where it does not fit. */
export function LinesFrame({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Box className={classes.frame} tabIndex={0} role="region" aria-label={label}>
      <Table className={classes.table}>{children}</Table>
    </Box>
  )
}
