import { Select } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { messages } from './messages.ts'
import { useOpenDrawers } from './use-open-drawers.ts'

type DrawerSelectProps = {
  readonly storeId: number
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

/** Which drawer gives the cash, so that it is expected to hold less; nothing to choose where none is open. */
export function DrawerSelect({ storeId, value, onChange }: DrawerSelectProps) {
  const t = useText()
  const drawers = useOpenDrawers(storeId)
  if (drawers.length === 0) return null
  return (
    <Select
      label={t(messages.drawer)}
      placeholder={t(messages.noDrawer)}
      data={drawers.map(({ id = '', register_name: name }) => ({ value: id, label: name ?? id }))}
      value={value}
      onChange={onChange}
      clearable
    />
  )
}
