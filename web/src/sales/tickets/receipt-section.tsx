import { ArrowDownTrayIcon, EnvelopeIcon, PrinterIcon } from '@heroicons/react/24/outline'
import { Box, Button, Stack, TextInput, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { receiptText } from '../../../../rules/index.ts'
import { api, type ComptoirError, newId, type Receipt, type Sale, useAction, useApi } from '../../api/index.ts'
import { useLanguage, useText } from '../../i18n/index.ts'
import { Dialog, Icon, Loaded, notifyDone, notifyError, Section, saveFile } from '../../ui/index.ts'
import { messages } from './messages.ts'
import { readReceipt } from './read-receipt.ts'
import classes from './receipt.module.css'

const WIDTH = 42

/** The receipt as its printer writes it, and the ways to give it again. Only those count as a printing, and are marked. */
export function ReceiptSection({ sale }: { readonly sale: Sale }) {
  const t = useText()
  const { language } = useLanguage()
  const receipt = useApi('getReceipt', [sale.id, { format: 'json' }])
  const [isMailing, { open, close }] = useDisclosure()
  const give = useAction(
    (format: 'pdf') => api.getReceipt(sale.id, { format, lang: language, print_id: newId() }),
    ['getReceipt'],
  )
  const save = () =>
    give
      .mutateAsync(['pdf'])
      .then((file) => saveFile(file as Blob, `${sale.reference}.pdf`))
      .catch(notifyError)
  const print = () =>
    give
      .mutateAsync(['pdf'])
      .then((file) => openToPrint(file as Blob))
      .catch(notifyError)
  return (
    <Section
      title={t(messages.receipt)}
      actions={
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon of={PrinterIcon} size={1} />}
            onClick={print}
            disabled={give.isPending}
          >
            {t(messages.print)}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon of={ArrowDownTrayIcon} size={1} />}
            onClick={save}
            disabled={give.isPending}
          >
            {t(messages.pdf)}
          </Button>
          <Button size="xs" variant="default" leftSection={<Icon of={EnvelopeIcon} size={1} />} onClick={open}>
            {t(messages.email)}
          </Button>
        </>
      }
    >
      <Loaded of={receipt}>
        {(answer) => (
          <Stack gap="xs">
            <Box className={classes.paper} tabIndex={0} role="region" aria-label={t(messages.receiptPreview)}>
              <pre className={classes.text}>
                {receiptText(readReceipt(answer as Receipt), { language, width: WIDTH }).join('\n')}
              </pre>
            </Box>
            <Words size="xs" c="dimmed">
              {t(messages.printed, { count: (answer as Receipt).prints })} · {t(messages.copyWarning)}
            </Words>
          </Stack>
        )}
      </Loaded>
      <Dialog opened={isMailing} onClose={close} title={t(messages.emailTitle)}>
        <EmailForm sale={sale} onSent={close} />
      </Dialog>
    </Section>
  )
}

/** A window of the browser's own shows the paper and prints it. */
function openToPrint(file: Blob): void {
  const url = URL.createObjectURL(file)
  window.open(url, '_blank', 'noopener')
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

function EmailForm({ sale, onSent }: { readonly sale: Sale; readonly onSent: () => void }) {
  const t = useText()
  const { language } = useLanguage()
  const [to, setTo] = useState('')
  const send = useAction(api.emailReceipt, ['getReceipt'])
  const refusal = send.error as ComptoirError | null
  const submit = async () => {
    await send.mutateAsync([sale.id, { to, lang: language }])
    notifyDone(t(messages.sent))
    onSent()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit().catch(() => {})
      }}
    >
      <Stack>
        <TextInput
          type="email"
          label={t(messages.emailTo)}
          value={to}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
          error={refusal === null ? undefined : (refusal.errors.to?.join(' ') ?? refusal.message)}
          required
          withAsterisk={false}
          data-autofocus
        />
        <Button type="submit" loading={send.isPending}>
          {t(messages.send)}
        </Button>
      </Stack>
    </form>
  )
}
