import { ViewColumnsIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useRef, useState } from 'react'
import { useText } from '../i18n/index.ts'
import { Icon } from './icon.tsx'
import { messages } from './messages.ts'

type Choosable = { readonly key: string; readonly title: string; readonly isHidden?: boolean }

/** Which columns one sees: one's own choice in this browser, else the usual ones. */
export function useColumns(
  name: string,
  columns: readonly Choosable[],
): [ReadonlySet<string>, (shown: ReadonlySet<string>) => void] {
  const usual = columns.filter(({ isHidden }) => isHidden !== true).map(({ key }) => key)
  const [chosen, setChosen] = useLocalStorage<string[] | null>({
    key: `comptoir.columns.${name}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  return [new Set(chosen ?? usual), (shown) => setChosen([...shown])]
}

type ColumnChoiceProps = {
  readonly columns: readonly Choosable[]
  readonly shown: ReadonlySet<string>
  readonly onChange: (shown: ReadonlySet<string>) => void
}

/** The first column always stays: it names the row. */
export function ColumnChoice({ columns, shown, onChange }: ColumnChoiceProps) {
  const t = useText()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const toggle = (key: string) => {
    const next = new Set(shown)
    if (!next.delete(key)) next.add(key)
    onChange(next)
  }
  return (
    <Menu opened={isOpen} onChange={setOpen} closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <ActionIcon ref={button} variant="default" aria-label={t(messages.columns)} ml="auto" data-columns>
          <Icon of={ViewColumnsIcon} size={1.1} />
        </ActionIcon>
      </Menu.Target>
      {/* Around the button, it would be what the menu says it is opened by. */}
      <Tooltip target={button} label={t(messages.columns)} disabled={isOpen} />
      <Menu.Dropdown>
        {columns.slice(1).map(({ key, title }) => (
          <Menu.CheckboxItem key={key} checked={shown.has(key)} onChange={() => toggle(key)}>
            {title}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
