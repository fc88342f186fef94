import { PlusIcon, TrashIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { DecimalInput, Icon } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { addTax, type DraftTax, removeTax, type ZoneDraft } from './zone-draft.ts'

type TaxRowsProps = {
  readonly draft: ZoneDraft
  readonly onChange: (draft: ZoneDraft) => void
  readonly refusals: Readonly<Record<string, string>>
}

/** The taxes of a zone, in the order of its receipts. */
export function TaxRows({ draft, onChange, refusals }: TaxRowsProps) {
  const t = useText()
  const change = (index: number, patch: Partial<DraftTax>) =>
    onChange({ ...draft, taxes: draft.taxes.map((tax, at) => (at === index ? { ...tax, ...patch } : tax)) })
  return (
    <Stack gap="sm">
      {draft.taxes.map((tax, index) => {
        const field = (name: 'code' | 'name_fr' | 'name_en') => ({
          value: tax[name],
          onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
            change(index, { [name]: currentTarget.value }),
          error: refusals[`taxes.${index}.${name}`],
        })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tax has no code of its own while it is being written.
          <Group key={index} align="flex-end" gap="sm">
            <TextInput label={t(messages.taxCode)} w="8rem" {...field('code')} />
            <TextInput label={t(messages.nameFr)} flex="1 1 8rem" {...field('name_fr')} />
            <TextInput label={t(messages.nameEn)} flex="1 1 8rem" {...field('name_en')} />
            <DecimalInput
              label={t(messages.rate)}
              w="8rem"
              rightSection="%"
              value={tax.rate}
              onChange={(rate) => change(index, { rate })}
              error={refusals[`taxes.${index}.rate`]}
            />
            <ActionIcon
              variant="light"
              color="brique"
              aria-label={t(messages.removeTax, { code: tax.code })}
              onClick={() => onChange(removeTax(draft, index))}
            >
              <Icon of={TrashIcon} size={1.1} />
            </ActionIcon>
          </Group>
        )
      })}
      <Button
        variant="subtle"
        mr="auto"
        leftSection={<Icon of={PlusIcon} size={1} />}
        onClick={() => onChange(addTax(draft))}
      >
        {t(messages.addTax)}
      </Button>
    </Stack>
  )
}
