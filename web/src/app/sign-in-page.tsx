import { Anchor, Button, Group } from '@mantine/core'
import { useText } from '../i18n/index.ts'
import { LonePage } from './lone-page.tsx'
import { messages } from './messages.ts'
import { SignInForm } from './sign-in-form.tsx'

type SignInPageProps = {
  readonly onSignedIn: () => Promise<void>
  /** Whose session it is to be, where that is known. */
  readonly name?: string | undefined
  /** Where it was somebody's choice to come here. */
  readonly onBack?: () => void
}

export function SignInPage({ onSignedIn, name, onBack }: SignInPageProps) {
  const t = useText()
  return (
    <LonePage
      title={name === undefined ? t(messages.signInTitle) : t(messages.signInAs, { name })}
      below={
        <Group>
          {onBack !== undefined && (
            <Button variant="subtle" color="gray" onClick={onBack}>
              {t(messages.back)}
            </Button>
          )}
          <Anchor href="/password/forgot" size="sm">
            {t(messages.forgot)}
          </Anchor>
        </Group>
      }
    >
      <SignInForm onSignedIn={onSignedIn} />
    </LonePage>
  )
}
