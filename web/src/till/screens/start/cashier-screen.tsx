import { UserGroupIcon } from '@heroicons/react/24/outline'
import { Alert, Avatar, Button, Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { SignInPage } from '../../../app/sign-in-page.tsx'
import { applyUpdate, onUpdateWaiting } from '../../../app/updates.ts'
import { useText } from '../../../i18n/index.ts'
import { EmptyState, Icon } from '../../../ui/index.ts'
import { type Cashier, cashierMay } from '../../cart/cart-rights.ts'
import type { Store } from '../../memory.ts'
import { useTill } from '../shared/till-context.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { messages } from './messages.ts'
import { PinPad } from './pin-pad.tsx'
import classes from './start.module.css'
import { StartFrame } from './start-frame.tsx'
import { takeTurn } from './take-turn.ts'

/** Cashiers take turns at one drawer: each says who they are by their PIN. */
export function CashierScreen({ store }: { readonly store: Store }) {
  const t = useText()
  const { memory, snapshot, setCashier, profile, readProfileAgain, play, isTraining } = useTill()
  const [chosen, setChosen] = useState<Cashier | null>(null)
  const [isSigningIn, setSigningIn] = useState(false)
  const isChoosing = chosen === null && !isSigningIn && !isTraining
  useEffect(() => (isChoosing ? onUpdateWaiting(() => void applyUpdate()) : undefined), [isChoosing])
  const isAlone = snapshot.isOnline === false
  const people = store.cashiers.filter((person) => cashierMay(person, 'sales.create'))
  // Whoever is signed in here has shown their password; before a drawer is open there is no place to check a PIN at.
  const isKnown = (person: Cashier) => person.id === profile?.user?.id
  const choose = (person: Cashier) => {
    if (isKnown(person) || isAlone) setCashier(person.id)
    else if (snapshot.drawer === null) setCashier(person.id, { isUnproven: true })
    else setChosen(person)
  }
  const onSignedIn = () => {
    readProfileAgain()
    setSigningIn(false)
  }
  // Whoever has no PIN shows who they are by their password; without a network nobody is asked.
  const isAsked = profile === null || people.some((person) => !isKnown(person) && !person.has_pin)
  if (isSigningIn) return <SignInPage onSignedIn={onSignedIn} onBack={() => setSigningIn(false)} />
  return (
    <StartFrame
      title={chosen === null ? t(messages.cashierTitle) : t(messages.pinOf, { name: chosen.name })}
      width={chosen === null ? '44rem' : '26rem'}
    >
      {chosen === null ? (
        <Stack>
          {isAlone && <Alert color="safran">{t(messages.cashierAlone)}</Alert>}
          <People
            people={people}
            isKnown={isKnown}
            mayChoose={(person) => isAlone || person.has_pin}
            onChoose={choose}
          />
          {profile !== undefined && !isAlone && isAsked && (
            <Button variant="subtle" onClick={() => setSigningIn(true)}>
              {t(messages.otherSignIn)}
            </Button>
          )}
        </Stack>
      ) : (
        <PinPad
          onPin={async (pin) => {
            await takeTurn(memory, chosen.id, pin)
            play('done')
            setCashier(chosen.id)
          }}
          onBack={() => setChosen(null)}
          describe={(error) => tillErrorText(error, t)}
        />
      )}
    </StartFrame>
  )
}

type PeopleProps = {
  readonly people: readonly Cashier[]
  isKnown(person: Cashier): boolean
  mayChoose(person: Cashier): boolean
  readonly onChoose: (person: Cashier) => void
}

function People({ people, isKnown, mayChoose, onChoose }: PeopleProps) {
  const t = useText()
  if (people.length === 0) {
    return (
      <EmptyState
        icon={<Icon of={UserGroupIcon} size={2.5} />}
        title={t(messages.noCashiers)}
        hint={t(messages.noCashiersHint)}
      />
    )
  }
  return (
    <div className={classes.people}>
      {people.map((person) => {
        const isOpen = isKnown(person) || mayChoose(person)
        const note = isKnown(person) ? messages.cashierSignedIn : messages.cashierNoPin
        return (
          <button
            key={person.id}
            type="button"
            className={classes.person}
            disabled={!isOpen}
            onClick={() => onChoose(person)}
          >
            <Avatar name={person.name} color="sapin" size="lg" aria-hidden />
            {person.name}
            {(isKnown(person) || !isOpen) && <span className={classes.note}>{t(note)}</span>}
          </button>
        )
      })}
    </div>
  )
}
