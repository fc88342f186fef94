import { SignalSlashIcon } from '@heroicons/react/24/outline'
import { useText } from '../i18n/index.ts'
import { Icon } from '../ui/index.ts'
import { useApiIsUp } from './api-state.ts'
import { messages } from './messages.ts'
import classes from './shell.module.css'

/** Says calmly that what is shown may be old, for as long as it may be. */
export function OfflineBanner() {
  const t = useText()
  const isUp = useApiIsUp()
  return (
    <div role="status">
      {!isUp && (
        <p className={classes.offline}>
          <Icon of={SignalSlashIcon} />
          {t(messages.unreachable)}
        </p>
      )}
    </div>
  )
}
