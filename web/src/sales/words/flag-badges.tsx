import { ExclamationTriangleIcon } from '@heroicons/react/24/outline'
import { Badge, Group, Tooltip } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import { wordsOfFlag } from './words.ts'

/** What is odd about a ticket, in a word each; what it means on demand. */
export function FlagBadges({ flags }: { readonly flags: readonly string[] }) {
  const t = useText()
  if (flags.length === 0) return null
  return (
    <Group gap={4} display="inline-flex">
      {flags.map((flag) => (
        <Tooltip key={flag} label={t(wordsOfFlag(flag).meaning)} multiline maw="22rem">
          <Badge color="safran" leftSection={<Icon of={ExclamationTriangleIcon} size={0.8} />}>
            {t(wordsOfFlag(flag).name)}
          </Badge>
        </Tooltip>
      ))}
    </Group>
  )
}
