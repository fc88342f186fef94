import { CheckIcon } from '@heroicons/react/24/outline'
import { Button, Group, TextInput, Text as Words } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useState } from 'react'
import type { Transfer } from '../../../api/index.ts'
import { type Text, useFormat, useText } from '../../../i18n/index.ts'
import { formErrors, Icon, notifyError, useOnce } from '../../../ui/index.ts'
import { ArticleField } from '../../article-field.tsx'
import { nameOf } from '../../article-name.tsx'
import classes from '../../lines.module.css'
import type { PickedArticle } from '../../look-up.ts'
import { messages as shared } from '../../messages.ts'
import { notifyUnplaced } from '../../notify-unplaced.ts'
import { isZero } from '../../quantity.ts'
import { messages } from './messages.ts'
import { StepLines } from './step-lines.tsx'
import {
  differenceOf,
  type Entered,
  fillAll,
  isCounted,
  isNothing,
  isReadable,
  linesOf,
  NOTHING_ENTERED,
  resume,
  type Step,
  scan,
  type as typeQuantity,
} from './step-plan.ts'
import { useTakeStep } from './use-take-step.ts'

const WORDS: Readonly<Record<Step, { readonly hint: Text; readonly act: Text }>> = {
  approve: { hint: messages.approveHint, act: messages.approve },
  pick: { hint: messages.pickHint, act: messages.pick },
  ship: { hint: messages.shipHint, act: messages.ship },
  receive: { hint: messages.receiveHint, act: messages.receive },
}

type StepFormProps = { readonly transfer: Transfer; readonly step: Step; readonly onDone: () => void }

/** Goes through the lines of a step, by hand or by scanning. What is entered stays in this browser until it is sent. */
export function StepForm({ transfer, step, onDone }: StepFormProps) {
  const t = useText()
  const { lines } = transfer
  const [entered, setEntered, forget] = useEntered(transfer, step)
  const [note, setNote] = useState('')
  const [last, setLast] = useState<number | null>(null)
  const taking = useTakeStep(transfer, step, () => {
    forget()
    onDone()
  })
  const errors = taking.error === null ? {} : formErrors(taking.error)
  const pick = (article: PickedArticle) => {
    const next = scan(step, lines, entered, article)
    if (next === null) return notifyError(t(messages.refused, { name: nameOf(article) }))
    setLast(article.variant_id)
    setEntered(next)
  }
  const submit = useOnce(() =>
    taking.take(entered, note).catch((error) => notifyUnplaced(error, [...quantityFields(transfer), 'note'])),
  )
  const takeAll = <TakeAll step={step} onTake={() => setEntered(fillAll(step, lines, entered))} />
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Words c="dimmed" mb="md">
        {t(WORDS[step].hint)} {isCounted(step) && t(messages.kept)}
      </Words>
      {step !== 'approve' && (
        <Group className={classes.head} gap="xs" align="flex-start">
          <div className={classes.name}>
            <ArticleField onPick={pick} size="lg" autoFocus />
          </div>
          {isCounted(step) && takeAll}
        </Group>
      )}
      <StepLines
        transfer={transfer}
        step={step}
        entered={entered}
        errors={errors}
        last={last}
        onType={(id, text) => setEntered(typeQuantity(entered, id, text))}
      />
      <Group className={classes.footer} justify="space-between" align="flex-end">
        <Progress transfer={transfer} step={step} entered={entered} />
        {!isCounted(step) && takeAll}
        {isCounted(step) && (
          <Button variant="subtle" onClick={() => setEntered(NOTHING_ENTERED)}>
            {t(messages.nothing)}
          </Button>
        )}
        <TextInput
          label={t(shared.note)}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          error={errors.note}
          flex={1}
          miw="12rem"
        />
        <Button type="submit" loading={taking.isPending} disabled={!isReadable(step, entered) || isNothing(entered)}>
          {t(WORDS[step].act)}
        </Button>
      </Group>
    </form>
  )
}

function TakeAll({ step, onTake }: { readonly step: Step; readonly onTake: () => void }) {
  const t = useText()
  return (
    <Button
      variant="default"
      size={isCounted(step) ? 'lg' : 'sm'}
      leftSection={<Icon of={CheckIcon} size={1.1} />}
      onClick={onTake}
    >
      {t(isCounted(step) ? messages.everything : messages.asExpected)}
    </Button>
  )
}

/**
 * What was entered so far. What is counted is kept in this browser until it is sent; a decision is made at once, on what is
 * asked for now.
 */
function useEntered({ id, lines }: Transfer, step: Step): [Entered, (entered: Entered) => void, () => void] {
  const [held, hold] = useState(NOTHING_ENTERED)
  const [kept, keep, forget] = useLocalStorage<Entered>({
    key: `comptoir.transfer.${id}.${step}`,
    defaultValue: NOTHING_ENTERED,
    getInitialValueInEffect: false,
  })
  if (isCounted(step)) return [resume(step, lines, kept), keep, forget]
  return [resume(step, lines, held), hold, () => hold(NOTHING_ENTERED)]
}

/** How many lines are as they should be. */
function Progress({ transfer, step, entered }: Omit<StepFormProps, 'onDone'> & { readonly entered: Entered }) {
  const t = useText()
  const format = useFormat()
  const lines = linesOf(step, transfer.lines)
  const done = lines.filter((line) => isZero(differenceOf(step, line, entered) ?? '1')).length
  return (
    <Words size="sm" c="dimmed" aria-live="polite" w="100%">
      {t(messages.counted, { done: format.number(done), count: lines.length })}
    </Words>
  )
}

const quantityFields = ({ lines }: Transfer): string[] => lines.map((_, index) => `lines.${index}.quantity`)
