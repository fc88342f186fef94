import { Button, Group, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, type TaxClass, type TaxZone, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { DecimalInput, formErrors, notifyDone, notifyError, Section, useUndo, useUrlState } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { SaveRow } from '../store/save-row.tsx'
import { BearingMatrix } from './bearing-matrix.tsx'
import { TaxRows } from './tax-rows.tsx'
import { draftOf, inputOf, type ZoneDraft } from './zone-draft.ts'

const READS = ['listTaxZones', 'getTaxZone', 'listTaxClasses'] as const

type ZoneFormProps = { readonly zone: TaxZone; readonly classes: readonly TaxClass[] }

/** A zone: its taxes in the order of receipts, and who bears them. A rate changes for the next sale, never for a ticket. */
export function ZoneForm({ zone, classes }: ZoneFormProps) {
  const t = useText()
  const codes = classes.map(({ code }) => code)
  const kept = draftOf(zone, codes)
  const [draft, setDraft] = useState<ZoneDraft>(kept)
  const update = useAction(api.updateTaxZone, READS)
  const refusals = update.error === null ? {} : formErrors(update.error)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      const saved = await update.mutateAsync([zone.code, inputOf(draft)])
      setDraft(draftOf(saved, codes))
      notifyDone(t(messages.saved))
    } catch {
      // The server's sentences stand at their fields.
    }
  }
  const text = (name: 'name_fr' | 'name_en') => ({
    value: draft[name],
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      setDraft({ ...draft, [name]: currentTarget.value }),
    error: refusals[name],
  })
  return (
    <form onSubmit={submit}>
      <Stack>
        <Section title={t(messages.zoneTitle, { code: zone.code })} actions={<RemoveZone zone={zone} />}>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
            <TextInput label={t(messages.nameFr)} {...text('name_fr')} />
            <TextInput label={t(messages.nameEn)} {...text('name_en')} />
            <DecimalInput
              label={t(messages.cashStep)}
              placeholder={t(messages.noRounding)}
              value={draft.cash_step}
              onChange={(step) => setDraft({ ...draft, cash_step: step })}
              error={refusals.cash_step}
            />
          </SimpleGrid>
          <Switch
            label={t(messages.newStoresInclude)}
            checked={draft.prices_include_tax}
            onChange={({ currentTarget }) => setDraft({ ...draft, prices_include_tax: currentTarget.checked })}
          />
        </Section>
        <Section title={t(messages.taxes)}>
          <TaxRows draft={draft} onChange={setDraft} refusals={refusals} />
        </Section>
        <Section title={t(messages.whoBears)}>
          <BearingMatrix draft={draft} classes={classes} onChange={setDraft} />
        </Section>
        <SaveRow
          isDirty={JSON.stringify(inputOf(draft)) !== JSON.stringify(inputOf(kept))}
          isSaving={update.isPending}
          refusal={update.error !== null && Object.keys(refusals).length === 0 ? update.error.message : null}
          onDrop={() => setDraft(kept)}
        />
      </Stack>
    </form>
  )
}

function RemoveZone({ zone }: { readonly zone: TaxZone }) {
  const t = useText()
  const undo = useUndo()
  const [, change] = useUrlState()
  const remove = useAction(api.deleteTaxZone, READS)
  const create = useAction(api.createTaxZone, READS)
  const act = async () => {
    try {
      await remove.mutateAsync([zone.code])
      change({ zone: undefined })
      const again = {
        code: zone.code,
        ...inputOf(
          draftOf(
            zone,
            zone.classes.map(({ code }) => code),
          ),
        ),
      }
      const { name_fr = '', name_en = '', prices_include_tax = false, ...rest } = again
      undo(t(messages.zoneRemoved, { name: zone.name }), () =>
        create.mutateAsync([{ name_fr, name_en, prices_include_tax, ...rest }]),
      )
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Group>
      <Button variant="subtle" color="brique" size="sm" loading={remove.isPending} onClick={() => void act()}>
        {t(messages.removeZone)}
      </Button>
    </Group>
  )
}
