import { UserGroupIcon } from '@heroicons/react/24/outline'
import { Alert, Avatar, Button, Stack, Text as Words } from '@mantine/core'
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
  const { memory, snapshot, setCashier, profile, play, isTraining } = useTill()
  const [chosen, setChosen] = useState<Cashier | null>(null)
  const signIn = useSignIn()
  const isChoosing = chosen === null && !signIn.isOpen && !isTraining
  useEffect(() => (isChoosing ? onUpdateWaiting(() => void applyUpdate()) : undefined), [isChoosing])
  const isAlone = snapshot.isOnline === false
  const people = store.cashiers.filter((person) => cashierMay(person, 'sales.create'))
  // Whoever is signed in here has shown their password; before a drawer is open there is no place to check a PIN at.
  const isKnown = (person: Cashier) => person.id === profile?.user?.id
  const isLacking = people.some((person) => !isKnown(person) && !person.has_pin)
  const choose = (person: Cashier) => {
    if (isKnown(person) || isAlone) setCashier(person.id)
    else if (!person.has_pin) signIn.begin(person.id)
    else if (snapshot.drawer === null) setCashier(person.id, { isUnproven: true })
    else setChosen(person)
  }
  if (signIn.isOpen) {
    const name = people.find(({ id }) => id === signIn.wanted)?.name
    return <SignInPage name={name} onSignedIn={signIn.end} onBack={signIn.leave} />
  }
  return (
    <StartFrame
      title={chosen === null ? t(messages.cashierTitle) : t(messages.pinOf, { name: chosen.name })}
      width={chosen === null ? '44rem' : '26rem'}
    >
      {chosen === null ? (
        <Stack>
          {isAlone && <Alert color="safran">{t(messages.cashierAlone)}</Alert>}
          <People people={people} isKnown={isKnown} isAlone={isAlone} onChoose={choose} />
          {!isAlone && isLacking && (
            <Words size="sm" c="dimmed" ta="center">
              {t(messages.howToMakePin)}
            </Words>
          )}
          {profile !== undefined && !isAlone && (profile === null || isLacking) && (
            <Button variant="subtle" onClick={() => signIn.begin(null)}>
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

/** Whoever has no PIN shows who they are by their password, and then stands at the till. */
function useSignIn() {
  const { setCashier, profile, readProfileAgain } = useTill()
  const [isOpen, setOpen] = useState(false)
  const [wanted, setWanted] = useState<number | null>(null)
  const isHere = wanted !== null && profile?.user?.id === wanted
  useEffect(() => {
    if (isHere) setCashier(wanted)
  }, [isHere, wanted, setCashier])
  return {
    isOpen,
    wanted,
    /** @param id whose turn it is to be; null: whoever signs in chooses then */
    begin: (id: number | null) => {
      setWanted(id)
      setOpen(true)
    },
    // Before it is known who signed in, the list would ask whoever touches their name for their password again.
    end: async () => {
      await readProfileAgain()
      setOpen(false)
    },
    leave: () => {
      setWanted(null)
      setOpen(false)
    },
  }
}

type PeopleProps = {
  readonly people: readonly Cashier[]
  isKnown(person: Cashier): boolean
  /** Without a network nobody is asked who they are. */
  readonly isAlone: boolean
  readonly onChoose: (person: Cashier) => void
}

function People({ people, isKnown, isAlone, onChoose }: PeopleProps) {
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
        const note = isKnown(person)
          ? messages.cashierSignedIn
          : isAlone || person.has_pin
            ? null
            : messages.cashierNoPin
        return (
          <button key={person.id} type="button" className={classes.person} onClick={() => onChoose(person)}>
            <Avatar name={person.name} color="sapin" size="lg" aria-hidden />
            {person.name}
            {note !== null && <span className={classes.note}>{t(note)}</span>}
          </button>
        )
      })}
    </div>
  )
}
