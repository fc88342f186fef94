import { Alert, Button, Group, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type ComptoirError, type Customer, useAction } from '../../api/index.ts'
import { type Text, useText } from '../../i18n/index.ts'
import { formErrors } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { type CustomerFields, fieldsOf, inputOf } from './customer-fields.ts'
import { messages } from './messages.ts'

type CustomerFormProps = {
  /** Changed; a new one without it. */
  readonly customer?: Customer
  readonly onSaved: (customer: Customer) => void
}

/** Only the name is needed; the server checks the rest, and says so at its field. */
export function CustomerForm({ customer, onSaved }: CustomerFormProps) {
  const t = useText()
  const form = useForm<CustomerFields>({ mode: 'uncontrolled', initialValues: fieldsOf(customer) })
  const save = useAction(
    (fields: CustomerFields) =>
      customer === undefined ? api.createCustomer(inputOf(fields)) : api.updateCustomer(customer.id, inputOf(fields)),
    ['listCustomers', 'getCustomer'],
  )
  const refuse = (error: ComptoirError) => {
    const {
      'tax_exemption.certificate_number': certificate,
      'tax_exemption.expires_on': expires,
      ...rest
    } = formErrors(error)
    form.setErrors({ ...rest, certificate_number: certificate, expires_on: expires })
  }
  const submit = form.onSubmit((fields) => save.mutateAsync([fields]).then(onSaved, refuse))
  const field = (name: keyof CustomerFields, label: Text, more: object = {}) => (
    <TextInput label={t(label)} key={form.key(name)} {...form.getInputProps(name)} {...more} />
  )
  const isElsewhere = save.error !== null && Object.keys(save.error.errors).length === 0
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {isElsewhere && (
          <Alert color="brique" role="alert">
            {save.error?.message}
          </Alert>
        )}
        {field('name', messages.name, { required: true, withAsterisk: false, 'data-autofocus': true })}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {field('email', messages.email, { type: 'email' })}
          {field('phone', messages.phone, { type: 'tel' })}
          {field('address_line1', messages.address)}
          {field('address_line2', messages.addressMore)}
          {field('city', messages.city)}
          {field('region', messages.region)}
          {field('postal_code', messages.postalCode)}
          {field('country', messages.country, { placeholder: t(messages.countryHint), maxLength: 2 })}
          <Select
            label={t(messages.language)}
            data={[
              { value: 'fr', label: t(messages.french) },
              { value: 'en', label: t(messages.english) },
            ]}
            clearable
            key={form.key('language')}
            {...form.getInputProps('language')}
          />
          {field('external_id', messages.externalId)}
          {field('certificate_number', messages.certificate, { description: t(messages.exemptionHint) })}
          {field('expires_on', messages.expires, { type: 'date', description: t(messages.noExpiry) })}
        </SimpleGrid>
        <Textarea
          label={t(messages.note)}
          autosize
          minRows={2}
          key={form.key('note')}
          {...form.getInputProps('note')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t(words.save)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
