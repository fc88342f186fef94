import { BuildingStorefrontIcon, MagnifyingGlassIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Tooltip } from '@mantine/core'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { useText } from '../i18n/index.ts'
import { Icon } from '../ui/index.ts'
import { messages } from './messages.ts'
import { ROOMS } from './rooms.ts'
import { useSession } from './session.tsx'
import { useStores } from './store-choice.tsx'

/** Every page and every store by its name, from anywhere: Ctrl + K. */
export function CommandPalette() {
  const t = useText()
  const navigate = useNavigate()
  const { can } = useSession()
  const stores = useStores()
  const pages = ROOMS.map(({ label, entries }) => ({
    group: t(label),
    actions: entries
      .filter(({ permission }) => can(permission))
      .map((entry) => ({
        id: entry.to,
        label: t(entry.label),
        keywords: [entry.label.fr, entry.label.en, entry.keywords ?? ''],
        leftSection: <Icon of={entry.icon} />,
        onClick: () => void navigate({ to: entry.to }),
      })),
  }))
  const places = stores.map(({ id, name = '', city, code }) => ({
    id: `store ${id}`,
    label: name,
    keywords: [city ?? '', code ?? ''],
    leftSection: <Icon of={BuildingStorefrontIcon} />,
    onClick: () => void navigate({ to: `/stores/${id}` }),
  }))
  return (
    <Spotlight
      actions={[...pages, { group: t(messages.stores), actions: places }].filter((group) => group.actions.length > 0)}
      nothingFound={t(messages.paletteEmpty)}
      searchProps={{ placeholder: t(messages.paletteHint), 'aria-label': t(messages.palette) }}
      attributes={{ content: { 'aria-label': t(messages.palette) } }}
      shortcut={['mod + K']}
      highlightQuery
      scrollable
    />
  )
}

export function PaletteButton() {
  const t = useText()
  return (
    <Tooltip label={`${t(messages.palette)} (Ctrl + K)`}>
      <ActionIcon aria-label={t(messages.palette)} onClick={spotlight.open}>
        <Icon of={MagnifyingGlassIcon} />
      </ActionIcon>
    </Tooltip>
  )
}
