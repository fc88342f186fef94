import { Alert, Button, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useState } from 'react'
import { api, ComptoirError, useAction } from '../api/index.ts'
import { type Language, type Translate, useLanguage, useText } from '../i18n/index.ts'
import { DecimalInput, formErrors, useUrlState } from '../ui/index.ts'
import { PLACES, proposePlace } from './countries.ts'
import { DemoOffer } from './demo-offer.tsx'
import { messages } from './messages.ts'
import { ELSEWHERE, type Opening, openStore } from './open-store.ts'
import { ReceiptFields } from './receipt-fields.tsx'
import { otherRefusals, type ReceiptRefusals, receiptRefusals, TAX_NAME_FIELDS } from './refusals.ts'

type OpeningForm = UseFormReturnType<Opening>

const OWN_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** The chain and its first store in one form: the place says the rest. */
export function StoreStep() {
  const [isMakingDemo, setMakingDemo] = useState(false)
  return (
    <Stack gap="lg">
      <DemoOffer onMaking={setMakingDemo} />
      {!isMakingDemo && <StoreForm />}
    </Stack>
  )
}

/** What is proposed to somebody with this clock. */
const proposeOpening = (t: Translate, language: Language): Opening => ({
  chain_name: '',
  language,
  place: proposePlace(OWN_ZONE).key,
  name: '',
  city: '',
  line1: '',
  postal_code: '',
  registrations: {},
  register: t(messages.firstRegister),
  currency: 'EUR',
  time_zone: OWN_ZONE,
  tax_name: t(messages.vat),
  tax_rate: '',
  prices_include_tax: true,
})

function StoreForm() {
  const t = useText()
  const { language } = useLanguage()
  const [, change] = useUrlState()
  const open = useAction(
    (opening: Opening) => openStore(api, opening),
    ['listStores', 'listTaxZones', 'readSettings', 'listRegisters'],
  )
  const form = useForm<Opening>({ initialValues: proposeOpening(t, language) })
  const [unreadable, findUnreadable] = useState<ReceiptRefusals>({})
  const refusals = open.error instanceof ComptoirError ? formErrors(open.error) : {}
  const others = otherRefusals(refusals, form.values.place)
  const submit = form.onSubmit(async (values) => {
    const wrong = receiptRefusals(values)
    findUnreadable(wrong)
    if (Object.keys(wrong).length > 0) return
    try {
      await open.mutateAsync([{ ...values, language }])
      change({ step: 'articles' })
    } catch {
      // The server's sentences stand at their fields.
    }
  })
  const needed = (name: 'chain_name' | 'name' | 'register') => ({
    required: true,
    withAsterisk: false,
    ...form.getInputProps(name),
    error: refusals[name],
  })
  return (
    <form onSubmit={submit}>
      <Stack>
        {open.error !== null && (others.length > 0 || Object.keys(refusals).length === 0) && (
          <Alert color="brique" role="alert">
            {others.length > 0 ? others.join(' ') : open.error.message}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={t(messages.chainName)} placeholder={t(messages.chainExample)} {...needed('chain_name')} />
          <PlaceChoice form={form} />
          <TextInput label={t(messages.storeName)} placeholder={t(messages.storeExample)} {...needed('name')} />
          <TextInput
            label={t(messages.city)}
            {...form.getInputProps('city')}
            error={unreadable.city === undefined ? refusals.city : t(unreadable.city)}
          />
        </SimpleGrid>
        {form.values.place === ELSEWHERE ? (
          <Elsewhere form={form} refusals={refusals} />
        ) : (
          <ReceiptFields form={form} refusals={refusals} unreadable={unreadable} />
        )}
        <TextInput label={t(messages.registerName)} description={t(messages.registerHint)} {...needed('register')} />
        <Button type="submit" size="md" loading={open.isPending}>
          {t(messages.openStore)}
        </Button>
      </Stack>
    </form>
  )
}

function PlaceChoice({ form }: { readonly form: OpeningForm }) {
  const t = useText()
  const byCountry = (country: string) =>
    PLACES.filter((place) => place.country === country).map(({ key, name }) => ({ value: key, label: t(name) }))
  const others = PLACES.filter(({ country }) => country !== 'CA').map(({ key, name }) => ({
    value: key,
    label: t(name),
  }))
  return (
    <Select
      label={t(messages.place)}
      description={t(messages.placeHint)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={[
        { group: t(messages.canada), items: byCountry('CA') },
        { group: t(messages.europe), items: others },
        { group: t(messages.otherPlaces), items: [{ value: ELSEWHERE, label: t(messages.elsewhere) }] },
      ]}
      searchable
      allowDeselect={false}
      {...form.getInputProps('place')}
    />
  )
}

type ElsewhereProps = { readonly form: OpeningForm; readonly refusals: Readonly<Record<string, string>> }

/** Of a place that is not proposed one says oneself which money, which time and which tax. */
function Elsewhere({ form, refusals }: ElsewhereProps) {
  const t = useText()
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select
        label={t(messages.currency)}
        data={Intl.supportedValuesOf('currency')}
        searchable
        allowDeselect={false}
        {...form.getInputProps('currency')}
        error={refusals.currency}
      />
      <Select
        label={t(messages.timeZone)}
        data={Intl.supportedValuesOf('timeZone')}
        searchable
        allowDeselect={false}
        {...form.getInputProps('time_zone')}
        error={refusals.time_zone}
      />
      <TextInput
        label={t(messages.taxName)}
        {...form.getInputProps('tax_name')}
        error={TAX_NAME_FIELDS.map((field) => refusals[field]).find((sentence) => sentence !== undefined)}
      />
      <DecimalInput
        label={t(messages.taxRate)}
        placeholder={t(messages.noTax)}
        rightSection="%"
        value={form.values.tax_rate}
        onChange={(rate) => form.setFieldValue('tax_rate', rate)}
        error={refusals['taxes.0.rate']}
      />
      <Switch
        label={t(messages.pricesIncludeTax)}
        {...form.getInputProps('prices_include_tax', { type: 'checkbox' })}
      />
    </SimpleGrid>
  )
}
