import { MagnifyingGlassIcon, UserPlusIcon } from '@heroicons/react/24/outline'
import { Alert, Avatar, Badge, Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { api, ComptoirError } from '../../../api/index.ts'
import { useText } from '../../../i18n/index.ts'
import { EmptyState, formErrors, Icon, notifyError } from '../../../ui/index.ts'
import { cashierMay } from '../../cart/cart-rights.ts'
import type { Customer } from '../../memory.ts'
import { useSale } from '../sell/sale-context.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import classes from './dialogs.module.css'
import { messages } from './messages.ts'

const MOST = 30
const PAUSE_MS = 120

/** Who buys: found on this device, or made where the server can be asked. */
export function CustomerDialog() {
  const t = useText()
  const { snapshot, cashier } = useSellingTill()
  const { cart, change, close } = useSale()
  const [text, setText] = useState('')
  const [isNew, setNew] = useState(false)
  const people = useCustomers(text)
  const choose = (person: Customer | null) => {
    change({ type: 'customer', customer: person === null ? null : asCustomer(person) })
    close()
  }
  const mayCreate = cashierMay(cashier, 'customers.create') && snapshot.isOnline !== false
  return (
    <TillDialog title={t(isNew ? messages.newCustomer : messages.customerTitle)} onClose={close}>
      {isNew ? (
        <NewCustomer name={text} onMade={choose} />
      ) : (
        <Stack>
          <TextInput
            type="search"
            aria-label={t(messages.findCustomer)}
            placeholder={t(messages.findCustomer)}
            leftSection={<Icon of={MagnifyingGlassIcon} />}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            onKeyDown={({ key }) => {
              if (key === 'Enter' && people[0] !== undefined) choose(people[0])
            }}
            size="lg"
            data-autofocus
          />
          {people.length === 0 && text !== '' && <EmptyState title={t(messages.noCustomer)} />}
          <ul className={classes.rows}>
            {people.map((person) => (
              <li key={person.id}>
                <button type="button" className={classes.row} onClick={() => choose(person)}>
                  <Avatar name={person.name} color="sapin" size="md" aria-hidden />
                  <span className={classes.rowMain}>
                    <span className={classes.rowTitle}>{person.name}</span>
                    <span className={classes.rowNote}>{[person.email, person.phone].filter(Boolean).join(' · ')}</span>
                  </span>
                  {person.tax_exemption !== null && <Badge color="safran">{t(messages.exempt)}</Badge>}
                </button>
              </li>
            ))}
          </ul>
          {snapshot.isOnline === false && <Alert color="safran">{t(messages.customerOffline)}</Alert>}
          <Group grow>
            {cart.customer !== null && (
              <Button variant="default" size="md" onClick={() => choose(null)}>
                {t(messages.withoutCustomer)}
              </Button>
            )}
            {mayCreate && (
              <Button variant="light" size="md" leftSection={<Icon of={UserPlusIcon} />} onClick={() => setNew(true)}>
                {t(messages.newCustomer)}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </TillDialog>
  )
}

const asCustomer = ({ id, name, email, tax_exemption }: Customer) => ({ id, name, email, tax_exemption })

function useCustomers(text: string): readonly Customer[] {
  const { memory } = useSellingTill()
  const [asked] = useDebouncedValue(text, PAUSE_MS)
  const [people, setPeople] = useState<readonly Customer[]>([])
  useEffect(() => {
    let isLatest = true
    void memory.copy.customers(asked, MOST).then((found) => isLatest && setPeople(found))
    return () => {
      isLatest = false
    }
  }, [memory, asked])
  return people
}

function NewCustomer({ name, onMade }: { readonly name: string; readonly onMade: (customer: Customer) => void }) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const form = useForm({ mode: 'uncontrolled', initialValues: { name, email: '', phone: '' } })
  const create = form.onSubmit(async (values) => {
    setBusy(true)
    try {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))
      const made = await api.createCustomer({ ...given, name: values.name })
      onMade({ ...made, external_id: null, tax_exemption: null })
    } catch (error) {
      if (error instanceof ComptoirError) form.setErrors(formErrors(error))
      if (!(error instanceof ComptoirError) || Object.keys(error.errors).length === 0) notifyError(error)
    } finally {
      setBusy(false)
    }
  })
  return (
    <form onSubmit={create}>
      <Stack>
        <TextInput
          label={t(messages.customerName)}
          size="md"
          data-autofocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t(messages.customerEmail)}
          type="email"
          size="md"
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <TextInput
          label={t(messages.customerPhone)}
          type="tel"
          size="md"
          key={form.key('phone')}
          {...form.getInputProps('phone')}
        />
        <Button type="submit" size="lg" loading={isBusy}>
          {t(messages.createCustomer)}
        </Button>
      </Stack>
    </form>
  )
}

/** What whoever reads the sale later should know. */
export function NoteDialog() {
  const t = useText()
  const { cart, change, close } = useSale()
  const [note, setNote] = useState(cart.note)
  const save = () => {
    change({ type: 'note', note: note.trim() })
    close()
  }
  return (
    <TillDialog title={t(messages.noteTitle)} onClose={close}>
      <Stack>
        <Textarea
          label={t(messages.noteTitle)}
          description={t(messages.noteHint)}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          maxLength={2000}
          minRows={4}
          autosize
          data-autofocus
        />
        <Button size="lg" onClick={save}>
          {t(messages.save)}
        </Button>
      </Stack>
    </TillDialog>
  )
}
