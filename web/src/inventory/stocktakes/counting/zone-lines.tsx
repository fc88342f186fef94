import { ClockIcon, ExclamationTriangleIcon } from '@heroicons/react/24/outline'
import { Title, UnstyledButton, Text as Words } from '@mantine/core'
import { useFormat, useText } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import frame from '../../lines.module.css'
import type { CountLine } from './count-sheet.ts'
import classes from './counting.module.css'
import { messages } from './messages.ts'

type ZoneLinesProps = {
  readonly lines: readonly CountLine[]
  readonly shown: string | null
  readonly onShow: (key: string) => void
}

/** What was counted in the zone, and apart from it what was not; a touch brings a line up to be corrected. */
export function ZoneLines({ lines, ...rest }: ZoneLinesProps) {
  const t = useText()
  const isRefused = ({ problem }: CountLine) => problem !== null
  return (
    <>
      <LineList title={t(messages.notCounted)} lines={lines.filter(isRefused)} {...rest} />
      <LineList title={t(messages.counted)} lines={lines.filter((line) => !isRefused(line))} {...rest} />
    </>
  )
}

function LineList({ title, lines, shown, onShow }: ZoneLinesProps & { readonly title: string }) {
  const format = useFormat()
  if (lines.length === 0) return null
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {title}
      </Title>
      <ul className={frame.draft} data-plain>
        {lines.map((line) => (
          <li key={line.key}>
            <UnstyledButton className={classes.line} aria-pressed={line.key === shown} onClick={() => onShow(line.key)}>
              <span>
                <Words component="span" fw={600} display="block">
                  {line.name}
                </Words>
                <Words component="span" size="xs" c={line.problem === null ? 'dimmed' : 'var(--bad)'}>
                  {line.problem ?? line.sku}
                </Words>
              </span>
              <span className={classes.quantity}>
                {line.problem !== null && <Icon of={ExclamationTriangleIcon} size={1} />}
                {line.problem === null && !line.isSent && <Icon of={ClockIcon} size={1} />}{' '}
                {format.number(line.quantity)}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
